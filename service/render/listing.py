"""Which findings an editor has to look at, how many, and what to say where there are none."""

from collections import Counter
from collections.abc import Iterable

from service.model.finding import Finding, FindingType, Severity
from service.model.report import Report
from service.render.language_names import language_name, same
from service.render.masthead import Entry, count, entries


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


def left_out_words(shown: int, left_out: int) -> str:
    """So that nobody takes what a filter leaves for all there is."""
    return f"Only {count(shown, 'finding')} of {shown + left_out}: a filter left out the others."


def harmless(report: Report) -> tuple[Finding, ...]:
    """The neutral findings, which are counted and not spread out."""
    return tuple(f for f in report.findings if f.severity is Severity.NEUTRAL)


def tally(findings: Iterable[Finding]) -> tuple[tuple[int, str], ...]:
    """How many of which severity, worst first, such as ((2, "critical"), (5, "major"))."""
    times = Counter(f.severity for f in findings)
    return tuple((times[severity], str(severity)) for severity in Severity if times[severity])


def harmless_words(report: Report) -> str:
    """Such as `12 harmless differences of wording`; empty where there are none."""
    findings = harmless(report)
    if not findings:
        return ""
    of_wording = " of wording" if all(f.type is FindingType.WORDING for f in findings) else ""
    return count(len(findings), "harmless difference") + of_wording


def verdict(report: Report) -> str:
    """Where nothing needs an editor: one sentence that says so, with what was checked and what could not be."""
    known = entries(report)
    if len(known) == 1:
        return (
            f"Nothing found: the {count(known[0].sentences, 'sentence')} of {known[0].label} were checked for breaks, "
            "repetitions and slips of language; there was no second version to compare with."
        )
    languages = ", ".join(dict.fromkeys(entry.language for entry in known))
    sentence = (
        f"Nothing found: the {len(known)} versions ({languages}) say the same in all {count(len(report.rows), 'row')}. "
        "Breaks, omissions, additions, numbers, dates, names and quotations were checked in their own words"
    )
    if report.translations:
        sentence += f", the rest in machine translation to {language_name(report.pivot)}"
    return f"{sentence}{_not_translated(report, known)}."


def _not_translated(report: Report, known: tuple[Entry, ...]) -> str:
    """The versions whose words could not be compared, since nobody translated them: silence would claim too much."""
    translated = {s.version for s in report.segments if s.id in report.translations}
    left = [e.label for e in known if e.id not in translated and not same(e.code, report.pivot)]
    return f"; {', '.join(left)} could not be translated, so no more was checked there" if left else ""
