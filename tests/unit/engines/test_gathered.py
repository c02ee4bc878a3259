"""gathered.py: callers side by side share the engine's calls, and each gets its own answers or its own error."""

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engines.argos import Argos
from service.engines.gathered import Gathered
from service.engines.memory import Remembering
from service.engines.recorded import Recorded
from service.model.errors import EngineError, UnsupportedPair
from service.model.protocols import Translator

PATIENCE = 20  # seconds until a test says that something hangs


class Slow(Recorded):
    """Recorded translations ("a" is "A"), held back until `open`; remembers what it was asked."""

    def __init__(self, letters: str = "abcdefghijklmnopqrstuvwxyz") -> None:
        super().__init__({(source, "en"): {c: c.upper() for c in letters} for source in ("de", "fr")})
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.busy, self.open = threading.Event(), threading.Event()

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        self._hold(source, texts)
        return super().translate(texts, source, target)

    def retry(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        self._hold("retry", texts)
        return tuple(f"{text}!" for text in texts)

    def alternatives(self, texts: Sequence[str], source: str, target: str) -> tuple[tuple[str, ...], ...]:
        self._hold("alternatives", texts)
        return tuple((text, text * 2) for text in texts)

    def scores(
        self, sources: Sequence[str], translations: Sequence[str], source: str, target: str
    ) -> tuple[float | None, ...]:
        self._hold("scores", sources)
        return tuple(-1.0 if s.upper() == t else -9.0 for s, t in zip(sources, translations, strict=True))

    def package(self, source: str, target: str) -> str:
        return "de-en 7"

    def _hold(self, what: str, texts: Sequence[str]) -> None:
        self.asked.append((what, tuple(texts)))
        if "x" in texts:
            raise EngineError("x is too much")
        if "y" in texts:
            raise KeyboardInterrupt
        self.busy.set()
        assert self.open.wait(PATIENCE)


@contextmanager
def held(engine: Slow, gathered: Gathered, pool: ThreadPoolExecutor) -> Iterator[None]:
    """Within, a first call for "z" is with the engine, so that all others wait; afterwards it goes on."""
    first = pool.submit(gathered.translate, ["z"], "de", "en")
    assert engine.busy.wait(PATIENCE)
    try:
        yield
    finally:
        engine.open.set()
    assert first.result(PATIENCE) == ("Z",)


def waits(gathered: Gathered, count: int, method: str = "translate") -> None:
    """Until so many calls wait for German to English."""
    desk = gathered._desk.get(None, object)
    end = threading.Event()
    for _ in range(PATIENCE * 1000):
        if len(desk.waiting.get((method, "de", "en"), ())) == count:  # type: ignore[attr-defined]
            return
        end.wait(0.001)
    raise AssertionError(f"{count} calls do not wait")


def submitted(
    pool: ThreadPoolExecutor, gathered: Gathered, calls: Sequence[Sequence[str]]
) -> list["Future[tuple[str, ...]]"]:
    """One thread a call, waiting in this order."""
    made = []
    for place, texts in enumerate(calls):
        made.append(pool.submit(gathered.translate, texts, "de", "en"))
        waits(gathered, place + 1)
    return made


def test_is_a_translator_with_its_engines_name() -> None:
    engine = Slow()
    gathered = Gathered(engine)
    assert isinstance(gathered, Translator)
    assert (gathered.name, gathered.version) == (engine.name, engine.version)
    assert gathered.supports("de", "en")
    assert not gathered.supports("it", "en")
    assert gathered.package("de", "en") == "de-en 7"


def test_what_waits_goes_to_the_engine_as_one_call() -> None:
    engine = Slow()
    gathered = Gathered(engine)
    with ThreadPoolExecutor(8) as pool:
        with held(engine, gathered, pool):
            calls = submitted(pool, gathered, [["a", "b"], ["c"], ["d", "a", "e"]])
        assert [call.result(PATIENCE) for call in calls] == [("A", "B"), ("C",), ("D", "A", "E")]
    assert engine.asked == [("de", ("z",)), ("de", ("a", "b", "c", "d", "a", "e"))]


def test_a_joint_call_has_room_for_so_many_texts() -> None:
    engine = Slow()
    gathered = Gathered(engine, most=3)
    with ThreadPoolExecutor(8) as pool:
        with held(engine, gathered, pool):
            calls = submitted(pool, gathered, [["a", "b"], ["c", "d"], ["e"], ["f", "g", "h", "i"], ["j"]])
        wait(calls, PATIENCE)
    assert [texts for _, texts in engine.asked] == [
        ("z",), ("a", "b"), ("c", "d", "e"), ("f", "g", "h", "i"), ("j",),
    ]  # fmt: skip


def test_pairs_do_not_wait_for_each_other() -> None:
    engine = Slow()
    gathered = Gathered(engine)
    with ThreadPoolExecutor(2) as pool, held(engine, gathered, pool):
        engine.busy.clear()
        french = pool.submit(gathered.translate, ["a"], "fr", "en")
        assert engine.busy.wait(PATIENCE)
    assert french.result(PATIENCE) == ("A",)


@pytest.mark.parametrize(
    ("method", "columns", "answers"),
    [
        ("retry", [[["a"]], [["b", "c"]]], [("a!",), ("b!", "c!")]),
        ("alternatives", [[["a"]], [["b", "c"]]], [(("a", "aa"),), (("b", "bb"), ("c", "cc"))]),
        ("scores", [[["a"], ["A"]], [["b", "c"], ["?", "C"]]], [(-1.0,), (-9.0, -1.0)]),
    ],
)
def test_other_questions_are_joined_too(method: str, columns: Any, answers: list[Any]) -> None:
    engine = Slow()
    gathered = Gathered(engine)
    ask = getattr(gathered, method)
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(ask, *[["z"] for _ in columns[0]], "de", "en")
        assert engine.busy.wait(PATIENCE)
        calls = []
        for place, each in enumerate(columns):
            calls.append(pool.submit(ask, *each, "de", "en"))
            waits(gathered, place + 1, method)
        engine.open.set()
        assert [call.result(PATIENCE) for call in calls] == answers
        first.result(PATIENCE)
    assert [texts for _, texts in engine.asked] == [("z",), ("a", "b", "c")]


def test_one_callers_fault_is_its_own() -> None:
    engine = Slow()
    gathered = Gathered(engine)
    with ThreadPoolExecutor(8) as pool:
        with held(engine, gathered, pool):
            calls = submitted(pool, gathered, [["a"], ["b", "x"], ["c"]])
        assert calls[0].result(PATIENCE) == ("A",)
        assert calls[2].result(PATIENCE) == ("C",)
        with pytest.raises(EngineError, match="x is too much"):
            calls[1].result(PATIENCE)
    assert gathered.translate(["d"], "de", "en") == ("D",)


def test_an_interrupt_of_who_is_with_the_engine_leaves_nobody_waiting() -> None:
    engine = Slow()
    gathered = Gathered(engine)
    with ThreadPoolExecutor(8) as pool:
        with held(engine, gathered, pool):
            calls = submitted(pool, gathered, [["y"], ["a"], ["b"]])
        with pytest.raises(KeyboardInterrupt):
            calls[0].result(PATIENCE)
        assert [call.result(PATIENCE) for call in calls[1:]] == [("A",), ("B",)]
    assert gathered.translate(["d"], "de", "en") == ("D",)


def test_who_is_interrupted_while_it_waits_takes_nobodys_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Slow()
    gathered = Gathered(engine)
    with ThreadPoolExecutor(8) as pool:
        with held(engine, gathered, pool):
            with monkeypatch.context() as patch:
                patch.setattr(threading.Event, "wait", interrupted)
                with pytest.raises(KeyboardInterrupt):
                    gathered.translate(["a"], "de", "en")
            (second,) = submitted(pool, gathered, [["b"]])
        assert second.result(PATIENCE) == ("B",)
    assert [texts for _, texts in engine.asked] == [("z",), ("b",)]


def interrupted(event: threading.Event, timeout: float | None = None) -> bool:
    raise KeyboardInterrupt


def test_a_pair_that_is_not_served_is_refused_each_time() -> None:
    gathered = Gathered(Recorded({("de", "en"): {"a": "A"}}))
    for _ in range(2):
        with pytest.raises(UnsupportedPair):
            gathered.translate(["a"], "it", "en")


def test_an_engine_that_miscounts_mixes_nobody_up() -> None:
    class OneForAll(Slow):
        def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
            return super().translate(texts, source, target)[:1]

    engine = OneForAll()
    gathered = Gathered(engine)
    with ThreadPoolExecutor(8) as pool:
        with held(engine, gathered, pool):
            calls = submitted(pool, gathered, [["a"], ["b"]])
        assert [call.result(PATIENCE) for call in calls] == [("A",), ("B",)]


def test_no_texts_and_unequal_columns_go_straight_to_the_engine() -> None:
    engine = Slow()
    engine.open.set()
    gathered = Gathered(engine)
    assert gathered.translate([], "de", "en") == ()
    with pytest.raises(ValueError, match="zip"):
        gathered.scores(["a", "b"], ["A"], "de", "en")


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcdefghijx"), max_size=4), min_size=1, max_size=12), st.integers(1, 9))
def test_each_of_many_threads_gets_its_own(calls: list[list[str]], most: int) -> None:
    engine = Slow()
    engine.open.set()
    gathered = Gathered(engine, most=most)
    start = threading.Barrier(len(calls))

    def ask(texts: list[str]) -> tuple[str, ...] | str:
        start.wait(PATIENCE)
        try:
            return gathered.translate(texts, "de", "en")
        except EngineError as error:
            return str(error)

    with ThreadPoolExecutor(len(calls)) as pool:
        results = list(pool.map(ask, calls, timeout=PATIENCE))
    for texts, result in zip(calls, results, strict=True):
        assert result == ("x is too much" if "x" in texts else tuple(text.upper() for text in texts))


def test_what_another_made_meanwhile_is_not_made_again() -> None:
    """The wiring of table.py: two comparisons of one story at once."""
    engine = Slow()
    memory = Remembering(engine)
    gathered = Gathered(memory)
    wired = Remembering(gathered, store=memory._store)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(wired.translate, ["a", "b"], "de", "en")
        assert engine.busy.wait(PATIENCE)
        second = pool.submit(wired.translate, ["b", "a"], "de", "en")
        waits(gathered, 1)
        engine.open.set()
        assert (first.result(PATIENCE), second.result(PATIENCE)) == (("A", "B"), ("B", "A"))
    assert engine.asked == [("de", ("a", "b"))]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_does_not_wait_for_its_parents_threads() -> None:
    engine = Slow()
    gathered = Gathered(engine)
    with ThreadPoolExecutor(2) as pool, held(engine, gathered, pool):
        child = os.fork()
        if child == 0:
            engine.open.set()
            os._exit(0 if gathered.translate(["a"], "de", "en") == ("A",) else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_argos_says_to_many_at_once_what_it_says_to_each(packages: Path) -> None:
    argos = Argos(str(packages))
    gathered = Gathered(argos)
    texts = [[f"Satz {k}.", "Niemand wurde verletzt."] for k in range(8)]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda each: gathered.translate(each, "de", "en"), texts))
    assert together == [argos.translate(each, "de", "en") for each in texts]
