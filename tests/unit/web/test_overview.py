"""overview.py, overview_words.py: the pictures of a comparison as a page, and what they show in words."""

from lxml import html

from service.render.pictures.tree import tree
from service.web.overview_words import tree_in_words
from tests.unit.web.conftest import FIRST, SECOND, THIRD, Browser, compare, finding_of

HOSTILE = "<script>alert(1)</script> & \u202e'\""


def short(browser: Browser, id: str) -> list[str]:
    """The sentences at the top."""
    page = browser.tree(f"/comparisons/{id}/overview")
    return [" ".join(p.text_content().split()) for p in page.xpath('//section[@class="short"]/p')]


class TestInShort:
    def test_the_profile_and_who_goes_with_whom(self, browser: Browser, compared: str) -> None:
        assert short(browser, compared) == [
            "A, B and C (0.83) are about equally close to each other.",
            "No version shows a clear tendency.",
            "2 findings; no version stands out.",
            "A and B read alike most often: 1 of 2 times that they could.",
        ]

    def test_what_two_have_wrong_together(self, browser: Browser) -> None:
        versions = [
            {"label": name, "text": text, "relation": relation}
            for name, text, relation in (
                ("A", FIRST, "original"),
                ("B", SECOND, None),
                ("C", SECOND, None),
                ("D", FIRST, None),
            )
        ]
        told = short(browser, compare(browser, versions=versions))
        assert told == [
            "Too little tells which of D, B and C (0.83 to 1.00) is closest to A, the original.",
            "No version shows a clear tendency.",
            "1 finding; no version stands out.",
            "B and C go astray together in 1 finding, with the same reading.",
        ]

    def test_two_of_which_nobody_knows_the_better(self, browser: Browser) -> None:
        *told, last = short(browser, compare(browser, FIRST, SECOND))
        assert told == [
            "A and B have a closeness of 0.83 to each other (1: nothing tells them apart).",
            "No version shows a clear tendency.",
            "In 1 of 1 finding nothing tells which of the two departs.",
        ]
        assert last.startswith("A and B share ")

    def test_nothing_found(self, browser: Browser) -> None:
        id = compare(browser, FIRST, FIRST)
        assert short(browser, id) == [
            "A and B have a closeness of 1.00 to each other (1: nothing tells them apart).",
            "No version shows a clear tendency.",
            "No difference was found that an editor has to look at.",
            "A and B share 100 % of their wording.",
        ]
        assert not browser.tree(f"/comparisons/{id}/overview").xpath('//table[@class="heat"]')

    def test_one_version(self, browser: Browser) -> None:
        assert short(browser, compare(browser, FIRST)) == ["Nothing was found that an editor has to look at."]

    def test_one_version_that_repeats_itself(self, browser: Browser) -> None:
        text = f"{FIRST} The harbour was closed for two days. The harbour was closed for two days."
        assert short(browser, compare(browser, text)) == [
            "There is one version by itself; 1 thing looks wrong in it.",
            "A repeats itself.",
        ]


TWICE = f"{SECOND}\n\nThe ferry sailed at noon with 30 cars.\n\nIt came back at night."
ORIGINAL = f"{FIRST}\n\nThe ferry sailed at noon with 40 cars.\n\nIt came back at night."


def profiled(browser: Browser) -> str:
    """An original, a version with two other numbers, and one that is the same; with names of strangers."""
    versions = [
        {"label": "First", "text": ORIGINAL, "relation": "original"},
        {"label": HOSTILE, "text": TWICE, "relation": "translation"},
        {"label": "Third", "text": ORIGINAL, "relation": "translation"},
    ]
    return compare(browser, versions=versions)


def table(browser: Browser, id: str, language: str) -> list[list[str]]:
    """The profile's cells, head first."""
    page = browser.get(f"/comparisons/{id}/overview", **{"Accept-Language": language})
    rows = html.fromstring(page.text).xpath('//table[@class="profile"]//tr')
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("*")] for row in rows]


class TestTheProfile:
    def test_a_row_a_version(self, browser: Browser) -> None:
        head, *rows = table(browser, profiled(browser), "en")
        assert head == ["", "closeness", "rows it has", "critical", "major", "minor", "tendency"]
        assert rows[0] == ["First", "original", "100 %", "0", "0", "0", "–"]
        assert rows[1][1:3] == ["0.70", "100 %"]
        assert rows[1][3:6] == ["1", "1", "0"]
        assert rows[1][6] == "changes figures (2)"
        assert rows[2] == ["Third", "1.00", "100 %", "0", "0", "0", "no clear tendency"]

    def test_in_german(self, browser: Browser) -> None:
        id = profiled(browser)
        head, _, changed, same = table(browser, id, "de")
        assert head[1:] == ["Nähe", "vorhandene Zeilen", "kritisch", "schwer", "leicht", "Neigung"]
        assert (changed[1], changed[6]) == ("0,70", "ändert Zahlen (2)")
        assert same[6] == "keine klare Neigung"
        page = browser.get(f"/comparisons/{id}/overview", **{"Accept-Language": "de"}).text
        assert "<bdi>Third</bdi> (1,00) steht <bdi>First</bdi>, dem Original, näher als <bdi>&lt;script&gt;" in page
        assert "ändert Zahlen (2); <bdi>Third</bdi> zeigt keine klare Neigung." in page

    def test_names_of_strangers_stay_names(self, browser: Browser) -> None:
        page = browser.get(f"/comparisons/{profiled(browser)}/overview").text
        assert "<script>alert" not in page and "\u202e" not in page
        assert "<bdi>Third</bdi> (1.00) is closer to <bdi>First</bdi>, the original, than <bdi>&lt;script&gt;" in page

    def test_none_of_one_version(self, browser: Browser) -> None:
        assert table(browser, compare(browser, FIRST), "en") == []


class TestThePage:
    def test_numbers_lead_to_their_findings(self, browser: Browser, compared: str) -> None:
        page = browser.tree(f"/comparisons/{compared}/overview")
        cells = page.xpath('//table[@class="heat"]//td[contains(@class, "heat-1")]/a')
        assert [" ".join(cell.text_content().split()) for cell in cells] == ["1 major", "1 major"]
        listed = browser.tree(cells[0].get("href")).xpath('//ol[@id="list"]/li/@data-finding')
        assert listed == [finding_of(browser, compared, "number")]

    def test_a_matrix_with_numbers_and_names(self, browser: Browser, compared: str) -> None:
        page = browser.tree(f"/comparisons/{compared}/overview")
        readings, wording = page.xpath('//table[@class="matrix"]')
        cells = [" ".join(c.text_content().split()) for c in readings.xpath(".//tbody/tr[1]/*")]
        assert cells == ["1 A", "itself", "50 %1 of 2", "50 %1 of 2"]
        assert wording.xpath(".//thead//th//bdi/text()") == ["A", "B", "C"]
        assert page.xpath("count(//*[@style])") == 0

    def test_a_tree_says_what_it_shows(self, browser: Browser, compared: str) -> None:
        said = browser.tree(f"/comparisons/{compared}/overview").xpath("//figure//desc/text()")
        assert said[0].startswith("A and B join at 50 %; ")

    def test_revisions_in_time(self, browser: Browser) -> None:
        versions = [
            {"label": "First", "text": FIRST, "relation": "original"},
            {"label": "Second", "text": SECOND, "relation": "revision"},
        ]
        id = compare(browser, versions=versions)
        page = browser.tree(f"/comparisons/{id}/overview")
        (step,) = page.xpath('//ol[@class="steps"]/li')
        assert step.xpath("h3")[0].text_content() == "From First to Second"
        assert step.xpath(".//svg/title/text()") == ["1 changed"]
        (change,) = step.xpath('.//li[contains(@class, "change")]')
        assert (change.xpath(".//del/span/text()"), change.xpath(".//ins/span/text()")) == (["Five"], ["Nine"])
        assert change.xpath(".//ins/span/@lang") == ["en"]
        assert change.xpath("a/@href") == [f"/comparisons/{id}?finding={finding_of(browser, id, 'number')}"]

    def test_many_versions(self, browser: Browser) -> None:
        page = browser.tree(f"/comparisons/{compare(browser, *[FIRST, SECOND, THIRD, FIRST] * 2)}/overview")
        assert len(page.xpath('//table[@class="heat"]/tbody/tr')) == 8
        assert len(page.xpath('(//*[@class="tree"])[1]//*[@class="name"]')) == 8

    def test_names_of_strangers(self, browser: Browser) -> None:
        versions = [
            {"label": f"{HOSTILE} {n}", "text": text, "relation": relation}
            for n, (text, relation) in enumerate([(FIRST, "original"), (SECOND, "revision"), (THIRD, "revision")])
        ]
        id = compare(browser, versions=versions, title=HOSTILE)
        assert not browser.tree(f"/comparisons/{id}/overview").xpath('//script[contains(text(), "alert")]')
        text = browser.get(f"/comparisons/{id}/overview").text
        assert "<script>alert" not in text and "\u202e" not in text

    def test_in_german(self, browser: Browser, compared: str) -> None:
        assert '<html lang="de">' in browser.get(f"/comparisons/{compared}/overview", **{"Accept-Language": "de"}).text

    def test_a_comparison_of_nobody(self, browser: Browser) -> None:
        assert browser.get(f"/comparisons/{'0' * 32}/overview").status_code == 404


def test_a_large_side_is_counted_instead_of_named() -> None:
    apart = [[0.0 if a == b else max(a, b) / 10 for a in range(5)] for b in range(5)]
    assert tree_in_words(tree(apart), list("abcde")) == (
        "a and b join at 90 %; a + b and c join at 80 %; a + b + c and d join at 70 %; 4 versions and e join at 60 %."
    )
