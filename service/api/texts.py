"""/v1/detect, translate, align, diff, score: single steps of a comparison, for texts that are not kept."""

from collections.abc import Sequence
from typing import Any

from service.actions.segments import align_sentences, diff_segments, score_segments
from service.actions.translate_plain import detected, translated
from service.api.access import scope
from service.api.context import Context, context
from service.api.schemas.text import (
    Aligned,
    AlignIn,
    Detected,
    DetectIn,
    Diffed,
    PairIn,
    Scored,
    Translated,
    TranslateIn,
)
from service.api.spec import problems, resource
from service.model.errors import TooLarge
from service.model.work import Scope
from service.pipeline.detect import normal_code

blueprint = resource("texts", "Single steps, for texts that are not kept.", "/v1")


@blueprint.post(
    "/detect", summary="Languages of texts", responses={"200": Detected, **problems(415)}, operation_id="detect"
)
@scope(Scope.READ)
def detect(body: DetectIn) -> dict[str, Any]:
    """As many as texts; `und` where nothing is sure."""
    here = measured(body.texts)
    with here.places.taken():
        found = detected(body.texts, here.engines)
    return {"languages": [{"code": one.code, "confidence": round(one.confidence, 3)} for one in found]}


@blueprint.post(
    "/translate", summary="Translate texts", responses={"200": Translated, **problems(415)}, operation_id="translate"
)
@scope(Scope.COMPARE)
def translate(body: TranslateIn) -> dict[str, Any]:
    """As many translations as texts; lines and paragraphs stay, and in HTML the tags. A text whose language cannot be
    told stays as it is."""
    here = measured(body.texts)
    target = normal_code(body.target)
    source = normal_code(body.source) if body.source else None
    with here.places.taken():
        made = translated(body.texts, source, target, here.engines, here.settings, html=body.format == "html")
    return {
        "translations": list(made.translations),
        "sources": [one.code for one in made.sources],
        "target": target,
    }


@blueprint.post(
    "/align",
    summary="Which sentences say the same",
    responses={"200": Aligned, **problems(415)},
    operation_id="align",
)
@scope(Scope.COMPARE)
def align(body: AlignIn) -> dict[str, Any]:
    """Beads of indexes into the two lists, in order."""
    here = measured([*body.left, *body.right])
    with here.places.taken():
        beads = align_sentences(body.left, body.right, here.engines, body.left_language, body.right_language)
    return {"beads": [{"left": list(left), "right": list(right)} for left, right in beads]}


@blueprint.post(
    "/diff", summary="How two segments differ", responses={"200": Diffed, **problems(415)}, operation_id="diff"
)
@scope(Scope.COMPARE)
def diff(body: PairIn) -> dict[str, Any]:
    """Two aligned segments of one language; the versions are called left and right."""
    here = context()
    with here.places.taken():
        found = diff_segments(body.left, body.right, body.language, here.engines, here.settings)
    return {"findings": [one.to_dict() for one in found]}


@blueprint.post(
    "/score",
    summary="How much two segments say the same",
    responses={"200": Scored, **problems(415)},
    operation_id="score",
)
@scope(Scope.COMPARE)
def score(body: PairIn) -> dict[str, Any]:
    """0..100; 100: they say the same."""
    here = context()
    with here.places.taken():
        return {"score": score_segments(body.left, body.right, body.language, here.engines)}


def measured(texts: Sequence[str]) -> Context:
    """The application, where the texts together are no longer than one version may be. Raises `TooLarge`."""
    here = context()
    total = sum(map(len, texts))
    if total > here.settings.max_characters:
        raise TooLarge(
            f"the texts have {total:,} characters, more than the limit of {here.settings.max_characters:,} "
            "(VARIORUM_MAX_CHARACTERS)"
        )
    return here
