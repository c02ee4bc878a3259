"""Words that differ in what they mean: another name, a foreign word, the opposite, something left out or put in."""

from collections.abc import Callable

from service.differences import rules
from service.differences.edits import Edit, Pair
from service.differences.grammar import function_words
from service.differences.verdict import Verdict
from service.languages.kinship import Kin, kinship
from service.languages.meaning import same_topic
from service.languages.names import COMMON_NOUN_CAPITALS, alike, find_names, territories
from service.languages.negations import denied_behind
from service.languages.rarity import is_common, is_listed, zipf
from service.languages.tokens import Token, words
from service.languages.variants import is_variant
from service.model.protocols import Embedder
from service.model.version import primary_subtag

RELATED = (Kin.FORM, Kin.DERIVED)
RARE = 4.1
"""Zipf value below which a word carries the sentence: (7.5 - zipf) / 7.5 > .45, where half of DEMETR's critical
errors are caught at 15 alarms in 100 clean pairs."""

SPELT_ALIKE = 78.0
"""Likeness 0..100 of two names that are spellings of one."""

CLAUSE = 3
"""Content words from which on what is left out says something of its own, however common they are."""


BESIDE = 0.7
"""Kinship of the words beside two opposites from which on they are said of one thing: worst disaster, best crash."""


EVERYDAY = 4.0
"""Zipf value from which on a word in capitals before a name may be a title."""

UNTOUCHED = 0.85
"""Share of words kept from which on another word is a change of its own, not a part of a free wording."""

COPIED, TRANSLATED = 0.75, 0.6
"""Below this share of words kept, names whose vectors have this cosine are translations of one another."""

SYNONYM = 0.6
"""Cosine of word vectors from which on a word is another one for it, in languages without a lexicon here."""


SHORT_COUNTRIES = {
    "us": "US",
    "usa": "US",
    "america": "US",
    "uk": "GB",
    "britain": "GB",
    "great britain": "GB",
    "uae": "AE",
}


def repeated(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """Words put in that only repeat their neighbours."""
    if edit.left or edit.moved or not _repeated(edit.right, pair.right):
        return None
    return Verdict(rules.TWICE_WORD, sure=True)


def name(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """A name exchanged for another, or left out."""
    left, right = _names(edit.left, pair.left, pair.language), _names(edit.right, pair.right, pair.language)
    sure = _surely_name(edit.left, pair.left, pair.language) or _surely_name(edit.right, pair.right, pair.language)
    if len(edit.left) == len(edit.right) == 1 and kinship(edit.left_text, edit.right_text, pair.language)[0] in RELATED:
        return None
    if sure and left and right and left != right and not edit.moved:
        if set(left) <= set(right) or set(right) <= set(left) or _abbreviated(left, right):
            return Verdict(rules.NAME_IN_PART)
        if _same_name(left, right) or _translated(left, right, pair, embedder):
            return Verdict(rules.NAME_REWORDED)
        whole = [_content(side, pair.language) for side in (edit.left, edit.right)]
        both = len(left) == len(whole[0]) and len(right) == len(whole[1]) and not _described(left, right, pair.language)
        both &= len(left) == len(right) or pair.kept >= COPIED  # else it may be translated, or told in full
        if primary_subtag(pair.language) in COMMON_NOUN_CAPITALS:
            # Ertrag for Leistung: a rare noun passes for a name, so between free wordings it tells nothing.
            return Verdict(rules.NAME_EDITED_NOUN)
        return Verdict(rules.NAME_EDITED if both else rules.NAME_EDITED_IN_WORDS, sure=both)
    if sure and left and not edit.right and not edit.moved and len(left) == len(edit.left):
        if _repeated(edit.left, pair.left):
            return None
        if _title(edit, pair):
            return Verdict(rules.TITLE_LOST)
        return Verdict(rules.NAME_LOST)
    return None


def meaning(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """A word for its opposite, or one loaded word for another.

    In an edit of several words their little words stand against each other by chance: only content words count there.
    """
    if edit.moved:
        return None
    single = len(edit.left) == 1 and len(edit.right) == 1
    function = frozenset[str]() if single else function_words(pair.language)
    for a in (t for t in edit.left if t.text.lower() not in function):
        for b in (t for t in edit.right if t.text.lower() not in function):
            if kinship(a.text, b.text, pair.language)[0] is Kin.OPPOSITE:
                if denied_behind(a, pair.left, pair.language) != denied_behind(b, pair.right, pair.language):
                    return None  # with no choice, without a choice
                alone = single or all(len(_content(side, pair.language)) == 1 for side in (edit.left, edit.right))
                sure = alone and _in_one_place(edit, pair)
                return Verdict(rules.OPPOSITE_WORD, sure=sure)
            if same_topic(a.text, b.text, pair.language):
                return Verdict(rules.LOADED, sure=True)
    return None


def _title(edit: Edit, pair: Pair) -> bool:
    """Whether everyday words in capitals went from before a name that both have: Queen Elizabeth, Elizabeth."""
    if primary_subtag(pair.language) != "en" or any(zipf(t.text, "en") < EVERYDAY for t in edit.left):
        return False
    bearer = next((n.text for n in find_names(pair.left, pair.language) if n.start == edit.left[-1].end + 1), None)
    described = all(is_listed(t.text) for t in edit.left)
    return described and bearer is not None and bearer in {n.text for n in find_names(pair.right, pair.language)}


def _in_one_place(edit: Edit, pair: Pair) -> bool:
    """Whether a word beside the edit is the same on both sides; between free wordings a "the" before both tells
    nothing."""
    beside = []
    for text, tokens in ((pair.left, edit.left), (pair.right, edit.right)):
        found = [w for w in words(text) if w.end <= tokens[0].start or w.start >= tokens[-1].end]
        before = [w.text.lower() for w in found if w.end <= tokens[0].start]
        behind = [w.text.lower() for w in found if w.start >= tokens[-1].end]
        beside.append((before[-1:], behind[:1]))
    (before, behind), (other_before, other_behind) = beside
    if before == other_before and behind == other_behind:
        return True
    function = function_words(pair.language)
    facing = [(a, b) for a in before for b in other_before] + [(a, b) for a in behind for b in other_behind]
    kin = [kinship(a, b, pair.language)[1] for a, b in facing if {a, b}.isdisjoint(function)]
    return pair.kept >= COPIED or any(grade >= BESIDE for grade in kin)


def missing(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """Words on one side alone: the rarer, the graver."""
    side = edit.left or edit.right
    if (edit.left and edit.right) or edit.moved or not side:
        return None
    rare, common = (rules.LOST_WORDS, rules.LOST_COMMON) if edit.left else (rules.NEW_WORDS, rules.NEW_COMMON)
    rarest = min(zipf(t.text, pair.language) for t in side)
    if rarest < RARE or len(_content(side, pair.language)) >= CLAUSE:
        return Verdict(rare)
    return Verdict(common)


def replaced(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """Content words against content words: another word for it, or another thing."""
    if not edit.left or not edit.right:
        return None
    if _spelt_otherwise(edit):
        return Verdict(rules.SPELT_OTHERWISE)
    kin = {kinship(a.text, b.text, pair.language)[0] for a in edit.left for b in edit.right}
    if Kin.SYNONYM in kin:
        return Verdict(rules.SYNONYM)
    if primary_subtag(pair.language) != "en" and _means_the_same(edit, embedder):
        return Verdict(rules.LIKE_IN_MEANING)
    function = function_words(pair.language)
    content = [t.text for t in (*edit.left, *edit.right) if t.text.lower() not in function]
    rare = min((zipf(w, pair.language) for w in content), default=9.0) < RARE
    both = all(_content(side, pair.language) for side in (edit.left, edit.right))
    alone = pair.kept >= UNTOUCHED and both
    if Kin.NEAR in kin:
        return Verdict(rules.NEARLY_SAME)
    if Kin.KIND in kin:
        return Verdict(rules.WIDER)
    return Verdict(rules.OTHER_WORD if rare and alone else rules.OTHER_COMMON_WORD)


def _means_the_same(edit: Edit, embedder: Embedder) -> bool:
    vectors = embedder.encode([edit.left_text, edit.right_text])
    return float(vectors[0] @ vectors[1]) >= SYNONYM


def _spelt_otherwise(edit: Edit) -> bool:
    """Coast guard and coastguard, colour and color."""
    joined = ["".join(c for t in side for c in t.text.lower() if c.isalnum()) for side in (edit.left, edit.right)]
    return joined[0] == joined[1] or is_variant(edit.left_text, edit.right_text)


def _content(tokens: tuple[Token, ...], language: str) -> list[Token]:
    return [t for t in tokens if t.text.lower() not in function_words(language)]


def _same_name(left: list[str], right: list[str]) -> bool:
    """Spelt alike: Rakoczy, Rakoczi; German, Germany."""
    return alike(" ".join(left), " ".join(right)) >= SPELT_ALIKE or _same_country(left, right)


def _translated(left: list[str], right: list[str], pair: Pair, embedder: Embedder) -> bool:
    """Between two wordings of their own, Mittelfranken and Central Franconia."""
    if pair.kept >= COPIED:
        return False
    vectors = embedder.encode([" ".join(left), " ".join(right)])
    return float(vectors[0] @ vectors[1]) >= TRANSLATED


def _same_country(left: list[str], right: list[str]) -> bool:
    """The USA and the United States."""
    codes = [_country(" ".join(side).lower().replace(".", "")) for side in (left, right)]
    return codes[0] is not None and codes[0] == codes[1]


def _country(name: str) -> str | None:
    return SHORT_COUNTRIES.get(name) or territories("en").get(name)


def _described(left: list[str], right: list[str], language: str) -> bool:
    """Whether both are everyday words in capitals: the Room and the Hall of Mirrors, the Council and the Parliament."""
    return primary_subtag(language) == "en" and all(is_listed(w) for w in (*left, *right))


def _abbreviated(left: list[str], right: list[str]) -> bool:
    """Adm. and Admiral, UN and United Nations."""
    a, b = "".join(left).lower(), "".join(right).lower()
    initials = {"".join(w[0] for w in side).lower() for side in (left, right) if len(side) > 1}
    dotless = {a.replace(".", ""), b.replace(".", "")}
    return a.startswith(b) or b.startswith(a) or bool(initials & dotless)


def _names(tokens: tuple[Token, ...], text: str, language: str) -> list[str]:
    starts = {n.start for n in find_names(text, language)}
    return [t.text for t in tokens if t.start in starts]


def _surely_name(tokens: tuple[Token, ...], text: str, language: str) -> bool:
    """Whether one of the words is a name beyond doubt: a capital that no sentence or noun needs, or a rare word."""
    starts = {t.start for t in tokens}
    unheard = (lambda word: not is_listed(word)) if primary_subtag(language) == "en" else _uncommon(language)
    return any(n.sure or unheard(n.text) for n in find_names(text, language) if n.start in starts)


def _uncommon(language: str) -> Callable[[str], bool]:
    return lambda word: not is_common(word, language)


def _repeated(tokens: tuple[Token, ...], text: str) -> bool:
    """Whether the words only repeat what stands right before or behind them."""
    said = [t.text.lower() for t in tokens]
    before = [w.text.lower() for w in words(text) if w.end <= tokens[0].start]
    after = [w.text.lower() for w in words(text) if w.start >= tokens[-1].end]
    return any(
        said == part * (len(said) // len(part))
        for size in range(1, len(said) + 1)
        if len(said) % size == 0
        for part in (before[-size:], after[:size])
        if len(part) == size
    )
