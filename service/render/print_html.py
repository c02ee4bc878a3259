"""The report made for paper: each finding with its evidence, then the rows that have findings."""

from service.model.finding import Basis
from service.model.report import Report
from service.render.decided import Decisions, sentence
from service.render.excerpt import GAP, Places
from service.render.jinja import template
from service.render.listing import chosen, harmless_words, left_out_words, tally, verdict
from service.render.masthead import entries, title
from service.render.profile.table import COLUMNS, isolated, lines
from service.render.profile.values import Profile
from service.render.rows import shown_rows
from service.render.said import said
from service.render.visible import visible


def render_print(
    report: Report,
    decisions: Decisions | None = None,
    left_out: int | None = None,
    profile: Profile | None = None,
) -> str:
    """A whole HTML document that needs no other file, for a printer or for `render_pdf`. `left_out` as in
    `listing.chosen`."""
    known = {entry.id: entry for entry in entries(report)}
    listed, places = chosen(report, left_out), Places(report)
    decided = decisions or {}
    return template("print.html").render(
        title=title(report),
        entries=known,
        cards=[
            {
                "finding": finding,
                "message": visible(finding.message),
                "sure": f"{finding.confidence:.0%}",
                "machine": finding.basis is Basis.PIVOT,
                "readings": [said(reading, places, known) for reading in finding.readings],
                "decision": visible(sentence(decided.get(finding.id))),
            }
            for finding in listed
        ],
        profile=isolated(profile) if profile else (),
        columns=COLUMNS,
        lines=lines(profile) if profile else (),
        tally=tally(listed),
        verdict=left_out_words(len(listed), left_out) if left_out else "" if listed else verdict(report),
        harmless=harmless_words(report) if left_out is None else "",
        warnings=[visible(warning.message) for warning in report.warnings],
        rows=[row for row in shown_rows(report, listed, places) if row.findings],
        gap=GAP,
    )
