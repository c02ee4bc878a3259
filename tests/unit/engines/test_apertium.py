"""apertium.py with a script that plays the system's program, and with the real one where it is installed."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from service.engines import apertium_modes
from service.engines.apertium import Apertium
from service.model.errors import EngineError, UnsupportedPair
from service.model.protocols import Translator

MODES = "es-pt es-pt_BR spa-cat cat-spa hbs-eng eng-hbs eo-en-bytecode nob-nno"
UPPER = "tr '[:lower:]' '[:upper:]'"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Puts an `apertium` in PATH that notes each call and translates by the given shell command."""

    def put(translate: str = UPPER, modes: str = MODES, before: str = "") -> Path:
        place = tmp_path / "bin" / "apertium"
        place.parent.mkdir(exist_ok=True)
        place.write_text(
            f'#!/bin/sh\n{before}\ncase "$1" in\n-V) echo "Apertium 3.8.3";;\n'
            f'-l) for m in {modes}; do echo "  $m"; done;;\n'
            f'*) echo "$*" >> "{tmp_path}/calls"; {translate};;\nesac\n'
        )
        place.chmod(0o755)
        monkeypatch.setenv("PATH", f"{place.parent}:{os.environ['PATH']}")
        return tmp_path / "calls"

    return put


def test_is_a_translator(program: Callable[..., Path]) -> None:
    program()
    engine = Apertium()
    assert isinstance(engine, Translator)
    assert engine.version == "3.8.3"


@pytest.mark.parametrize(
    ("source", "target", "mode"),
    [
        ("es", "pt", "es-pt"),
        ("es-MX", "pt-PT", "es-pt"),
        ("es", "pt-BR", "es-pt_BR"),
        ("es", "ca", "spa-cat"),
        ("hr", "en", "hbs-eng"),
        ("sr-Latn", "en", "hbs-eng"),
        ("nb", "nn", "nob-nno"),
        ("en", "hr", ""),
        ("eo", "en", ""),
        ("pt", "es", ""),
    ],
)
def test_modes_are_found_by_bcp_47(program: Callable[..., Path], source: str, target: str, mode: str) -> None:
    program()
    engine = Apertium()
    assert engine.package(source, target) == mode
    assert engine.supports(source, target) == bool(mode)


def test_all_texts_go_through_one_process(program: Callable[..., Path]) -> None:
    calls = program()
    texts = ["El gato duerme", "", "La ministra\nhabló.", "El gato duerme"]
    assert Apertium().translate(texts, "es", "pt-BR") == (
        "EL GATO DUERME", "", "LA MINISTRA HABLÓ.".replace("Ó", "ó"), "EL GATO DUERME",
    )  # fmt: skip
    assert calls.read_text() == "-u es-pt_BR\n"


def test_one_by_one_where_sentences_ran_together(program: Callable[..., Path]) -> None:
    calls = program(f"tr '\\n' ' ' | {UPPER}")
    assert Apertium().translate(["uno", "dos", "tres"], "es", "pt") == ("UNO", "DOS", "TRES")
    assert len(calls.read_text().splitlines()) == 4


def test_a_sentence_that_came_back_empty_keeps_its_place(program: Callable[..., Path]) -> None:
    calls = program("sed 's/^dos$//'")
    assert Apertium().translate(["uno", "dos", "tres"], "es", "pt") == ("uno", "", "tres")
    assert len(calls.read_text().splitlines()) == 1


def test_a_failure_says_why(program: Callable[..., Path]) -> None:
    program("echo 'Error: Mode broken' >&2; exit 3")
    with pytest.raises(EngineError, match="es-pt failed: Error: Mode broken"):
        Apertium().translate(["uno"], "es", "pt")


def test_a_pipe_that_hangs_is_ended(program: Callable[..., Path]) -> None:
    program("sleep 60 | sleep 60")
    started = time.monotonic()
    with pytest.raises(EngineError, match=r"longer than 0\.5 s"):
        Apertium(seconds=0.5).translate(["uno"], "es", "pt")
    assert time.monotonic() - started < 20


def test_without_a_listing_the_folder_of_modes_is_read(
    program: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(before='[ "$1" = -l ] && exit 1')
    (tmp_path / "modes").mkdir()
    (tmp_path / "modes" / "fra-cat.mode").touch()
    monkeypatch.setattr(apertium_modes, "MODES", tmp_path / "modes")
    assert Apertium().package("fr", "ca") == "fra-cat"


def test_nothing_to_ask_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    engine = Apertium()
    assert engine.version == "absent"
    assert not engine.supports("es", "pt")
    with pytest.raises(UnsupportedPair, match="es to pt"):
        engine.translate(["uno"], "es", "pt")


def test_the_real_one() -> None:
    engine = Apertium()
    if not engine.supports("es", "pt"):
        pytest.skip(f"no Apertium with es-pt here ({shutil.which('apertium')}): apt-get install apertium-es-pt")
    texts = ["El presidente no firmó el acuerdo", "La ministra anunció 2.500 soldados.", "[El] gato^$ {duerme} @ <b>"]
    first, second, third = engine.translate(texts, "es", "pt")
    assert first == "O presidente não assinou o acordo"
    assert second == "A ministra anunciou 2.500 soldados."
    assert all(mark in third for mark in ("[", "]", "^$", "{", "}", "@", "<b>"))
