"""What tests share: the real engines (loaded once), the folder of shared data, an invented story in two languages."""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# The embedder's model has threads of its own. With OpenBLAS's beside them two cores wait for each other: a story took
# 13.4 s where it now takes 5.7, to the same bytes. It is asked when numpy is first imported; processes inherit it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from service.model.protocols import Embedder, Engines
from service.settings import Settings
from service.wiring import engines as wired

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

# The engines load on the first example, which then takes seconds. Derandomised: what is red here is red on the next
# machine, too; HYPOTHESIS_PROFILE=deep looks further, at random.
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True, suppress_health_check=SLOW)
settings.register_profile("deep", deadline=None, max_examples=3000, suppress_health_check=SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


LONGEST = (
    *("tests/integration/test_workers.py", "tests/e2e"),
    *("tests/integration/test_nothing_leaves.py", "tests/unit/store", "tests/integration", "tests/unit/test_cases.py"),
)
"""What takes longest, first."""


def pytest_configure(config: pytest.Config) -> None:
    """Files go to the processes of `-n` in the order below; xdist itself would begin with those of many tests."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first: one that comes last keeps one core busy while the other has nothing left to do. They
    have few tests, each of which waits for servers or pages."""

    def rank(item: pytest.Item) -> int:
        return next((n for n, path in enumerate(LONGEST) if item.nodeid.startswith(path)), len(LONGEST))

    items.sort(key=rank)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With `-n`, a file's tests stay in one process: each loads the engines and remembers the sentences it encoded."""
    if config.getvalue("dist") != "load":
        return None
    from xdist.scheduler import LoadFileScheduling

    return LoadFileScheduling(config, log)


@pytest.fixture(scope="session")
def engines() -> Engines:
    """The engines of a fresh installation, whatever VARIORUM_* the environment holds."""
    return wired(Settings())


@pytest.fixture(scope="session")
def embedder(engines: Engines) -> Embedder:
    """The real embedder. It remembers what it encoded, so that tests which permute one story are quick."""
    return engines.embedder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data that does not belong into the repository."""
    if not SHARED.is_dir():
        pytest.skip(f"../shared is not here: {SHARED} holds the texts that this test reads")
    return SHARED


@dataclass(frozen=True)
class Ferry:
    """One language of tests/texts/ferry.toml."""

    headline: str
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def sentences(self) -> list[str]:
        """All sentences of the body."""
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]

    @property
    def text(self) -> str:
        """As a version's text: the headline, then paragraphs."""
        return "\n\n".join([self.headline, *(" ".join(paragraph) for paragraph in self.paragraphs)])

    def moved(self, paragraph: int, to: int) -> "Ferry":
        """With one paragraph at another place."""
        rest = [p for k, p in enumerate(self.paragraphs) if k != paragraph]
        return Ferry(self.headline, (*rest[:to], self.paragraphs[paragraph], *rest[to:]))


@pytest.fixture(scope="session")
def ferry() -> dict[str, Ferry]:
    """The story by language: "en" and "de" say the same, sentence by sentence."""
    data = tomllib.loads((ROOT / "tests/texts/ferry.toml").read_text(encoding="utf-8"))
    return {
        code: Ferry(story["headline"], tuple(tuple(paragraph) for paragraph in story["paragraphs"]))
        for code, story in data.items()
    }
