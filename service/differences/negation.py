"""A "not" that fell out or crept in, counted in the versions' own words in whatever languages."""

from collections.abc import Iterator, Sequence

from service.differences import opposed, rules, told, turned
from service.differences.apparatus import having_and_lacking, outlier
from service.differences.edits import Edit, Pair
from service.differences.grammar import function_words
from service.differences.verdict import Verdict
from service.languages import knowledge
from service.languages.negations import firm, oblique, plain, prefixed
from service.languages.phrases import Phrase, find_phrases, without_lookalikes
from service.languages.tokens import Token, size, words
from service.languages.word_units import units
from service.model.collation import Cell, Collation
from service.model.finding import Finding
from service.model.kept import read_once
from service.model.protocols import Embedder
from service.model.rule import Rule
from service.model.version import primary_subtag

SPARING = frozenset({"en", "de", "nl", "sv", "da", "no", "fr", "es", "it", "pt"})
SHORT = 90.0
"""Languages whose "not" seldom stands where another language does without, and letters up to which a sentence leaves
little room to say it otherwise. Of clean pairs of sentences (English beside German, Russian,
Chinese, Japanese and Czech, German beside English and French: 1,603) 1 in 100 is flagged so."""

AGAINST_ONE = 3
MUCH_THE_SAME = 0.6
"""Share of words kept from which on a "not" that came or went says something by itself."""

ELSEWHERE = 0.15
"""Share of the sentence from which on a "not" has moved to deny something else."""


def find(collation: Collation) -> Iterator[Finding]:
    """Rows in which some versions negate and others do so by no means at all.

    Languages negate differently (not, un-, without, fail to), so the mere number of words says little: a row counts
    only where one side has a plain "not" or "no" and the other neither that nor any word that negates in another way.
    A firm word of the other kind ("without", "refused", "illegal") counts where the other side has not even a word that
    hints at the like ("only", "against").
    """
    for row in collation.rows:
        cells = [c for c in collation.cells(row) if _plain(c) or _knows(c)]
        if len({c.language for c in cells}) == 1:
            continue  # versions of one language are compared word by word, in words.py
        negating, loose = [c for c in cells if _plain(c)], False
        if not negating and not any(c.pivot for c in cells):  # a machine translation shows better what "without" became
            negating, loose = [c for c in cells if _firm(c)], True
        if not negating:
            continue  # whether the others deny in another way is dear to find out
        silent = [c for c in cells if not _plain(c) and not (loose and _loose(c)) and not _oblique(c)]
        if not loose:
            silent = [c for c in silent if not any(turned.made_good(n, c) for n in negating)]
        if not silent:
            continue
        readings = having_and_lacking([(c, (_plain(c) or _firm(c))[0]) for c in negating], silent)
        alone = outlier(readings)
        deniers, names = _ids(negating), _ids(silent)
        said = (
            told.clause(told.NEGATES, collation, deniers, words=readings[0].quote),
            told.clause(told.DOES_NOT, collation, names),
        )
        # One that denies against all the rest has but put it so ("to struggle to", "not to be able to").
        agreed = alone in names and len(cells) > AGAINST_ONE
        rule = rules.DENIED_BY_ONE if agreed else _between_two(negating, silent)
        if collation.original in {c.version.id for c in cells} - {*deniers, *names}:
            # The original denies in another way ("fell short of"): so may the translations, each in its own.
            rule = rules.DENIED_HINT
        yield Finding(rule, row.index, readings, said, outlier=alone)


def _between_two(negating: Sequence[Cell], silent: Sequence[Cell]) -> Rule:
    """Where a "not" has no counterpart it was lost or put in, unless the sentence is long and in a language that says
    much by "not" that others say without: there it is but a hint, like a lost "without" in a long sentence."""
    sparing = all(primary_subtag(c.language) in SPARING and _plain(c) for c in negating)
    sure = sparing or all(size(c.text) <= SHORT for c in silent)
    return rules.DENIED if sure else rules.DENIED_HINT


def judge(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """An edit within one language that brings or takes a negation, while the sentences as wholes differ in it, too."""
    function = knowledge(pair.language).words.group("negation", "words")
    left, right = _negating(pair.left, pair.language, function), _negating(pair.right, pair.language, function)
    idioms = _idioms(pair.left, edit.left, pair.language), _idioms(pair.right, edit.right, pair.language)
    here = [
        [t for t in side if t.start in there and not any(i.start <= t.start < i.end for i in whole)]
        for side, there, whole in zip((edit.left, edit.right), (left, right), idioms, strict=True)
    ]
    if bool(here[0]) == bool(here[1]):
        return None if here[0] else _turned(edit, pair)
    if bool(edit.left) != bool(edit.right) and all(_negates(t.text, function) for t in (*edit.left, *edit.right)):
        elsewhere = _scope(edit, pair, function)
    else:
        elsewhere = None
    counts = [len(left), len(right)]
    if counts[0] == counts[1]:
        return elsewhere
    if any(_instead(counts, pair, kinds) for kinds in (("verbs", "firm"), ("firm",))) or opposed.made_good(pair):
        return None
    if primary_subtag(pair.language) != "en" and not _bare(edit, pair):
        return Verdict(rules.NOT_EDITED_FREELY)
    return Verdict(rules.NOT_EDITED, sure=True)


def _bare(edit: Edit, pair: Pair) -> bool:
    """Whether a "not" alone came or went in a sentence that is otherwise much the same. Between two German translations
    of one story all other edits with a "not" (19 of 19 read) were other ways to deny: "nicht weiter belästigen",
    "in Ruhe lassen". In English, whose ways are better known here, clean pairs have no such edits."""
    function = function_words(pair.language)
    content = [t for t in (*edit.left, *edit.right) if t.is_word and t.text.lower() not in function]
    denials = knowledge(pair.language).words.group("negation", "words")
    return pair.kept >= MUCH_THE_SAME and all(_negates(t.text, denials) for t in content)


def _instead(counts: Sequence[int], pair: Pair, kinds: Sequence[str]) -> bool:
    """Whether the text with fewer "not" has more of other words that deny: "did not" became "failed to"."""
    left, right = (len(find_phrases(text, pair.language, "negation", *kinds)) for text in (pair.left, pair.right))
    return (counts[0] - counts[1]) * (right - left) > 0


def _idioms(text: str, side: Sequence[Token], language: str) -> list[Phrase]:
    """The idioms that an edit replaces as a whole: "nie dagewesen" may become "beispiellos"; of one that lost its
    "not" the rest stays."""
    if not side:
        return []
    found = find_phrases(text, language, "negation", "idioms")
    return [i for i in found if side[0].start <= i.start and i.end <= side[-1].end]


def _turned(edit: Edit, pair: Pair) -> Verdict | None:
    """A "without" or "failed to" that fell out of a sentence which negates by no other means, either."""
    texts, sides = (pair.left, pair.right), (edit.left, edit.right)
    found = [find_phrases(text, pair.language, "negation", "firm") for text in texts]
    if bool(found[0]) == bool(found[1]):
        return None
    side = 0 if found[0] else 1
    function = knowledge(pair.language).words.group("function")
    if any(t.is_word and t.text.lower() not in function for t in sides[1 - side]):
        return None  # "legal" for "illegal" is an opposite
    if not any(f.start <= t.start < f.end for f in found[side] for t in sides[side]):
        return None
    if find_phrases(texts[1 - side], pair.language, "negation"):
        return None
    return Verdict(rules.FIRM_EDITED)


def _scope(edit: Edit, pair: Pair, function: frozenset[str]) -> Verdict | None:
    """A "not" that stands at quite another place denies something else."""
    places = [
        [k / max(1, len(found)) for k, w in enumerate(found) if _negates(w.text, function)]
        for found in (words(pair.left), words(pair.right))
    ]
    if len(places[0]) == len(places[1]) == 1 and abs(places[0][0] - places[1][0]) > ELSEWHERE:
        return Verdict(rules.NOT_MOVED)
    return None


@read_once
def _negating(text: str, language: str, negations: frozenset[str]) -> frozenset[int]:
    """Where the words stand that negate; "not only" negates nothing."""
    bare = without_lookalikes(text, language, "negation")
    return frozenset(
        u.token.start
        for u in units(text, language)
        if (_negates(u.token.text, negations) or (u.key == "not" and primary_subtag(language) == "en"))
        and bare[u.token.start : u.token.end].strip("\x00")
    )


def _negates(word: str, negations: frozenset[str]) -> bool:
    lower = word.lower().replace("\u2019", "'")
    return lower in negations or lower.endswith("n't")


def _ids(cells: Sequence[Cell]) -> list[str]:
    """The versions of the cells."""
    return [c.version.id for c in cells]


def _plain(cell: Cell) -> tuple[Phrase, ...]:
    return plain(cell.text, cell.language)


def _oblique(cell: Cell) -> bool:
    return bool(oblique(cell.text, cell.language)) or prefixed(cell.text, cell.language)


def _firm(cell: Cell) -> tuple[Phrase, ...]:
    return firm(cell.text, cell.language)


def _loose(cell: Cell) -> tuple[Phrase, ...]:
    return find_phrases(cell.text, cell.language, "negation", "loose")


def _knows(cell: Cell) -> bool:
    """Whether the language's words of negation are known at all."""
    return bool(knowledge(cell.language).words.group("negation", "words"))
