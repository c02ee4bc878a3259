"""What Python says HTTP says, too: single steps and whole comparisons, under one set of settings."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import service
from service import Version
from service.settings import Settings
from service.wiring import engines
from tests.unit.api.conftest import MakeApp

GLOSSARY = """
[loaded.en]
levy = [["levy"], ["toll"]]
"""
LEFT = "The harbour levy rose by five percent. Nobody was hurt."
RIGHT = "The harbour toll rose by nine percent. Nobody was hurt"
OTHER = "Die Hafenabgabe stieg um fünf Prozent."


@pytest.fixture
def client(make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    """HTTP with the settings that Python reads from the environment: a glossary, and a muted rule."""
    file = tmp_path / "desk.toml"
    file.write_text(GLOSSARY, encoding="utf-8")
    monkeypatch.setenv("VARIORUM_GLOSSARY", str(file))
    monkeypatch.setenv("VARIORUM_MUTE", "punctuation.*")
    yield make_app(engines(Settings.from_env()), glossary=str(file), mute=("punctuation.*",)).test_client()


def asked(client: FlaskClient, path: str, **body: object) -> dict[str, object]:
    answer = client.post(f"/v1/{path}", json=body)
    assert answer.status_code < 300, answer.text
    found: dict[str, object] = answer.get_json()
    return found


def test_the_difference_of_two_segments(client: FlaskClient) -> None:
    found = service.diff(LEFT, RIGHT)
    assert {f.rule.id for f in found} >= {"terminology.listed", "number.other-word"}
    assert not any(f.rule.id.startswith("punctuation.") for f in found)
    assert asked(client, "diff", left=LEFT, right=RIGHT)["findings"] == [f.to_dict() for f in found]


def test_their_score(client: FlaskClient) -> None:
    assert asked(client, "score", left=LEFT, right=RIGHT)["score"] == service.score(LEFT, RIGHT)


@pytest.mark.parametrize("declared", [{}, {"left_language": "en", "right_language": "de"}])
def test_beads(client: FlaskClient, declared: dict[str, str]) -> None:
    left, right = LEFT.split(". "), [OTHER, "Verletzt wurde niemand."]
    beads = [{"left": list(a), "right": list(b)} for a, b in service.align(left, right, **declared)]
    assert asked(client, "align", left=left, right=right, **declared)["beads"] == beads


def test_languages(client: FlaskClient) -> None:
    texts = [LEFT, OTHER, "12"]
    found = [{"code": one.code, "confidence": round(one.confidence, 3)} for one in map(service.detect, texts)]
    assert asked(client, "detect", texts=texts)["languages"] == found


def test_a_translation(client: FlaskClient) -> None:
    texts = ["O navio afundou ontem no porto."]
    told = asked(client, "translate", texts=texts, source="pt", target="en")["translations"]
    assert told == list(service.translate(texts, "pt", "en"))


def test_a_whole_comparison(client: FlaskClient) -> None:
    versions = [Version("a", "a", LEFT, None, "original"), Version("b", "b", RIGHT, None, "revision")]
    plain = [{"id": v.id, "label": v.label, "text": v.text, "relation": v.relation} for v in versions]
    made = asked(client, "comparisons?wait=30", versions=plain, translate=False)
    report = client.get(f"/v1/comparisons/{made['id']}/report").get_json()
    assert report == service.compare(versions, translate=False).to_dict()
