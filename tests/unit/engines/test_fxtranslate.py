"""fxtranslate.py with the real bundled models."""

import os
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from service.engines import fxtranslate
from service.engines.fasttranslate import FastTranslate
from service.engines.firefox_models import BUNDLED, find_model
from service.engines.fxtranslate import FxTranslate
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
def engine() -> FxTranslate:
    return FxTranslate()


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder of the user's, with the bundled Portuguese model under the name of another pair."""
    bundled = find_model(None, "pt", "en")
    assert bundled
    shutil.copytree(bundled.weights.parent, tmp_path / "gl-en")
    return tmp_path


def words(text: str) -> set[str]:
    return {word.strip(".,;\"'").lower() for word in text.split()}


def test_is_a_translator(engine: FxTranslate) -> None:
    assert isinstance(engine, Translator)
    assert engine.version[0].isdigit()


def test_translates_both_ways(engine: FxTranslate) -> None:
    for translation, expected in zip(engine.translate(list(STORY), "pt", "en"), STORY.values(), strict=True):
        assert expected <= words(translation), translation
    (translation,) = engine.translate(["The minister announced an inquiry on Tuesday."], "en", "pt-PT")
    assert {"ministro", "anunciou", "inquérito", "terça-feira"} <= words(translation), translation


def test_both_engines_that_have_the_model_agree(engine: FxTranslate) -> None:
    assert engine.translate(list(STORY), "pt", "en") == FastTranslate().translate(list(STORY), "pt", "en")


def test_the_bundled_models_are_where_they_are_looked_for() -> None:
    for source, target in BUNDLED:
        model = find_model(None, source, target)
        assert model
        assert model.shortlist


def test_what_it_serves(engine: FxTranslate) -> None:
    for source in ("pt", "pt-BR", "PT-pt"):
        assert engine.supports(source, "en")
        assert engine.supports("en-GB", source)
        assert engine.package(source, "en").startswith("pt-en ")
    for source, target in (("de", "en"), ("pt", "pt-BR"), ("en", "en"), ("pt", "de"), ("", "")):
        assert not engine.supports(source, target)
        assert engine.package(source, target) == ""
    with pytest.raises(UnsupportedPair, match="de to en"):
        engine.translate(["Guten Tag."], "de", "en")


def test_a_folder_of_the_users(models: Path) -> None:
    engine = FxTranslate(str(models))
    assert engine.package("gl", "en").startswith("gl-en ")
    assert engine.supports("pt", "en")
    assert engine.translate(["O presidente non assinou."], "gl", "en")[0]
    (models / "gl-en" / "vocab.pten.spm").unlink()
    assert not engine.supports("gl", "en")


def test_two_vocabularies_and_no_shortlist(models: Path) -> None:
    place = models / "gl-en"
    shutil.copy(place / "vocab.pten.spm", place / "srcvocab.glen.spm")
    (place / "vocab.pten.spm").rename(place / "trgvocab.glen.spm")
    next(place.glob("lex.*")).unlink()
    (translation,) = FxTranslate(str(models)).translate(["O presidente não assinou o acordo."], "gl", "en")
    assert {"president", "agreement"} <= words(translation)


def test_simplified_does_not_stand_in_for_traditional(models: Path) -> None:
    (models / "gl-en").rename(models / "en-zh")
    engine = FxTranslate(str(models))
    assert engine.supports("en", "zh-CN")
    assert not engine.supports("en", "zh-Hant")
    assert not engine.supports("en", "zh-TW")


@pytest.mark.parametrize("broken", ["model.pten.intgemm.alphas.bin", "vocab.pten.spm", "lex.50.50.pten.s2t.bin"])
def test_a_broken_model_is_an_engine_error(models: Path, broken: str) -> None:
    (models / "gl-en" / broken).write_bytes(b"abc")
    with pytest.raises(EngineError, match="gl-en") as raised:
        FxTranslate(str(models)).translate(["Bom dia."], "gl", "en")
    assert "\n" not in str(raised.value)


def test_any_thread_may_ask_and_one_model_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[str] = []
    original = fxtranslate._load

    def counted(model: Any) -> Any:
        loads.append(threading.current_thread().name)
        return original(model)

    monkeypatch.setattr(fxtranslate, "_load", counted)
    engine = FxTranslate()
    with ThreadPoolExecutor(16) as pool:
        results = list(pool.map(lambda _: engine.translate(list(STORY), "pt", "en"), range(16)))
    assert len(loads) == 1
    assert len(set(results)) == 1


def test_its_thread_ends_with_it() -> None:
    engine = FxTranslate()
    before = set(threading.enumerate())
    engine.translate(["Bom dia."], "pt", "en")
    (started,) = set(threading.enumerate()) - before
    del engine
    started.join(timeout=10)
    assert not started.is_alive()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_sentence_that_panics_is_left_out_and_the_next_one_is_not(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The real instance, called from a thread that is not its own: so does fxtranslate panic."""
    original, loads = fxtranslate._load, []

    def elsewhere(model: Any) -> Any:
        loads.append(model)
        if len(loads) > 1:
            return original(model)
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(original, model).result()

    monkeypatch.setattr(fxtranslate, "_load", elsewhere)
    translations = FxTranslate().translate(["Bom dia.", "O gato dorme."], "pt", "en")
    assert translations[0] == ""
    assert "cat" in words(translations[1])
    assert "unsendable" in caplog.text


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_has_a_thread_of_its_own(engine: FxTranslate) -> None:
    expected = engine.translate(["Bom dia."], "pt", "en")
    child = os.fork()
    if child == 0:
        os._exit(0 if engine.translate(["Bom dia."], "pt", "en") == expected else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_long_text_keeps_its_end(engine: FxTranslate) -> None:
    """In one call it repeats itself and leaves the last sentences out from about 450 characters on."""
    text = " ".join([*STORY] * 4) + " O gato dorme no jardim."
    (translation,) = engine.translate([text], "pt", "en")
    assert {"cat", "sleeps", "garden"} <= words(translation[-60:]), translation


def test_odd_texts_do_no_harm(engine: FxTranslate) -> None:
    odd = ["\ud800", "\x00", "😀", "x" * 500, "«»", "1", "\u202e", "a\r\nb", "的", "", " "]
    translations = engine.translate(odd, "pt", "en")
    assert len(translations) == len(odd)
    assert translations[-2:] == ("", "")


def test_asking_what_it_supports_imports_nothing_and_nothing_is_downloaded() -> None:
    script = """
import socket, sys
def refuse(*_):
    raise AssertionError("network")
socket.socket.connect = refuse
from service.engines.fxtranslate import FxTranslate
engine = FxTranslate()
print(engine.supports("pt", "en"), engine.supports("de", "en"), "fxtranslate" in sys.modules)
print(len(engine.translate(["Bom dia."], "pt", "en")))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PATH": "", "HOME": "/nowhere"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "True False False\n1\n"
    assert done.stderr == ""
