"""Translates texts with the engines at hand."""

from collections.abc import Sequence

from service.model.errors import UnsupportedPair
from service.model.protocols import Translator
from service.pipeline.detect import normal_code


def translate_texts(texts: Sequence[str], source: str, target: str, translator: Translator) -> tuple[str, ...]:
    """As many translations as texts, in order. Raises `UnsupportedPair` where no engine has the pair."""
    source, target = normal_code(source), normal_code(target)
    if source.split("-")[0] == target.split("-")[0]:
        return tuple(texts)
    if not translator.supports(source, target):
        raise UnsupportedPair(
            f"no engine here translates {source} to {target}; add one with: python -m service languages install {source}"
        )
    return tuple(translator.translate(list(texts), source, target))
