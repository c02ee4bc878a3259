"""A comparison that takes long can be ended, in whatever stage."""

import numpy as np
import pytest

from service.model.kept import reading
from service.model.protocols import Embedder, Engines
from service.model.version import Version
from service.pipeline import pace
from service.pipeline.pace import Pace, Paced
from service.pipeline.run import run

TEXTS = [f"The ferry number {k % 70} left." for k in range(100)]


class Ended(Exception):
    """What a lease raises."""


def test_a_few_at_a_time_give_the_same_vectors(embedder: Embedder) -> None:
    ticks: list[int] = []
    paced = Paced(embedder, lambda: ticks.append(1))
    with reading():  # as in a comparison, where each text has one vector
        assert np.array_equal(paced.encode(TEXTS), embedder.encode(TEXTS))
    assert np.allclose(paced.encode(TEXTS), embedder.encode(TEXTS), atol=1e-6)  # what is asked together sways last bits
    assert len(ticks) > 2
    assert (paced.name, paced.covers("de")) == (embedder.name, embedder.covers("de"))


def test_a_tick_says_the_last_word_again_but_not_too_often(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int, int]] = []
    said = Pace(lambda *word: told.append(word))
    said("align", 1, 2)
    said.tick()
    assert told == [("align", 1, 2)]
    monkeypatch.setattr(pace, "SECONDS", 0.0)
    said.tick()
    assert told == [("align", 1, 2)] * 2


@pytest.mark.parametrize("stage", ["align", "differences"])
def test_each_stage_that_takes_long_can_be_ended_within(
    engines: Engines, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    """Its first word lets it begin, a later one ends it."""
    monkeypatch.setattr(pace, "SECONDS", 0.0)
    words: list[str] = []

    def progress(now: str, done: int, total: int) -> None:
        words.append(now)
        if words.count(stage) > 5:
            raise Ended

    versions = [Version(f"v{n}", f"v{n}", " ".join(TEXTS[: 20 + n]), "en") for n in range(3)]
    with pytest.raises(Ended):
        run(versions, engines, "en", False, progress)
    assert words[-1] == stage
