"""Translates texts with the engines at hand."""

from collections.abc import Sequence

from service.model.errors import InputError, UnsupportedPair
from service.model.protocols import Engines, Translator
from service.model.version import UNDETERMINED, Version
from service.pipeline.detect import detect, normal_code
from service.pipeline.segment import segment


def translate_texts(texts: Sequence[str], source: str, target: str, translator: Translator) -> tuple[str, ...]:
    """As many translations as texts, in order. Raises `UnsupportedPair` where no engine has the pair."""
    source, target = normal_code(source), normal_code(target)
    if source.split("-")[0] == target.split("-")[0]:
        return tuple(texts)
    if not translator.supports(source, target):
        raise UnsupportedPair(
            f"no engine here translates {source} to {target}; "
            f"add one with: python -m service languages install {source}"
        )
    return tuple(translator.translate(list(texts), source, target))


def translate_article(text: str, source: str | None, target: str, engines: Engines) -> str:
    """A whole article: its sentences translated, its lines and paragraphs as they are.

    `source` None has it told from the text. Raises `UnsupportedPair`, and `InputError` where it cannot be told.
    """
    code = normal_code(source) if source else detect(text, engines.detector).code
    if code == UNDETERMINED:
        raise InputError("the language of this text could not be told; name it with --from")
    segments = segment(Version("text", "text", text), code)
    originals = [" ".join(s.text(text).split()) for s in segments]
    written: list[str] = []
    at = 0
    for found, translation in zip(segments, translate_texts(originals, code, target, engines.translator), strict=True):
        between = text[at : found.start] or (" " if written else "")  # Chinese sentences stand side by side
        written += [between, translation]
        at = found.end
    return "".join([*written, text[at:]])
