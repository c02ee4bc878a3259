"""From a pasted story to a Word document, by the keyboard alone; and what must outlast reloads, runs and versions."""

import io
import re
from pathlib import Path

from docx import Document
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site, Visit

GERMAN = (
    "Vier Soldaten sind bei dem Angriff verletzt worden.\n\n"
    "Das teilte das Militär auf der Plattform X mit.\n\n"
    "Der Hafen bleibt bis Dienstag geschlossen."
)
ENGLISH = (
    "Five soldiers were injured in the attack.\n\n"
    "The military announced this on Platform\n\n"
    "The harbour remains closed until Tuesday."
)
WIRE = (
    "Four soldiers were hurt in the attack.\n\n"
    "The military announced this on the platform X.\n\n"
    "The harbour remains closed until Tuesday."
)


def to(page: Page, selector: str) -> None:
    """Tabs on until the focus is there."""
    for _ in range(150):
        if page.evaluate("s => document.activeElement?.matches(s) ?? false", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached by Tab")


def test_from_a_pasted_story_to_word_by_keyboard_alone(site: Site, visit: Visit) -> None:
    page = visit(f"{site.address}/")
    for number, (label, text) in enumerate((("agency", GERMAN), ("print", ENGLISH)), start=1):
        to(page, f'input[name="label-{number}"]')
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(label)
        to(page, f'textarea[name="text-{number}"]')
        page.keyboard.insert_text(text)
    to(page, "[data-go]")
    page.keyboard.press("Enter")
    expect(page.locator("#list .item").first).to_be_visible(timeout=60_000)
    assert re.search(r"/comparisons/[0-9a-f]{32}$", page.url)
    expect(page.locator("#list")).to_contain_text("truncation")
    page.keyboard.press("a")
    expect(page.locator("#list .verdict", has_text="accepted")).to_have_count(1)
    page.keyboard.press("d")
    page.keyboard.press("4")
    expect(page.locator("#list .verdict", has_text="dismissed")).to_have_count(1)
    to_tools(page)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    path = Path(download.value.path())
    assert download.value.suggested_filename.endswith(".docx")
    document = Document(io.BytesIO(path.read_bytes()))
    comments = [comment.text for comment in document.comments]
    assert any("truncation" in said for said in comments)
    assert any("accepted" in said for said in comments)


def to_tools(page: Page) -> None:
    """Opens the menu of exports and goes to Word."""
    page.locator("body").press("Control+Home")
    page.evaluate("() => document.activeElement.blur()")
    to(page, ".tools details summary")
    page.keyboard.press("Enter")
    to(page, '#hand-on a[href*="docx"]')


def test_a_decision_survives_an_added_version(site: Site, visit: Visit) -> None:
    versions = [{"id": "a", "label": "agency", "text": GERMAN}, {"id": "b", "label": "print", "text": ENGLISH}]
    page = visit(site.compare(versions))
    item = page.locator("#list .item", has_text="truncation")
    item.locator("a").click()
    finding = str(item.get_attribute("data-finding"))
    page.keyboard.press("a")
    expect(page.locator(f'#list [data-finding="{finding}"] .verdict')).to_have_text("✓ accepted")
    page.locator(".tools .menu summary", has_text="Versions").click()
    page.get_by_role("link", name="Add a version").click()
    page.locator('input[name^="label-"]').fill("wire")
    page.locator('textarea[name^="text-"]').fill(WIRE)
    page.locator("[data-go], button.main").first.click()
    expect(page.locator(".heads .cell")).to_have_count(3, timeout=60_000)
    expect(page.locator("#list .item", has_text="truncation").locator(".verdict")).to_have_text("✓ accepted")


def test_a_reload_in_the_middle_of_a_job(site: Site, visit: Visit) -> None:
    long = "\n\n".join(
        f"On day {n} the ferry brought {n * 7} lorries to Emden, the company said." for n in range(1, 150)
    )
    other = long.replace("day 77 the ferry", "day 77 no ferry")
    page = visit(f"{site.address}/")
    page.fill('textarea[name="text-1"]', long)
    page.fill('textarea[name="text-2"]', other)
    page.locator("[data-go]").click()
    page.wait_for_url("**/comparisons/*")
    address = page.url
    page.reload()
    again = visit(address)  # a colleague, or another window
    for each in (page, again):
        expect(each.locator("#list .item").first).to_be_visible(timeout=90_000)
        assert each.url.partition("?")[0] == address


def test_an_example_by_one_click(site: Site, visit: Visit) -> None:
    page = visit(f"{site.address}/")
    page.locator(".examples button").first.click()
    expect(page.locator("#list .item").first).to_be_visible(timeout=60_000)
    page.go_back()
    expect(page.locator("#list-head")).to_be_visible()
