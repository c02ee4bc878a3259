"""One cell of a Word table: words of a version, with the marks that comments stand on."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from service.model.segment import Segment
from service.model.version import primary_subtag
from service.render.marks import Mark
from service.render.masthead import Entry
from service.render.visible import visible

_NO_XML = re.compile("[\ufffe\uffff\U0001fffe\U0001ffff]")
"""What XML 1.0 cannot hold, beside what `visible` spells out."""
EAST_ASIAN = frozenset({"zh", "ja", "ko"})


class Cell:
    """Fills one cell, cut at every border of a mark, so that each comment stands on its own words and no others."""

    def __init__(self, document: Any, paragraph: Any, entry: Entry, gap: str) -> None:
        self.document, self.paragraph, self.entry = document, paragraph, entry
        self.gap = f"[{gap}]"
        self.marked: list[tuple[Mark, list[Any]]] = []
        if entry.direction == "rtl":
            paragraph.paragraph_format.element.get_or_add_pPr().append(element("w:bidi"))

    def run(self, text: str) -> Any:
        """Adds words; their run, for marks."""
        run = self.paragraph.add_run(plain(text))
        _tongue(run, self.entry)
        return run

    def mark(self, mark: Mark, runs: list[Any]) -> None:
        """Underlines runs, and keeps them for a comment."""
        for run in runs:
            run.underline = True
            run.bold = run.bold or mark.alone
        self.marked.append((mark, runs))

    def segment(self, segment: Segment, text: str, marks: Sequence[Mark]) -> None:
        """Adds a segment of the version's `text` with its marks."""
        if self.paragraph.runs:
            self.run(" ")
        borders = sorted({segment.start, segment.end, *(place for mark in marks for place in (mark.start, mark.end))})
        runs: dict[tuple[int, int], Any] = {}
        for start, end in pairwise([*borders, segment.end]):
            for mark in marks:
                if mark.start == mark.end == start:
                    self.mark(mark, [self.run(self.gap)])
            if start < end:
                runs[start, end] = self.run(text[start:end])
        for mark in marks:
            inside = [run for (start, end), run in runs.items() if mark.start <= start and end <= mark.end]
            if inside:
                self.mark(mark, inside)


def _tongue(run: Any, entry: Entry) -> None:
    """So that a word processor checks the spelling of the right language, and sets it the right way round."""
    language = element("w:lang")
    if entry.code != "und":
        east = primary_subtag(entry.code) in EAST_ASIAN
        kind = "w:bidi" if entry.direction == "rtl" else "w:eastAsia" if east else "w:val"
        language.set(qualified(kind), entry.code)
        run._r.get_or_add_rPr().append(language)
    if entry.direction == "rtl":
        run.font.rtl = True


def plain(text: str) -> str:
    """`text` as XML can hold it."""
    return _NO_XML.sub(lambda match: f"‹U+{ord(match[0]):04X}›", visible(text))


def element(name: str) -> Any:
    """A new element of WordprocessingML, such as `w:lang`."""
    from docx.oxml import OxmlElement

    return OxmlElement(name)


def qualified(name: str) -> str:
    """A name with its namespace, as lxml wants it."""
    from docx.oxml.ns import qn

    return str(qn(name))
