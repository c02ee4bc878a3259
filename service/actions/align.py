"""Aligns two versions sentence by sentence, for a reader."""

from dataclasses import dataclass

from service.model.protocols import Engines
from service.model.version import Version
from service.pipeline.align import align_texts
from service.pipeline.check import check
from service.pipeline.detect import detect
from service.pipeline.embed import compared
from service.pipeline.segment import segment


@dataclass(frozen=True, slots=True)
class Bead:
    """The sentences of the left version and of the right one that say the same; one side may be empty."""

    left: tuple[str, ...]
    right: tuple[str, ...]


def align_versions(left: Version, right: Version, engines: Engines) -> tuple[Bead, ...]:
    """The beads of two versions in order, furniture left aside. Raises `InputError` for a version without sentences."""
    segments, languages = {}, []
    for version in (left, right):
        language = version.language or detect(version.text, engines.detector).code
        segments[version.id] = segment(version, language)
        languages.append(language)
    check((left, right), segments)
    a, b = ([s.text(v.text) for s in compared(segments[v.id])] for v in (left, right))
    return tuple(
        Bead(tuple(a[i] for i in ones), tuple(b[j] for j in others))
        for ones, others in align_texts(a, b, engines.embedder, languages)
    )
