"""The page, parsed: what stands where, and that no text of a stranger becomes markup."""

import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import service.render
from service.model.report import Report
from service.render import FORMATS
from service.render.html import render_html
from service.render.profile.measure import profile
from service.render.visible import visible

CSS = (Path(service.render.__file__).parent / "templates" / "report.css").read_text(encoding="utf-8")
TAGS = {"html", "head", "meta", "title", "style", "body", "header", "aside", "main", "article", "section", "details"}
TAGS |= {"summary", "div", "h1", "h2", "h3", "p", "dl", "dt", "dd", "a", "bdi", "mark", "span"}
VOID = {"meta"}
ATTRIBUTES = {"aria-label", "aria-labelledby", "charset", "class", "content", "dir", "href", "http-equiv", "id", "lang"}
ATTRIBUTES |= {"name", "open", "style", "tabindex"}


class Page(HTMLParser):
    """Elements in order with their attributes and text; fails on a tag that is not closed where it should be."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.open: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(source)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, dict(attrs), [])
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, _, text in self.open:
            text.append(data)

    def all(self, tag: str, **attributes: str) -> list[tuple[dict[str, str | None], str]]:
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [
            (attrs, " ".join("".join(text).split()))
            for name, attrs, text in self.elements
            if name == tag and all(value in (attrs.get(key) or "").split() for key, value in wanted.items())
        ]

    def ids(self) -> list[str]:
        return [str(attrs["id"]) for _, attrs, _ in self.elements if "id" in attrs]


REPORTS = ["platform", "arabic", "agreeing", "alone", "twelve", "hostile"]


@pytest.mark.parametrize("name", REPORTS)
def test_every_link_has_its_place_and_every_place_one_name(name: str, request: pytest.FixtureRequest) -> None:
    page = Page(render_html(request.getfixturevalue(name)))
    assert not [id for id, times in Counter(page.ids()).items() if times > 1]
    links = [str(attrs["href"]) for attrs, _ in page.all("a")]
    assert {link[0] for link in links} <= {"#"}
    assert {link[1:] for link in links} <= set(page.ids())


def test_a_profile_stands_in_the_head_where_it_is_asked_for(platform: Report, hostile: Report) -> None:
    page = Page(render_html(platform, profile=profile(platform)))
    (section,) = page.all("section", class_="profile")
    assert section[1].startswith("wire (1.00) is closer to agency, the original, than print (0.41).")
    assert [text for _, text in page.all("td")][7:13] == ["0.41", "83 %", "2", "2", "1", "no clear tendency"]
    assert not Page(render_html(platform)).all("table")
    assert not Page(render_html(hostile, profile=profile(hostile))).all("script")


def test_findings_lead_to_their_row_and_back(platform: Report) -> None:
    page = Page(render_html(platform))
    cards = page.all("article")
    assert [attrs["id"] for attrs, _ in cards] == [f"f-{finding.id}" for finding in platform.findings]
    assert [text.split(" row ")[0] for _, text in cards] == [
        "1. critical truncation",
        "2. critical number",
        "3. major attribution",
        "4. major negation",
        "5. minor omission",
        "6. harmless wording",
    ]
    links = {str(attrs["href"]) for attrs, _ in page.all("a")}
    assert {"#row-1", "#row-2", "#row-3", "#row-4", "#row-5"} <= links
    assert {f"#f-{finding.id}" for finding in platform.findings[:5]} <= links


def test_marks_have_a_shape_and_a_word(platform: Report) -> None:
    page = Page(render_html(platform))
    assert {text for _, text in page.all("a", class_="alone")} == {"on Platform", "Five", "waited"}
    assert {text for _, text in page.all("a", class_="gap")} == {"[gap]"}
    assert {text for _, text in page.all("a", class_="shared")} >= {"auf der Plattform X mit.", "Vier", "Four"}
    assert [text for _, text in page.all("span", class_="word")] == [
        "truncation", "number", "attribution", "negation", "omission",
    ]  # fmt: skip


def test_rows_in_which_all_agree_are_folded(platform: Report) -> None:
    page = Page(render_html(platform))
    folded = [(attrs, text) for attrs, text in page.all("details") if "in which all agree" in text]
    assert [text.split(" agency ")[0] for _, text in folded] == [
        "1 row in which all agree row 1",
        "1 row in which all agree row 4",
    ]
    assert all("open" not in attrs for attrs, _ in folded)


def test_a_machine_is_named_as_one(platform: Report) -> None:
    page = Page(render_html(platform))
    machine = page.all("p", class_="machine")
    assert len(machine) == 6  # the agency's six cells
    assert all(text.startswith("machine ") and attrs["lang"] == "en" for attrs, text in machine)
    assert [text for _, text in page.all("p", class_="small") if "seen only in machine translation" in text]


def test_every_cell_says_its_language_and_direction(arabic: Report) -> None:
    page = Page(render_html(arabic))
    cells = [attrs for attrs, _ in page.all("div", class_="cell") if "id" in attrs]
    assert [(attrs["lang"], attrs["dir"]) for attrs in cells] == [("ar", "rtl"), ("en", "ltr")] * 3


def test_furniture_is_greyed_and_named(platform: Report) -> None:
    ((_, text),) = Page(render_html(platform)).all("section", class_="furniture")
    assert "button: Enlarge image caption: The depot, seen from the air in March credit:" in text


def test_nothing_found_is_said_in_words(agreeing: Report) -> None:
    page = Page(render_html(agreeing))
    assert not page.all("article")
    ((_, text),) = page.all("p", id="findings")
    assert text.startswith("Nothing found: the 2 versions (German, English) say the same in all 2 rows.")


@pytest.mark.parametrize("name", REPORTS)
def test_the_page_needs_nothing_from_elsewhere(name: str, request: pytest.FixtureRequest) -> None:
    source = render_html(request.getfixturevalue(name))
    page = Page(source)
    assert not re.search(r"url\(|@import", CSS)
    assert {tag for tag, _, _ in page.elements} <= TAGS
    assert {name for _, attrs, _ in page.elements for name in attrs} <= ATTRIBUTES
    assert "default-src 'none'" in str([attrs for attrs, _ in page.all("meta")])


def test_hostile_words_stay_words(hostile: Report) -> None:
    source = render_html(hostile)
    assert "<script" not in source
    assert "{{ 7 * 7 }}" in source
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", source)
    assert "<script>alert('1')</script> ␛[31mred" in Page(source).all("p", class_="text")[0][1]


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(exclude_categories=()), max_size=40) | st.text("<>&\"'/{}%#-! a", max_size=40))
def test_any_text_is_escaped(with_text: Callable[[str], Report], text: str) -> None:
    source = FORMATS["html"](with_text(text))
    page = Page(source)
    assert {tag for tag, _, _ in page.elements} <= TAGS
    assert {name for _, attrs, _ in page.elements for name in attrs} <= ATTRIBUTES
    shown = " ".join(visible(f"a{text}b").split())
    assert any(shown in words for _, words in page.all("div", class_="cell"))
    source.encode()


def palettes() -> list[dict[str, str]]:
    return [dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6})", block)) for block in re.findall(r":root \{([^}]*)\}", CSS)]


def luminance(colour: str) -> float:
    """WCAG 2.2, "relative luminance"."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_can_be_read_on_its_paper() -> None:
    light, dark, print_ = palettes()
    for palette in (light, dark, print_):
        for name in ("ink", "quiet", "alarm"):
            bright, dim = sorted((luminance(palette["paper"]), luminance(palette[name])), reverse=True)
            assert (bright + 0.05) / (dim + 0.05) >= 4.5, (palette, name)


def test_no_more_than_three_colours_and_two_sizes() -> None:
    sizes = set(re.findall(r"font(?:-size)?: ([0-9.]+rem)", CSS))
    assert sizes == {"1rem", ".8125rem"}
    assert set(re.findall(r"var\(--([a-z]+)\)", CSS)) - {"versions", "paper", "line"} == {"ink", "quiet", "alarm"}
