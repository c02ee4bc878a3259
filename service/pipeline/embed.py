"""Vectors of the sentences that are compared."""

from collections.abc import Mapping, Sequence

from service.model.protocols import Embedder, Vectors
from service.model.segment import Role, Segment
from service.model.version import Version


def embed(
    versions: Sequence[Version], segments: Mapping[str, Sequence[Segment]], embedder: Embedder
) -> dict[str, Vectors]:
    """Per version one unit row for each segment that is no furniture, in text order: shape (segments, dimensions).

    All versions go to the embedder in one call: it works in batches and encodes equal sentences once.
    """
    texts = {v.id: [s.text(v.text) for s in compared(segments[v.id])] for v in versions}
    flat = embedder.encode([text for found in texts.values() for text in found])
    vectors, at = {}, 0
    for name, found in texts.items():
        vectors[name] = flat[at : at + len(found)]
        at += len(found)
    return vectors


def compared(segments: Sequence[Segment]) -> list[Segment]:
    """The segments that take part in the comparison: headings and body."""
    return [s for s in segments if s.role is not Role.FURNITURE]
