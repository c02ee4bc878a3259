"""Makes a translator keep the names and use the terms of a glossary, without ever mangling a sentence for it."""

import logging
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from service.engines.disguise import Demand, Disguise, demands, masked, spliced, swapped
from service.languages.terms import whole_words
from service.model import offers
from service.model.errors import EngineError
from service.model.glossary import Glossary
from service.model.protocols import Engines, Translator
from service.model.version import primary_subtag

log = logging.getLogger(__name__)

ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
"""What an engine may put before a noun that it translates alone."""

SWAPPING = frozenset({"en"})
"""Target languages in which one noun can take another's place as it is: they know neither gender nor case."""

Lacking = Mapping[int, tuple[Demand, ...]]
"""Index of a text -> what it demands, or what its translation lacks of that."""


class Glossed:
    """A translator that is held to a glossary, to be put around all other wrappers: those inside never see it, so what
    they remember belongs to no glossary.

    Where a translation lacks a name or term, the sentence is translated again: with the term's translation written into
    it, which models copy and inflect, or with stand-ins; first for what is missing alone, then for all. An attempt in
    which a stand-in does not come out exactly once is thrown away. Where all fail, the first translation stays.
    """

    def __init__(self, inner: Translator, glossary: Glossary) -> None:
        self._inner = inner
        self._glossary = glossary
        self._counts: Counter[str] = Counter()
        self.name = inner.name
        self.version = inner.version

    @property
    def counts(self) -> dict[str, int]:
        """Names and terms so far: those that stood in the first translation ("there"), were "put in", are "missing"."""
        return dict(self._counts)

    def supports(self, source: str, target: str) -> bool:
        """What the translator supports."""
        return self._inner.supports(source, target)

    def package(self, source: str, target: str) -> str:
        """The translator's."""
        return offers.package(self._inner, source, target)

    def route(self, source: str, target: str) -> tuple[str, ...]:
        """The translator's."""
        return offers.route(self._inner, source, target)

    def alternatives(self, texts: Sequence[str], source: str, target: str) -> offers.Alternatives:
        """The translator's, which do not heed the glossary."""
        return offers.alternatives(self._inner, texts, source, target)

    def scores(self, sources: Sequence[str], translations: Sequence[str], source: str, target: str) -> offers.Scores:
        """The translator's."""
        return offers.scores(self._inner, sources, translations, source, target)

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """As many translations as texts; what the translator leaves out ("") stays out."""
        done = list(self._ask(texts, source, target))
        found = {i: demands(text, source, target, self._glossary) for i, text in enumerate(texts) if done[i]}
        wanted = {i: mine for i, mine in found.items() if mine}
        before = _lacking(wanted, done, target)
        for whole in (False, True):
            unmet = _lacking(wanted, done, target)
            if not unmet:
                break
            tried = {
                i: [
                    disguise(texts[i], wanted[i] if whole else mine, family, source, target)
                    for family, disguise in enumerate((spliced, masked))
                ]
                for i, mine in unmet.items()
            }
            lifted = self._lifted(tried, source, target)
            if primary_subtag(target) in SWAPPING and not whole:
                self._swap(texts, done, {i: unmet[i] for i in lifted}, lifted, source, target)
            for i, words in lifted.items():
                done[i] = _best([done[i], *words], wanted[i], target)
        self._book(before, _lacking(wanted, done, target), wanted)
        return tuple(done)

    def _lifted(self, tried: Mapping[int, Sequence[Disguise]], source: str, target: str) -> dict[int, list[str]]:
        """The translations of disguised texts without their disguise, those that came through."""
        flat = [(i, disguise) for i, several in tried.items() for disguise in several]
        try:
            again = self._ask([disguise.text for _, disguise in flat], source, target)
        except EngineError as error:
            log.warning("%s failed at sentences with names of the glossary put in: %s", self.name, error)
            return {}
        lifted: dict[int, list[str]] = {}
        for (i, disguise), translation in zip(flat, again, strict=True):
            if words := disguise.lifted(translation):
                lifted.setdefault(i, []).append(words)
        return lifted

    def _swap(
        self,
        texts: Sequence[str],
        done: Sequence[str],
        unmet: Lacking,
        lifted: Mapping[int, list[str]],
        source: str,
        target: str,
    ) -> None:
        """Adds to the candidates the first translation with the engine's own word for the term exchanged: a word that
        the engine has for it alone, and that is gone from what it made of the disguised text."""
        own = {(i, d): texts[i][d.places[0].start : d.places[0].end] for i, mine in unmet.items() for d in mine}
        unique = list(dict.fromkeys(own.values()))
        try:
            alone = dict(zip(unique, self._ask(unique, source, target), strict=True)) if unique else {}
        except EngineError:
            return
        for i, mine in unmet.items():
            words = [ARTICLE.sub("", alone[own[i, d]]).strip(" .") for d in mine]
            if any(w and whole_words(w).search(candidate) for w in words for candidate in lifted[i]):
                continue
            if exchanged := swapped(done[i], mine, words, target):
                lifted[i].append(exchanged)

    def _ask(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        done = self._inner.translate(texts, source, target)
        if len(done) != len(texts):
            raise EngineError(f"{self.name} gave {len(done)} translations for {len(texts)} texts")
        return done

    def _book(self, before: Lacking, after: Lacking, wanted: Lacking) -> None:
        total, first, last = (sum(map(len, each.values())) for each in (wanted, before, after))
        self._counts.update({"there": total - first, "put in": first - last, "missing": last})
        if last:
            log.warning("%s: of %d names and terms of the glossary %d are missing", self.name, total, last)


def _lacking(wanted: Lacking, done: Sequence[str], target: str) -> dict[int, tuple[Demand, ...]]:
    """What each translation lacks; those that lack nothing are left out."""
    return {i: lacking for i, mine in wanted.items() if (lacking := _unmet(mine, done[i], target))}


def _best(candidates: Sequence[str], wanted: Sequence[Demand], target: str) -> str:
    """Of the first translation and the others, the one that lacks least; of equal ones the one that is most like the
    first: what a name or term put in has thrown into confusion is not. One that lost what the first has is out."""
    first = candidates[0]
    lacks = {words: set(_unmet(wanted, words, target)) for words in candidates}
    return min(
        (words for words in candidates if lacks[words] <= lacks[first]),
        key=lambda words: (len(lacks[words]), -fuzz.ratio(words, first)),
    )


def glossed(engines: Engines, glossary: Glossary) -> Engines:
    """The same engines, their translator held to the glossary, if there is one."""
    return (
        replace(engines, translator=Glossed(engines.translator, glossary))
        if glossary.keep or glossary.terms
        else engines
    )


def _unmet(wanted: Sequence[Demand], translation: str, target: str) -> tuple[Demand, ...]:
    return tuple(d for d in wanted if not d.met(translation, target))
