"""Variorum: shows where several versions of one news story say different things. This is the public Python API."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.model.errors import VariorumError
from service.model.finding import Finding
from service.model.report import Report
from service.model.version import Language, Version

if TYPE_CHECKING:
    from pathlib import Path

    from service.model.glossary import Glossary
    from service.model.protocols import Engines, Translator
    from service.render.profile.values import Profile
    from service.render.why import Why
    from service.settings import Settings

__all__ = [
    "Finding",
    "Language",
    "Report",
    "VariorumError",
    "Version",
    "align",
    "compare",
    "detect",
    "diff",
    "profile",
    "score",
    "translate",
    "why",
]


def compare(
    versions: Sequence[Version],
    pivot: str = "en",
    translate: bool = True,
    translator: "Translator | None" = None,
    glossary: "Glossary | str | Path | None" = None,
) -> Report:
    """The whole flow, for one or more versions.

    `pivot` is a BCP 47 code; `translator` any object with `name`, `version`, `supports(source, target)` and
    `translate(texts, source, target)`; `glossary` the path of a glossary (docs/glossary.md). Raises `VariorumError`
    with a message of one line.
    """
    from service.actions.compare import compare_versions
    from service.settings import Settings

    settings = Settings.from_env()
    return compare_versions(versions, _engines(translator), settings, pivot, translate, glossary=glossary)


def detect(text: str) -> Language:
    """The language of a text: BCP 47 code, `und` where nothing is sure, and a confidence 0..1."""
    from service.pipeline.detect import detect as whole

    return whole(text, _engines().detector)


def translate(
    texts: Sequence[str], source: str, target: str = "en", glossary: "Glossary | str | Path | None" = None
) -> tuple[str, ...]:
    """As many translations as texts, in order, with the names and terms of the `glossary`, a path or a value.

    Raises `UnsupportedPair` where no engine has the pair.
    """
    from service.actions.glossary import glossary_in_force
    from service.actions.translate import translate_texts
    from service.engines.glossed import glossed
    from service.settings import Settings

    agreed = glossary_in_force(Settings.from_env(), glossary)
    return translate_texts(texts, source, target, glossed(_engines(), agreed).translator)


def align(
    left: Sequence[str], right: Sequence[str], left_language: str | None = None, right_language: str | None = None
) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Beads of indexes into two lists of sentences, in order; an empty side is a sentence that the other lacks.

    The languages (BCP 47) are told from the sentences where they are not given.
    """
    from service.actions.segments import align_sentences

    return align_sentences(left, right, _engines(), left_language, right_language)


def diff(
    left: str, right: str, language: str = "en", glossary: "Glossary | str | Path | None" = None
) -> tuple[Finding, ...]:
    """The differences of two aligned segments of one language, worst first; the versions are "left" and "right".

    Of a `glossary`, a path or a value, its loaded words count.
    """
    from service.actions.segments import diff_segments
    from service.settings import Settings

    settings = Settings.from_env()
    return diff_segments(left, right, language, _engines(settings=settings), settings, glossary)


def score(left: str, right: str, language: str = "en") -> float:
    """0..100; 100: the two segments say the same."""
    from service.actions.segments import score_segments

    return score_segments(left, right, language, _engines())


def profile(report: Report) -> "Profile | None":
    """Which version is closest to the original, or to the others, and what each tends to do; made of the report alone.

    Three sentences and a row a version, as JSON values by `to_dict()`. None for a version by itself.
    """
    from service.render.profile.measure import profile as measured

    return measured(report)


def why(finding: Finding, language: str = "en") -> "tuple[Why, ...]":
    """What the severity and the confidence of a finding rest on, a sentence for each ground.

    `language`: one that Variorum speaks (`service/locales`); `ValueError` for another one.
    """
    from service.render.why import why as grounds

    return grounds(finding, language)


def _engines(translator: "Translator | None" = None, settings: "Settings | None" = None) -> "Engines":
    from service.settings import Settings
    from service.wiring import engines_with

    return engines_with(settings or Settings.from_env(), translator)
