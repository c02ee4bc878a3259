"""The report as one self-contained page: no script, nothing loaded from anywhere, every word escaped."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from service.model.finding import Basis, Finding
from service.model.report import Report
from service.model.segment import Role
from service.model.sentences import SOURCE, Catalogue, Sentence
from service.render.catalogues import catalogue
from service.render.excerpt import GAP, Places
from service.render.jinja import rendered
from service.render.language_names import language_name
from service.render.listing import harmless, harmless_words, tally_words, verdict, worth_listing
from service.render.masthead import Entry, entries, title
from service.render.numerals import percent
from service.render.profile.table import columns, isolated, lines
from service.render.profile.values import Profile
from service.render.rows import ShownRow, shown_rows
from service.render.said import Said, said
from service.render.visible import visible

VERSIONS = Sentence("{who} version", "{who} versions")
ROWS_AGREE = Sentence("{who} row in which all agree", "{who} rows in which all agree")
ROWS_WITHOUT = Sentence("{who} row without a finding", "{who} rows without a finding")


@dataclass(frozen=True, slots=True)
class _Card:
    """A finding as the list shows it. `anchor` is unique on the page, also where two findings have one fingerprint."""

    anchor: str
    number: int
    severity: str
    type: str
    row: int | None
    sure: str
    message: str
    machine: bool
    readings: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class _Fold:
    """Neighbouring rows that are all with or all without findings; the latter are folded under a `summary`."""

    rows: tuple[ShownRow, ...]
    summary: str


def render_html(report: Report, profile: Profile | None = None, language: str = SOURCE) -> str:
    """A whole HTML document in UTF-8 that needs no other file, in the reader's `language`. A `profile` stands in its
    head."""
    words = catalogue(language)
    known = {entry.id: entry for entry in entries(report, words)}
    listed, places = worth_listing(report), Places(report)
    cards = _cards([*listed, *harmless(report)], places, known, words)
    return rendered(
        "report.html",
        words,
        title=title(report, words),
        entries=known,
        codes=" ".join(dict.fromkeys(entry.code for entry in known.values())),
        pivot=visible(report.pivot),
        pivot_name=language_name(visible(report.pivot), words),
        versions=VERSIONS.spoken({"who": len(known)}, words),
        profile=isolated(profile, words) if profile else (),
        columns=columns(words),
        lines=lines(profile, words) if profile else (),
        tally=tally_words(listed, words),
        verdict=verdict(report, words),
        warnings=[visible(warning.spoken(words)) for warning in report.warnings],
        cards=cards[: len(listed)],
        harmless=cards[len(listed) :],
        harmless_words=harmless_words(report, words),
        folds=_folds(shown_rows(report, listed, places), words),
        furniture=_furniture(report, places),
        signature={visible(name): visible(value) for name, value in report.signature.items()},
        gap=words.gettext(GAP),
    )


def _cards(findings: Sequence[Finding], places: Places, known: dict[str, Entry], words: Catalogue) -> list[_Card]:
    seen: Counter[str] = Counter()
    cards = []
    for number, finding in enumerate(findings, start=1):
        seen[finding.id] += 1
        again = f"-{seen[finding.id]}" if seen[finding.id] > 1 else ""
        cards.append(
            _Card(
                anchor=f"f-{finding.id}{again}",
                number=number,
                severity=finding.severity,
                type=finding.type,
                row=finding.row,
                sure=percent(finding.confidence, words),
                message=visible(finding.spoken(words)),
                machine=finding.basis is Basis.PIVOT,
                readings=tuple(said(reading, places, known, words) for reading in finding.readings),
            )
        )
    return cards


def _folds(rows: Iterable[ShownRow], words: Catalogue) -> list[_Fold]:
    folds = []
    for found, group in groupby(rows, key=lambda row: bool(row.findings)):
        together = tuple(group)
        agree = len(together[0].cells) > 1 and all(row.complete for row in together)
        summary = (ROWS_AGREE if agree else ROWS_WITHOUT).spoken({"who": len(together)}, words)
        folds.append(_Fold(together, "" if found else summary))
    return folds


def _furniture(report: Report, places: Places) -> dict[str, list[tuple[str, str]]]:
    """Version id -> (kind, words) of everything that was left aside; empty if nothing was."""
    found: dict[str, list[tuple[str, str]]] = {version.id: [] for version in report.versions}
    for segment in report.segments:
        if segment.role is Role.FURNITURE:
            words = visible(segment.text(places.texts[segment.version]))
            found[segment.version].append((visible(segment.furniture or "other"), words))
    return found if any(found.values()) else {}
