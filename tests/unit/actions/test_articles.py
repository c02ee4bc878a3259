"""The actions on whole texts, with engines of a few lines."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from service.actions.align import Bead, align_versions
from service.actions.compare import compare_versions
from service.actions.languages import Way, list_languages
from service.actions.translate import translate_article, translate_texts
from service.engines.recorded import Recorded
from service.model.errors import InputError, NothingToCompare, TooLarge, UnknownLanguage, UnsupportedPair
from service.model.protocols import Engines, Vectors
from service.model.version import Language, Version
from service.settings import Settings


class Detects:
    """Finds everything German."""

    name, version = "german", "1"

    def rank(self, text: str) -> tuple[Language, ...]:
        return (Language("de", 0.9),)


class Counts:
    """Vectors of letter counts: equal sentences are equal."""

    name, version = "letters", "1"

    def covers(self, language: str) -> bool:
        return language == "de"

    def encode(self, texts: Sequence[str]) -> Vectors:
        counts = np.array([[text.lower().count(chr(97 + n)) + 0.01 for n in range(26)] for text in texts], np.float32)
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)


class Shouts:
    """Translates German to English by capitals."""

    name, version = "capitals", "1"

    def supports(self, source: str, target: str) -> bool:
        return (source, target) == ("de", "en")

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        return tuple(text.upper() for text in texts)


ENGINES = Engines(Detects(), Counts(), Shouts())
ARTICLE = "Feuer im Hafen\r\n\r\nEs brannte am Dienstag. Niemand wurde\nverletzt.\r\n"


class TestTranslate:
    def test_lines_and_paragraphs_stay(self) -> None:
        translated = translate_article(ARTICLE, "de", "en", ENGINES)
        assert translated.startswith("FEUER IM HAFEN\r\n\r\nES BRANNTE AM DIENSTAG. ")
        assert translated.endswith("VERLETZT.\r\n")

    def test_the_language_is_told_where_it_is_not_given(self) -> None:
        assert translate_article("Es brannte am Dienstag.", None, "en", ENGINES) == "ES BRANNTE AM DIENSTAG."

    def test_a_language_that_cannot_be_told_must_be_given(self) -> None:
        with pytest.raises(InputError, match="name it with --from"):
            translate_article("12 34", None, "en", ENGINES)

    def test_to_the_same_language(self) -> None:
        assert translate_texts(["Es brannte."], "de-AT", "de", Shouts()) == ("Es brannte.",)

    def test_nobody_translates_it(self) -> None:
        with pytest.raises(UnsupportedPair, match="languages install fr"):
            translate_texts(["Bonjour."], "fr", "en", Shouts())


class TestAlign:
    def test_beads_hold_the_sentences_and_no_furniture(self) -> None:
        sentences = ("Feuer brach im Hafen aus.", "Niemand wurde verletzt.", "Die Polizei sucht Zeugen.")
        left = Version("a", "a", "\n\n".join(sentences[:2]) + "\n\nBild vergrößern\n\n" + sentences[2], "de")
        right = Version("b", "b", "\n\n".join(sentences), "de")
        assert align_versions(left, right, ENGINES) == tuple(Bead((one,), (one,)) for one in sentences)

    def test_a_version_without_sentences(self) -> None:
        with pytest.raises(NothingToCompare):
            align_versions(Version("a", "a", "Es brannte."), Version("b", "b", " "), ENGINES)


class TestCompare:
    VERSIONS = (Version("a", "a", "Es brannte am Dienstag."), Version("b", "b", "Es brannte am Mittwoch."))

    @pytest.mark.parametrize("pivot", ["klingonisch", "e n", "und"])
    def test_an_unknown_pivot_is_told_even_where_none_is_needed(self, pivot: str) -> None:
        with pytest.raises(UnknownLanguage):
            compare_versions(self.VERSIONS, ENGINES, Settings(), pivot)
        with pytest.raises(UnknownLanguage):
            compare_versions(self.VERSIONS, ENGINES, Settings(pivot=pivot))

    def test_an_unknown_language_is_told(self) -> None:
        with pytest.raises(UnknownLanguage, match="did you mean de"):
            compare_versions((Version("a", "a", "Es brannte.", "german"),), ENGINES, Settings())

    def test_limits(self) -> None:
        with pytest.raises(TooLarge, match="VARIORUM_MAX_VERSIONS"):
            compare_versions(self.VERSIONS, ENGINES, Settings(max_versions=1))
        with pytest.raises(TooLarge, match=r"a has 23 characters, .* 10 \(VARIORUM_MAX_CHARACTERS\)"):
            compare_versions(self.VERSIONS, ENGINES, Settings(max_characters=10))

    def test_progress_names_the_stages(self) -> None:
        stages: list[str] = []
        compare_versions(self.VERSIONS, ENGINES, Settings(), progress=lambda stage, done, total: stages.append(stage))
        assert list(dict.fromkeys(stages)) == ["detect", "align", "differences"]


def test_languages_say_who_does_what() -> None:
    found = {one.code: one for one in list_languages(ENGINES, "en")}
    assert (found["de"].name, found["de"].embedded, found["de"].to_pivot) == ("German", True, Way("capitals 1"))
    assert not found["de"].from_pivot
    assert not found["en"].to_pivot
    assert not found["fr"].embedded
    assert found["fr"].known
    assert "xh" not in found


def test_a_sentence_that_nobody_can_translate_stays(engines: Engines) -> None:
    """Nothing of a text may fall out because an engine had no answer."""
    known = Recorded({("de", "en"): {"Das ist bekannt.": "This is known."}})
    text = "Das ist bekannt. Das nicht.\n\nEnde."
    held = replace(engines, translator=known)
    assert translate_article(text, "de", "en", held) == "This is known. Das nicht.\n\nEnde."
