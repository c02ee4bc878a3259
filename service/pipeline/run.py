"""The whole flow: texts -> segment -> detect language -> embed -> align -> translate -> collate -> differences ->
weigh -> report."""

from collections.abc import Sequence
from time import perf_counter

from service.differences import find_differences
from service.differences.engine_fault import engine_faults
from service.model.glossary import EMPTY, Glossary
from service.model.kept import reading
from service.model.protocols import Engines
from service.model.report import Report
from service.model.version import Version
from service.pipeline.check import check
from service.pipeline.collate import collate
from service.pipeline.embed import embed
from service.pipeline.how_translated import how_translated, sources
from service.pipeline.languages import choose_pivot, passages, whole_languages
from service.pipeline.pace import Pace, Paced, Progress
from service.pipeline.rows import rows
from service.pipeline.segment import segment
from service.pipeline.signature import signature
from service.pipeline.translate import translate
from service.pipeline.weigh import reconsider


def quiet(stage: str, done: int, total: int) -> None:
    """No progress."""


@reading()
def run(
    versions: Sequence[Version],
    engines: Engines,
    pivot: str,
    translating: bool,
    progress: Progress = quiet,
    glossary: Glossary = EMPTY,
) -> Report:
    """Compares versions (one or more) and reports their differences. Raises `InputError` for what cannot be
    compared. What `progress` raises ends it, within seconds also in a stage that takes long."""
    clock, progress = Clock(), Pace(progress)
    embedder = Paced(engines.embedder, progress.tick)
    check(versions)
    progress("detect", 0, len(versions))
    languages, warnings = whole_languages(versions, engines.detector, embedder)
    clock("detect")
    segments = {v.id: segment(v, languages[v.id].code) for v in versions}
    check(versions, segments)
    clock("segment")
    segments = passages(versions, segments, languages, engines.detector)
    pivot = choose_pivot(languages, pivot)
    clock("detect")
    progress("align", 0, len(versions))
    vectors = embed(versions, segments, embedder)
    clock("embed")
    table = rows(versions, segments, vectors, embedder, progress.tick)
    clock("align")
    translations: dict[str, str] = {}
    served: tuple[str, ...] = ()
    if translating:
        served = sources(segments, pivot, engines.translator)
        translations, missing = translate(
            versions, segments, pivot, engines.translator, lambda done, total: progress("translate", done, total)
        )
        warnings += missing + how_translated(versions, segments, pivot, translations, engines.translator, served)
    clock("translate")
    codes = {name: language.code for name, language in languages.items()}
    collation = collate(versions, codes, segments, table, pivot, translations, embedder, glossary, progress.tick)
    clock("collate")
    progress("differences", 0, len(table))
    findings = find_differences(collation)
    clock("differences")
    if translations:
        findings = reconsider(findings, collation, engines.translator)
        warnings += engine_faults(collation)
        clock("weigh")
    return Report(
        versions=tuple(versions),
        languages=languages,
        segments=tuple(s for v in versions for s in segments[v.id]),
        rows=table,
        findings=findings,
        warnings=warnings,
        signature=signature(engines, pivot, translating, served, glossary),
        pivot=pivot,
        translations=translations,
        seconds=clock.seconds,
    )


class Clock:
    """Adds up the seconds of each stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = perf_counter()

    def __call__(self, stage: str) -> None:
        """Books the time since the last call on a stage."""
        now = perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._last
        self._last = now
