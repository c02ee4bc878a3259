"""What a glossary demands of a translation, and texts in which its names and terms are disguised, so that a model
leaves them alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from service.languages.names import COMMON_NOUN_CAPITALS
from service.languages.terms import Entry, Place, find_entries, find_name, find_term, whole_words
from service.model.glossary import Glossary, Term
from service.model.version import primary_subtag

STAND_INS = (
    tuple(f"{a}q{b}v" for a, b in product("XZWK", "zkuwy")),
    tuple(f"Q{a}X{b}" for a, b in product("ZKW", "YVJ")),
)
"""Words that no language has and that models copy, two families. Measured on the bundled Portuguese and English models
with twelve sentences: each of these shapes came through in all, <1>, {1}, @1, #1# and names of cities did not."""

ARTICLE = re.compile(r"\b(an?)\s+$", re.IGNORECASE)
SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s+)[\"'“”„«»‘’(\[¿¡]*$")


@dataclass(frozen=True, slots=True)
class Demand:
    """A name or term of one text, and where it stands there: the translation has to have it as often."""

    entry: Entry
    places: tuple[Place, ...]

    @property
    def term(self) -> Term | None:
        """The entry if it is no name to keep."""
        return None if isinstance(self.entry, str) else self.entry

    def met(self, translation: str, target: str) -> bool:
        """Whether the translation has it as often as the text."""
        if isinstance(self.entry, str):
            return len(find_name(self.entry, translation, tolerant=True)) >= len(self.places)
        return len(find_term(self.entry.spellings(target), translation, target, tolerant=True)) >= len(self.places)

    def wording(self, target: str) -> str:
        """What is put in."""
        return self.entry if isinstance(self.entry, str) else self.entry.spellings(target)[0]


@dataclass(frozen=True, slots=True)
class Disguise:
    """A text in which stand-ins take the places of names and terms: `hidden` holds each stand-in, what it stands for,
    and for a term whether it has a capital in the text; None for a name, which stays as it is."""

    text: str
    hidden: tuple[tuple[str, str, bool | None], ...]

    def lifted(self, translation: str) -> str | None:
        """The translation with all stand-ins put back; None unless each is there exactly once."""
        for stand_in, wording, capital in self.hidden:
            if translation.casefold().count(stand_in.casefold()) != 1:
                return None
            found = re.search(rf"(?<![A-Za-zÀ-ɏ0-9]){stand_in}(?![A-Za-zÀ-ɏ0-9])", translation)
            if not found:
                return None
            before, after = translation[: found.start()], translation[found.end() :]
            up = capital or (capital is not None and SENTENCE_START.search(before))
            first = wording[:1].upper() if up else wording[:1]
            translation = f"{before}{first}{wording[1:]}{after}"
        return translation


def demands(text: str, source: str, target: str, glossary: Glossary) -> tuple[Demand, ...]:
    """What the translation of a text must have; terms count that have a spelling in both languages."""
    terms = [term for term in glossary.terms if term.spellings(source) and term.spellings(target)]
    return tuple(Demand(*found) for found in find_entries(text, source, glossary.keep, terms).items())


def spliced(text: str, chosen: Sequence[Demand], family: int, source: str, target: str) -> Disguise:
    """Terms as the target language has them, and stand-ins for names."""
    return _disguise(text, [d for d in chosen if d.term is None], [d for d in chosen if d.term], family, source, target)


def masked(text: str, chosen: Sequence[Demand], family: int, source: str, target: str) -> Disguise:
    """Stand-ins for names and terms; a term that is inflected in the text is written in, as its form is not known."""
    plain = [d for d in chosen if d.term is None or not any(p.inflected for p in d.places)]
    return _disguise(text, plain, [d for d in chosen if d not in plain], family, source, target)


def _disguise(
    text: str, hide: Sequence[Demand], write: Sequence[Demand], family: int, source: str, target: str
) -> Disguise:
    folded = text.casefold()
    free = iter([word for word in STAND_INS[family] if word.casefold() not in folded])
    pieces: list[str] = []
    hidden: list[tuple[str, str, bool | None]] = []
    at = 0
    for place, demand in sorted(((p, d) for d in (*hide, *write) for p in d.places), key=lambda pair: pair[0]):
        wording = demand.wording(target)
        raised = _raised(text, place, demand.term, source) if demand.term else None
        if stand_in := next(free, None) if demand in hide else None:
            hidden.append((stand_in, wording, raised))
        elif demand.term and (raised or SENTENCE_START.search(text[: place.start])):
            wording = wording[:1].upper() + wording[1:]
        pieces += [text[at : place.start], stand_in or wording]
        at = place.end
    return Disguise("".join([*pieces, text[at:]]), tuple(hidden))


def _raised(text: str, place: Place, term: Term, source: str) -> bool:
    """Whether a term has a capital in the text that neither the glossary nor the sentence's beginning gives it."""
    words = text[place.start : place.end]
    listed = {spelling.casefold(): spelling for spelling in term.spellings(source)}.get(words.casefold(), "")
    return (
        words[:1].isupper()
        and listed[:1].islower()
        and not SENTENCE_START.search(text[: place.start])
        and primary_subtag(source) not in COMMON_NOUN_CAPITALS
    )


def swapped(translation: str, lacking: Sequence[Demand], alone: Sequence[str], target: str) -> str | None:
    """A translation in which the words that a name or term has when it is translated `alone` make room for the agreed
    ones. None unless they stand there exactly as often, for a form of a term (its number is not known), and for a noun
    that would need the other English article."""
    for demand, words in zip(lacking, alone, strict=True):
        wording = demand.wording(target)
        found = list(whole_words(words).finditer(translation)) if words else []
        if len(found) != len(demand.places) or any(place.inflected for place in demand.places):
            return None
        for match in reversed(found):
            before = translation[: match.start()]
            article = ARTICLE.search(before)
            if article and (article[1].lower() == "an") != (wording[0].lower() in "aeiou"):
                return None
            capital = bool(SENTENCE_START.search(before)) and demand.term is not None
            first = wording[0].upper() if capital else wording[0]
            translation = f"{before}{first}{wording[1:]}{translation[match.end() :]}"
    return translation
