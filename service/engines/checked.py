"""Puts aside what no translator would write: a loop, half a sentence, another script, numbers that fell out."""

import logging
from collections import Counter
from collections.abc import Sequence

from service.engines.sanity import complaint
from service.model import offers
from service.model.errors import EngineError
from service.model.protocols import Translator

log = logging.getLogger(__name__)


class Checked:
    """A translator whose answers are looked at. One that cannot be a translation is asked for again with the
    translator's other settings, if it has such; one that still cannot is "": not translated. So a chain asks its next
    translator, and the original stays where there is none."""

    def __init__(self, inner: Translator) -> None:
        self._inner = inner
        self._complaints: Counter[str] = Counter()
        self.name = inner.name
        self.version = inner.version

    @property
    def complaints(self) -> dict[str, int]:
        """What was put aside so far: "looping" -> how often. Those that a second attempt mended are not in it."""
        return dict(self._complaints)

    def supports(self, source: str, target: str) -> bool:
        """What the translator supports."""
        return self._inner.supports(source, target)

    def package(self, source: str, target: str) -> str:
        """The translator's."""
        return offers.package(self._inner, source, target)

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """As many translations as texts, "" for those that were put aside."""
        done = list(self._inner.translate(texts, source, target))
        if len(done) != len(texts):
            raise EngineError(f"{self.name} gave {len(done)} translations for {len(texts)} texts")
        bad = {i: why for i, why in enumerate(_complaints(texts, done, source, target)) if why}
        if not bad:
            return tuple(done)
        second = self._retry([texts[i] for i in bad], source, target)
        first = Counter(bad.values())
        for i, words in zip(list(bad), second, strict=True):
            done[i] = "" if complaint(texts[i], words, source, target) else words
            if done[i]:
                del bad[i]
        self._complaints.update(bad.values())
        what = ", ".join(f"{count} {why}" for why, count in sorted(first.items()))
        log.warning(
            "%s, %s to %s: of %d translations %d were put aside (%s), %d mended by a second attempt",
            self.name, source, target, len(texts), first.total(), what, first.total() - len(bad),
        )  # fmt: skip
        return tuple(done)

    def alternatives(self, texts: Sequence[str], source: str, target: str) -> offers.Alternatives:
        """The translator's, without those that cannot be translations."""
        found = offers.alternatives(self._inner, texts, source, target)
        return tuple(
            tuple(words for words in several if not complaint(text, words, source, target))
            for text, several in zip(texts, found, strict=True)
        )

    def scores(self, sources: Sequence[str], translations: Sequence[str], source: str, target: str) -> offers.Scores:
        """The translator's."""
        return offers.scores(self._inner, sources, translations, source, target)

    def _retry(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        try:
            second = offers.retry(self._inner, texts, source, target)
        except EngineError as error:
            log.warning("%s failed at a second attempt: %s", self.name, error)
            second = ()
        return second if len(second) == len(texts) else ("",) * len(texts)


def _complaints(texts: Sequence[str], done: Sequence[str], source: str, target: str) -> list[str]:
    return [complaint(text, words, source, target) for text, words in zip(texts, done, strict=True)]
