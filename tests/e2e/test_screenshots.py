"""The pictures of docs/images. SCREENSHOTS=1 python -m pytest tests/e2e/test_screenshots.py makes them anew."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.e2e.conftest import Site, Visit

IMAGES = ROOT / "docs" / "images"
LEAST_BYTES = 20_000
"""An empty page is smaller."""


def shoot(page: Page, name: str, tmp_path: Path) -> None:
    folder = IMAGES if os.environ.get("SCREENSHOTS") else tmp_path
    page.wait_for_timeout(300)
    page.screenshot(path=folder / name)
    assert (folder / name).stat().st_size > LEAST_BYTES
    assert (IMAGES / name).is_file(), f"docs/images lacks {name}"


@pytest.fixture(scope="module")
def platform(site: Site) -> str:
    return site.bundled("platform-x")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_review_page(platform: str, visit: Visit, tmp_path: Path, scheme: str) -> None:
    page = visit(platform, width=1500, height=940, color_scheme=scheme)
    page.keyboard.press("j")
    expect(page.locator("#evidence")).to_contain_text("430")
    page.keyboard.press("k")
    expect(page.locator("#evidence")).to_contain_text("breaks off")
    shoot(page, f"review-{scheme}.png", tmp_path)


def test_a_phone(platform: str, visit: Visit, tmp_path: Path) -> None:
    page = visit(platform, width=390, height=844)
    page.locator("#list a").nth(1).click()
    expect(page.locator("#evidence")).to_contain_text("430")
    shoot(page, "review-phone.png", tmp_path)


def test_arabic_beside_english(site: Site, visit: Visit, tmp_path: Path) -> None:
    page = visit(site.bundled("desert-rail"), width=1500, height=940)
    expect(page.locator('.cell p.text[lang="ar"]').first).to_be_attached()
    shoot(page, "review-arabic.png", tmp_path)


def test_german(platform: str, visit: Visit, tmp_path: Path) -> None:
    page = visit(platform, width=1500, height=940, locale="de-DE")
    expect(page.locator("#list")).to_contain_text("bricht nach")
    shoot(page, "review-german.png", tmp_path)


def test_the_start(site: Site, visit: Visit, tmp_path: Path) -> None:
    shoot(visit(f"{site.address}/", width=1300, height=940), "start.png", tmp_path)


def test_the_overview(platform: str, visit: Visit, tmp_path: Path) -> None:
    shoot(visit(f"{platform}/overview", width=1300, height=940), "overview.png", tmp_path)
