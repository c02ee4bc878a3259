"""Numbers told in steps, in figures and words: "1 млн 200 тысяч", "2 crore 30 lakh", "mil 200 millones"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from service.languages.figures import FIGURE, values_of
from service.languages.load import Numbers, knowledge
from service.languages.named import one_of
from service.languages.sums import HUNDRED, THOUSAND, Sum
from service.languages.tokens import BLANKS, MARKED_WORD, lowered
from service.model.kept import loaded_once

LONGEST = 60
"""Characters; no number in steps of the cases is half as long."""

HALF = 0.5
Token = tuple[str, str]


@dataclass(slots=True)
class Steps:
    """What has been read of a number in steps."""

    table: Numbers
    so_far: Sum = field(default_factory=Sum)
    kind: str = ""
    step: str = ""
    figure: str = ""

    def take(self, kind: str, text: str) -> bool:
        """Goes on with a figure, a word, a half, or an "and"; whether the number can go on so."""
        took = getattr(self, f"_{kind}")(text)
        self.kind = kind
        return bool(took)

    def _figure(self, text: str) -> bool:
        if self.kind == "figure":
            return False  # a year before a number: in 2020 5 million
        value = values_of(text, self.table)[0]
        broken = self.figure and values_of(self.figure, self.table)[0] % 1
        self.figure = text
        return not broken and self.so_far.take("words", value)

    def _word(self, text: str) -> bool:
        """A thousand or million; another number word only before the first figure: "$1 million two years ago"."""
        worth = self.table.multipliers.get(text)
        if worth is None:
            ahead = not self.figure and text in self.table.words
            return ahead and self.so_far.take("words", self.table.words[text])
        smaller = self.step and self.table.multipliers[self.step] < worth
        if smaller and f"{self.step} {text}" not in self.table.multipliers:
            return False  # "3 mil 500 millones" are a way to say it, "5 тысяч 3 миллиона" are two numbers
        self.step = text
        return self.so_far.take("multipliers", worth)

    def _half(self, _: str) -> bool:
        return self.kind == "figure" and self.so_far.take("groups", HALF, joined=True)

    def _joint(self, _: str) -> bool:
        return self.kind == "word" and bool(self.step)

    @property
    def value(self) -> float | None:
        """The number, if it may end here: a figure at the end must fill the places that a step left open."""
        if not self.step or not self.figure:
            return None
        if self.kind == "word":
            return self.so_far.value
        worth = values_of(self.figure, self.table)[0]
        whole = self.table.multipliers[self.step]
        hundreds = whole == THOUSAND and worth >= HUNDRED  # 2 mil 500
        thousands = worth >= THOUSAND and not self.figure.isdecimal() and not worth % 1  # 1 million 200 000
        return self.so_far.value if self.kind == "figure" and (hundreds or thousands) else None


def stepped(quote: str, language: str) -> float | None:
    """What a passage is worth as one number in steps; None if it is none."""
    steps = Steps(knowledge(language).numbers)
    tokens = list(_tokens(quote, language)) if len(quote) <= LONGEST else []
    if not tokens or not all(kind and steps.take(kind, text) for kind, text in tokens):
        return None
    return steps.value


def _tokens(quote: str, language: str) -> Iterator[Token]:
    """The kinds and texts of what stands in the passage; an empty kind where it holds something else."""
    table, pattern, at = knowledge(language).numbers, _pattern(language), 0
    while at < len(quote):
        match = pattern.match(quote, at)
        if not match:
            yield "", ""
            return
        text = lowered(match[match.lastgroup or 0], language)
        bare = text.removesuffix(".")
        at = match.end()
        if match.lastgroup == "word" and text not in table.multipliers:
            at, text = at - (len(text) - len(bare)), bare
        yield match.lastgroup or "", text


@loaded_once
def _pattern(language: str) -> re.Pattern[str]:
    words = knowledge(language).words
    half, joint = (one_of(words.group("numbers", kind), language) for kind in ("half_behind", "steps"))
    figure = FIGURE.pattern.replace("?P<mark>", "?P<mark_>").replace("?P=mark", "?P=mark_")
    return re.compile(
        rf"[{BLANKS}]?(?:(?P<half>{half})(?=[{BLANKS}])|(?P<joint>{joint})(?=[{BLANKS}])"
        rf"|(?P<figure>{figure})|(?P<word>{MARKED_WORD.pattern}\.?))",
        re.IGNORECASE,
    )
