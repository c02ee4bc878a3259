"""The overview in a real browser: what axe finds, and whether its pictures fit on a phone."""

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Site, Visit
from tests.e2e.test_accessible import violations

HEBREW = "חמש סירות נשרפו בנמל הישן ביום שלישי. הנמל נסגר ליומיים. איש לא נפגע, לדברי המשטרה."
OVER_THE_EDGE = """() => [...document.querySelectorAll("svg.tree")].flatMap(svg =>
  [...svg.querySelectorAll("text")].filter(text =>
    text.getBoundingClientRect().right > svg.getBoundingClientRect().right + 1
    || text.getBoundingClientRect().bottom > svg.getBoundingClientRect().bottom + 1).map(text => text.textContent))"""


def hebrew(site: Site) -> str:
    texts = (HEBREW, HEBREW.replace("חמש", "תשע"), HEBREW.replace("חמש", "תשע").replace(", לדברי המשטרה", ""))
    return site.compare(
        [
            {"id": f"v{n}", "label": f"עדכון (נוסח {n})", "text": text, "language": "he", "relation": relation}
            for n, (text, relation) in enumerate(zip(texts, ("original", "revision", "revision"), strict=True))
        ]
    )


def twelve(site: Site) -> str:
    """With names that are far too long, in wide letters, too."""
    names = (
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
        "通讯社的中文版本第一次更新最后定稿已经审核",
        "file of somebody",
    )
    return site.compare(
        [
            {
                "id": f"v{n}",
                "label": f"{names[n % 3]} {n}",
                "text": f"{['Five', 'Nine', 'Six'][n % 3]} boats burned.\n\nIt was {['Monday', 'Friday'][n % 2]}.",
                "language": "en",
            }
            for n in range(12)
        ]
    )


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(OVER_THE_EDGE) == []
    assert violations(page) == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_pictures_fit_and_keep_nobody_out(site: Site, visit: Visit, width: int, scheme: str) -> None:
    page = visit(width=width, color_scheme=scheme)
    for address in (site.bundled("revisions"), hebrew(site), twelve(site)):
        page.goto(f"{address}/overview")
        fits(page)


def test_from_a_number_to_the_findings_by_keyboard(site: Site, visit: Visit) -> None:
    page = visit(f"{site.bundled('revisions')}/overview")
    page.locator("table.heat td:not(.total) a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#list li")
    assert "type=" in page.url and "version=" in page.url
