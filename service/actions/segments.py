"""Single steps for texts that are not kept: aligned, set against each other, scored. The Python API and HTTP both call
these, so that a desk's glossary and muted rules count in either."""

from collections.abc import Sequence
from pathlib import Path

from service.actions.glossary import glossary_in_force
from service.actions.rules import named
from service.model.finding import Finding
from service.model.glossary import Glossary
from service.model.protocols import Engines
from service.pipeline.align import Bead, align_texts
from service.pipeline.detect import detect, normal_code
from service.pipeline.pair import diff_pair, score_pair
from service.settings import Settings


def align_sentences(
    left: Sequence[str],
    right: Sequence[str],
    engines: Engines,
    left_language: str | None = None,
    right_language: str | None = None,
) -> tuple[Bead, ...]:
    """Beads of indexes into two lists of sentences. A language (BCP 47) is told from the sentences where it is not
    given; raises `UnknownLanguage`."""
    languages = [
        normal_code(declared) if declared else detect("\n".join(sentences), engines.detector).code
        for sentences, declared in ((left, left_language), (right, right_language))
    ]
    return align_texts(left, right, engines.embedder, languages)


def diff_segments(
    left: str,
    right: str,
    language: str,
    engines: Engines,
    settings: Settings,
    glossary: Glossary | str | Path | None = None,
) -> tuple[Finding, ...]:
    """The differences of two aligned segments of one language, worst first, without those of muted rules. Of the
    `glossary`, and of that of the settings, loaded words count. Raises `UnknownLanguage`, `UnknownRule`."""
    muted, agreed = named(settings.mute), glossary_in_force(settings, glossary)
    found = diff_pair(left, right, normal_code(language), engines.embedder, agreed)
    return tuple(f for f in found if f.rule.id not in muted)


def score_segments(left: str, right: str, language: str, engines: Engines) -> float:
    """0..100; 100: two segments say the same. Raises `UnknownLanguage`."""
    return score_pair(left, right, normal_code(language), engines.embedder)
