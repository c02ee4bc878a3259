"""memory.py, with a recorded translator that counts what it is asked."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from service.engines.memory import Remembering
from service.engines.memory_stores import InProcess, Store
from service.engines.recorded import Recorded
from service.engines.table import translator
from service.model.errors import EngineError, SettingsError, UnsupportedPair
from service.model.protocols import Translator
from service.settings import Settings
from service.store.database import connect
from service.store.translation_memory import TRANSLATION, TranslationMemory
from tests.recency import follows_recency

SENTENCES = {"Ja.": "Yes.", "Nein.": "No.", "Doch.": "Indeed."}


class Counting(Recorded):
    """Recorded translations, with a package, alternatives and a second attempt; notes what it is asked."""

    def __init__(self, package: str = "de-en 1.0") -> None:
        super().__init__({("de", "en"): SENTENCES, ("de", "fr"): {"Ja.": "Oui."}})
        self.asked: list[tuple[str, ...]] = []
        self.pack = package

    def package(self, source: str, target: str) -> str:
        return self.pack

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        self.asked.append(tuple(texts))
        return super().translate(texts, source, target)

    def alternatives(self, texts: Sequence[str], source: str, target: str) -> list[tuple[str, ...]]:
        self.asked.append(tuple(texts))
        return [(words + "!", words + "?") for words in super().translate(texts, source, target)]

    def retry(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        self.asked.append(tuple(texts))
        return tuple(words.upper() for words in super().translate(texts, source, target))


@pytest.fixture(params=["process", "sqlite", "postgres"])
def make_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[int], Store]:
    """Makes a memory of so many rows; those in a database begin with what the last one left there."""
    if request.param == "process":
        return InProcess
    url = request.getfixturevalue("database_url") if request.param == "postgres" else tmp_path / "deep" / "memory"
    return lambda rows: TranslationMemory(url, rows)


@pytest.fixture
def store(make_store: Callable[[int], Store]) -> Store:
    return make_store(20_000)


def test_is_a_translator_with_the_engines_name(store: Store) -> None:
    inner = Counting()
    remembering = Remembering(inner, store)
    assert isinstance(remembering, Translator)
    assert (remembering.name, remembering.version) == (inner.name, inner.version)
    assert remembering.package("de", "en") == "de-en 1.0"
    assert not remembering.supports("fr", "de")


def test_equal_texts_go_to_the_engine_once_and_never_again(store: Store) -> None:
    inner = Counting()
    remembering = Remembering(inner, store)
    assert remembering.translate(["Ja.", "Nein.", "Ja.", " "], "de", "en") == ("Yes.", "No.", "Yes.", "")
    assert remembering.translate(["Doch.", "Ja."], "de", "en") == ("Indeed.", "Yes.")
    assert inner.asked == [("Ja.", "Nein."), ("Doch.",)]


def test_what_was_left_out_is_asked_for_again(store: Store) -> None:
    inner = Counting()
    remembering = Remembering(inner, store)
    assert remembering.translate(["Wie?"], "de", "en") == remembering.translate(["Wie?"], "de", "en") == ("",)
    assert len(inner.asked) == 2


def test_another_pair_package_or_question_is_another_thing(store: Store) -> None:
    first, second = Counting(), Counting("de-en 1.1")
    for inner in (first, second):
        remembering = Remembering(inner, store)
        assert remembering.translate(["Ja."], "de", "en") == ("Yes.",)
        assert remembering.translate(["Ja."], "de", "fr") == ("Oui.",)
        assert remembering.retry(["Ja."], "de", "en") == ("YES.",)
        assert remembering.alternatives(["Ja."], "de", "en") == (("Yes.!", "Yes.?"),)
        assert remembering.alternatives(["Ja."], "de", "en") == (("Yes.!", "Yes.?"),)
        assert len(inner.asked) == 4


@given(orders=st.lists(st.tuples(st.booleans(), st.integers(0, 9)), max_size=25))
def test_what_was_used_longest_ago_goes_first(orders: list[tuple[bool, int]]) -> None:
    follows_recency(InProcess(4), 4, orders)


@pytest.mark.parametrize("limit", [0, 2])
def test_no_more_is_kept_than_allowed(make_store: Callable[[int], Store], limit: int) -> None:
    inner = Counting()
    remembering = Remembering(inner, make_store(limit))
    for _ in range(2):
        remembering.translate(list(SENTENCES), "de", "en")
    assert [len(asked) for asked in inner.asked] == [3, 3 - limit]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_goes_on(store: Store) -> None:
    remembering = Remembering(Counting(), store)
    remembering.translate(["Ja."], "de", "en")
    child = os.fork()
    if child == 0:
        os._exit(0 if remembering.translate(["Ja.", "Nein."], "de", "en") == ("Yes.", "No.") else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_errors_pass_and_odd_texts_do_no_harm(store: Store) -> None:
    remembering = Remembering(Counting(), store)
    with pytest.raises(UnsupportedPair):
        remembering.translate(["Oui."], "fr", "de")
    with pytest.raises(UnsupportedPair):
        remembering.translate([], "fr", "de")
    assert remembering.translate(["\ud800", "\x00", "x" * 20_000], "de", "en") == ("", "", "")
    odd = Recorded({("de", "en"): {"\ud800": "\ud801", "\x00": "\x00."}})
    for _ in range(2):
        assert Remembering(odd, store).translate(["\ud800", "\x00"], "de", "en") == ("\ud801", "\x00.")


def test_too_few_translations_are_an_error(store: Store) -> None:
    class TooFew(Counting):
        def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
            return ("Yes.",)

    with pytest.raises(EngineError, match="gave 1 translations for 2 texts"):
        Remembering(TooFew(), store).translate(["Ja.", "Nein."], "de", "en")


def test_the_settings_name_the_file(tmp_path: Path) -> None:
    settings = Settings(engines=("fasttranslate",), translation_memory=str(tmp_path / "memory"))
    expected = translator(settings).translate(["Bom dia."], "pt", "en")
    assert (tmp_path / "memory").is_file()
    assert translator(settings).translate(["Bom dia."], "pt", "en") == expected


def test_the_settings_name_a_server(database_url: str) -> None:
    settings = Settings(engines=("fasttranslate",), translation_memory=database_url)
    expected = translator(settings).translate(["Bom dia."], "pt", "en")
    with connect(database_url).connect() as db:
        assert db.execute(select(TRANSLATION.c.words)).scalars().all() == list(expected)
    assert translator(settings).translate(["Bom dia."], "pt", "en") == expected


def test_settings_that_name_no_database_are_refused_at_once() -> None:
    with pytest.raises(SettingsError, match="not mysql://"):
        translator(Settings(translation_memory="mysql://me:hunter2@host/memory"))
    assert "hunter2" not in repr(Settings(translation_memory="postgresql://me:hunter2@host/memory"))


def test_a_memory_within_the_process_needs_no_database() -> None:
    script = """
import sys
from service.engines.table import translator
from service.settings import Settings
translator(Settings(engines=("fasttranslate",))).translate(["Bom dia."], "pt", "en")
print(*sorted({"sqlalchemy", "psycopg", "sqlite3"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
