"""Translates texts with the engines at hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.engines.none import what_to_install
from service.model.errors import InputError, UnsupportedPair
from service.model.protocols import Engines, Translator
from service.model.version import UNDETERMINED, Version, primary_subtag
from service.pipeline.detect import detect, normal_code
from service.pipeline.segment import segment


def translate_texts(texts: Sequence[str], source: str, target: str, translator: Translator) -> tuple[str, ...]:
    """As many translations as texts, in order; a text that no engine could translate stays as it is. Raises
    `UnsupportedPair` where no engine has the pair."""
    source, target = normal_code(source), normal_code(target)
    if primary_subtag(source) == primary_subtag(target):
        return tuple(texts)
    if not translator.supports(source, target):
        raise UnsupportedPair(what_to_install(source, target))
    done = translator.translate(list(texts), source, target)
    return tuple(translation or text for text, translation in zip(texts, done, strict=True))


def translate_article(text: str, source: str | None, target: str, engines: Engines) -> str:
    """A whole article: its sentences translated, its lines and paragraphs as they are.

    `source` None has it told from the text. Raises `UnsupportedPair`, and `InputError` where it cannot be told.
    """
    code = normal_code(source) if source else detect(text, engines.detector).code
    if code == UNDETERMINED:
        raise InputError("the language of this text could not be told; name it with --from")
    return translate_articles([text], [code], target, engines.translator)[0]


def translate_articles(
    texts: Sequence[str], languages: Sequence[str], target: str, translator: Translator
) -> tuple[str, ...]:
    """Each text whole, as `translate_article` does it, with one call of the engine for each language: as many as given.
    What is in no known language (`und`) stays as it is. Raises `UnsupportedPair`."""
    split = [_sentences(text, code) for text, code in zip(texts, languages, strict=True)]
    made: dict[str, dict[str, str]] = {}
    for code in dict.fromkeys(languages):
        wanted = {s for sentences, own in zip(split, languages, strict=True) if own == code for s in sentences.words}
        if code != UNDETERMINED:
            in_order = sorted(wanted, key=lambda words: (len(words), words))
            made[code] = dict(zip(in_order, translate_texts(in_order, code, target, translator), strict=True))
    return tuple(
        one.put([made[code][words] for words in one.words]) if code in made else text
        for text, one, code in zip(texts, split, languages, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The sentences of a text, and what stands before, between and behind them."""

    words: tuple[str, ...]
    between: tuple[str, ...]

    def put(self, translations: Sequence[str]) -> str:
        """The text with other sentences."""
        return "".join(part for pair in zip(self.between, (*translations, ""), strict=True) for part in pair)


def _sentences(text: str, code: str) -> _Sentences:
    words: list[str] = []
    between: list[str] = []
    at = 0
    for found in segment(Version("text", "text", text), code):
        between.append(text[at : found.start] or (" " if words else ""))  # Chinese sentences stand side by side
        words.append(" ".join(found.text(text).split()))
        at = found.end
    return _Sentences(tuple(words), (*between, text[at:]))
