"""Who does what to whom, turned round: "Russia accuses Ukraine" for "Ukraine accuses Russia"."""

from collections.abc import Sequence

from service.differences import rules
from service.differences.edits import Edit, Pair
from service.differences.verdict import Verdict
from service.languages import knowledge
from service.languages.lemmas import share_lemma
from service.languages.tokens import Token, spaceless, words
from service.model.version import primary_subtag

FIXED_ORDER = frozenset({"en", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "nb", "ca"})
"""Languages in which the place alone tells the doer; elsewhere the endings or the article must have changed, too."""

MARKED = frozenset({"der", "den", "dem", "des", "einen", "einem", "einer", "eines"})
"""German articles that tell a case."""

LONGEST = 5
"""Words of a doer; longer ones are clauses."""


def swapped(pair: Pair) -> tuple[Edit, Verdict] | None:
    """The place and the verdict, where two texts are the same but for two names or nouns that have changed places
    around what one does to the other."""
    language = pair.language
    left, right = words(pair.left), words(pair.right)
    if len(left) != len(right) or spaceless(language) or pair.left == pair.right:
        return None
    start = next((k for k, (a, b) in enumerate(zip(left, right, strict=True)) if not _same(a, b, language)), None)
    if start is None:
        return None
    end = len(left)
    while _same(left[end - 1], right[end - 1], language):
        end -= 1
    if not _exchanged(left[start:end], right[start:end], language):
        return None
    if primary_subtag(language) not in FIXED_ORDER and not _told_by_form(left[:end], right[:end], language):
        return None
    edit = Edit(tuple(left[start:end]), tuple(right[start:end]), left[start].start, right[start].start)
    return edit, Verdict(rules.ROLES_TURNED, sure=True)


def _exchanged(left: Sequence[Token], right: Sequence[Token], language: str) -> bool:
    """Whether left is X V Y and right Y V X, with a V that is more than "and"."""
    for i in range(1, min(LONGEST, len(left) - 2) + 1):
        for j in range(1, min(LONGEST, len(left) - i - 1) + 1):
            x, v, y = left[:i], left[i : len(left) - j], left[len(left) - j :]
            there = right[:j], right[j : len(right) - i], right[len(right) - i :]
            if not (_all_same(y, there[0], language) and _all_same(x, there[2], language)):
                continue
            if _all_same(v, there[1], language) and _between(v, language):
                return _heads(x, y, language)
    return False


def _between(tokens: Sequence[Token], language: str) -> bool:
    """Whether what stands between is no mere list."""
    table = knowledge(language).words
    joining = table.group("function", "articles", "conjunctions")
    return any(t.text.lower() not in joining for t in tokens)


def _heads(x: Sequence[Token], y: Sequence[Token], language: str) -> bool:
    """Whether both end in a word of content: a name or a noun."""
    function = knowledge(language).words.group("function")
    pronouns = knowledge(language).words.group("function", "pronouns")
    heads = (x[-1].text.lower(), y[-1].text.lower())
    return all(h not in function or h in pronouns for h in heads) and all(h[0].isalpha() for h in heads)


def _told_by_form(left: Sequence[Token], right: Sequence[Token], language: str) -> bool:
    """Whether the forms changed with the places, or, in German, none of them tells a case: die Partei, Frankreich."""
    before, after = (sorted(t.text.lower() for t in side) for side in (left, right))
    if before != after:
        return True
    return primary_subtag(language) == "de" and MARKED.isdisjoint(before)


def _all_same(left: Sequence[Token], right: Sequence[Token], language: str) -> bool:
    return len(left) == len(right) and all(_same(a, b, language) for a, b in zip(left, right, strict=True))


def _same(one: Token, other: Token, language: str) -> bool:
    """Whether two words are one, in whatever form where the language has cases."""
    a, b = one.text.lower(), other.text.lower()
    if a == b:
        return True
    if primary_subtag(language) in FIXED_ORDER:
        return False
    articles = knowledge(language).words.group("function", "articles")
    return (a in articles and b in articles) or share_lemma(a, b, language)
