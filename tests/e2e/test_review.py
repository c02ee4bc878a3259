"""An editor at work on the review page, in a real browser, by the keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site, Visit

FIRST = "Five boats burned on Tuesday.\n\nThe harbour of Emden was closed.\n\nNobody was hurt, the police said."
SECOND = "Nine boats burned on Tuesday.\n\nThe harbour of Emden was closed.\n\nNobody was hurt."
THIRD = "Five boats burned on Monday.\n\nThe harbour of Emden was closed.\n\nNobody was hurt, the police said."


def versions(*texts: str) -> list[dict[str, str]]:
    return [{"id": n, "label": n.upper(), "text": t, "language": "en"} for n, t in zip("abcd", texts, strict=False)]


@pytest.fixture
def story(site: Site) -> str:
    return site.compare(versions(FIRST, SECOND, THIRD))


def current(page: Page) -> str:
    """Id of the finding whose evidence shows."""
    return str(page.locator("#evidence .card").get_attribute("data-finding"))


def step(page: Page, key: str) -> str:
    """Presses `key` and waits until another finding shows."""
    before = current(page)
    page.keyboard.press(key)
    expect(page.locator("#evidence .card")).not_to_have_attribute("data-finding", before)
    return current(page)


def listed(page: Page) -> list[str]:
    return [str(one.get_attribute("data-finding")) for one in page.locator("#list .item").all()]


def test_next_and_previous(site: Site, story: str, visit: Visit) -> None:
    page = visit(story)
    all_of_them = listed(page)
    assert len(all_of_them) >= 3
    assert current(page) == all_of_them[0]
    assert [step(page, "j"), step(page, "j"), step(page, "k")] == [all_of_them[1], all_of_them[2], all_of_them[1]]
    expect(page.locator(f'#list [data-finding="{all_of_them[1]}"] > a')).to_be_focused()
    assert f"finding={all_of_them[1]}" in page.url


def test_accept_moves_on_and_undo_comes_back(story: str, visit: Visit) -> None:
    page = visit(story)
    first, second = listed(page)[:2]
    assert step(page, "a") == second
    expect(page.locator(f'#list [data-finding="{first}"] .verdict')).to_have_text("✓ accepted")
    page.keyboard.press("u")
    expect(page.locator("#evidence .card")).to_have_attribute("data-finding", first)
    expect(page.locator(f'#list [data-finding="{first}"] .verdict')).to_contain_text("undecided")


def test_keys_in_quick_succession_decide_one_finding_each(story: str, visit: Visit) -> None:
    page = visit(story)
    first, second, third = listed(page)[:3]
    for key in "ad4a":
        page.keyboard.press(key)
    for finding, verdict in ((first, "✓ accepted"), (second, "✕ dismissed"), (third, "✓ accepted")):
        expect(page.locator(f'#list [data-finding="{finding}"] .verdict')).to_have_text(verdict)


def test_dismiss_by_keys_with_a_note(story: str, visit: Visit) -> None:
    page = visit(story)
    first = current(page)
    page.keyboard.press("c")
    page.keyboard.type("as agreed, jk")  # letters in a field are letters
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    expect(page.locator('#evidence button[value="dismissed:false-alarm"]')).to_be_focused()
    page.keyboard.press("3")
    item = page.locator(f'#list [data-finding="{first}"]')
    expect(item.locator(".verdict")).to_have_text("✕ dismissed")
    expect(item).to_contain_text("intended")
    page.reload()
    page.locator(f'#list [data-finding="{first}"] > a').click()
    expect(page.locator("#evidence .history")).to_contain_text("as agreed, jk")


def test_the_address_restores_the_view(story: str, visit: Visit) -> None:
    page = visit(story)
    page.keyboard.press("f")
    page.keyboard.press("Enter")
    page.locator('#filter input[value="number"]').check()
    expect(page.locator("#list .item")).to_have_count(1)
    assert page.url.endswith("?type=number")
    page.keyboard.press("Escape")
    page.locator("#list a").first.click()
    expect(page).to_have_url(re.compile("type=number&finding="))
    again = visit(page.url)
    expect(again.locator("#list .item")).to_have_count(1)
    expect(again.locator('#filter input[value="number"]')).to_be_checked()
    assert current(again) == current(page)


def test_the_back_button(story: str, visit: Visit) -> None:
    page = visit(story)
    first = current(page)
    second = step(page, "j")
    page.go_back()
    expect(page.locator("#evidence .card")).to_have_attribute("data-finding", first)
    page.go_forward()
    expect(page.locator("#evidence .card")).to_have_attribute("data-finding", second)


def test_a_word_in_a_row_opens_its_finding(story: str, visit: Visit) -> None:
    page = visit(story)
    step(page, "j")
    mark = page.locator("main ins", has_text="Nine")
    mark.click()
    expect(page.locator("#evidence")).to_contain_text("Five")
    expect(page.locator("#evidence")).to_contain_text("= 9")


def test_folded_rows_open_by_key(story: str, visit: Visit) -> None:
    page = visit(story)
    fold = page.locator("[data-fold]").first
    row = page.locator("#row-1")
    expect(row).to_be_hidden()
    fold.focus()
    page.keyboard.press("Enter")
    expect(row).to_be_visible()
    expect(fold).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(row).to_be_hidden()


def test_the_keys_are_told(story: str, visit: Visit) -> None:
    page = visit(story)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("j")  # not while they are told
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    assert current(page) == listed(page)[0]


def test_two_editors_see_each_other(story: str, visit: Visit) -> None:
    anna, ben = visit(story), visit(story)
    for page, name in ((anna, "Anna"), (ben, "Ben")):
        page.locator(".top > .menu > summary").click()
        page.fill('input[name="name"]', name)
        page.locator('form[action="/name"] button').click()
    first = current(ben)
    step(anna, "a")
    # The other's decision appears by itself, with her name.
    expect(ben.locator(f'#list [data-finding="{first}"]')).to_contain_text("Anna", timeout=10_000)


def test_two_editors_do_not_overwrite_each_other(story: str, visit: Visit) -> None:
    anna, ben = visit(story), visit(story)
    ben.route("**/state", lambda route: route.abort())  # his page has not heard of hers yet
    first = current(ben)
    step(anna, "a")
    ben.keyboard.press("d")
    ben.keyboard.press("1")
    conflict = ben.locator("#evidence .conflict")
    expect(conflict).to_contain_text("Somebody decided meanwhile: accepted")
    expect(conflict).to_contain_text("You wanted: dismissed (false alarm)")
    ben.keyboard.press("d")
    ben.keyboard.press("1")  # now he knows, and means it
    expect(ben.locator(f'#list [data-finding="{first}"] .verdict')).to_have_text("✕ dismissed")


def test_without_scripts(story: str, visit: Visit) -> None:
    page = visit(story, java_script_enabled=False)
    first, second = listed(page)[:2]
    page.locator("#list a").nth(1).click()
    assert current(page) == second
    page.fill('#decide input[name="note"]', "by hand")
    page.locator('#decide button[value="accepted"]').click()
    expect(page.locator(f'#list [data-finding="{second}"] .verdict')).to_have_text("✓ accepted")
    page.locator("[data-fold]").first.click()
    expect(page.locator("#row-1")).to_be_visible()
    page.locator("#filter summary").first.click()
    page.locator('#filter input[value="number"]').check()
    page.locator("#filter details[open] button").click()
    expect(page.locator("#list .item")).to_have_count(1)
    assert first


def test_original_and_machine_translation(site: Site, visit: Visit) -> None:
    page = visit(site.bundled("porto"))
    machine = page.locator(".cell .machine:visible").first
    row = machine.evaluate("e => e.closest('.row').id")
    machine = page.locator(f"#{row} .machine").first
    expect(machine).to_be_visible()
    expect(machine.locator(".badge")).to_have_text("machine")
    page.keyboard.press("o")
    expect(machine).to_be_hidden()
    page.keyboard.press("o")
    expect(machine).to_be_visible()
    expect(page.locator(f"#{row} .has-machine").first).to_be_hidden()
    assert "show=pivot" in page.url
    page.reload()
    expect(page.locator(f"#{row} .has-machine").first).to_be_hidden()


def test_a_decision_survives_a_new_run(site: Site, story: str, visit: Visit) -> None:
    page = visit(story)
    first = current(page)
    step(page, "a")
    page.locator(".tools .menu summary", has_text="Versions").click()
    page.get_by_role("button", name="Compare again").click()
    page.wait_for_url(re.compile("/comparisons/"))
    expect(page.locator(f'#list [data-finding="{first}"] .verdict')).to_have_text("✓ accepted", timeout=30_000)


def test_on_a_phone_nothing_scrolls_sideways(site: Site, story: str, visit: Visit) -> None:
    page = visit(story, width=390, height=800)
    wide = page.evaluate("() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    assert wide <= 0


def test_right_to_left_stands_right(site: Site, visit: Visit) -> None:
    texts = [
        {"id": "en", "label": "English", "text": "Five boats burned.\n\nNobody was hurt.", "language": "en"},
        {"id": "he", "label": "עברית", "text": "תשע סירות נשרפו.\n\nאיש לא נפגע.", "language": "he"},
    ]
    page = visit(site.compare(texts))
    cell = page.locator('.cell p.text[lang="he"]').first
    expect(cell).to_have_attribute("dir", "rtl")
    assert cell.evaluate("e => getComputedStyle(e).direction") == "rtl"
