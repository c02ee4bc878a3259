"""review.py, columns.py, items.py, chosen.py: what the review page shows, and that its address restores it."""

import pytest
from werkzeug.datastructures import MultiDict

from service.web.chosen import Chosen
from tests.unit.web.conftest import FIRST, Browser, compare, finding_of


class TestThePage:
    def test_findings_are_a_list_and_rows_a_table(self, browser: Browser, compared: str) -> None:
        page = browser.tree(f"/comparisons/{compared}")
        messages = page.xpath('//ol[@id="list"]/li//span[@class="message"]')
        assert [m.text_content() for m in messages] and all(
            "5" in m.text_content() or "y" in m.text_content() for m in messages
        )
        assert page.xpath('//div[@role="table"]//div[@role="row"]')
        heads = [h.text_content() for h in page.xpath('//div[@role="columnheader"]/h2')]
        assert heads == ["A", "B", "C"]

    def test_each_cell_says_its_language(self, browser: Browser, compared: str) -> None:
        cells = browser.tree(f"/comparisons/{compared}?folds=open").xpath(
            '//div[@role="cell"]/p[contains(@class,"text")]'
        )
        assert len(cells) == 9
        assert all(cell.get("lang") == "en" and cell.get("dir") == "ltr" for cell in cells)

    def test_rows_in_which_all_agree_are_folded(self, browser: Browser, compared: str) -> None:
        page = browser.tree(f"/comparisons/{compared}")
        assert [f.text_content().strip() for f in page.xpath("//a[@data-fold]")] == ["2 rows in which all agree"]
        assert len(page.xpath('//div[@role="rowgroup"][@hidden]')) == 1
        assert [row.get("id") for row in page.xpath('//div[@class="row"]')] == ["row-0"]  # folded ones come when wanted
        later = browser.tree(f"/comparisons/{compared}?part=folds")
        assert [row.get("id") for row in later.xpath('//div[@class="row"]')] == ["row-1", "row-2"]
        opened = browser.tree(f"/comparisons/{compared}?folds=open")
        assert not opened.xpath('//div[@role="rowgroup"][@hidden]')

    def test_what_differs_from_the_base(self, browser: Browser, compared: str) -> None:
        page = browser.tree(f"/comparisons/{compared}")
        assert [ins.text_content() for ins in page.xpath("//main//ins")] == ["Nine", "Monday"]
        assert [old.text_content() for old in page.xpath("//main//del")] == ["Five", "Tuesday"]

    def test_any_version_is_the_base(self, browser: Browser, compared: str) -> None:
        page = browser.tree(f"/comparisons/{compared}?base=b")
        assert [h.text_content() for h in page.xpath('//div[@role="columnheader"]/h2')] == ["B", "A", "C"]
        assert "Five" in [ins.text_content() for ins in page.xpath("//main//ins")]
        assert browser.get(f"/comparisons/{compared}?base=nobody").status_code == 200

    def test_where_the_findings_are(self, browser: Browser, compared: str) -> None:
        ticks = browser.tree(f"/comparisons/{compared}").xpath('//nav[@id="panel-strip"]//a/@data-row')
        assert ticks == ["0"]

    def test_nothing_is_wrong(self, browser: Browser) -> None:
        id = compare(browser, FIRST, FIRST)
        page = browser.get(f"/comparisons/{id}").text
        assert "Nothing found: the 2 versions (English) say the same in all 3 rows" in page

    def test_one_version(self, browser: Browser) -> None:
        page = browser.get(f"/comparisons/{compare(browser, FIRST)}").text
        assert "there was no second version to compare with" in page

    def test_a_comparison_of_nobody(self, browser: Browser) -> None:
        answer = browser.get("/comparisons/" + "0" * 32)
        assert answer.status_code == 404
        assert answer.mimetype == "text/html"
        assert "There is no such comparison" in answer.text

    def test_what_no_engine_translates_is_said(self, browser: Browser) -> None:
        versions = [{"text": "Fünf Boote brannten am Dienstag.", "language": "de"}, {"text": FIRST, "language": "en"}]
        page = browser.tree(f"/comparisons/{compare(browser, versions=versions, translate=True)}")
        notices = [one.text_content() for one in page.xpath('//p[contains(@class, "notice")]')]
        assert any("translates German" in notice for notice in notices)


class TestTheEvidence:
    def test_the_first_finding_is_open(self, browser: Browser, compared: str) -> None:
        page = browser.tree(f"/comparisons/{compared}")
        first = page.xpath('//ol[@id="list"]/li/@data-finding')[0]
        assert page.xpath('//section[@id="evidence"]/div/@data-finding') == [first]

    def test_an_address_opens_its_finding(self, browser: Browser, compared: str) -> None:
        finding = finding_of(browser, compared, "date")
        page = browser.tree(f"/comparisons/{compared}?finding={finding}&type=number")
        assert page.xpath('//section[@id="evidence"]/div/@data-finding') == [finding]
        assert finding not in page.xpath('//ol[@id="list"]/li/@data-finding')

    def test_who_reads_what_and_why(self, browser: Browser, compared: str) -> None:
        finding = finding_of(browser, compared, "number")
        page = browser.tree(f"/comparisons/{compared}?finding={finding}")
        card = " ".join(page.xpath('//section[@id="evidence"]')[0].text_content().split())
        assert "A, C" in card
        assert "B · stands alone" in card
        assert "machine translation had no part in it" in card
        assert "Major: a reader misses or misunderstands something." in card

    def test_a_part_alone(self, browser: Browser, compared: str) -> None:
        for part in ("panels", "evidence"):
            text = browser.get(f"/comparisons/{compared}?part={part}").text
            assert "<html" not in text
            assert 'class="decide"' in text


class TestTheFilter:
    def shown(self, browser: Browser, id: str, query: str) -> list[str]:
        page = browser.tree(f"/comparisons/{id}?{query}")
        return [b.tail.strip() for b in page.xpath('//ol[@id="list"]//span[@class="head"]/b')]

    @pytest.mark.parametrize(
        ("query", "types"),
        [
            ("type=number", ["number"]),
            ("type=date", ["date"]),
            ("type=number&type=date", ["number", "date"]),
            ("severity=minor", []),
            ("q=MONDAY", ["date"]),
            ("q=nothing+has+this", []),
            ("decision=accepted", []),
            ("decision=open", ["number", "date"]),
            ("version=a", ["number", "date"]),
            ("version=nobody", []),
            ("type=nonsense", ["number", "date"]),
        ],
    )
    def test_what_is_listed(self, browser: Browser, compared: str, query: str, types: list[str]) -> None:
        assert sorted(self.shown(browser, compared, query)) == sorted(types)

    def test_the_form_shows_what_the_address_says(self, browser: Browser, compared: str) -> None:
        page = browser.tree(f"/comparisons/{compared}?type=date&q=Mon&basis=original")
        checked = [(i.get("name"), i.get("value")) for i in page.xpath('//form[@id="filter"]//input[@checked]')]
        assert checked == [("type", "date"), ("basis", "original")]
        assert page.xpath('//form[@id="filter"]//input[@name="q"]/@value') == ["Mon"]

    def test_an_address_and_what_it_says(self) -> None:
        given = [("type", "date"), ("type", "number"), ("severity", "minor"), ("version", "<b>"), ("q", "x & y")]
        assert Chosen.of(MultiDict(given)).query() == given
        assert not Chosen.of(MultiDict([("type", "x"), ("q", "  "), ("other", "1")]))


class TestOthers:
    def test_the_state_tells_of_decisions_and_runs(self, browser: Browser, compared: str) -> None:
        before = browser.get(f"/comparisons/{compared}/state").get_json()
        browser.post(
            f"/comparisons/{compared}/findings/{finding_of(browser, compared, 'date')}/decision",
            {"verdict": "accepted"},
        )
        after = browser.get(f"/comparisons/{compared}/state").get_json()
        assert (before["decisions"], after["decisions"], after["state"]) == (0, 1, "done")
        assert before["job"] == after["job"]
