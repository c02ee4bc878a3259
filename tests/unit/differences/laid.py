"""Lays versions beside each other for a test: a list of sentences a version, sentence i in row i, None for a gap."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from service.model.collation import Collation
from service.model.finding import Finding
from service.model.row import Row
from service.model.segment import Role, Segment
from service.model.version import Version
from service.pipeline.collate import collate
from service.settings import Settings
from service.wiring import engines

Find = Callable[[Collation], Iterator[Finding]]

EMBEDDER = engines(Settings.from_env()).embedder


def lay(
    sentences: Mapping[str, Sequence[str | None]],
    relations: Mapping[str, str] | None = None,
    moved: Mapping[int, tuple[str, ...]] | None = None,
    headings: Sequence[int] = (),
) -> Collation:
    """A collation of versions that are named by their language ("de"), or by it and a number ("en2").

    `moved` names the versions that have a row at another place, `headings` the rows that are headings.
    """
    spoken = {name: name.rstrip("0123456789") for name in sentences}
    versions, segments = [], {}
    for name, mine in sentences.items():
        text, found = "", []
        for place, sentence in enumerate(mine):
            if sentence is not None:
                role = Role.HEADING if place in headings else Role.BODY
                end = len(text) + len(sentence)
                found.append(Segment(f"{name}.{place}", name, len(text), end, role, place, spoken[name]))
                text += sentence + "\n\n"
        versions.append(Version(name, name, text, None, (relations or {}).get(name)))
        segments[name] = tuple(found)
    rows = [
        Row(
            place,
            {name: (f"{name}.{place}",) if mine[place] is not None else () for name, mine in sentences.items()},
            1.0,
            (moved or {}).get(place, ()),
        )
        for place in range(max(len(mine) for mine in sentences.values()))
    ]
    return collate(versions, spoken, segments, rows, "en", {}, EMBEDDER)


def quotes(finding: Finding) -> list[str]:
    """What each reading of a finding quotes."""
    return [reading.quote for reading in finding.readings]


def assert_spans(finding: Finding, collation: Collation) -> None:
    """Every span lies in its version's text, and the first span of a reading holds its quote."""
    for reading in finding.readings:
        for span in reading.spans:
            assert 0 <= span.start <= span.end <= len(collation.version(span.version).text)
        first = reading.spans[0]
        if len(reading.spans) == 1:
            assert collation.version(first.version).text[first.start : first.end] == reading.quote
