"""Short stories for jobs, and translators that behave badly in one way each."""

import os
import threading
import time
from collections.abc import Sequence

from service.model.limits import Limits
from service.model.protocols import Engines
from service.model.stores import Stores
from service.model.version import Version
from service.model.work import Comparison, JobState, Wanted

OWNER = "desk"
FINAL_SECONDS = 60.0


def english(number: int = 5, id: str = "agency") -> Version:
    """One version of a story, with a figure that others may tell differently."""
    text = f"The ferry left on Monday with {number} cars aboard. It came back in the evening. Nobody was hurt."
    return Version(id, id, text, "en")


def german(sentences: int = 4) -> Version:
    """The same in German, longer."""
    said = ["Die Fähre fuhr am Montag ab.", *(f"Es waren {k} Autos an Bord." for k in range(2, sentences + 1))]
    return Version("wire", "wire", " ".join(said), "de")


def wanted(*versions: Version) -> Wanted:
    """A comparison of these, or of two English versions that differ in a figure."""
    return Wanted(OWNER, versions or (english(5), english(7, "wire")), translate=bool(versions), title="Ferry")


def added(stores: Stores, *versions: Version) -> Comparison:
    """A comparison that waits."""
    return stores.comparisons.add(wanted(*versions), Limits(10_000))[0]


def ended(stores: Stores, comparison: Comparison, seconds: float = FINAL_SECONDS) -> JobState:
    """Waits until its newest job is over; how it ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        job = stores.comparisons.job(OWNER, comparison.id)
        if job.state.final:
            return job.state
        time.sleep(0.02)
    raise AssertionError(f"not over after {seconds} s: {job}")


class Translator:
    """German sentences come out as they went in."""

    name, version = "tests", "1"

    def supports(self, source: str, target: str) -> bool:
        return (source, target) == ("de", "en")

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        return tuple(texts)


class Killer:
    """A detector that takes the process with it, as a fault in native code does."""

    name, version = "killer", "1"

    def rank(self, text: str) -> tuple[()]:
        os._exit(9)


class Gated(Translator):
    """Waits at each batch until it is let through, and counts how many wait at once."""

    def __init__(self) -> None:
        self.here = threading.Semaphore(0)
        self.go = threading.Semaphore(0)
        self.batches, self.now, self.most = 0, 0, 0
        self._lock = threading.Lock()

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        with self._lock:
            self.batches, self.now = self.batches + 1, self.now + 1
            self.most = max(self.most, self.now)
        self.here.release()
        assert self.go.acquire(timeout=30)
        with self._lock:
            self.now -= 1
        return tuple(texts)


class Sleeper(Translator):
    """Takes its time, in a process that a test cannot reach into."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        time.sleep(self.seconds)
        return tuple(texts)


def translating(engines: Engines, translator: Translator) -> Engines:
    """The engines with another translator."""
    return Engines(engines.detector, engines.embedder, translator)
