"""Every page by axe: light and dark, on a desk and on a phone, in English and German."""

import os
import re
from collections.abc import Callable
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import Site, Visit

AXE = Axe()
EVERY = [(*one,) for one in product(("light", "dark"), ("desk", "phone"), ("en-GB", "de-DE"))]
SOME = [EVERY[0], EVERY[7]]
"""Each scheme, size and language once; PAGES=all looks at every three together."""
SIZES = {"desk": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def addresses(site: Site) -> dict[str, str]:
    """Name -> address of each page."""
    platform = site.bundled("platform-x")
    return {
        "start": f"{site.address}/",
        "login": f"{site.address}/login",
        "review": platform,
        "unfolded": f"{platform}?folds=open",
        "filtered to nothing": f"{platform}?q=nothing-has-this",
        "machine": site.bundled("porto"),
        "overview": f"{platform}/overview",
        "print": f"{platform}/export/print",
        "add a version": f"{platform}/versions",
        "delete": f"{platform}/delete",
        "shared": site.shared(platform),
        "nothing found": site.compare([{"id": n, "text": "A ship came in.\n\nIt left again."} for n in "ab"]),
        "one version": site.compare([{"id": "a", "text": "A ship came in.\n\nIt left again."}]),
        "right to left": site.compare(
            [
                {"id": "en", "text": "Five boats burned.\n\nNobody was hurt.", "language": "en"},
                {"id": "he", "text": "תשע סירות נשרפו.\n\nאיש לא נפגע.", "language": "he"},
            ]
        ),
        "no such page": f"{site.address}/nothing",
        "no such comparison": f"{site.address}/comparisons/{'0' * 32}",
    }


def violations(page: Page) -> list[str]:
    """What axe finds, in a line each."""
    found = AXE.run(page).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {node['target']} {node['html'][:150]} {node.get('failureSummary', '')[:200]}"
        for one in found
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize(("scheme", "size", "tongue"), EVERY if os.environ.get("PAGES") == "all" else SOME)
def test_no_page_keeps_anybody_out(
    addresses: dict[str, str], visit: Visit, scheme: str, size: str, tongue: str
) -> None:
    width, height = SIZES[size]
    page = visit(width=width, height=height, color_scheme=scheme, locale=tongue)
    wrong = {}
    for name, address in addresses.items():
        page.goto(address)
        assert page.evaluate("document.documentElement.lang") == tongue[:2], name
        if found := violations(page):
            wrong[name] = found
        if size == "phone":
            wide = page.evaluate("() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
            if wide > 0:
                wrong[f"{name}, sideways"] = [str(wide)]
    assert wrong == {}


OPENED: dict[str, Callable[[Page], object]] = {
    "keys": lambda page: page.keyboard.press("?"),
    "filter": lambda page: page.locator("#filter summary").first.click(),
    "hand on": lambda page: page.locator(".tools .menu summary").first.click(),
    "why": lambda page: page.locator(".why summary").click(),
    "decided": lambda page: page.keyboard.press("a"),
    "menu": lambda page: page.locator(".top > .menu summary").click(),
}


@pytest.mark.parametrize("what", OPENED)
def test_what_opens(site: Site, visit: Visit, what: str) -> None:
    page = visit(site.compare([{"id": "a", "text": "Five boats burned."}, {"id": "b", "text": "Nine boats burned."}]))
    OPENED[what](page)
    page.wait_for_timeout(400)
    assert violations(page) == []


def test_axe_sees_what_is_wrong(site: Site, visit: Visit) -> None:
    """The test above could fail."""
    page = visit(f"{site.address}/login")
    page.evaluate(
        "() => document.querySelector('input[name=key]').closest('label').replaceWith(document.createElement('input'))"
    )
    assert any(re.match("label", one) for one in violations(page))
