"""What a translator may offer beyond the protocol: wrappers pass it on without knowing who has it."""

from collections.abc import Sequence

from service.model.protocols import Translator

Alternatives = tuple[tuple[str, ...], ...]
Scores = tuple[float | None, ...]


def package(translator: Translator, source: str, target: str) -> str:
    """The language package that serves the pair, with its version; "" where the translator does not tell."""
    ask = getattr(translator, "package", None)
    return str(ask(source, target)) if ask else ""


def route(translator: Translator, source: str, target: str) -> tuple[str, ...]:
    """The languages that a translation goes through, both ends included; empty for a pair that is not served."""
    ask = getattr(translator, "route", None)
    if ask:
        return tuple(ask(source, target))
    return (source, target) if translator.supports(source, target) else ()


def retry(translator: Translator, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
    """Translations with other settings than `translate` has; "" for each text where the translator has no others."""
    ask = getattr(translator, "retry", None)
    return tuple(ask(texts, source, target)) if ask else ("",) * len(texts)


def alternatives(translator: Translator, texts: Sequence[str], source: str, target: str) -> Alternatives:
    """What it could as well have said, a tuple for each text; empty ones where the translator has no n-best list."""
    ask = getattr(translator, "alternatives", None)
    return tuple(tuple(one) for one in ask(texts, source, target)) if ask else ((),) * len(texts)


def scores(
    translator: Translator, sources: Sequence[str], translations: Sequence[str], source: str, target: str
) -> Scores:
    """How likely it finds each given translation: the mean natural logarithm of a token's probability, 0 for certain.
    None where it cannot tell."""
    ask = getattr(translator, "scores", None)
    return tuple(ask(sources, translations, source, target)) if ask else (None,) * len(sources)
