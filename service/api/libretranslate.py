"""/translate, /detect, /languages as LibreTranslate has them, so that its clients need no change but the address."""

from collections.abc import Sequence
from typing import Any

from flask import Response, g, jsonify, request

from service.actions.languages import language_of
from service.actions.translate_plain import Translations, detected, translated
from service.api.access import scope
from service.api.context import context
from service.api.kept import Kept
from service.api.languages import SECONDS, supported
from service.api.libretranslate_request import TranslateRequest, detect_request, translate_request
from service.api.schemas.libretranslate import (
    DETECT_BODY,
    TRANSLATE_BODY,
    KeyQuery,
    LanguageWithTargets,
    LibreDetected,
    LibreTranslated,
)
from service.api.schemas.text import MOST_TEXTS
from service.api.spec import answer, problems, resource
from service.api.texts import measured
from service.languages.display import language_name
from service.model.errors import TooLarge, UnknownLanguage
from service.model.version import UNDETERMINED, Language
from service.model.work import Scope
from service.pipeline.detect import normal_code

blueprint = resource("libretranslate", "LibreTranslate's own addresses; problems have its member `error` as well.")
GUESSED_FROM = 2000
"""Code points that are looked at where the whole text says nothing for sure."""
ENDPOINTS = ("libretranslate.translate", "libretranslate.detect", "libretranslate.languages")

_TARGETS: Kept[list[dict[str, Any]]] = Kept(SECONDS)


def mark() -> None:
    """Before a request: whether its client is one of LibreTranslate's, who look for other things in a problem."""
    g.speaks_libretranslate = request.endpoint in ENDPOINTS


@blueprint.post(
    "/translate",
    summary="Translate (LibreTranslate)",
    responses={"200": LibreTranslated, **problems(415)},
    operation_id="libretranslate_translate",
    request_body=TRANSLATE_BODY,
)
@scope(Scope.COMPARE)
def translate(query: KeyQuery) -> dict[str, Any]:
    """A text or a list, source `auto`, format text or html, alternatives."""
    wanted = translate_request(request)
    here = measured(_not_too_many(wanted.texts))
    source, target = wanted.source and _code(wanted.source), _code(wanted.target)
    with here.places.taken():
        made = translated(wanted.texts, source, target, here.engines, here.settings, wanted.html, wanted.alternatives)
    return _shown(wanted, made)


@blueprint.post(
    "/detect",
    summary="Language of a text (LibreTranslate)",
    responses={"200": answer("Likely languages.", {"application/json": LibreDetected}), **problems(415)},
    operation_id="libretranslate_detect",
    request_body=DETECT_BODY,
)
@scope(Scope.READ)
def detect(query: KeyQuery) -> Response:
    """The likeliest languages. There is always one, since clients take the first: where nothing is sure, with little
    confidence."""
    text = "\n".join(_not_too_many(detect_request(request)))
    here = measured([text])
    with here.places.taken():
        found = detected([text], here.engines)
        if found[0].code == UNDETERMINED:
            found = here.engines.detector.rank(text[:GUESSED_FROM])[:3] or (Language("en", 0.0),)
    return jsonify([_language(one) for one in found])


@blueprint.get(
    "/languages",
    summary="Languages (LibreTranslate)",
    responses={
        "200": answer("Languages and what they can be translated to.", {"application/json": LanguageWithTargets})
    },
    operation_id="libretranslate_languages",
)
@scope(Scope.READ)
def languages(query: KeyQuery) -> Response:
    """Those that something here translates."""
    here = context()
    return jsonify(_TARGETS.get(id(here.engines), _targets))


def _targets() -> list[dict[str, Any]]:
    here = context()
    pivot = normal_code(here.settings.pivot)
    codes = {pivot} | {one.code for one in supported(here, pivot) if one.to_pivot or one.from_pivot}
    translator = here.engines.translator
    return [
        {
            "code": code,
            "name": language_name(code),
            "targets": [other for other in sorted(codes) if other == code or translator.supports(code, other)],
        }
        for code in sorted(codes)
    ]


def _shown(wanted: TranslateRequest, made: Translations) -> dict[str, Any]:
    found: dict[str, Any] = {"translatedText": _one_or_all(wanted, made.translations)}
    if wanted.source is None:
        found["detectedLanguage"] = _one_or_all(wanted, [_language(one) for one in made.sources])
    if wanted.alternatives:
        found["alternatives"] = _one_or_all(wanted, [list(each) for each in made.alternatives])
    return found


def _one_or_all(wanted: TranslateRequest, values: Sequence[Any]) -> Any:
    return list(values) if wanted.several else values[0]


def _language(one: Language) -> dict[str, Any]:
    """Its confidence is in percent."""
    return {"confidence": round(100 * one.confidence, 1), "language": one.code}


def _code(code: str) -> str:
    """LibreTranslate has names of its own for some, such as zt. Raises `UnknownLanguage`."""
    found = language_of(code)
    if not found:
        raise UnknownLanguage(f"{code[:40]!r} is no language code")
    return found


def _not_too_many(texts: tuple[str, ...]) -> tuple[str, ...]:
    if len(texts) > MOST_TEXTS:
        raise TooLarge(f"{len(texts):,} texts are more than {MOST_TEXTS:,}")
    return texts
