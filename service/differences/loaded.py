"""Loaded words that are no single word of a table: those of the user's glossary, phrases, and words of languages that
are written without blanks. Single words of the tables: see lexical.py."""

from collections.abc import Iterator, Sequence

from service.differences import rules
from service.differences.edits import Edit, Pair
from service.differences.facing import pairs, words_of
from service.differences.verdict import Verdict
from service.differences.words import Placed, together
from service.languages.meaning import same_topic, topics
from service.languages.terms import Place, find_term
from service.languages.tokens import Token, spaceless
from service.model.collation import Cell, Collation
from service.model.finding import Basis, Finding
from service.model.glossary import Topic
from service.model.kept import loaded_once

OURS = Verdict(rules.LOADED, sure=True)
LISTED = Verdict(rules.LOADED_LISTED, sure=True)
"""What the user lists matters to him."""

Side = tuple[tuple[int, Place], ...]
"""Where the words of a topic stand in a text, each with the number of its shade."""


def find(collation: Collation) -> Iterator[Finding]:
    """One finding for each place where two versions of one language have words of a topic that judge differently."""
    for row in collation.rows:
        placed: list[Placed] = []
        for a, b, basis in pairs(collation, row):
            if basis is Basis.PIVOT or a.text == b.text:
                continue  # on the pivot the words are the translator's choice
            known = _known(a.language, collation.glossary.loaded)
            both = [(*sides, verdict) for topic, verdict in known if (sides := _sides(topic, a, b))]
            judged = _judged(words_of(a, b, basis, collation.pivot), both) if both else ()
            placed += [Placed(a, b, edit, verdict, basis) for edit, verdict in judged]
        yield from together(collation, row, placed)


def _known(language: str, listed: Sequence[Topic]) -> Iterator[tuple[Topic, Verdict]]:
    """The topics of a language that are told here, the user's first."""
    yield from ((topic, LISTED) for topic in listed if topic.covers(language))
    yield from ((topic, OURS) for topic in _of_phrases(language))


@loaded_once
def _of_phrases(language: str) -> tuple[Topic, ...]:
    """The tables' topics of which single words do not tell all."""
    return tuple(t for t in topics(language) if spaceless(t.language) or any(" " in w for s in t.shades for w in s))


def _sides(topic: Topic, a: Cell, b: Cell) -> tuple[Side, Side] | None:
    """Where two cells have words of a topic; None unless both do."""
    left = _side(topic, a.text, a.language)
    right = _side(topic, b.text, a.language) if left else ()
    return (left, right) if right else None


def _judged(pair: Pair, both: Sequence[tuple[Side, Side, Verdict]]) -> Iterator[tuple[Edit, Verdict]]:
    """The edits that set a loaded word against another, each once."""
    edits = [e for e in pair.edits if e.left and e.right and not e.moved and not _told_by_word(e, pair.language)]
    told: set[tuple[str, int]] = set()
    for left, right, verdict in both:
        for edit in edits:
            whole = _opposed(edit, left, right, pair)
            places = {("left", whole.left_at), ("right", whole.right_at)} if whole else set()
            if whole and not told & places:
                told |= places
                yield whole, verdict


def _told_by_word(edit: Edit, language: str) -> bool:
    return any(same_topic(a.text, b.text, language) for a in edit.left for b in edit.right)


def _side(topic: Topic, text: str, language: str) -> Side:
    """The places of a topic's words; of places within each other the longest, whatever its shade."""
    found = [(n, place) for n, shade in enumerate(topic.shades) for place in find_term(shade, text, language)]
    return tuple(
        (n, p)
        for n, p in found
        if not any(q.start <= p.start and p.end <= q.end and q.end - q.start > p.end - p.start for _, q in found)
    )


def _opposed(edit: Edit, left: Side, right: Side, pair: Pair) -> Edit | None:
    """The edit with all of the words that it touches, if their shades differ; None where a shade stands on both
    sides."""
    mine, theirs = _touched(edit.left, left), _touched(edit.right, right)
    if not mine or not theirs or {n for n, _ in mine} & {n for n, _ in theirs}:
        return None
    one, other = _widened(edit.left, mine, pair.left), _widened(edit.right, theirs, pair.right)
    return Edit((one,), (other,), one.start, other.start)


def _touched(words: Sequence[Token], side: Side) -> Side:
    return tuple((n, p) for n, p in side if any(p.start < t.end and t.start < p.end for t in words))


def _widened(words: Sequence[Token], side: Side, text: str) -> Token:
    """All of the words as one, for what is quoted of a language without blanks."""
    start = min(words[0].start, *(p.start for _, p in side))
    end = max(words[-1].end, *(p.end for _, p in side))
    return Token(start, end, text[start:end])
