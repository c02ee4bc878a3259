"""Two aligned segments of one language: their differences, and one number for how much they say the same."""

from service.model.finding import Finding
from service.model.protocols import Embedder


def diff_pair(left: str, right: str, language: str, embedder: Embedder) -> tuple[Finding, ...]:
    return ()


def score_pair(left: str, right: str, language: str, embedder: Embedder) -> float:
    return 50.0
