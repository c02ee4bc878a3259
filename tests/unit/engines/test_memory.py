"""memory.py, with a recorded translator that counts what it is asked."""

import logging
import os
import sqlite3
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engines import memory_stores
from service.engines.memory import Remembering
from service.engines.memory_stores import InProcess, OnDisk, Store
from service.engines.recorded import Recorded
from service.engines.table import translator
from service.model.errors import EngineError, UnsupportedPair
from service.model.protocols import Translator
from service.settings import Settings

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


@pytest.fixture(params=["process", "disk"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return "" if request.param == "process" else str(tmp_path / "deep" / "memory.sqlite")


def test_is_a_translator_with_the_engines_name(place: str) -> None:
    inner = Counting()
    remembering = Remembering(inner, place)
    assert isinstance(remembering, Translator)
    assert (remembering.name, remembering.version) == (inner.name, inner.version)
    assert remembering.package("de", "en") == "de-en 1.0"
    assert not remembering.supports("fr", "de")


def test_equal_texts_go_to_the_engine_once_and_never_again(place: str) -> None:
    inner = Counting()
    remembering = Remembering(inner, place)
    assert remembering.translate(["Ja.", "Nein.", "Ja.", " "], "de", "en") == ("Yes.", "No.", "Yes.", "")
    assert remembering.translate(["Doch.", "Ja."], "de", "en") == ("Indeed.", "Yes.")
    assert inner.asked == [("Ja.", "Nein."), ("Doch.",)]


def test_what_was_left_out_is_asked_for_again(place: str) -> None:
    inner = Counting()
    remembering = Remembering(inner, place)
    assert remembering.translate(["Wie?"], "de", "en") == remembering.translate(["Wie?"], "de", "en") == ("",)
    assert len(inner.asked) == 2


def test_another_pair_package_or_question_is_another_thing(tmp_path: Path) -> None:
    first, second = Counting(), Counting("de-en 1.1")
    for inner in (first, second):
        remembering = Remembering(inner, tmp_path / "memory")
        assert remembering.translate(["Ja."], "de", "en") == ("Yes.",)
        assert remembering.translate(["Ja."], "de", "fr") == ("Oui.",)
        assert remembering.retry(["Ja."], "de", "en") == ("YES.",)
        assert remembering.alternatives(["Ja."], "de", "en") == (("Yes.!", "Yes.?"),)
        assert remembering.alternatives(["Ja."], "de", "en") == (("Yes.!", "Yes.?"),)
        assert len(inner.asked) == 4


def test_it_lasts_and_its_owner_alone_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "memory"
    Remembering(Counting(), path).translate(["Ja."], "de", "en")
    inner = Counting()
    assert Remembering(inner, path).translate(["Ja."], "de", "en") == ("Yes.",)
    assert inner.asked == []
    assert path.stat().st_mode & 0o077 == 0
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert "Ja." not in repr(db.execute("SELECT * FROM translation").fetchall())


@pytest.mark.parametrize("kind", ["process", "disk"])
@given(orders=st.lists(st.tuples(st.booleans(), st.integers(0, 9)), max_size=25))
def test_what_was_used_longest_ago_goes_first(
    kind: str, orders: list[tuple[bool, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    store: Store = InProcess(4) if kind == "process" else OnDisk(tmp_path_factory.mktemp("m") / "memory", 4)
    model: OrderedDict[str, str] = OrderedDict()
    for putting, number in orders[: 25 if kind == "process" else 8]:
        key = str(number)
        if putting:
            store.put({key: f"<{key}>"})
            model[key] = f"<{key}>"
            model.move_to_end(key)
            while len(model) > 4:
                model.popitem(last=False)
        else:
            assert store.get([key]) == ({key: model[key]} if key in model else {})
            if key in model:
                model.move_to_end(key)
    assert store.get([str(n) for n in range(10)]) == dict(model)


@pytest.mark.parametrize("limit", [0, 2])
def test_no_more_is_kept_than_allowed(place: str, limit: int) -> None:
    inner = Counting()
    remembering = Remembering(inner, place, limit)
    for _ in range(2):
        remembering.translate(list(SENTENCES), "de", "en")
    assert [len(asked) for asked in inner.asked] == [3, 3 - limit]


def test_a_memory_that_cannot_be_used_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "corrupt").write_bytes(b"no database at all " * 100)
    (tmp_path / "file").touch()
    other = sqlite3.connect(tmp_path / "other")
    other.execute("CREATE TABLE translation (something INTEGER)")
    other.close()
    for path in (tmp_path, tmp_path / "corrupt", tmp_path / "file" / "below", tmp_path / "other", "/proc/memory"):
        caplog.clear()
        inner = Counting()
        remembering = Remembering(inner, path)
        for _ in range(3):
            assert remembering.translate(["Ja."], "de", "en") == ("Yes.",)
        assert len(inner.asked) == 3
        assert len([r for r in caplog.records if r.levelno == logging.WARNING]) == 1, path


def test_a_locked_memory_is_left_alone_for_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_stores, "BUSY_SECONDS", 0.1)
    now = [0.0]
    store = OnDisk(tmp_path / "memory", 10, clock=lambda: now[0])
    inner = Counting()
    remembering = Remembering(inner, store=store)
    remembering.translate(["Ja."], "de", "en")
    holder = sqlite3.connect(tmp_path / "memory", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert remembering.translate(["Ja.", "Nein."], "de", "en") == ("Yes.", "No.")
    holder.execute("ROLLBACK")
    holder.close()
    remembering.translate(["Ja."], "de", "en")
    assert len(inner.asked) == 3
    now[0] += memory_stores.REST_SECONDS
    remembering.translate(["Ja."], "de", "en")
    assert len(inner.asked) == 3


def test_threads_and_processes_share_a_file(tmp_path: Path) -> None:
    script = f"""
from service.engines.memory_stores import OnDisk
store = OnDisk({str(tmp_path / "memory")!r}, 10_000)
for i in range(40):
    store.put({{f"{{NAME}}{{i}}": "words"}})
    assert store.get([f"{{NAME}}{{i}}"]), i
"""
    others = [
        subprocess.Popen([sys.executable, "-c", f"NAME = {name!r}\n{script}"], stderr=subprocess.PIPE, text=True)
        for name in "ab"
    ]
    store = OnDisk(tmp_path / "memory", 10_000)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda i: store.put({f"c{i}": "words"}), range(40)))
    for other in others:
        _, said = other.communicate(timeout=120)
        assert (other.returncode, said) == (0, "")
    assert len(store.get([f"{name}{i}" for name in "abc" for i in range(40)])) == 120


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_goes_on(place: str) -> None:
    remembering = Remembering(Counting(), place)
    remembering.translate(["Ja."], "de", "en")
    child = os.fork()
    if child == 0:
        os._exit(0 if remembering.translate(["Ja.", "Nein."], "de", "en") == ("Yes.", "No.") else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_errors_pass_and_odd_texts_do_no_harm(place: str) -> None:
    remembering = Remembering(Counting(), place)
    with pytest.raises(UnsupportedPair):
        remembering.translate(["Oui."], "fr", "de")
    with pytest.raises(UnsupportedPair):
        remembering.translate([], "fr", "de")
    assert remembering.translate(["\ud800", "\x00", "x" * 20_000], "de", "en") == ("", "", "")
    odd = Recorded({("de", "en"): {"\ud800": "\ud801", "\x00": "\x00."}})
    for _ in range(2):
        assert Remembering(odd, place).translate(["\ud800", "\x00"], "de", "en") == ("\ud801", "\x00.")


def test_too_few_translations_are_an_error(place: str) -> None:
    class TooFew(Counting):
        def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
            return ("Yes.",)

    with pytest.raises(EngineError, match="gave 1 translations for 2 texts"):
        Remembering(TooFew(), place).translate(["Ja.", "Nein."], "de", "en")


def test_the_settings_name_the_file(tmp_path: Path) -> None:
    settings = Settings(engines=("fasttranslate",), translation_memory=str(tmp_path / "memory"))
    expected = translator(settings).translate(["Bom dia."], "pt", "en")
    assert (tmp_path / "memory").is_file()
    assert translator(settings).translate(["Bom dia."], "pt", "en") == expected
