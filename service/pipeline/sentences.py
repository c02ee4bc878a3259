"""Where sentences begin: `sentencex`, and what it gets wrong put right again. Boundaries are only taken away, never
made."""

import re
from collections.abc import Iterator

from service.languages import knowledge
from service.languages.quotes import find_quotations
from service.model.version import primary_subtag

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
LONGEST_QUOTE = 400
"""Code points. A quotation of several sentences stays whole up to here; beyond, a segment would be a page."""

SPOKEN_MARK = re.compile(r"[?!。？！…][」』”]\s*$")
SPEAKS = {
    "ja": re.compile(r"(?:と|って|などと)"),
    "zh": re.compile(r"[^。？！]{0,8}(?:说|說|问|問|道|称|稱|喊|答|叫|表示|写道|寫道)[^。？！]{0,4}[。，：,]"),
}
"""What follows a quotation that ends in a mark of its own, and belongs to it: 「帰れ。」と言った, “谁？”她问。"""

ORDINAL = re.compile(r"(?:^|\s)(\w+)\s\d{1,3}\.\s*$")
ORDINAL_DOT = frozenset({"cs", "da", "de", "et", "fi", "hr", "hu", "lv", "nb", "no", "pl", "sk", "sl", "sr", "tr"})
"""Languages that write "2nd" as "2."."""


def sentences(line: str, language: str) -> Iterator[tuple[int, int]]:
    """The sentences of one line as offsets into it; together they cover it. `language`: BCP 47."""
    import sentencex

    code = primary_subtag(language)
    # A lone surrogate is no text that sentencex takes; a mark of the same length keeps the offsets.
    clean = LONE_SURROGATE.sub("\ufffd", line)
    parts: list[str] = list(sentencex.segment(code, clean))
    if "".join(parts) != clean:  # it once normalised what it was given; then the line stays whole
        parts = [clean]
    start = at = 0
    for part in parts:
        at += len(part)
        if at == len(clean) or _ends(clean, start, at, code):
            yield start, at
            start = at


def _ends(line: str, start: int, at: int, language: str) -> bool:
    """Whether a sentence that began at `start` really ends at `at`."""
    before = line[start:at]
    if any(q.closed and q.start <= at <= q.end <= q.start + LONGEST_QUOTE for q in find_quotations(line, language)):
        return False
    speaks = SPEAKS.get(language)
    if speaks and SPOKEN_MARK.search(before) and speaks.match(line, at):
        return False
    words = knowledge(language).words
    if any(_ends_with(before, title) for title in words.group("abbreviations")):
        return False
    ordinal = ORDINAL.search(before) if language in ORDINAL_DOT else None
    before_ordinals = words.group("function", "articles", "prepositions", "possessives")
    before_ordinals |= words.group("numbers", "before_ordinals")
    return not (ordinal and ordinal[1].lower() in before_ordinals)


def _ends_with(text: str, abbreviation: str) -> bool:
    written = {re.escape(abbreviation.upper()), re.escape(abbreviation.capitalize())}
    return re.search(rf"(?:^|[\s(«“\"'’])(?:{'|'.join(sorted(written))})\s*$", text) is not None
