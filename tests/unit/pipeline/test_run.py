"""The whole flow: what a report holds, and what leaves no trace in it."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.actions.stories import bundled_stories, read_story
from service.engines.none import NoTranslator
from service.engines.recorded import Recorded
from service.model.errors import DuplicateVersion, EngineError, InputError, NothingToCompare, UnknownLanguage
from service.model.protocols import Engines
from service.model.report import Report
from service.model.version import Relation, Version
from service.pipeline.run import run
from tests.conftest import ROOT, Ferry


def bundled(name: str) -> tuple[Version, ...]:
    return read_story(bundled_stories()[name]).versions


def plain(report: Report) -> bytes:
    return json.dumps(report.to_dict(), ensure_ascii=False).encode()


def warned(report: Report) -> list[tuple[str, str | None]]:
    return [(warning.code, warning.version) for warning in report.warnings]


@pytest.fixture(scope="session")
def offline(engines: Engines) -> Engines:
    """The real engines without a translator."""
    return replace(engines, translator=NoTranslator())


@pytest.fixture
def both(ferry: dict[str, Ferry]) -> list[Version]:
    """The story in German and English."""
    return [
        Version("agency", "Agency", ferry["de"].text, "de", Relation.ORIGINAL),
        Version("paper", "Paper", ferry["en"].text, "en", Relation.TRANSLATION),
    ]


# What a report holds


def test_one_version_alone(offline: Engines, ferry: dict[str, Ferry]) -> None:
    report = run([Version("only", "Only", ferry["en"].text)], offline, "de", translating=True)
    assert [row.present for row in report.rows] == [("only",)] * 15
    assert report.findings == ()
    assert report.warnings == ()
    assert report.languages["only"].code == report.pivot == "en", "of one language, that language is the pivot"


def test_a_faithful_translation_is_calm(offline: Engines, both: list[Version]) -> None:
    assert run(both, offline, "en", translating=False).findings == ()


def test_two_equal_versions_have_no_difference(offline: Engines, ferry: dict[str, Ferry]) -> None:
    versions = [Version(name, name, ferry["en"].text) for name in "ab"]
    assert run(versions, offline, "en", translating=False).findings == ()


def test_the_shape_of_a_report(offline: Engines, both: list[Version]) -> None:
    data = run(both, offline, "en", translating=False).to_dict()
    assert json.loads(json.dumps(data)) == data
    assert list(data) == ["signature", "pivot", "versions", "segments", "rows", "findings", "warnings"]
    assert data["versions"][0] == {
        "id": "agency",
        "label": "Agency",
        "relation": "original",
        "language": "de",
        "language_confidence": 1.0,
        "declared_language": "de",
        "text": both[0].text,
    }
    assert data["segments"][1] == {
        "id": "agency.1",
        "version": "agency",
        "start": 36,
        "end": 125,
        "role": "body",
        "furniture": None,
        "paragraph": 1,
        "language": "de",
        "text": "Die Fähre Astrid ist am Dienstagmorgen vor der Insel Lundholm auf eine Sandbank gelaufen.",
        "translation": None,
    }
    assert data["rows"][0]["cells"] == {"agency": ["agency.0"], "paper": ["paper.0"]}
    assert set(data["rows"][0]) == {"index", "cells", "similarity", "moved"}


def test_every_segment_is_its_version_s_own_words(offline: Engines) -> None:
    report = run(bundled("platform-x"), offline, "en", translating=False)
    texts = {v.id: v.text for v in report.versions}
    for segment in report.to_dict()["segments"]:
        assert texts[segment["version"]][segment["start"] : segment["end"]] == segment["text"] != ""


def test_progress_names_the_stages_in_order(offline: Engines, both: list[Version]) -> None:
    told: list[str] = []
    run(both, offline, "en", True, lambda stage, done, total: told.append(stage))
    assert list(dict.fromkeys(told)) == ["detect", "align", "differences"], "translate speaks only where it works"


def test_every_stage_says_how_long_it_took(offline: Engines, both: list[Version]) -> None:
    seconds = run(both, offline, "en", translating=False).seconds
    stages = ["detect", "segment", "embed", "align", "translate", "collate", "differences"]
    assert list(seconds) == stages
    assert all(s >= 0 for s in seconds.values())


# What leaves no trace


def test_equal_runs_give_equal_bytes(engines: Engines, both: list[Version]) -> None:
    assert plain(run(both, engines, "en", translating=True)) == plain(run(both, engines, "en", translating=True))


PRINT_REPORTS = """
import json, sys
from service.actions.stories import read_story
from service.pipeline.run import run
from service.settings import Settings
from service.wiring import engines
for folder in sys.argv[1:]:
    report = run(read_story(folder).versions, engines(Settings()), "en", translating=True)
    print(json.dumps(report.to_dict()))
"""


def test_another_process_gives_equal_bytes(engines: Engines) -> None:
    """Words in sets are in another order in each process."""
    names = ["revisions"]
    other = subprocess.run(
        [sys.executable, "-c", PRINT_REPORTS, *(str(bundled_stories()[name]) for name in names)],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "4711", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    ours = [run(bundled(name), engines, "en", translating=True).to_dict() for name in names]
    assert other.splitlines() == [json.dumps(report) for report in ours]


@cache
def as_bundled(name: str, engines: Engines) -> Report:
    return run(bundled(name), engines, "en", translating=False)


@pytest.mark.parametrize("name", ["platform-x", "revisions"])
@settings(max_examples=8)
@given(data=st.data())
def test_the_order_of_the_versions_leaves_no_trace(offline: Engines, name: str, data: st.DataObject) -> None:
    expected = as_bundled(name, offline)
    found = run(data.draw(st.permutations(bundled(name))), offline, "en", translating=False)
    assert [f.id for f in found.findings] == [f.id for f in expected.findings]
    assert found.findings == expected.findings
    assert found.rows == expected.rows


@pytest.mark.parametrize("name", ["a-new-one", "z-new-one"])
def test_a_version_that_agrees_with_the_original_changes_no_id(offline: Engines, name: str) -> None:
    versions = bundled("platform-x")
    agency = next(v for v in versions if v.id == "agency")
    before = run(versions, offline, "en", translating=False).findings
    copy = replace(agency, id=name, label="Copy", relation=Relation.WIRE)
    after = {f.id for f in run([*versions, copy], offline, "en", translating=False).findings}
    assert [f.message for f in before if f.severity.rank < 2 and f.id not in after] == []


def test_words_put_before_keep_the_ids(offline: Engines) -> None:
    versions = bundled("revisions")
    expected = {f.id for f in run(versions, offline, "en", translating=False).findings}
    further = [replace(v, text=f"Enlarge image\n\n{v.text}") for v in versions]
    found = run(further, offline, "en", translating=False).findings
    assert {f.id for f in found} == expected


# The signature


def test_the_signature_names_every_part_with_its_version(engines: Engines, both: list[Version]) -> None:
    signature = run(both, engines, "en", translating=True).signature
    assert set(signature) >= {"variorum", "detector", "embedder", "translator", "sentences", "pivot"}
    assert signature["pivot"] == "en"
    for part, engine in (("detector", engines.detector), ("embedder", engines.embedder)):
        assert signature[part] == f"{engine.name} {engine.version}"
    assert all(any(c.isdigit() for c in signature[part]) for part in ("variorum", "translator", "sentences"))
    assert all(isinstance(value, str) for value in signature.values())


def test_the_signature_changes_with_what_it_names(offline: Engines, both: list[Version]) -> None:
    signatures = [
        run(both, offline, "en", translating=True).signature,
        run(both, offline, "fr", translating=True).signature,
        run(both, replace(offline, translator=Scripted({})), "en", translating=True).signature,
        run(both, replace(offline, translator=Scripted({}, version="2")), "en", translating=True).signature,
    ]
    assert len({json.dumps(dict(s)) for s in signatures}) == len(signatures)


def test_the_signature_names_the_language_packages(offline: Engines, both: list[Version]) -> None:
    class Packaged(Scripted):
        def package(self, source: str, target: str) -> str:
            return f"{source}-{target} 1.9"

    report = run(both, replace(offline, translator=Packaged({})), "en", translating=True)
    assert "de-en 1.9" in json.dumps(dict(report.signature))


# Warnings


def test_a_language_without_an_engine(offline: Engines, both: list[Version]) -> None:
    report = run(both, offline, "en", translating=True)
    assert warned(report) == [("no-engine", None)]
    assert "German" in report.warnings[0].message
    assert run(both, offline, "en", translating=False).warnings == ()


def test_a_language_that_goes_over_a_third(offline: Engines, both: list[Version], ferry: dict[str, Ferry]) -> None:
    class Detour(Scripted):
        def route(self, source: str, target: str) -> tuple[str, ...]:
            return source, "fr", target

    report = run(both, replace(offline, translator=Detour(known(ferry))), "en", translating=True)
    assert warned(report) == [("third-language", None)]
    assert "German was translated to English by way of French" in report.warnings[0].message


def test_sentences_that_did_not_come_back(offline: Engines, both: list[Version], ferry: dict[str, Ferry]) -> None:
    some = dict(list(known(ferry).items())[2:])
    report = run(both, replace(offline, translator=Scripted(some)), "en", translating=True)
    assert warned(report) == [("not-translated", "agency")]
    assert "2 of 15 sentences of Agency" in report.warnings[0].message


def test_a_language_that_cannot_be_told(offline: Engines, ferry: dict[str, Ferry]) -> None:
    versions = [Version("a", "A", "zxqv wqk prtz lmnop"), Version("b", "B", ferry["en"].text)]
    assert ("language-unknown", "a") in warned(run(versions, offline, "en", translating=True))


def test_a_declaration_that_the_text_contradicts(offline: Engines, ferry: dict[str, Ferry]) -> None:
    versions = [Version("a", "A", ferry["de"].text, "en"), Version("b", "B", ferry["en"].text, "en")]
    report = run(versions, offline, "en", translating=False)
    assert warned(report) == [("language-contradicted", "a")]
    assert "German" in report.warnings[0].message
    assert report.languages["a"].code == "en", "what the user says is kept"


def test_a_language_the_embedder_does_not_know(offline: Engines, ferry: dict[str, Ferry]) -> None:
    swedish = "Färjan Astrid gick på grund på tisdagen utanför ön Lundholm. Ingen skadades, sade kustbevakningen."
    versions = [Version("a", "A", swedish), Version("b", "B", ferry["en"].text)]
    assert ("language-not-embedded", "a") in warned(run(versions, offline, "en", translating=False))


# Errors


@pytest.mark.parametrize(
    ("versions", "error", "words"),
    [
        ([], NothingToCompare, "no version"),
        ([Version("a", "A", "It sank."), Version("a", "B", "It sank.")], DuplicateVersion, "'a'"),
        ([Version("a", "Paper", "")], NothingToCompare, "Paper is empty"),
        ([Version("a", "Paper", " \r\n\t\u3000")], NothingToCompare, "Paper is empty"),
        ([Version("a", "Paper", "Enlarge image\n\nPhoto: A. Berg / AFP")], NothingToCompare, "Paper.*furniture"),
        ([Version("a", "Paper", "\u200b\u200f")], NothingToCompare, "Paper"),
        ([Version("a", "Paper", "It sank.", relation="copy")], InputError, "'copy'.*original, translation"),
        ([Version("a", "Paper", b"It sank.")], InputError, "Paper is not text but bytes"),  # type: ignore[arg-type]
        ([Version("a", "Paper", None)], InputError, "Paper is not text but NoneType"),  # type: ignore[arg-type]
        ([Version("", "Paper", "It sank.")], InputError, "id"),
        ([Version("a", "Paper", "It sank.", "xx")], UnknownLanguage, "'xx'"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(
    offline: Engines, versions: list[Version], error: type[InputError], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        run(versions, offline, "en", translating=False)
    assert "\n" not in str(caught.value)


def test_an_unknown_pivot(offline: Engines, both: list[Version]) -> None:
    with pytest.raises(UnknownLanguage, match="'qq'"):
        run(both, offline, "qq", translating=False)


# The translator that a caller gives


class Scripted:
    """Knows some sentences, remembers what it was asked, and may fail."""

    name = "scripted"

    def __init__(self, known: dict[str, str], version: str = "1", failure: Exception | None = None) -> None:
        self.version = version
        self._known = known
        self._failure = failure
        self.calls: list[tuple[str, ...]] = []

    def supports(self, source: str, target: str) -> bool:
        return (source, target) == ("de", "en")

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        self.calls.append(tuple(texts))
        if self._failure:
            raise self._failure
        return [self._known.get(text, "") for text in texts]


def known(ferry: dict[str, Ferry]) -> dict[str, str]:
    german, english = ([f.headline, *f.sentences] for f in (ferry["de"], ferry["en"]))
    return dict(zip(german, english, strict=True))


def test_all_sentences_of_a_language_go_in_one_call(
    offline: Engines, both: list[Version], ferry: dict[str, Ferry]
) -> None:
    translator = Scripted(known(ferry))
    again = replace(both[0], id="again", relation=Relation.REVISION)
    report = run([*both, again], replace(offline, translator=translator), "en", translating=True)
    assert len(translator.calls) == 1
    assert sorted(translator.calls[0]) == sorted(known(ferry)), "each sentence once, though two versions have it"
    assert {s.version for s in report.segments if s.id in report.translations} == {"agency", "again"}
    assert report.warnings == ()
    assert report.signature["translator"] == "scripted 1"


def test_translations_are_shown_and_offsets_stay_in_the_original(
    offline: Engines, both: list[Version], ferry: dict[str, Ferry]
) -> None:
    report = run(both, replace(offline, translator=Scripted(known(ferry))), "en", translating=True)
    shown: list[dict[str, Any]] = report.to_dict()["segments"]
    german = [s for s in shown if s["version"] == "agency"]
    assert {s["text"]: s["translation"] for s in german} == known(ferry)
    assert {s["translation"] for s in shown if s["version"] == "paper"} == {None}


def test_what_is_seen_only_in_translation_says_so(
    offline: Engines, both: list[Version], ferry: dict[str, Ferry]
) -> None:
    changed = replace(both[1], text=both[1].text.replace("apologised", "refused to apologise"))
    report = run([both[0], changed], replace(offline, translator=Scripted(known(ferry))), "en", translating=True)
    assert all(f.basis == "original" or any(r.pivot for r in f.readings) for f in report.findings)


def test_nothing_is_translated_where_all_versions_are_in_one_language(
    offline: Engines, ferry: dict[str, Ferry]
) -> None:
    translator = Scripted(known(ferry))
    versions = [Version(name, name, ferry["de"].text) for name in "ab"]
    report = run(versions, replace(offline, translator=translator), "en", translating=True)
    assert (translator.calls, report.pivot, dict(report.translations)) == ([], "de", {})


def test_no_translating_means_none(offline: Engines, both: list[Version], ferry: dict[str, Ferry]) -> None:
    translator = Scripted(known(ferry))
    report = run(both, replace(offline, translator=translator), "en", translating=False)
    assert (translator.calls, dict(report.translations), report.warnings) == ([], {}, ())


def test_a_translator_that_fails_is_a_warning_and_the_comparison_goes_on(offline: Engines, both: list[Version]) -> None:
    broken = replace(both[1], text=both[1].text.replace("214", "241"))
    translator = Scripted({}, failure=EngineError("out of memory"))
    report = run([both[0], broken], replace(offline, translator=translator), "en", translating=True)
    assert warned(report) == [("engine-failed", None)]
    assert "out of memory" in report.warnings[0].message
    assert [f.type for f in report.findings if f.severity.rank < 2] == ["number"]


def test_a_translator_that_returns_too_few_is_a_warning(offline: Engines, both: list[Version]) -> None:
    class Short(Scripted):
        def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
            return ["The ship sank."]

    report = run(both, replace(offline, translator=Short({})), "en", translating=True)
    assert warned(report) == [("engine-failed", None)]
    assert [f for f in report.findings if f.severity.rank < 2] == []


def test_recorded_translations(offline: Engines, both: list[Version], ferry: dict[str, Ferry]) -> None:
    report = run(both, replace(offline, translator=Recorded({("de", "en"): known(ferry)})), "en", translating=True)
    assert set(report.translations.values()) == set(known(ferry).values())
    assert report.findings == ()


def test_nothing_is_written_or_left_behind(
    offline: Engines, both: list[Version], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run(both, offline, "en", translating=True)
    assert list(tmp_path.iterdir()) == []
