"""login.py, session.py, pages.py, problem.py: who gets in, what the cookie is, and what a page may do."""

import pytest

from service.model.work import Scope
from tests.unit.api.conftest import MakeApp, here
from tests.unit.web.conftest import FIRST, SECOND, Browser, compare

REVIEWER = frozenset({Scope.COMPARE, Scope.REVIEW})


@pytest.fixture
def closed(make_app: MakeApp) -> Browser:
    """A service that asks everybody for a key."""
    return Browser(make_app(access="always-keys", rate_limit=0))


def key(browser: Browser, owner: str = "desk", scopes: frozenset[Scope] = REVIEWER) -> tuple[str, str]:
    made, secret = here(browser.app).stores.keys.create(owner, scopes)
    return made.id, secret


class TestLogin:
    def test_a_key_opens_and_leads_back(self, closed: Browser) -> None:
        asked = closed.get("/?search=x")
        assert (asked.status_code, asked.headers["Location"]) == (303, "/login?next=/?search%3Dx")
        _, secret = key(closed)
        answer = closed.post("/login", {"key": f" {secret} ", "next": "/?search=x", "name": "Anna"})
        assert (answer.status_code, answer.headers["Location"]) == (303, "/?search=x")
        page = closed.get("/")
        assert page.status_code == 200
        assert "Anna" in page.text

    def test_a_wrong_key(self, closed: Browser) -> None:
        for wrong in ("", "x", "variorum_00000000_" + "A" * 43, "x" * 100_000):
            answer = closed.post("/login", {"key": wrong})
            assert answer.status_code == 401
            assert "There is no such key" in answer.text

    def test_a_revoked_key_opens_nothing_any_more(self, closed: Browser) -> None:
        id, secret = key(closed)
        closed.post("/login", {"key": secret})
        here(closed.app).stores.keys.revoke(id)
        assert closed.get("/").status_code == 303

    def test_logout(self, closed: Browser) -> None:
        closed.post("/login", {"key": key(closed)[1]})
        closed.post("/logout", page="/")
        assert closed.get("/").status_code == 303

    def test_the_cookie(self, closed: Browser) -> None:
        _, secret = key(closed)
        said = closed.post("/login", {"key": secret}).headers["Set-Cookie"]
        assert "HttpOnly" in said and "SameSite=Lax" in said
        assert secret not in said
        assert "Secure" not in said

    def test_the_cookie_over_https(self, make_app: MakeApp) -> None:
        browser = Browser(make_app(access="always-keys", rate_limit=0, https="yes"))
        browser.client.environ_base["wsgi.url_scheme"] = "https"
        answer = browser.client.get("/login", base_url="https://desk.example/")
        said = answer.headers["Set-Cookie"]
        assert said.startswith("__Host-variorum=") and "Secure" in said

    @pytest.mark.parametrize(
        "address", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/\n/x", ""]
    )
    def test_the_login_leads_nowhere_else(self, closed: Browser, address: str) -> None:
        answer = closed.post("/login", {"key": key(closed)[1], "next": address})
        assert answer.headers["Location"] == "/"

    def test_a_reader_may_not_decide(self, closed: Browser) -> None:
        _, writer = key(closed)
        closed.client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {writer}"
        id = compare(closed, FIRST, SECOND)
        del closed.client.environ_base["HTTP_AUTHORIZATION"]
        closed.post("/login", {"key": key(closed, scopes=frozenset({Scope.READ}))[1]})
        assert closed.get(f"/comparisons/{id}").status_code == 200
        answer = closed.post(f"/comparisons/{id}/findings/x/decision", {"verdict": "accepted"})
        assert answer.status_code == 403

    def test_one_owner_never_sees_anothers(self, closed: Browser) -> None:
        _, writer = key(closed)
        closed.client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {writer}"
        id = compare(closed, FIRST, SECOND)
        del closed.client.environ_base["HTTP_AUTHORIZATION"]
        closed.post("/login", {"key": key(closed, owner="rival")[1]})
        for address in (f"/comparisons/{id}", f"/comparisons/{id}/state"):
            assert closed.get(address).status_code == 404
        assert "Boats" not in closed.get("/").text


class TestSafety:
    def test_the_cookie_is_no_key_to_the_api(self, closed: Browser) -> None:
        closed.post("/login", {"key": key(closed)[1]})
        assert closed.client.get("/v1/comparisons").status_code == 401

    def test_no_form_without_its_token(self, browser: Browser) -> None:
        for rule in browser.app.url_map.iter_rules():
            if rule.endpoint.startswith("web.") and "POST" in (rule.methods or ()):
                address = rule.rule.replace("<string:", "<").replace("<path:", "<")
                for name in rule.arguments:
                    address = address.replace(f"<{name}>", "0" * 32)
                answer = browser.client.post(address, headers={"Accept": "text/html"})
                assert answer.status_code == 400, f"{rule.rule}: {answer.status_code}"

    def test_the_policy_of_every_page(self, browser: Browser, compared: str) -> None:
        for address in ("/", "/login", f"/comparisons/{compared}", "/comparisons/x", "/nothing/here"):
            policy = browser.get(address).headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy and "unsafe" not in policy
            assert "script-src 'self'" in policy and "frame-ancestors 'none'" in policy

    def test_pages_hold_no_script_and_no_style_of_their_own(self, browser: Browser, compared: str) -> None:
        for address in ("/", "/login", f"/comparisons/{compared}"):
            page = browser.tree(address)
            assert not [s for s in page.xpath("//script") if not s.get("src", "").startswith("/static/")]
            assert not page.xpath("//style | //*[@style] | //*[starts-with(name(@*), 'on')]")

    def test_a_followed_link_opens_a_page_of_this_machine_but_another_sites_form_does_not(
        self, browser: Browser, compared: str
    ) -> None:
        elsewhere = {"Sec-Fetch-Site": "cross-site"}
        navigated = browser.get(f"/comparisons/{compared}", **elsewhere, **{"Sec-Fetch-Mode": "navigate"})
        assert navigated.status_code == 200
        assert browser.get(f"/comparisons/{compared}", **elsewhere, **{"Sec-Fetch-Mode": "cors"}).status_code == 303
        assert (
            browser.client.get("/v1/comparisons", headers={**elsewhere, "Sec-Fetch-Mode": "navigate"}).status_code
            == 401
        )

    def test_what_is_no_page(self, browser: Browser) -> None:
        assert browser.get("/nothing").mimetype == "text/html"
        assert browser.client.get("/nothing").mimetype == "application/problem+json"

    def test_the_api_sets_no_cookie(self, browser: Browser) -> None:
        for address in ("/v1/comparisons", "/health", "/static/page.css", "/openapi.json"):
            assert "Set-Cookie" not in browser.client.get(address).headers

    def test_a_name_that_is_none(self, browser: Browser) -> None:
        browser.post("/name", {"name": "A\x00\u202e" + "x" * 500})
        assert "\u202e" not in browser.get("/").text
