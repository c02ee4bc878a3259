"""Words that soften a number: about, over, almost, and what stands behind it in some languages (以上, 이상)."""

import re
from dataclasses import dataclass

from service.languages.load import knowledge
from service.languages.named import one_of
from service.model.kept import loaded_once
from service.model.version import primary_subtag

POSTPOSED = frozenset({"ja", "ko", "zh", "th", "hi", "tr"})
"""Languages that put the softening word behind the number and what is counted."""

BEHIND_ONLY = frozenset({"多", "余", "餘", "여", "弱", "超", "여 명", "kadar", "fazla"})
REACH = 28
COUNTER = r"\s?(?:[^\s\d.,;:、。，]{1,3}\s?)??"
ARTICLE_GAP = r"\s?(?:{articles}\s)?"


@dataclass(frozen=True, slots=True)
class Softener:
    """A word at `[start, end)` that softens a number: `kind` is "about", "over" (at least, more than) or "under"
    (almost, at most)."""

    start: int
    end: int
    kind: str


def softener(text: str, start: int, end: int, language: str) -> Softener | None:
    """What softens the number at `[start, end)`, its unit included; None if nothing does."""
    before, after = _patterns(language)
    match = before.search(text, max(0, start - REACH), start)
    if not match and after:
        match = after.match(text, end, end + REACH)
    kind = match.lastgroup if match else None
    return Softener(match.start(kind), match.end(kind), kind) if match and kind else None


@loaded_once
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    know = knowledge(language)
    phrases = know.numbers.approximate
    articles = one_of(know.words.group("function", "articles"))
    # The longest first: "not less than" before "less than".
    every = sorted(((p, kind) for kind, words in phrases.items() for p in words), key=lambda x: -len(x[0]))
    longest = dict(every)
    leading = [p for p in longest if p not in BEHIND_ONLY]
    kinds = {kind: [p for p in leading if longest[p] == kind] for kind in phrases}
    choice = "|".join(f"(?P<{kind}>{one_of(words)})" for kind, words in kinds.items() if words) or "(?!)"
    before = re.compile(rf"(?:{choice})\s?(?:{articles}\s)?[(\"“„]?$", re.IGNORECASE)
    postposed = primary_subtag(language) in POSTPOSED
    trailing = [p for p in longest if postposed or p.startswith(("с ", "з "))]
    if not trailing:
        return before, None
    kinds = {kind: [p for p in trailing if longest[p] == kind] for kind in phrases}
    choice = "|".join(f"(?P<{kind}>{one_of(words)})" for kind, words in kinds.items() if words)
    return before, re.compile(rf"{COUNTER}(?:{choice})", re.IGNORECASE)
