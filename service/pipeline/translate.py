"""Machine translation to the pivot: all sentences of all versions that need it, in batches, never one call a
sentence."""

from collections.abc import Callable, Mapping, Sequence

from service.languages.to_install import install_command, without_variants
from service.model.errors import EngineError
from service.model.protocols import Translator
from service.model.report import Warning
from service.model.segment import Segment
from service.model.sentences import Clause, Params
from service.model.version import UNDETERMINED, Version, primary_subtag
from service.pipeline import warned
from service.pipeline.embed import compared

BATCH = 256
"""Sentences handed to the engine at once. Most comparisons are one call: 100 sentences took an Argos package of common
size 1.6 s in one, 2.0 s in calls of 64, 2.6 s in calls of 32, as its threads end at different times. What is more
reports its progress every few seconds."""

Progress = Callable[[int, int], None]


def translate(
    versions: Sequence[Version],
    segments: Mapping[str, Sequence[Segment]],
    pivot: str,
    translator: Translator,
    progress: Progress,
) -> tuple[dict[str, str], tuple[Warning, ...]]:
    """Pivot texts by segment id, and warnings about what could not be translated; the comparison goes on without it."""
    wanted = _by_language(versions, segments, pivot)
    total = sum(len(texts) for texts in wanted.values())
    translated: dict[str, str] = {}
    warnings: list[Warning] = []
    missing: list[str] = []
    done = 0
    for source, texts in sorted(wanted.items()):
        if not translator.supports(source, pivot):
            missing.append(source)
            continue
        unique = sorted(set(texts.values()), key=lambda text: (len(text), text))  # batches of a length waste least
        memory: dict[str, str] = {}
        try:
            for at in range(0, len(unique), BATCH):
                part = unique[at : at + BATCH]
                now = set(part)
                made = translator.translate(part, source, pivot)
                memory.update(list(zip(part, made, strict=True)))  # all or none: a miscounted batch is mispaired
                done += sum(text in now for text in texts.values())
                progress(min(done, total), total)
        except (EngineError, ValueError) as error:
            warnings.append(_failed(source, pivot, error))
        translated |= {name: memory[text] for name, text in texts.items() if memory.get(text)}
    return translated, (*([_missing(missing, pivot)] if missing else []), *warnings)


def _by_language(
    versions: Sequence[Version], segments: Mapping[str, Sequence[Segment]], pivot: str
) -> dict[str, dict[str, str]]:
    """Source language -> segment id -> text on one line, for all that is not in the pivot's language already."""
    wanted: dict[str, dict[str, str]] = {}
    for version in versions:
        for segment in compared(segments[version.id]):
            if is_foreign(segment.language, pivot):
                wanted.setdefault(segment.language, {})[segment.id] = " ".join(segment.text(version.text).split())
    return wanted


def is_foreign(language: str, pivot: str) -> bool:
    """Whether a passage in this language is one to translate: variants of the pivot's language are not, nor what is
    no language for sure."""
    return primary_subtag(language) not in (primary_subtag(pivot), UNDETERMINED)


def _missing(sources: Sequence[str], pivot: str) -> Warning:
    """One warning for all languages, with the command that adds them."""
    params: Params = {
        "either": tuple(without_variants(sources)),
        "pivot_language": pivot,
        "command": install_command(sources, pivot),
    }
    return Warning("no-engine", Clause(warned.NO_ENGINE, params))


def _failed(source: str, pivot: str, error: Exception) -> Warning:
    params = {"language": source, "pivot_language": pivot, "error": str(error)}
    return Warning("engine-failed", Clause(warned.FAILED, params))
