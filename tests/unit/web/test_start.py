"""start.py, compare.py, boxes.py, examples.py: what is put in on the first page, and the list below."""

from io import BytesIO
from typing import Any

import docx
import pytest
from lxml import html
from werkzeug.test import TestResponse

from service.actions.stories import bundled_stories
from service.model.work import Scope
from service.settings import Settings
from service.web import start
from tests.unit.api.conftest import MakeApp, here
from tests.unit.web.conftest import FIRST, SECOND, Browser, compare

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "</textarea><script>alert(1)</script>",
    "{{ 7 * 7 }}${7*7}<%= 7*7 %>",
    "javascript:alert(1)",
    "\u202egnp.exe\u2066",
    "&lt;b&gt;",
)


@pytest.fixture
def browser(make_app: MakeApp) -> Browser:
    """An application of each test's own: what counts here is what the list holds."""
    return Browser(make_app(rate_limit=0))


def send(browser: Browser, address: str = "/comparisons", **fields: Any) -> TestResponse:
    """The form, two boxes unless it says otherwise; `text_1` is the field text-1."""
    return browser.post(address, {"boxes": "2", **{k.replace("_", "-"): v for k, v in fields.items()}}, page="/")


def stored(browser: Browser) -> int:
    return len(here(browser.app).stores.comparisons.list("local"))


def tree(answer: TestResponse) -> Any:
    return html.fromstring(answer.text)


def wrong(answer: TestResponse) -> dict[str, str]:
    """Field -> what stands beside it."""
    assert answer.status_code == 422, answer.text
    found = tree(answer).xpath('//span[contains(@class, "wrong")]')
    return {one.get("id").removeprefix("wrong-"): one.text_content() for one in found}


def focused(answer: TestResponse) -> list[str]:
    return list(map(str, tree(answer).xpath("//*[@autofocus]/@name")))


def file(data: bytes, name: str) -> tuple[BytesIO, str]:
    return BytesIO(data), name


class TestTheForm:
    def test_two_boxes_stand_there(self, browser: Browser) -> None:
        page = browser.tree("/")
        assert page.xpath('//input[starts-with(@name, "label-")]/@value')[:2] == ["Original", "Version 2"]
        assert page.xpath('//select[@name="relation-1"]/option[@selected]/@value') == ["original"]
        assert page.xpath('//input[@name="boxes"]/@value') == ["2"]

    def test_what_was_pasted_is_compared(self, browser: Browser) -> None:
        answer = send(browser, text_1="Five boats.\r\n\r\nNo more.", text_2=SECOND, label_1="Ours", title="Boats",
                      language_1="de", relation_2="wire", pivot="fr", translate="no")  # fmt: skip
        assert answer.status_code == 303
        id = answer.headers["Location"].rpartition("/")[2]
        made = here(browser.app).stores.comparisons.get("local", id)
        assert [(v.label, v.language, v.relation) for v in made.versions] == [
            ("Ours", "de", None),
            ("Version 2", None, "wire"),
        ]
        assert made.versions[0].text == "Five boats.\n\nNo more."
        assert (made.title, made.pivot, made.translate) == ("Boats", "fr", False)

    def test_boxes_that_stay_empty_do_not_count(self, browser: Browser) -> None:
        answer = send(browser, boxes="3", text_1="", text_2=FIRST, text_3="  \n")
        made = here(browser.app).stores.comparisons.get("local", answer.headers["Location"].rpartition("/")[2])
        assert [v.label for v in made.versions] == ["Version 2"]

    def test_a_double_click_makes_one_and_another_text_another(self, browser: Browser) -> None:
        once = browser.tree("/").xpath('//form[@id="compare"]/input[@name="once"]/@value')[0]
        first = send(browser, once=once, text_1=FIRST)
        again = send(browser, once=once, text_1=FIRST)
        other = send(browser, once=once, text_1=SECOND)
        assert first.headers["Location"] == again.headers["Location"] != other.headers["Location"]
        assert stored(browser) == 2

    def test_one_more_box_without_a_script(self, browser: Browser) -> None:
        answer = send(browser, act="add", text_1=FIRST, label_2="Mine", language_2="he", title="T")
        page = tree(answer)
        assert answer.status_code == 200 and focused(answer) == ["label-3"]
        assert page.xpath('//input[starts-with(@name, "label-")]/@value')[:3] == ["Original", "Mine", "Version 3"]
        assert page.xpath('//textarea[@name="text-1"]')[0].text.strip() == FIRST
        assert page.xpath('//textarea[@name="text-2"]/@dir') == ["rtl"]
        assert stored(browser) == 0

    def test_from_a_comparison_that_failed(self, browser: Browser) -> None:
        id = compare(browser, FIRST, SECOND)
        page = browser.tree(f"/?from={id}")
        assert [a.text.lstrip("\n") for a in page.xpath("//form//textarea")] == [FIRST, SECOND]
        assert browser.get("/?from=nobody").status_code == 404

    def test_the_address_of_the_form_loaded_anew(self, browser: Browser) -> None:
        assert browser.get("/comparisons").headers["Location"] == "/"

    def test_what_stays_here(self, make_app: MakeApp) -> None:
        assert "Your texts stay on the machine" in Browser(make_app()).get("/").text

    def test_what_does_not(self) -> None:
        away = Settings(libretranslate_url="https://key@mt.example/x")
        assert start.sent_to(away) == ""  # the engine is not among those used
        assert start.sent_to(away.with_values(engines=("argos", "libretranslate"))) == "mt.example"

    def test_a_reader_may_not_compare(self, make_app: MakeApp) -> None:
        browser = Browser(make_app(access="always-keys", rate_limit=0))
        _, secret = here(browser.app).stores.keys.create("desk", frozenset({Scope.READ}))
        browser.post("/login", {"key": secret})
        page = browser.tree("/")
        assert not page.xpath('//form[@id="compare"]') and "not make them" in page.text_content()
        assert send(browser, text_1=FIRST).status_code == 403


class TestFiles:
    def test_text_html_and_word(self, browser: Browser) -> None:
        document, packed = docx.Document(), BytesIO()
        document.add_paragraph(SECOND.splitlines()[0])
        document.save(packed)
        answer = send(
            browser, boxes="3", file_1=file(FIRST.encode("utf-16"), "a.txt"),
            file_2=file(packed.getvalue(), "b.docx"), file_3=file(b"<p>Five boats.", "c.html"),
        )  # fmt: skip
        made = here(browser.app).stores.comparisons.get("local", answer.headers["Location"].rpartition("/")[2])
        assert [v.text for v in made.versions] == [FIRST, "Nine boats burned on Tuesday.", "Five boats."]

    def test_a_file_that_is_refused_costs_nothing_that_was_typed(self, browser: Browser) -> None:
        answer = send(browser, text_1=FIRST, file_2=file(b"%PDF-1.4", "<b>x</b>.pdf"), title="T")
        said = wrong(answer)
        assert list(said) == ["file-2"] and "is a PDF, which is not read" in said["file-2"]
        assert focused(answer) == ["file-2"]
        assert tree(answer).xpath('//textarea[@name="text-1"]')[0].text.strip() == FIRST
        assert stored(browser) == 0

    def test_a_file_that_was_read_stays_as_text(self, browser: Browser) -> None:
        answer = send(browser, file_1=file(FIRST.encode(), "a.txt"), file_2=file(b"", "empty.txt"))
        assert list(wrong(answer)) == ["file-2"]
        assert tree(answer).xpath('//textarea[@name="text-1"]')[0].text.strip() == FIRST
        assert "Read from a.txt." in answer.text

    def test_a_guessed_encoding_is_shown_first(self, browser: Browser) -> None:
        data = "Fünf Männer fuhren über die Brücke nach Köln.".encode("cp1252")
        answer = send(browser, file_1=file(data, "a.txt"))
        assert "are all words right?" in wrong(answer)["text-1"]
        assert "über die Brücke" in tree(answer).xpath('//textarea[@name="text-1"]')[0].text

    def test_a_text_and_a_file(self, browser: Browser) -> None:
        answer = send(browser, text_1=FIRST, file_1=file(b"x", "a.txt"))
        assert "more than one thing" in wrong(answer)["text-1"]


class TestAddresses:
    def test_nothing_is_fetched_where_the_setting_is_no(self, browser: Browser) -> None:
        assert not browser.tree("/").xpath('//input[starts-with(@name, "url-")]')
        assert "url-1" not in browser.get("/").text
        answer = send(browser, url_1="http://127.0.0.1/")
        assert answer.status_code == 422 and "fetches no addresses" in answer.text

    def test_an_address_of_this_machine(self, make_app: MakeApp) -> None:
        browser = Browser(make_app(fetch_urls="yes", rate_limit=0))
        answer = send(browser, url_1="http://127.0.0.1/admin", text_2=FIRST)
        assert "not on the public internet" in wrong(answer)["url-1"]
        assert tree(answer).xpath('//input[@name="url-1"]/@value') == ["http://127.0.0.1/admin"]

    def test_the_setting_is_yes_or_no(self, make_app: MakeApp) -> None:
        with pytest.raises(Exception, match="VARIORUM_FETCH_URLS must be yes or no"):
            make_app(fetch_urls="maybe")


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({}, "text-1"),
            ({"text_1": "a\0b"}, "text-1"),
            ({"text_1": FIRST, "label_1": "a\0b"}, "label-1"),
            ({"text_1": FIRST, "label_1": "x" * 201}, "label-1"),
            ({"text_1": FIRST, "title": "x" * 301}, "title"),
            ({"text_1": FIRST, "language_1": "klingon!"}, "language-1"),
            ({"text_1": FIRST, "relation_1": "uncle"}, "relation-1"),
            ({"text_1": FIRST, "pivot": "'; drop"}, "pivot"),
        ],
    )
    def test_it_is_said_beside_the_field_and_nothing_is_stored(
        self, browser: Browser, fields: dict[str, str], field: str
    ) -> None:
        answer = send(browser, **fields)
        assert list(wrong(answer)) == [field] and focused(answer) == [field]
        assert tree(answer).xpath(f'//*[@name="{field}"]/@aria-describedby') == [f"wrong-{field}"]
        assert stored(browser) == 0

    def test_too_long_too_many_too_large(self, make_app: MakeApp) -> None:
        browser = Browser(make_app(max_characters=50, max_versions=3, max_file_bytes=100, rate_limit=0))
        assert "51 characters; a version may have 50" in wrong(send(browser, text_1="x" * 51))["text-1"]
        assert "the limit is 100" in wrong(send(browser, file_1=file(b"x" * 500, "a.txt")))["file-1"]
        many = send(browser, boxes="9999", text_1="x")
        assert many.status_code == 422 and "No more than 3 versions" in many.text
        assert len(tree(many).xpath('//div[@id="boxes"]/fieldset')) == 3
        for odd in ("-1", "x", "9" * 5000, "0"):
            assert send(browser, boxes=odd, text_1="Five boats.").status_code == 303

    def test_more_than_a_request_may_hold(self, make_app: MakeApp) -> None:
        browser = Browser(make_app(max_request_bytes=5000, rate_limit=0))
        answer = send(browser, text_1="x" * 6000)
        assert answer.status_code == 413 and "<h1>" in answer.text

    def test_a_full_queue_keeps_what_was_typed(self, make_app: MakeApp) -> None:
        browser = Browser(make_app(queue_limit=0, rate_limit=0))
        answer = send(browser, text_1=FIRST)
        assert answer.status_code == 503 and "no more is taken now" in answer.text
        assert tree(answer).xpath('//textarea[@name="text-1"]')[0].text.strip() == FIRST

    def test_a_share_of_the_queue_that_is_full_is_told_in_a_sentence(self, make_app: MakeApp) -> None:
        app = make_app(queue_limit=2, rate_limit=0)
        here(app).submitter.stop()
        browser = Browser(app)
        assert send(browser, text_1=FIRST).status_code == 303
        answer = send(browser, text_1=SECOND)
        assert answer.status_code == 503 and "your comparisons wait" in answer.text
        assert int(answer.headers["Retry-After"]) > 0
        answer = browser.post("/examples/platform-x")
        assert answer.status_code == 503 and "your comparisons wait" in answer.text
        assert int(answer.headers["Retry-After"]) > 0

    def test_what_one_may_keep_is_told_in_a_sentence(self, make_app: MakeApp) -> None:
        browser = Browser(make_app(owner_bytes=10, rate_limit=0))
        answer = send(browser, text_1=FIRST)
        assert answer.status_code == 409 and "Delete some" in answer.text
        answer = browser.post("/examples/platform-x")
        assert answer.status_code == 409 and "Delete some" in answer.text

    @pytest.mark.parametrize("words", HOSTILE)
    def test_what_looks_like_markup_is_words(self, browser: Browser, words: str) -> None:
        fields = dict.fromkeys(("label_1", "text_1", "title", "url_2", "once", "language_2", "pivot"), words)
        for answer in (
            send(browser, **fields, file_2=file(b"%PDF-", f"{words}.pdf")),
            send(browser, act="add", **fields),
            send(browser, label_1=words, text_1=words, title=words),
            browser.get("/"),
            browser.client.get("/", query_string={"search": words, "cursor": words}),
        ):
            page = html.fromstring(answer.text or "<p>")
            assert not page.xpath("//script[not(starts-with(@src, '/static/'))] | //img | //b[text()!='']")
            assert not page.xpath("//*[starts-with(name(@*), 'on')] | //a[starts-with(@href, 'javascript')]")


class TestTheLanguage:
    def test_as_one_types(self, browser: Browser) -> None:
        found = browser.post("/language-of", {"text": FIRST}, page="/").get_json()
        assert found == {"code": "en", "said": "detected: English, sure"}

    def test_of_nothing(self, browser: Browser) -> None:
        assert browser.post("/language-of", {"text": " "}, page="/").get_json() == {"code": "und", "said": ""}
        assert browser.post("/language-of", {"text": "1 2 3"}, page="/").get_json()["code"] == "und"


class TestExamples:
    def test_one_click_opens_each(self, browser: Browser) -> None:
        assert len(browser.tree("/").xpath('//ul[@class="examples"]/li')) == len(bundled_stories())
        answer = browser.post("/examples/platform-x", {"once": "k" * 20}, page="/")
        made = here(browser.app).stores.comparisons.get("local", answer.headers["Location"].rpartition("/")[2])
        assert made.title == "Air strikes near Ras Dahar, announced on X"
        assert [(v.language, v.relation) for v in made.versions][:2] == [("de", "original"), ("en", "translation")]
        assert made.pivot == "en"
        browser.post("/examples/platform-x", {"once": "k" * 20}, page="/")
        assert stored(browser) == 1

    @pytest.mark.parametrize("name", ["nothing", "..", "<script>"])
    def test_there_is_no_such_example(self, browser: Browser, name: str) -> None:
        assert browser.post(f"/examples/{name}", page="/").status_code in (404, 422)


class TestTheList:
    def test_newest_first_with_its_state_and_versions(self, browser: Browser) -> None:
        compare(browser, FIRST, title="Older")
        compare(browser, FIRST, SECOND, title="Newer")
        page = browser.tree("/")
        heads = [p.text_content() for p in page.xpath('//ol[@class="list"]/li/p[1]')]
        assert [" ".join(head.split()) for head in heads] == ["Newer done", "Older done"]
        assert "A · B" in page.xpath('//ol[@class="list"]/li')[0].text_content()

    def test_search(self, browser: Browser) -> None:
        compare(browser, FIRST, title="Boats & ships")
        assert "Boats &amp; ships" in browser.get("/?search=SHIPS").text
        assert "Nothing has these words" in browser.get("/?search=trains").text
        for odd in ("%00", "%ff%fe", "%25", "x" * 5000, "%F0%9F%9A%A2"):
            assert browser.get(f"/?search={odd}").status_code == 200

    def test_pages(self, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(start, "LISTED", 2)
        for n in range(3):
            compare(browser, FIRST, title=f"T{n}")
        page = browser.tree("/?search=T")
        assert [a.text for a in page.xpath('//ol[@class="list"]/li/p[1]/a/bdi')] == ["T2", "T1"]
        older = page.xpath('//nav[@class="pages"]/a/@href')[0]
        last = browser.tree(older)
        assert [a.text for a in last.xpath('//ol[@class="list"]/li/p[1]/a/bdi')] == ["T0"]
        assert last.xpath('//nav[@class="pages"]/a')[0].text == "Newest"

    def test_a_cursor_that_is_none(self, browser: Browser, compared: str) -> None:
        assert "Boats" in browser.get("/?cursor=nonsense").text
