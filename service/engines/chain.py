"""Several translators as one: the first that supports a pair serves it, the next ones stand in for what it leaves."""

import logging
from collections.abc import Sequence

from service.engines.none import what_to_install
from service.model import offers
from service.model.errors import EngineError, UnsupportedPair
from service.model.protocols import Translator

log = logging.getLogger(__name__)


class Chain:
    """Asks its translators in order. Name and version are theirs, joined by "+"."""

    def __init__(self, translators: Sequence[Translator], detour: Translator | None = None) -> None:
        """`detour`: serves the pairs that none of them has, over a third language (via.py)."""
        self._translators = tuple(translators)
        self._detour = detour
        self.name = "+".join(translator.name for translator in self._translators)
        self.version = "+".join(translator.version for translator in self._translators)

    def supports(self, source: str, target: str) -> bool:
        """Whether any of them does."""
        return bool(self._serving(source, target))

    def package(self, source: str, target: str) -> str:
        """Who serves the pair, with what: "argos 1.12.1, de-en 1.9"; "" if nobody does."""
        for translator in self._serving(source, target):
            package = offers.package(translator, source, target)
            if translator is self._detour:
                return package
            return ", ".join([f"{translator.name} {translator.version}", *([package] if package else [])])
        return ""

    def route(self, source: str, target: str) -> tuple[str, ...]:
        """The languages that a translation goes through: two if direct, three over a detour, none if not at all."""
        return next((offers.route(one, source, target) for one in self._serving(source, target)), ())

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """As many translations as texts, "" where no translator had one.

        Raises `UnsupportedPair` if none supports the pair, and the first one's `EngineError` if all of them fail.
        """
        serving = self._serving(source, target)
        if not serving:
            raise UnsupportedPair(what_to_install(source, target))
        done = [""] * len(texts)
        waiting = [i for i, text in enumerate(texts) if text.strip()]
        failures: list[EngineError] = []
        for translator in serving:
            if not waiting:
                break
            try:
                translations = _ask(translator, [texts[i] for i in waiting], source, target)
            except EngineError as error:
                log.warning("%s failed: %s", translator.name, error)
                failures.append(error)
                continue
            for i, translation in zip(waiting, translations, strict=True):
                done[i] = translation
            waiting = [i for i in waiting if not done[i].strip()]
        if len(failures) == len(serving):
            raise failures[0]
        return tuple(done)

    def alternatives(self, texts: Sequence[str], source: str, target: str) -> offers.Alternatives:
        """What the serving translators could as well have said, best first: the n-best lists of all, and what the
        second and the next ones say themselves. One that fails has nothing to add."""
        found: list[dict[str, None]] = [{} for _ in texts]
        for place, translator in enumerate(self._serving(source, target)):
            try:
                said = [(words,) for words in _ask(translator, texts, source, target)] if place else [()] * len(texts)
                more = offers.alternatives(translator, texts, source, target)
            except EngineError as error:
                log.warning("%s has no alternatives: %s", translator.name, error)
                continue
            for one, own, others in zip(found, said, more, strict=True):
                one.update(dict.fromkeys(words for words in (*own, *others) if words.strip()))
        return tuple(tuple(one) for one in found)

    def scores(self, sources: Sequence[str], translations: Sequence[str], source: str, target: str) -> offers.Scores:
        """From the first translator that can tell; None for a pair of texts of which none can."""
        for translator in self._serving(source, target):
            try:
                found = offers.scores(translator, sources, translations, source, target)
            except EngineError as error:
                log.warning("%s has no scores: %s", translator.name, error)
                continue
            if any(score is not None for score in found):
                return found
        return (None,) * len(sources)

    def _serving(self, source: str, target: str) -> tuple[Translator, ...]:
        direct = tuple(translator for translator in self._translators if translator.supports(source, target))
        if direct or self._detour is None or not self._detour.supports(source, target):
            return direct
        return (self._detour,)


def _ask(translator: Translator, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
    translations = translator.translate(texts, source, target)
    if len(translations) != len(texts):
        raise EngineError(f"{translator.name} gave {len(translations)} translations for {len(texts)} texts")
    return translations
