"""The findings as the page lists them, and the evidence of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from service.actions.findings import last_decision
from service.model.finding import Basis, Finding, Reading, Severity
from service.model.work import Decision, Verdict
from service.render.catalogues import catalogue
from service.render.said import Said, said
from service.render.visible import visible
from service.render.why import why
from service.web.chosen import Chosen
from service.web.columns import Sheet
from service.web.words import language

Decisions = Mapping[str, Sequence[Decision]]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list. `number` is how many decisions there were: what a reader has seen who decides now."""

    id: str
    type: str
    severity: str
    sure: int
    row: int | None
    message: str
    machine: bool
    who: str
    verdict: str
    last: Decision | None
    number: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that speaks for a finding; a reading is `alone` if its version stands alone, or nobody shares it where none
    does. `same` and `kind`: other findings in the same words, and of the same kind."""

    item: Item
    readings: tuple[Said, ...]
    why: tuple[str, ...]
    history: tuple[Decision, ...]
    same: tuple[str, ...]
    kind: tuple[str, ...]


def items(sheet: Sheet, decisions: Decisions) -> list[Item]:
    """All, worst first."""
    ranked = sorted(sheet.findings.values(), key=lambda f: f.severity.rank)
    return [item(f, sheet, decisions) for f in ranked]


def chosen_of(everything: Sequence[Item], sheet: Sheet, chosen: Chosen, decisions: Decisions) -> list[Item]:
    """Those that are chosen, in their order; harmless ones only where they are asked for."""
    wanted = {str(one["id"]) for one in chosen.of_findings(sheet.plain, decisions)}
    harmless_too = Severity.NEUTRAL in chosen.filter.severities
    return [one for one in everything if one.id in wanted and (harmless_too or one.severity != Severity.NEUTRAL)]


def item(finding: Finding, sheet: Sheet, decisions: Decisions) -> Item:
    """One finding."""
    last = last_decision(finding.id, decisions)
    stands_out = finding.outlier if finding.outlier in sheet.entries else None
    return Item(
        finding.id,
        str(finding.type),
        str(finding.severity),
        round(100 * finding.confidence),
        finding.row,
        _message(finding),
        finding.basis is Basis.PIVOT,
        sheet.entries[stands_out].label if stands_out else "",
        str(last.verdict if last else Verdict.OPEN),
        last if last and last.verdict is not Verdict.OPEN else None,
        last.number if last else 0,
    )


def _message(finding: Finding) -> str:
    return visible(finding.spoken(catalogue(language())))


def evidence(finding: Finding, sheet: Sheet, decisions: Decisions) -> Evidence:
    """What the card below the rows shows."""
    shown = item(finding, sheet, decisions)
    alike = [f for f in sheet.report.findings if f.id != finding.id and f.type is finding.type]
    told = _told(finding)
    return Evidence(
        shown,
        tuple(_said(reading, sheet, finding.outlier) for reading in finding.readings),
        tuple(w.text for w in why(finding, language())),
        tuple(decisions.get(finding.id, ())),
        tuple(f.id for f in alike if _told(f) == told),
        tuple(f.id for f in alike if (f.severity, f.basis) == (finding.severity, finding.basis)),
    )


def _told(finding: Finding) -> tuple[str, ...]:
    return tuple(sorted(r.value or " ".join(r.quote.casefold().split()) for r in finding.readings))


def _said(reading: Reading, sheet: Sheet, outlier: str | None) -> Said:
    shown = said(reading, sheet.places, sheet.entries, catalogue(language()))
    return replace(shown, alone=outlier in reading.versions) if outlier else shown
