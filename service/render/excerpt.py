"""The words around a quote: who has a reading, and where it stands in each version's own text."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from service.model.finding import Reading, Span
from service.model.report import Report
from service.model.segment import Segment
from service.model.sentences import N_
from service.render.language_names import language_of
from service.render.visible import visible, visible_quote

GAP = N_("gap")
_CONTEXT = 36  # code points at either side: about six words, one line of a terminal together with a short quote
_QUOTE = 180  # a whole omitted sentence still fits; longer ones stand in full in their row
_CLUSTERED = ("Mn", "Mc", "Me")  # marks that belong to the letter before


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quote between the words before and after it, ready to show. A gap has an empty quote."""

    before: str
    quote: str
    after: str

    @property
    def gap(self) -> bool:
        """Whether the version lacks the words here."""
        return not self.quote


@dataclass(frozen=True, slots=True)
class Witness:
    """Versions of one language that have a reading in the same words, and the first one's excerpts."""

    versions: tuple[str, ...]
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True)
class Places:
    """Finds segments by their place, for one report."""

    report: Report
    texts: dict[str, str] = field(init=False)
    _segments: dict[str, list[Segment]] = field(init=False)

    def __post_init__(self) -> None:
        texts = {v.id: v.text for v in self.report.versions}
        segments: dict[str, list[Segment]] = {v.id: [] for v in self.report.versions}
        for segment in sorted(self.report.segments, key=lambda s: s.start):
            segments[segment.version].append(segment)
        object.__setattr__(self, "texts", texts)
        object.__setattr__(self, "_segments", segments)

    def touched(self, span: Span) -> Iterator[Segment]:
        """The segments that share a character with `span`, or hold or border on its place if it has no length."""
        segments = self._segments.get(span.version, [])
        first = max(bisect_right(segments, span.start, key=lambda s: s.start) - 1, 0)
        for segment in segments[first:]:
            if segment.start > span.end or (segment.start == span.end and span.start < span.end):
                return
            if segment.end > span.start or (span.start == span.end == segment.end):
                yield segment

    def excerpt(self, span: Span) -> Excerpt:
        """The span's words with a few words of the same sentence (or sentences) around them."""
        text = self.texts.get(span.version, "")
        touched = list(self.touched(span))
        low = min([span.start, *(s.start for s in touched)])
        high = max([span.end, *(s.end for s in touched)])
        quote = text[span.start : span.end]
        inner = quote.strip()
        lead = len(quote) - len(quote.lstrip()) if inner else 0
        start, end = span.start + lead, span.start + lead + len(inner) if inner else span.end
        before, after = visible(text[low:start]).lstrip(), visible(text[end:high]).rstrip()
        if start == end:  # a whole sentence that is lacking stands apart from its neighbour
            before += " " if before and not after and not before.endswith(" ") else ""
            after = f" {after}" if after and not before else after
        return Excerpt(_tail(before), elide(visible_quote(text[start:end])), _head(after))

    def witnesses(self, reading: Reading) -> tuple[Witness, ...]:
        """Who has `reading`, in which words: one witness for each language and wording, in the reading's order.

        A version without a span (nothing shows where its words stand) joins the first.
        """
        spans: dict[str, list[Span]] = {version: [] for version in reading.versions}
        for span in reading.spans:
            spans.setdefault(span.version, []).append(span)
        groups: dict[tuple[str, ...], list[str]] = {}
        unplaced = [version for version, where in spans.items() if not where]
        for version, where in spans.items():
            if where:
                words = (" ".join(self.texts.get(version, "")[s.start : s.end].casefold().split()) for s in where)
                groups.setdefault((language_of(self.report, version), *words), []).append(version)
        if not groups:
            return (Witness(tuple(unplaced), (Excerpt("", elide(visible_quote(reading.quote)), ""),)),)
        shown = [Witness(tuple(who), tuple(self.excerpt(s) for s in spans[who[0]])) for who in groups.values()]
        return (Witness((*shown[0].versions, *unplaced), shown[0].excerpts), *shown[1:])


def elide(text: str, limit: int = _QUOTE) -> str:
    """`text` with its middle left out if it is longer than `limit`: a break shows at the end, a drift at the start."""
    if len(text) <= limit:
        return text
    return f"{_head(text, limit * 2 // 3)} {_tail(text, limit // 3)}"


def _head(text: str, limit: int = _CONTEXT) -> str:
    """The first words of `text`, with `…` if there are more."""
    if len(text) <= limit:
        return text
    cut = text.rfind(" ", limit // 2, limit + 1)
    cut = _whole(text, limit if cut < 0 else cut)
    return text[:cut].rstrip() + (" …" if text[cut:].startswith(" ") else "…")


def _tail(text: str, limit: int = _CONTEXT) -> str:
    """The last words of `text`, with `…` if there are more."""
    if len(text) <= limit:
        return text
    start = len(text) - limit
    blank = text.find(" ", start - 1, start + limit // 2)
    start = _whole(text, start) if blank < 0 else blank + 1
    return ("… " if blank >= 0 else "…") + text[start:]


def _whole(text: str, cut: int) -> int:
    """The next place from `cut` on that does not part a letter from its accents or joiners (scripts without blanks)."""
    while 0 < cut < len(text) and (
        unicodedata.category(text[cut]) in _CLUSTERED or "\u200d" in text[cut - 1 : cut + 1]
    ):
        cut += 1
    return cut
