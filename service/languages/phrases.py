"""Finds the words and phrases that steer a check (negation, hedges, "according to") in running text."""

import re
from dataclasses import dataclass

from service.languages.load import knowledge
from service.languages.tokens import LETTER, SPACELESS
from service.languages.trie import any_of
from service.model.kept import loaded_once, read_once


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the tables at `[start, end)`, in lower case as the table has it."""

    start: int
    end: int
    text: str


@read_once
def find_phrases(text: str, language: str, group: str, *kinds: str) -> tuple[Phrase, ...]:
    """All phrases of a group (or of some of its kinds) in the text, longest first at one place, in text order."""
    pattern = _pattern(language, group, *kinds)
    if not pattern:
        return ()
    return tuple(
        Phrase(m.start(), m.end(), m[0].lower()) for m in pattern.finditer(without_lookalikes(text, language, group))
    )


@read_once
def without_lookalikes(text: str, language: str, group: str) -> str:
    """The text with words that only look like a group's blanked out, offsets kept: 未来 holds no negation, 周三 no
    three."""
    pattern = _pattern(language, "lookalikes", group)
    return pattern.sub(lambda m: "\x00" * len(m[0]), text) if pattern else text


@loaded_once
def _pattern(language: str, group: str, *kinds: str) -> re.Pattern[str] | None:
    phrases = knowledge(language).words.group(group, *kinds)
    if not phrases:
        return None
    open_ended = {p for p in phrases if SPACELESS.search(p) or p.startswith("n'")}
    patterns = [any_of(open_ended)] if open_ended else []
    if bounded := phrases - open_ended:  # whole words only, where the script has word borders; n't hangs on its verb
        patterns.append(rf"(?<!{LETTER})(?:{any_of(bounded)})(?!{LETTER})")
    return re.compile("|".join(patterns), re.IGNORECASE)
