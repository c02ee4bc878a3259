"""The languages of the versions, whole and passage by passage."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from service.languages.display import language_name
from service.model.protocols import Detector, Embedder
from service.model.report import Warning
from service.model.segment import Segment
from service.model.version import UNDETERMINED, Language, Version, primary_subtag
from service.pipeline.detect import check_declared, detect, detect_segments, normal_code


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
            if contradiction := check_declared(declared, found, version.text):
                warnings.append(Warning("language-contradicted", f"{version.label}: {contradiction}", version.id))
        else:
            languages[version.id] = found
        warnings += _limits(version, languages[version.id].code, embedder)
    return languages, tuple(warnings)


def _limits(version: Version, code: str, embedder: Embedder) -> list[Warning]:
    if code == UNDETERMINED:
        message = f"{version.label}: its language could not be told; say it with --language, or expect less."
        return [Warning("language-unknown", message, version.id)]
    if not embedder.covers(code):
        message = (
            f"{version.label}: {language_name(code)} is not among the languages of the sentence embedder; "
            "its sentences are aligned by spelling, numbers and length, less surely."
        )
        return [Warning("language-not-embedded", message, version.id)]
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
