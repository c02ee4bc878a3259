"""decide.py and share.py: decisions by form, conflicts, links to read."""

import re

import pytest

from service.model.work import Scope
from tests.unit.api.conftest import MakeApp, here
from tests.unit.web.conftest import FIRST, SECOND, Browser, compare, finding_of


def decision(browser: Browser, id: str, finding: str) -> dict[str, object] | None:
    plain = browser.client.get(f"/v1/comparisons/{id}/findings/{finding}/decision").get_json()
    found: dict[str, object] | None = plain["decision"]
    return found


class TestDecisions:
    def test_accepted(self, browser: Browser, compared: str) -> None:
        finding = finding_of(browser, compared, "number")
        form = {"verdict": "accepted", "note": " checked ", "expected": "0", "view": "type=number&base=b"}
        answer = browser.post(f"/comparisons/{compared}/findings/{finding}/decision", form)
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"/comparisons/{compared}?type=number&base=b&finding={finding}"
        said = decision(browser, compared, finding)
        assert said and (said["verdict"], said["note"], said["who"], said["number"]) == (
            "accepted",
            "checked",
            "local",
            1,
        )
        page = browser.tree(f"/comparisons/{compared}?finding={finding}")
        assert page.xpath(f'//li[@data-finding="{finding}"]//span[@class="verdict"]')[0].text_content() == "✓ accepted"

    def test_dismissed_and_taken_back(self, browser: Browser, compared: str) -> None:
        finding = finding_of(browser, compared, "date")
        address = f"/comparisons/{compared}/findings/{finding}/decision"
        browser.post(address, {"verdict": "dismissed:translator-noise", "expected": "0"})
        said = decision(browser, compared, finding)
        assert said and said["reason"] == "translator-noise"
        browser.post(address, {"verdict": "open", "expected": "1"})
        said = decision(browser, compared, finding)
        assert said and said["verdict"] == "open"

    def test_two_editors_do_not_overwrite_each_other(self, browser: Browser, compared: str) -> None:
        finding = finding_of(browser, compared, "number")
        address = f"/comparisons/{compared}/findings/{finding}/decision"
        browser.post("/name", {"name": "Anna"})
        browser.post(address, {"verdict": "dismissed:intended", "expected": "0", "note": "agreed with the desk"})
        browser.post("/name", {"name": "Ben"})
        answer = browser.post(address, {"verdict": "accepted", "expected": "0", "note": "look"})
        assert answer.status_code == 409
        shown = " ".join(re.sub("<[^>]+>", "", answer.text).split())
        assert "Somebody decided meanwhile: dismissed (intended), Anna: agreed with the desk." in shown
        assert "You wanted: accepted: look." in shown
        said = decision(browser, compared, finding)
        assert said and said["who"] == "Anna"
        assert 'name="expected" value="1"' in answer.text  # deciding again now is meant

    def test_all_in_the_same_words(self, browser: Browser) -> None:
        texts = [f"{n} boats burned.\n\nThe harbour was closed.\n\nAgain {n} boats burned." for n in ("Five", "Nine")]
        id = compare(browser, *texts)
        plain = browser.client.get(f"/v1/comparisons/{id}/findings").get_json()["items"]
        numbers = [one["id"] for one in plain if one["type"] == "number"]
        assert len(numbers) == 2
        form = {"verdict": "accepted", "alike": "words", "expected": "0"}
        browser.post(f"/comparisons/{id}/findings/{numbers[0]}/decision", form)
        assert all(decision(browser, id, one) for one in numbers)

    def test_others_that_were_decided_stay_as_they_are(self, browser: Browser) -> None:
        texts = [
            f"{n} boats burned.\n\nThe harbour was closed.\n\nThen {m} cars." for n, m in (("Five", 3), ("Nine", 8))
        ]
        id = compare(browser, *texts)
        plain = browser.client.get(f"/v1/comparisons/{id}/findings").get_json()["items"]
        first, second = [one["id"] for one in plain if one["type"] == "number"]
        browser.post(f"/comparisons/{id}/findings/{second}/decision", {"verdict": "dismissed:intended"})
        browser.post(f"/comparisons/{id}/findings/{first}/decision", {"verdict": "accepted", "alike": "kind"})
        said = decision(browser, id, second)
        assert said and said["verdict"] == "dismissed"

    @pytest.mark.parametrize("verdict", ["", "maybe", "dismissed:because", "accepted:intended", "\0"])
    def test_what_is_no_decision(self, browser: Browser, compared: str, verdict: str) -> None:
        finding = finding_of(browser, compared, "number")
        answer = browser.post(f"/comparisons/{compared}/findings/{finding}/decision", {"verdict": verdict})
        assert answer.status_code == 422
        assert decision(browser, compared, finding) is None

    def test_a_finding_that_is_not_there(self, browser: Browser, compared: str) -> None:
        answer = browser.post(f"/comparisons/{compared}/findings/nothing/decision", {"verdict": "accepted"})
        assert answer.status_code == 404

    def test_without_the_forms_token_nothing_is_decided(self, browser: Browser, compared: str) -> None:
        finding = finding_of(browser, compared, "number")
        answer = browser.client.post(
            f"/comparisons/{compared}/findings/{finding}/decision", data={"verdict": "accepted"}
        )
        assert answer.status_code == 400
        assert "This form is too old" in answer.text
        assert decision(browser, compared, finding) is None

    def test_the_view_leads_nowhere_else(self, browser: Browser, compared: str) -> None:
        finding = finding_of(browser, compared, "number")
        form = {"verdict": "accepted", "view": "//evil.example/?finding=x&q=%0d%0aSet-Cookie:x"}
        answer = browser.post(f"/comparisons/{compared}/findings/{finding}/decision", form)
        assert answer.headers["Location"].startswith(f"/comparisons/{compared}?")
        assert "Set-Cookie:x" not in str(answer.headers)


class TestLinks:
    def link(self, browser: Browser, id: str) -> str:
        browser.post(f"/comparisons/{id}/link", {"act": "make"})
        found = re.search(r'value="http://[^/]+(/shared/[^"]+)"', browser.get(f"/comparisons/{id}").text)
        assert found
        return found[1]

    def test_a_colleague_reads_and_nothing_else(self, make_app: MakeApp) -> None:
        app = make_app(access="always-keys", rate_limit=0)
        _, secret = here(app).stores.keys.create("desk", frozenset({Scope.COMPARE, Scope.REVIEW}))
        ours, stranger = Browser(app), Browser(app)
        ours.post("/login", {"key": secret})
        ours.client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
        id = compare(ours, FIRST, SECOND)
        link = self.link(ours, id)
        page = stranger.tree(link)
        assert "to read only" in page.text_content()
        assert not page.xpath("//form[@method='post'][not(@action='/tongue')]")
        assert not page.xpath(f"//a[contains(@href, '{id}')]")
        assert stranger.get(f"/comparisons/{id}").status_code == 303  # to the login
        finding = page.xpath('//ol[@id="list"]/li/@data-finding')[0]
        assert (
            stranger.post(f"/comparisons/{id}/findings/{finding}/decision", {"verdict": "accepted"}).status_code == 303
        )
        assert stranger.get(f"{link}?part=panels").status_code == 200
        ours.post(f"/comparisons/{id}/link", {"act": "take-back"})
        assert stranger.get(link).status_code == 404
