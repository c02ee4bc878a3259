"""How the versions came to the pivot: over which languages, and what was left behind."""

from collections.abc import Mapping, Sequence

from service.model import offers
from service.model.protocols import Translator
from service.model.report import Warning
from service.model.segment import Segment
from service.model.sentences import Clause, Params
from service.model.version import Version
from service.pipeline import warned
from service.pipeline.embed import compared
from service.pipeline.translate import is_foreign


def sources(segments: Mapping[str, Sequence[Segment]], pivot: str, translator: Translator) -> tuple[str, ...]:
    """The languages that the translator takes to the pivot, in order."""
    languages = {s.language for found in segments.values() for s in compared(found)}
    return tuple(sorted(one for one in languages if is_foreign(one, pivot) and translator.supports(one, pivot)))


def how_translated(
    versions: Sequence[Version],
    segments: Mapping[str, Sequence[Segment]],
    pivot: str,
    translations: Mapping[str, str],
    translator: Translator,
    served: Sequence[str],
) -> tuple[Warning, ...]:
    """What a reader should know about the translations: those that went over a third language, those that are
    missing. `served`: the languages that were translated, by `sources`."""
    return (*_detours(served, pivot, translator), *_left_behind(versions, segments, translations, served))


def _detours(languages: Sequence[str], pivot: str, translator: Translator) -> tuple[Warning, ...]:
    found = []
    for source in languages:
        between = offers.route(translator, source, pivot)[1:-1]
        if between:
            params: Params = {"language": source, "pivot_language": pivot, "languages": tuple(between)}
            found.append(Warning("third-language", Clause(warned.THIRD_LANGUAGE, params)))
    return tuple(found)


def _left_behind(
    versions: Sequence[Version],
    segments: Mapping[str, Sequence[Segment]],
    translations: Mapping[str, str],
    served: Sequence[str],
) -> tuple[Warning, ...]:
    """For each version of which the translator gave some sentences only."""
    found = []
    for version in versions:
        wanted = [s for s in compared(segments[version.id]) if s.language in served]
        lost = sum(s.id not in translations for s in wanted)
        if 0 < lost < len(wanted):
            params: Params = {"who": lost, "all": len(wanted), "version": version.label}
            found.append(Warning("not-translated", Clause(warned.NOT_TRANSLATED, params), version.id))
    return tuple(found)
