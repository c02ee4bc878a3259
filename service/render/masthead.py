"""What stands above a report: its title and who the versions are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from service.model.report import Report
from service.model.segment import Role
from service.model.sentences import ENGLISH, Catalogue, Sentence
from service.model.version import Relation
from service.render.language_names import direction, language_name, language_of, same
from service.render.terms import term
from service.render.visible import visible

SENTENCES = Sentence("{who} sentence", "{who} sentences")
LEFT_ASIDE = Sentence("{who} line of furniture ({kinds})", "{who} lines of furniture ({kinds})")
ALONE = Sentence("One version by itself")
TOGETHER = Sentence("A comparison of {count} versions")
_TITLE_LENGTH = 100
_LABEL_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """One version as the head names it, the `number`th from 1. `direction` is ltr, rtl or auto; `furniture` the kinds
    left aside, in order. `language`, `relation`, `described` (German · original · 12 sentences) and `left_aside` (3
    lines of furniture (button, 2 × caption); empty where there are none) are in the reader's words."""

    number: int
    id: str
    label: str
    code: str
    language: str
    direction: str
    relation: str | None
    sentences: int
    furniture: tuple[str, ...]
    described: str
    left_aside: str


@dataclass(frozen=True, slots=True)
class Title:
    """What was compared, in words, and the version whose heading it is (None where there is no heading)."""

    text: str
    version: str | None


def entries(report: Report, catalogue: Catalogue = ENGLISH) -> tuple[Entry, ...]:
    """The versions in their given order."""
    names = labels(report)
    furniture: dict[str, list[str]] = {version.id: [] for version in report.versions}
    sentences: Counter[str] = Counter()
    for segment in report.segments:
        if segment.role is Role.FURNITURE:
            furniture[segment.version].append(visible(segment.furniture or "other"))
        elif segment.role is Role.BODY:
            sentences[segment.version] += 1
    codes = {v.id: language_of(report, v.id) for v in report.versions}
    found = []
    for number, v in enumerate(report.versions, start=1):
        language, relation = language_name(codes[v.id], catalogue), visible(term(v.relation, catalogue))
        length = SENTENCES.spoken({"who": sentences[v.id]}, catalogue)
        found.append(
            Entry(
                number=number,
                id=v.id,
                label=names[v.id],
                code=codes[v.id],
                language=language,
                direction=direction(codes[v.id]),
                relation=relation or None,
                sentences=sentences[v.id],
                furniture=tuple(furniture[v.id]),
                described=" · ".join(part for part in (language, relation, length) if part),
                left_aside=_left_aside(furniture[v.id], catalogue),
            )
        )
    return tuple(found)


def _left_aside(furniture: Sequence[str], catalogue: Catalogue) -> str:
    if not furniture:
        return ""
    called = ((term(kind, catalogue), times) for kind, times in Counter(furniture).items())
    kinds = ", ".join(f"{times} × {kind}" if times > 1 else kind for kind, times in called)
    return LEFT_ASIDE.spoken({"who": len(furniture), "kinds": kinds}, catalogue)


def labels(report: Report) -> dict[str, str]:
    """Version id -> label, cut to a length that still tells files apart, with the id behind it where two share one."""
    short = {v.id: _shortened(v.label) for v in report.versions}
    times = Counter(short.values())
    return {
        id: _shortened(id) if not label else label if times[label] == 1 else f"{label} ({_shortened(id)})"
        for id, label in short.items()
    }


def _shortened(name: str) -> str:
    """A name with its middle left out: file names differ at the start or the end."""
    shown = visible(name).strip()
    half = _LABEL_LENGTH // 2
    return shown if len(shown) <= _LABEL_LENGTH else f"{shown[:half]}…{shown[-half:]}"


def title(report: Report, catalogue: Catalogue = ENGLISH) -> Title:
    """The first heading, in the pivot language if a version has one there, else the original's, else anyone's."""
    order = {v.id: n for n, v in enumerate(report.versions)}
    original = {v.id: v.relation != Relation.ORIGINAL for v in report.versions}
    headings = [s for s in report.segments if s.role is Role.HEADING]
    if not headings:
        n = len(report.versions)
        return Title((ALONE if n == 1 else TOGETHER).spoken({"count": n}, catalogue), None)
    best = min(
        headings,
        key=lambda s: (not same(s.language, report.pivot), original[s.version], order[s.version], s.start),
    )
    text = visible(best.text(next(v.text for v in report.versions if v.id == best.version)))
    return Title(text if len(text) <= _TITLE_LENGTH else text[: _TITLE_LENGTH - 1].rstrip() + "…", best.version)
