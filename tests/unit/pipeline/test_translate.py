"""The translation stage: batches, equal sentences once, and what happens when an engine fails."""

from collections.abc import Callable, Sequence

import pytest

from service.model.errors import EngineError
from service.model.segment import Role, Segment
from service.model.version import Version
from service.pipeline.translate import BATCH, translate


class Tagging:
    """Puts a tag before every text, and remembers what it was asked; `spoil` changes its answers."""

    name, version = "tagging", "1"

    def __init__(self, *pairs: tuple[str, str], spoil: Callable[[list[str]], Sequence[str]] = list) -> None:
        self._pairs = pairs or (("de", "en"),)
        self._spoil = spoil
        self.calls: list[tuple[str, str, tuple[str, ...]]] = []

    def supports(self, source: str, target: str) -> bool:
        return (source, target) in self._pairs

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        self.calls.append((source, target, tuple(texts)))
        return self._spoil([f"<{text}>" for text in texts])


def silent(done: int, total: int) -> None:
    """No progress."""


def story(name: str, language: str, texts: Sequence[str]) -> tuple[Version, tuple[Segment, ...]]:
    """A version of one sentence a line."""
    segments, at = [], 0
    for k, text in enumerate(texts):
        segments.append(Segment(f"{name}.{k}", name, at, at + len(text), Role.BODY, k, language))
        at += len(text) + 1
    return Version(name, name.upper(), "\n".join(texts), language), tuple(segments)


def stage(
    translator: Tagging, *stories: tuple[Version, tuple[Segment, ...]], pivot: str = "en"
) -> tuple[dict[str, str], list[str]]:
    """Translations by segment id, and the codes of the warnings."""
    segments = {version.id: found for version, found in stories}
    translated, warnings = translate([version for version, _ in stories], segments, pivot, translator, silent)
    return translated, [warning.code for warning in warnings]


@pytest.mark.parametrize(("sentences", "calls"), [(1, 1), (256, 1), (257, 2), (600, 3)])
def test_sentences_go_in_batches(sentences: int, calls: int) -> None:
    translator = Tagging()
    translated, warnings = stage(translator, story("a", "de", [f"Satz {k}." for k in range(sentences)]))
    assert translated == {f"a.{k}": f"<Satz {k}.>" for k in range(sentences)}
    assert (len(translator.calls), warnings) == (calls, [])
    assert BATCH == 256


def test_versions_of_one_language_share_their_batches() -> None:
    translator = Tagging(("de", "en"), ("fr", "en"))
    german = [story(name, "de", [f"Satz {name}{k}." for k in range(10)]) for name in "abc"]
    translated, _ = stage(translator, *german, story("f", "fr", ["Une phrase."]), story("e", "en", ["A sentence."]))
    assert [(source, target, len(texts)) for source, target, texts in translator.calls] == [
        ("de", "en", 30),
        ("fr", "en", 1),
    ]
    assert len(translated) == 31
    assert "e.0" not in translated


def test_equal_sentences_are_asked_for_once() -> None:
    translator = Tagging()
    translated, _ = stage(translator, story("a", "de", ["Ja.", "Nein.", "Ja."]), story("b", "de", ["Ja."]))
    assert [sorted(texts) for _, _, texts in translator.calls] == [["Ja.", "Nein."]]
    assert translated == {"a.0": "<Ja.>", "a.1": "<Nein.>", "a.2": "<Ja.>", "b.0": "<Ja.>"}


def test_what_it_asks_for_does_not_depend_on_the_order_of_the_versions() -> None:
    one, other = story("a", "de", ["Zwei.", "Eins."]), story("b", "de", ["Drei."])
    there, back = Tagging(), Tagging()
    stage(there, one, other)
    stage(back, other, one)
    assert there.calls == back.calls


def test_sentences_of_a_length_go_together() -> None:
    translator = Tagging()
    texts = ["abcdefghij"[k % 10] * (1 + k * 7 % 300) for k in range(300)]
    stage(translator, story("a", "de", texts[:150]), story("b", "de", texts[150:]))
    first, second = (texts for _, _, texts in translator.calls)
    assert max(map(len, first)) <= min(map(len, second))


def test_a_hard_wrapped_sentence_is_given_on_one_line() -> None:
    version = Version("a", "A", "Ein\r\nlanger\n  Satz.", "de")
    translator = Tagging()
    stage(translator, (version, (Segment("a.0", "a", 0, len(version.text), Role.BODY, 0, "de"),)))
    assert translator.calls[0][2] == ("Ein langer Satz.",)


def test_furniture_and_what_is_in_no_known_language_is_not_translated() -> None:
    version = Version("a", "A", "Teilen\nxq zv\nJa.", "de")
    segments = (
        Segment("a.0", "a", 0, 6, Role.FURNITURE, 0, "de", "button"),
        Segment("a.1", "a", 7, 12, Role.BODY, 1, "und"),
        Segment("a.2", "a", 13, 16, Role.BODY, 2, "de"),
    )
    assert stage(Tagging(), (version, segments)) == ({"a.2": "<Ja.>"}, [])


def test_variants_of_the_pivot_need_no_translation() -> None:
    translator = Tagging()
    assert stage(translator, story("a", "en-GB", ["Colour."]), pivot="en-US") == ({}, [])
    assert translator.calls == []


def test_a_language_nobody_translates_is_one_warning() -> None:
    translator = Tagging()
    translated, warnings = stage(
        translator, story("a", "fr", ["Oui.", "Non."]), story("b", "fr", ["Oui."]), story("c", "de", ["Ja."])
    )
    assert (translated, warnings) == ({"c.0": "<Ja.>"}, ["no-engine"])


def test_the_warning_names_the_package_that_would_help() -> None:
    version, segments = story("a", "en", ["Yes."])
    _, (warning,) = translate([version], {"a": segments}, "de", Tagging(), silent)
    assert warning.message.endswith(
        "No engine here translates English to German; these versions are compared in their own "
        "words. To change that: python -m service languages install de --to de"
    )


def test_an_engine_that_fails_is_a_warning_and_the_others_go_on() -> None:
    def fails(texts: list[str]) -> Sequence[str]:
        if "<Oui.>" in texts:
            raise EngineError("the model is broken")
        return texts

    translator = Tagging(("de", "en"), ("fr", "en"), spoil=fails)
    french, german = story("a", "fr", ["Oui."]), story("b", "de", ["Ja."])
    segments = {"a": french[1], "b": german[1]}
    translated, (warning,) = translate([french[0], german[0]], segments, "en", translator, silent)
    assert translated == {"b.0": "<Ja.>"}
    assert warning.code == "engine-failed"
    assert "French" in warning.message and "the model is broken" in warning.message


@pytest.mark.parametrize("spoil", [lambda texts: texts[:-1], lambda texts: [*texts, "more"]], ids=["fewer", "more"])
def test_an_engine_that_miscounts_is_a_warning(spoil: Callable[[list[str]], Sequence[str]]) -> None:
    assert stage(Tagging(spoil=spoil), story("a", "de", ["Ja.", "Nein."]))[1] == ["engine-failed"]


@pytest.mark.parametrize("spoil", [lambda texts: texts[1:], lambda texts: ["more", *texts]], ids=["fewer", "more"])
def test_nothing_of_a_miscounted_batch_is_used(spoil: Callable[[list[str]], Sequence[str]]) -> None:
    assert stage(Tagging(spoil=spoil), story("a", "de", ["Ja.", "Nein.", "Wohl."]))[0] == {}


def test_an_empty_translation_is_none() -> None:
    assert stage(Tagging(spoil=lambda texts: [""] * len(texts)), story("a", "de", ["Ja."])) == ({}, [])


def test_progress_ends_at_the_number_of_sentences() -> None:
    told: list[tuple[int, int]] = []
    version, segments = story("a", "de", [f"Satz {k % 300}." for k in range(400)])
    translate([version], {"a": segments}, "en", Tagging(), lambda done, total: told.append((done, total)))
    assert len(told) == 2
    assert told == sorted(told)
    assert told[-1] == (400, 400)
