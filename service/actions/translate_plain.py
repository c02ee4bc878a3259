"""Translates several texts, in plain text or HTML, of a language that is given or told from each."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.actions.glossary import glossary_in_force
from service.actions.translate import translate_articles
from service.actions.translate_html import allowance_of, text_of, translate_html
from service.engines.glossed import glossed
from service.model import offers
from service.model.protocols import Engines, Translator
from service.model.version import UNDETERMINED, Language
from service.pipeline.detect import detect
from service.sandbox import Allowance
from service.settings import Settings

CERTAIN = 1.0


@dataclass(frozen=True, slots=True)
class Translations:
    """As many `translations`, `sources` and `alternatives` as texts; each text has at most as many alternatives as were
    asked for."""

    translations: tuple[str, ...]
    sources: tuple[Language, ...]
    alternatives: tuple[tuple[str, ...], ...] = ()


def detected(texts: Sequence[str], engines: Engines) -> tuple[Language, ...]:
    """The language of each; `und` for what holds no words."""
    return tuple(detect(text, engines.detector) if text.strip() else Language(UNDETERMINED, 0.0) for text in texts)


def translated(
    texts: Sequence[str],
    source: str | None,
    target: str,
    engines: Engines,
    settings: Settings,
    html: bool = False,
    alternatives: int = 0,
) -> Translations:
    """`source` and `target` in their usual form; None has the source told from each text. The glossary of the settings
    holds. Raises `UnsupportedPair`, and as `text_of` for HTML."""
    engines = glossed(engines, glossary_in_force(settings, None))
    allowance = allowance_of(settings)
    sources = (
        tuple(Language(source, CERTAIN) for _ in texts)
        if source
        else detected([text_of(text, allowance) if html else text for text in texts], engines)
    )
    ways = [engines.translator, *(_Other(engines.translator, number) for number in range(alternatives))]
    pages = allowance if html else None
    made = [_by(way, texts, [one.code for one in sources], target, pages) for way in ways]
    others = zip(*made[1:], strict=True) if alternatives else [() for _ in texts]
    return Translations(
        made[0],
        sources,
        tuple(
            tuple(dict.fromkeys(other for other in each if other != first))
            for first, each in zip(made[0], others, strict=True)
        ),
    )


def _by(
    translator: Translator, texts: Sequence[str], codes: Sequence[str], target: str, pages: Allowance | None
) -> tuple[str, ...]:
    """`pages`: the texts are HTML, which may take so much to read."""
    if pages is None:
        return translate_articles(texts, codes, target, translator)
    made = []
    for text, code in zip(texts, codes, strict=True):

        def each(parts: Sequence[str], code: str = code) -> tuple[str, ...]:
            return translate_articles(parts, [code] * len(parts), target, translator)

        made.append(translate_html(text, each, pages))
    return tuple(made)


class _Other:
    """What a translator could as well have said: its alternative of that number, from 0, for each sentence, and its
    first choice where there are not so many."""

    def __init__(self, inner: Translator, number: int) -> None:
        self._inner, self._number = inner, number
        self.name, self.version = inner.name, inner.version

    def supports(self, source: str, target: str) -> bool:
        return self._inner.supports(source, target)

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        first = self._inner.translate(texts, source, target)
        others = offers.alternatives(self._inner, texts, source, target)
        return tuple(
            ([other for other in each if other != best][self._number :] or [best])[0]
            for best, each in zip(first, others, strict=True)
        )
