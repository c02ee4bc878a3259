"""Which findings an editor has to look at, how many, and what to say where there are none."""

from collections import Counter
from collections.abc import Iterable

from service.model.finding import Finding, FindingType, Severity
from service.model.report import Report
from service.model.sentences import ENGLISH, Catalogue, Clause, Sentence, joined
from service.render.language_names import same
from service.render.masthead import Entry, entries
from service.render.terms import counted

HARMLESS = Sentence("{who} harmless difference", "{who} harmless differences")
OF_WORDING = Sentence("{who} harmless difference of wording", "{who} harmless differences of wording")
LEFT_OUT = Sentence(
    "Only {who} finding of {all}: a filter left out the others.",
    "Only {who} findings of {all}: a filter left out the others.",
)
NOTHING_ALONE = Sentence(
    "Nothing found: the {who} sentence of {version} was checked for breaks, repetitions and slips of language; "
    "there was no second version to compare with.",
    "Nothing found: the {who} sentences of {version} were checked for breaks, repetitions and slips of language; "
    "there was no second version to compare with.",
)
NOTHING = Sentence(
    "Nothing found: the {versions} versions ({tongues}) say the same in all {who} row.",
    "Nothing found: the {versions} versions ({tongues}) say the same in all {who} rows.",
)
CHECKED = Sentence("Breaks, omissions, additions, numbers, dates, names and quotations were checked in their own words")
CHECKED_BY_MACHINE = Sentence(
    "Breaks, omissions, additions, numbers, dates, names and quotations were checked in their own words, "
    "the rest in machine translation to {pivot_language}"
)
NOT_TRANSLATED = Sentence(
    "{who} could not be translated, so no more was checked there",
    "{who} could not be translated, so no more was checked there",
)


def worth_listing(report: Report) -> tuple[Finding, ...]:
    """The findings that an editor has to look at, worst first; harmless ones are left to `harmless`."""
    return tuple(
        sorted((f for f in report.findings if f.severity is not Severity.NEUTRAL), key=lambda f: f.severity.rank)
    )


def chosen(report: Report, left_out: int | None) -> tuple[Finding, ...]:
    """What an export lists. `left_out`: how many findings a reader's filter left out of `report`, None where there was
    no filter: then harmless ones are not listed; those that somebody asked for are."""
    if left_out is None:
        return worth_listing(report)
    return tuple(sorted(report.findings, key=lambda f: f.severity.rank))


def left_out_words(shown: int, left_out: int, catalogue: Catalogue = ENGLISH) -> str:
    """So that nobody takes what a filter leaves for all there is."""
    return LEFT_OUT.spoken({"who": shown, "all": shown + left_out}, catalogue)


def harmless(report: Report) -> tuple[Finding, ...]:
    """The neutral findings, which are counted and not spread out."""
    return tuple(f for f in report.findings if f.severity is Severity.NEUTRAL)


def tally(findings: Iterable[Finding]) -> tuple[tuple[int, Severity], ...]:
    """How many of which severity, worst first."""
    times = Counter(f.severity for f in findings)
    return tuple((times[severity], severity) for severity in Severity if times[severity])


def tally_words(findings: Iterable[Finding], catalogue: Catalogue = ENGLISH) -> str:
    """Such as `2 critical, 5 major`; empty where there are none."""
    return ", ".join(counted(severity, times, catalogue) for times, severity in tally(findings))


def harmless_words(report: Report, catalogue: Catalogue = ENGLISH) -> str:
    """Such as `12 harmless differences of wording`; empty where there are none."""
    findings = harmless(report)
    if not findings:
        return ""
    of_wording = all(f.type is FindingType.WORDING for f in findings)
    return (OF_WORDING if of_wording else HARMLESS).spoken({"who": len(findings)}, catalogue)


def verdict(report: Report, catalogue: Catalogue = ENGLISH) -> str:
    """Where nothing needs an editor: one sentence that says so, with what was checked and what could not be."""
    known = entries(report, catalogue)
    if len(known) == 1:
        return NOTHING_ALONE.spoken({"who": known[0].sentences, "version": known[0].label}, catalogue)
    tongues = catalogue.gettext(", ").join(dict.fromkeys(entry.language for entry in known))
    said = NOTHING.spoken({"who": len(report.rows), "versions": len(known), "tongues": tongues}, catalogue)
    checked = CHECKED_BY_MACHINE if report.translations else CHECKED
    more = [Clause(checked, {"pivot_language": report.pivot}), *_not_translated(report, known)]
    return f"{said} {joined(more, catalogue)}."


def _not_translated(report: Report, known: tuple[Entry, ...]) -> tuple[Clause, ...]:
    """The versions whose words could not be compared, since nobody translated them: silence would claim too much."""
    translated = {s.version for s in report.segments if s.id in report.translations}
    left = tuple(e.label for e in known if e.id not in translated and not same(e.code, report.pivot))
    return (Clause(NOT_TRANSLATED, {"who": left}),) if left else ()
