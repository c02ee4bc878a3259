"""The languages of the versions, whole and passage by passage."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from service.model.protocols import Detector, Embedder
from service.model.report import Warning
from service.model.segment import Segment
from service.model.sentences import Clause
from service.model.version import UNDETERMINED, Language, Version, primary_subtag
from service.pipeline import warned
from service.pipeline.detect import contradicts, detect, detect_segments, normal_code


def whole_languages(
    versions: Sequence[Version], detector: Detector, embedder: Embedder
) -> tuple[dict[str, Language], tuple[Warning, ...]]:
    """Each version's language, as declared or else as detected, and what the reader should know about it."""
    languages: dict[str, Language] = {}
    warnings: list[Warning] = []
    for version in versions:
        found = detect(version.text, detector)
        if version.language:
            declared = normal_code(version.language)
            languages[version.id] = Language(declared, 1.0)
            if contradicts(declared, found, version.text):
                warnings.append(_contradicted(version, declared, found.code))
        else:
            languages[version.id] = found
        warnings += _limits(version, languages[version.id].code, embedder)
    return languages, tuple(warnings)


def _contradicted(version: Version, declared: str, found: str) -> Warning:
    params = {
        "version": version.label,
        "declared_language": primary_subtag(declared),
        "declared": declared,
        "found_language": primary_subtag(found),
        "found": found,
    }
    return Warning("language-contradicted", Clause(warned.CONTRADICTED, params), version.id)


def _limits(version: Version, code: str, embedder: Embedder) -> list[Warning]:
    if code == UNDETERMINED:
        return [Warning("language-unknown", Clause(warned.UNKNOWN, {"version": version.label}), version.id)]
    if not embedder.covers(code):
        params = {"version": version.label, "language": code}
        return [Warning("language-not-embedded", Clause(warned.NOT_EMBEDDED, params), version.id)]
    return []


def passages(
    versions: Sequence[Version],
    segments: Mapping[str, Sequence[Segment]],
    languages: Mapping[str, Language],
    detector: Detector,
) -> dict[str, tuple[Segment, ...]]:
    """The segments with each one's own language, so that a passage left in another language is seen."""
    found = {}
    for version in versions:
        mine = segments[version.id]
        codes = detect_segments([s.text(version.text) for s in mine], languages[version.id], detector)
        found[version.id] = tuple(replace(s, language=code) for s, code in zip(mine, codes, strict=True))
    return found


def choose_pivot(languages: Mapping[str, Language], pivot: str) -> str:
    """The pivot asked for; where all versions are in one language, that one, and nothing is translated."""
    spoken = {primary_subtag(language.code) for language in languages.values()}
    if len(spoken) == 1 and UNDETERMINED not in spoken:
        return min(language.code for language in languages.values())
    return normal_code(pivot)
