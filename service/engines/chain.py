"""Several translators as one: the first that supports a pair serves it, the next ones stand in for what it leaves."""

import logging
from collections.abc import Sequence

from service.engines.none import what_to_install
from service.model.errors import EngineError, UnsupportedPair
from service.model.protocols import Translator

log = logging.getLogger(__name__)


class Chain:
    """Asks its translators in order. Name and version are theirs, joined by "+"."""

    def __init__(self, translators: Sequence[Translator]) -> None:
        self._translators = tuple(translators)
        self.name = "+".join(translator.name for translator in self._translators)
        self.version = "+".join(translator.version for translator in self._translators)

    def supports(self, source: str, target: str) -> bool:
        """Whether any of them does."""
        return bool(self._serving(source, target))

    def package(self, source: str, target: str) -> str:
        """Who serves the pair, with what: "argos 1.12.1, de-en 1.9"; "" if nobody does."""
        for translator in self._serving(source, target):
            package = getattr(translator, "package", None)
            return ", ".join(
                [f"{translator.name} {translator.version}", *([package(source, target)] if package else [])]
            )
        return ""

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

    def _serving(self, source: str, target: str) -> tuple[Translator, ...]:
        return tuple(translator for translator in self._translators if translator.supports(source, target))


def _ask(translator: Translator, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
    translations = translator.translate(texts, source, target)
    if len(translations) != len(texts):
        raise EngineError(f"{translator.name} gave {len(translations)} translations for {len(texts)} texts")
    return translations
