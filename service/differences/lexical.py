"""Content words that are exchanged, left out or put in."""

from service.differences.edits import Edit, Pair
from service.differences.verdict import Verdict
from service.languages import knowledge
from service.languages.meaning import opposed, same_topic
from service.languages.names import alike, find_names
from service.languages.numbers import find_numbers
from service.languages.rarity import exists, home_of, is_common, zipf
from service.languages.tokens import Token
from service.model.finding import FindingType, Severity
from service.model.protocols import Embedder

RARE = 4.1
"""Zipf value below which a word carries the sentence: (7.5 - zipf) / 7.5 > .45, where half of DEMETR's critical
errors are caught at 15 alarms in 100 clean pairs."""

SPELT_ALIKE = 78.0
TRANSLATED = 0.65
COPIED = 0.75
SYNONYM = 0.6
OTHER = 0.4
"""Cosine of word vectors: above SYNONYM another word for it, below OTHER another thing."""


def untranslated(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """A word of another language in place of one's own."""
    strange = [t.text for t in edit.right if t.text.isalpha() and not exists(t.text, pair.language)]
    if not strange or not edit.left or len(strange) < len(edit.right):
        return None
    for word in strange:
        home = home_of(word, pair.language)
        if home:
            return Verdict(
                FindingType.UNTRANSLATED, Severity.CRITICAL, 0.75, f"\u201c{word}\u201d is not translated", sure=True
            )
    return None


def name(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """A name exchanged for another, or left out."""
    left, right = _names(edit.left, pair.left, pair.language), _names(edit.right, pair.right, pair.language)
    sure = _surely_name(edit.left, pair.left, pair.language) or _surely_name(edit.right, pair.right, pair.language)
    if sure and left and right and left != right and len(left) == len(edit.left) and len(right) == len(edit.right):
        if set(left) <= set(right) or set(right) <= set(left) or _abbreviated(left, right):
            return Verdict(FindingType.NAME, Severity.MINOR, 0.5, "a name in full and in part")
        if _same_name(edit, pair, embedder):
            return Verdict(FindingType.NAME, Severity.MINOR, 0.5, "the name in another form")
        return Verdict(FindingType.NAME, Severity.CRITICAL, 0.8, "another name", sure=True)
    if sure and left and not edit.right and not edit.moved and len(left) == len(edit.left):
        if _repeated(edit.left, pair.left):
            return None
        return Verdict(FindingType.NAME, Severity.MAJOR, 0.6, "a name is left out")
    return None


def meaning(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """A word for its opposite, or one loaded word for another.

    In an edit of several words their little words stand against each other by chance: only content words count there.
    """
    single = len(edit.left) == 1 and len(edit.right) == 1
    function = frozenset[str]() if single else knowledge(pair.language).words.group("function")
    for a in (t for t in edit.left if t.text.lower() not in function):
        for b in (t for t in edit.right if t.text.lower() not in function):
            if opposed(a.text, b.text, pair.language):
                return Verdict(FindingType.MEANING, Severity.CRITICAL, 0.8, "the opposite", sure=True)
            if same_topic(a.text, b.text, pair.language):
                return Verdict(
                    FindingType.TERMINOLOGY, Severity.MAJOR, 0.6, "the words carry different judgements", sure=True
                )
    return None


def missing(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """Content words on one side alone: the rarer, the graver."""
    side = edit.left or edit.right
    if (edit.left and edit.right) or edit.moved or not side:
        return None
    if not edit.left and _repeated(edit.right, pair.right):
        return Verdict(FindingType.DUPLICATION, Severity.MINOR, 0.8, "a word stands twice", sure=True)
    if find_numbers(edit.left_text or edit.right_text, pair.language):
        return Verdict(FindingType.NUMBER, Severity.MAJOR, 0.6, "a figure on one side alone")
    kind = FindingType.OMISSION if edit.left else FindingType.ADDITION
    rarest = min(zipf(t.text, pair.language) for t in side)
    if rarest < RARE:
        return Verdict(kind, Severity.MAJOR, 0.55, "", sure=False)
    return Verdict(kind, Severity.MINOR, 0.4)


def replaced(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """Content words against content words: another word for it, or another thing."""
    if not edit.left or not edit.right:
        return None
    vectors = embedder.encode([edit.left_text, edit.right_text])
    cosine = float(vectors[0] @ vectors[1])
    if cosine >= SYNONYM:
        return Verdict(FindingType.WORDING, Severity.NEUTRAL, 0.3)
    function = knowledge(pair.language).words.group("function")
    content = [t.text for t in (*edit.left, *edit.right) if t.text.lower() not in function]
    rare = min((zipf(w, pair.language) for w in content), default=9.0) < RARE
    if cosine < OTHER and rare:
        return Verdict(FindingType.MEANING, Severity.MAJOR, 0.5, "another word")
    return Verdict(FindingType.MEANING if rare else FindingType.WORDING, Severity.MINOR, 0.4, "another word")


def _same_name(edit: Edit, pair: Pair, embedder: Embedder) -> bool:
    """Spelt alike (Rakoczy, Rakoczi) or, between two wordings of their own, translated (Nürnberg, Nuremberg)."""
    if alike(edit.left_text, edit.right_text) >= SPELT_ALIKE:
        return True
    if pair.kept >= COPIED:
        return False
    vectors = embedder.encode([edit.left_text, edit.right_text])
    return float(vectors[0] @ vectors[1]) >= TRANSLATED


def _abbreviated(left: list[str], right: list[str]) -> bool:
    """Adm. and Admiral, UN and United Nations."""
    a, b = "".join(left).lower(), "".join(right).lower()
    initials = {"".join(w[0] for w in side).lower() for side in (left, right)}
    return a.startswith(b) or b.startswith(a) or bool(initials & {a, b})


def _names(tokens: tuple[Token, ...], text: str, language: str) -> list[str]:
    starts = {n.start for n in find_names(text, language)}
    return [t.text for t in tokens if t.start in starts]


def _surely_name(tokens: tuple[Token, ...], text: str, language: str) -> bool:
    """Whether one of the words is a name beyond doubt: a capital that no sentence or noun needs, or a rare word."""
    starts = {t.start for t in tokens}
    return any(n.sure or not is_common(n.text, language) for n in find_names(text, language) if n.start in starts)


def _repeated(tokens: tuple[Token, ...], text: str) -> bool:
    """Whether the words only repeat what stands right before or behind them."""
    said = " ".join(t.text.lower() for t in tokens)
    before = text[: tokens[0].start].lower().rstrip(" ,.")
    after = text[tokens[-1].end :].lower().lstrip(" ,.")
    last = tokens[-1].text.lower()
    alone = all(t.text.lower() == last for t in tokens)
    return (
        before.endswith(said) or after.startswith(said) or (alone and (before.endswith(last) or after.startswith(last)))
    )
