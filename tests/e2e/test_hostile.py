"""Articles with script in them, pasted into every field: they show as text, and nothing of them runs."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site, Visit

CORPUS = (
    "<script>window.hit = 1</script>",
    "<img src=x onerror=window.hit=1>",
    "<svg/onload=window.hit=1>",
    '"><script>window.hit=1</script>',
    "' onfocus=window.hit=1 autofocus='",
    "javascript:window.hit=1//",
    "</textarea><script>window.hit=1</script>",
    "</title><script>window.hit=1</script>",
    "</style><script>window.hit=1</script>",
    "<!--><script>window.hit=1</script>-->",
    "{{ 7 * 7 }}{% raw %}${7*7}",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    '<a href="javascript:window.hit=1">x</a>',
    "<math><mtext></p><img src=x onerror=window.hit=1>",
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "\u202e<script>window.hit=1</script>\u202c",
    "<base href=//evil.example>",
    "<form action=//evil.example><button>x",
    '<noscript><p title="</noscript><img src=x onerror=window.hit=1>">',
    "%3Cscript%3Ewindow.hit=1%3C/script%3E",
)
HIT = "() => window.hit === undefined && !document.querySelector('img, iframe, base, script:not([src^=\"/static/\"])')"


def unharmed(page: Page, what: str) -> None:
    page.wait_for_timeout(50)
    assert page.evaluate(HIT), what


def test_every_field_of_the_pages(site: Site, visit: Visit) -> None:
    """Each string goes through the start page, the report, a decision, the filter, the name and the list."""
    page = visit(f"{site.address}/")
    text = "\n\n".join(CORPUS)
    page.fill('input[name="label-1"]', CORPUS[0])
    page.fill('input[name="label-2"]', CORPUS[3])
    page.fill('textarea[name="text-1"]', f"Five boats burned.\n\n{text}")
    page.fill('textarea[name="text-2"]', f"Nine boats burned.\n\n{text}")
    page.fill('input[name="title"]', CORPUS[7])
    page.select_option('select[name="language-1"]', "en")
    page.select_option('select[name="language-2"]', "en")
    page.locator("[data-go]").click()
    expect(page.locator("#list .item").first).to_be_visible(timeout=60_000)
    unharmed(page, "the review page")
    expect(page.locator("h1")).to_contain_text("</title><script>")
    page.goto(page.url.partition("?")[0] + "?folds=open")
    expect(page.locator("main")).to_contain_text("<img src=x onerror=window.hit=1>")
    unharmed(page, "all rows")
    for query in ("q", "base", "version", "finding", "show", "folds", "type", "part"):
        for words in CORPUS[:4]:
            page.goto(page.url.partition("?")[0] + "?" + query + "=" + words.replace("&", "%26").replace("#", "%23"))
            unharmed(page, f"{query}={words}")
    page.goto(page.url.partition("?")[0])
    for words in (CORPUS[1], CORPUS[4]):
        page.keyboard.press("c")
        page.fill('#decide input[name="note"]', words)
        page.locator('#decide button[value="accepted"]').click()
        page.wait_for_timeout(300)
        page.keyboard.press("k")
        page.wait_for_timeout(300)
        unharmed(page, f"note {words}")
    page.locator(".top > .menu > summary").click()
    page.fill('input[name="name"]', CORPUS[2])
    page.locator('form[action="/name"] button').click()
    unharmed(page, "name")
    for address in ("/overview", "/export/print", "/versions", "/delete"):
        page.goto(
            page.url.partition("?")[0].removesuffix("/") + address
            if address == "/overview"
            else f"{base(page)}{address}"
        )
        unharmed(page, address)
    page.goto(f"{site.address}/?search=" + CORPUS[0])
    unharmed(page, "search")
    page.goto(f"{site.address}/login?next=" + CORPUS[5])
    unharmed(page, "login")
    page.goto(f"{site.address}/comparisons/" + CORPUS[0].replace("/", "%2F"))
    unharmed(page, "an id")


def base(page: Page) -> str:
    """The address of the comparison that `page` is about."""
    head, _, rest = page.url.partition("/comparisons/")
    return f"{head}/comparisons/{rest.partition('/')[0].partition('?')[0]}"


def test_a_form_that_comes_back_keeps_what_was_typed(site: Site, visit: Visit) -> None:
    page = visit()
    for words in CORPUS:
        page.goto(f"{site.address}/")
        page.fill('input[name="label-1"]', words)
        page.fill('input[name="title"]', words)
        page.locator("[data-go]").click()  # there is no text yet
        expect(page.locator('[role="alert"]'), words).to_be_visible()
        expect(page.locator('input[name="title"]'), words).to_have_value(words)
        unharmed(page, words)
