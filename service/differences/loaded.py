"""Loaded words that are no single word of a table: those of the user's glossary, phrases, and words of languages that
are written without blanks. Single words of the tables: see lexical.py."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.differences.edits import Edit, Pair
from service.differences.verdict import Verdict
from service.differences.words import Placed, pairs, together, words_of
from service.languages.meaning import same_topic, topics
from service.languages.terms import Place, find_term
from service.languages.tokens import Token, spaceless
from service.model.collation import Collation
from service.model.finding import Basis, Finding, FindingType, Severity
from service.model.glossary import Topic

WHY = "the words carry different judgements"
OURS = Verdict(FindingType.TERMINOLOGY, Severity.MAJOR, 0.6, WHY, sure=True)
LISTED = replace(OURS, confidence=0.8)
"""What the user lists matters to him."""

Side = tuple[tuple[int, Place], ...]
"""Where the words of a topic stand in a text, each with the number of its shade."""


def find(collation: Collation) -> Iterator[Finding]:
    """One finding for each place where two versions of one language have words of a topic that judge differently."""
    for row in collation.rows:
        placed: list[Placed] = []
        for a, b, basis in pairs(collation, row):
            if basis is Basis.PIVOT:
                continue  # the words there are the translator's choice
            pair = words_of(a, b, basis, collation.pivot)
            judged = _judged(pair, collation.glossary.loaded)
            placed += [Placed(a, b, edit, verdict, basis) for edit, verdict in judged]
        yield from together(collation, row, placed)


def _judged(pair: Pair, listed: Sequence[Topic]) -> Iterator[tuple[Edit, Verdict]]:
    """The edits that set a loaded word against another, each once."""
    edits = [e for e in pair.edits if e.left and e.right and not e.moved and not _told_by_word(e, pair.language)]
    known = [(topic, LISTED) for topic in listed if topic.covers(pair.language)]
    known += [(topic, OURS) for topic in topics(pair.language) if _has_phrases(topic)]
    told: set[tuple[str, int]] = set()
    for topic, verdict in known if edits else ():
        left, right = (_side(topic, text, pair.language) for text in (pair.left, pair.right))
        for edit in edits if left and right else ():
            whole = _opposed(edit, left, right, pair)
            places = {("left", whole.left_at), ("right", whole.right_at)} if whole else set()
            if whole and not told & places:
                told |= places
                yield whole, verdict


def _told_by_word(edit: Edit, language: str) -> bool:
    return any(same_topic(a.text, b.text, language) for a in edit.left for b in edit.right)


def _has_phrases(topic: Topic) -> bool:
    """Whether single words do not tell all of a topic."""
    return spaceless(topic.language) or any(" " in word for shade in topic.shades for word in shade)


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
