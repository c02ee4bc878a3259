"""Single steps, in our words and in LibreTranslate's; translations are recorded ones."""

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.engines.recorded import Recorded
from service.model.protocols import Engines
from service.model.version import Language
from tests.unit.api.conftest import MakeApp, problem

GERMAN = "Fünf Boote brannten."
ENGLISH = "Five boats burned."


class Tells:
    """German by its ü, English by its "the", nothing else."""

    name, version = "two", "1"

    def rank(self, text: str) -> tuple[Language, ...]:
        if "ü" in text:
            return (Language("de", 0.95),)
        return (Language("en", 0.9),) if " " in text else ()


@pytest.fixture
def translating(make_app: MakeApp, light: Engines) -> FlaskClient:
    recorded = Recorded(
        {("de", "en"): {GERMAN: ENGLISH, "Fünf": "Five", "Boote brannten.": "boats burned.", "Grün.": "Green."}}
    )
    return make_app(Engines(Tells(), light.embedder, recorded)).test_client()


class TestOurs:
    def test_detect(self, translating: FlaskClient) -> None:
        answer = translating.post("/v1/detect", json={"texts": [f"{GERMAN} " * 5, "", "7"]})
        assert [one["code"] for one in answer.get_json()["languages"]] == ["de", "und", "und"]

    def test_translate(self, translating: FlaskClient) -> None:
        texts = [f"{GERMAN}\n\n{GERMAN} Grün.\n", ""]
        answer = translating.post("/v1/translate", json={"texts": texts, "source": "de", "target": "en"})
        assert answer.get_json() == {
            "translations": [f"{ENGLISH}\n\n{ENGLISH} Green.\n", ""],
            "sources": ["de", "de"],
            "target": "en",
        }

    def test_translate_html_keeps_tags_and_attributes(self, translating: FlaskClient) -> None:
        html = '<p title="Fünf"><b>Fünf</b> Boote brannten.</p><code>Fünf</code><script>"Fünf"</script>'
        body = {"texts": [html], "source": "de", "target": "en", "format": "html"}
        assert translating.post("/v1/translate", json=body).get_json()["translations"] == [
            '<p title="Fünf"><b>Five</b> boats burned.</p><code>Fünf</code><script>"Fünf"</script>'
        ]

    def test_a_pair_that_nobody_translates(self, translating: FlaskClient) -> None:
        answer = translating.post("/v1/translate", json={"texts": [GERMAN], "source": "de", "target": "xh"})
        assert problem(answer) == (422, "unsupported-pair")

    def test_align(self, client: FlaskClient) -> None:
        answer = client.post("/v1/align", json={"left": ["Abc abc.", "Xyz xyz."], "right": ["Abc abc."]})
        assert answer.get_json() == {"beads": [{"left": [0], "right": [0]}, {"left": [1], "right": []}]}

    def test_diff_and_score(self, client: FlaskClient) -> None:
        pair = {"left": "Five boats burned.", "right": "Nine boats burned."}
        (found,) = client.post("/v1/diff", json=pair).get_json()["findings"]
        assert (found["type"], found["readings"][0]["quote"]) == ("number", "Five")
        assert 0 < client.post("/v1/score", json=pair).get_json()["score"] < 100

    @pytest.mark.parametrize(
        ("path", "body", "status", "code"),
        [
            ("/v1/detect", {"texts": "one"}, 422, "invalid-field"),
            ("/v1/detect", {"texts": ["x" * 600]}, 413, "too-large"),
            ("/v1/translate", {"texts": ["x"]}, 422, "invalid-field"),
            ("/v1/translate", {"texts": ["x"], "target": "klingonisch"}, 422, "unknown-language"),
            ("/v1/translate", {"texts": ["x"], "target": "en", "format": "pdf"}, 422, "invalid-field"),
            ("/v1/align", {"left": ["x"]}, 422, "invalid-field"),
            ("/v1/align", {"left": ["x"], "right": ["x"], "left_language": "e n"}, 422, "unknown-language"),
            ("/v1/diff", {"left": "x" * 5001, "right": ""}, 422, "invalid-field"),
            ("/v1/score", {"left": 1, "right": ""}, 422, "invalid-field"),
        ],
    )
    def test_what_cannot_be_done(
        self, client: FlaskClient, path: str, body: dict[str, Any], status: int, code: str
    ) -> None:
        assert problem(client.post(path, json=body)) == (status, code)

    def test_languages(self, translating: FlaskClient) -> None:
        plain = translating.get("/v1/languages").get_json()
        german = next(one for one in plain["languages"] if one["code"] == "de")
        assert plain["pivot"] == "en"
        assert (german["name"], german["from_pivot"]) == ("German", None)
        assert german["to_pivot"]["by"].startswith("recorded")
        assert problem(translating.get("/v1/languages?pivot=klingonisch")) == (422, "unknown-language")

    def test_engines(self, translating: FlaskClient) -> None:
        assert translating.get("/v1/engines").get_json()["translator"]["name"] == "recorded"


class TestLibreTranslates:
    def test_one_text(self, translating: FlaskClient) -> None:
        answer = translating.post("/translate", json={"q": GERMAN, "source": "de", "target": "en"})
        assert answer.get_json() == {"translatedText": ENGLISH}

    def test_a_list_of_unknown_language(self, translating: FlaskClient) -> None:
        answer = translating.post("/translate", json={"q": [GERMAN, "Grün."], "source": "auto", "target": "en"})
        plain = answer.get_json()
        assert plain["translatedText"] == [ENGLISH, "Green."]
        assert [one["language"] for one in plain["detectedLanguage"]] == ["de", "de"]
        assert 50 < plain["detectedLanguage"][0]["confidence"] <= 100

    def test_a_form(self, translating: FlaskClient) -> None:
        answer = translating.post("/translate", data={"q": GERMAN, "source": "de", "target": "en", "alternatives": "2"})
        assert answer.get_json() == {"translatedText": ENGLISH, "alternatives": []}

    def test_html(self, translating: FlaskClient) -> None:
        body = {"q": "<i>Fünf</i> Boote brannten.", "source": "de", "target": "en", "format": "html"}
        assert translating.post("/translate", json=body).get_json()["translatedText"] == "<i>Five</i> boats burned."

    def test_alternatives(self, make_app: MakeApp, light: Engines) -> None:
        several = {GERMAN: [ENGLISH, "Five ships burned.", "5 boats burned."]}
        engines = Engines(Tells(), light.embedder, Recorded({("de", "en"): several}))
        body = {"q": GERMAN, "source": "de", "target": "en", "alternatives": 3}
        answer = make_app(engines).test_client().post("/translate", json=body)
        assert answer.get_json()["alternatives"] == ["Five ships burned.", "5 boats burned."]

    def test_detect(self, translating: FlaskClient) -> None:
        assert translating.post("/detect", json={"q": f"{GERMAN} " * 5}).get_json()[0]["language"] == "de"
        assert len(translating.post("/detect", data={"q": "7"}).get_json()) == 1

    def test_languages(self, translating: FlaskClient) -> None:
        found = {one["code"]: one for one in translating.get("/languages").get_json()}
        assert found["de"] == {"code": "de", "name": "German", "targets": ["de", "en"]}
        assert found["en"]["targets"] == ["en"]

    @pytest.mark.parametrize(
        ("body", "detail"),
        [
            ({}, "q is missing: the text"),
            ({"q": 5, "source": "de", "target": "en"}, "q must be a string, or a list of strings"),
            ({"q": ["a", 5], "source": "de", "target": "en"}, "q must be a string, or a list of strings"),
            ({"q": "a", "target": "en"}, "source is missing: a language code"),
            ({"q": "a", "source": "de", "target": "en", "api_key": 7}, "api_key must be a string"),
            ({"q": "a", "source": "de", "target": "qqx"}, "'qqx' is no language code"),
            ({"q": "a", "source": "de", "target": "en", "format": "pdf"}, "format must be text or html"),
            ({"q": "a", "source": "de", "target": "en", "alternatives": -1}, "alternatives must be a whole number"),
        ],
    )
    def test_its_error_member(self, translating: FlaskClient, body: dict[str, Any], detail: str) -> None:
        answer = translating.post("/translate", json=body)
        assert problem(answer)[0] == 422
        assert answer.get_json()["error"].startswith(detail)

    def test_a_key_among_the_fields(self, make_app: MakeApp, tmp_path: Path) -> None:
        from service.model.work import Scope
        from tests.unit.api.conftest import key

        app = make_app(access="always-keys")
        client = app.test_client()
        secret = key(app, Scope.COMPARE)["Authorization"].split()[1]
        body = {"q": "a", "source": "en", "target": "en"}
        assert client.post("/translate", json={**body, "api_key": secret}).status_code == 200
        assert client.post("/translate", data={**body, "api_key": secret}).status_code == 200
        assert client.post(f"/translate?api_key={secret}", json=body).status_code == 200
        assert client.get("/languages", data={"api_key": secret}).status_code == 200
        assert client.post("/translate", json=body).get_json()["error"].startswith("send a key")
        assert problem(client.post("/v1/detect", json={"texts": [], "api_key": secret})) == (401, "unauthorized")
