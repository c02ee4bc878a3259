"""British and American spellings of one word."""

import re

FOLDS = (
    (re.compile(r"is(e[ds]?|ers?|ing|ations?)\b"), r"iz\1"),
    (re.compile(r"ys(e[ds]?|ers?|ing)\b"), r"yz\1"),
    (re.compile("our"), "or"),
    (re.compile("ae|oe"), "e"),
    (re.compile("ogue"), "og"),
    (re.compile("ence|ense"), "ens"),
    (re.compile(r"tre(s?)\b"), r"ter\1"),
    (re.compile(r"(?<=gra)mme"), "m"),
    (re.compile("ll"), "l"),
    (re.compile("grey"), "gray"),
    (re.compile("que\\b"), "ck"),
    (re.compile("aluminium"), "aluminum"),
    (re.compile("tyre"), "tire"),
    (re.compile("plough"), "plow"),
    (re.compile("wards\\b"), "ward"),
    (re.compile(r"(?<=among)st\b|(?<=amid)st\b"), ""),
)


def is_variant(one: str, other: str) -> bool:
    """Whether two different words are spellings of one."""
    return one.lower() != other.lower() and _folded(one) == _folded(other)


def _folded(word: str) -> str:
    folded = word.lower()
    for pattern, plain in FOLDS:
        folded = pattern.sub(plain, folded)
    return folded
