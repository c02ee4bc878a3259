"""The report made for paper: each finding with its evidence, then the rows that have findings."""

from service.model.finding import Basis
from service.model.report import Report
from service.model.sentences import SOURCE
from service.render.catalogues import catalogue
from service.render.decided import Decisions, sentence
from service.render.excerpt import GAP, Places
from service.render.jinja import rendered
from service.render.listing import chosen, harmless_words, left_out_words, tally_words, verdict
from service.render.masthead import entries, title
from service.render.numerals import percent
from service.render.profile.table import columns, isolated, lines
from service.render.profile.values import Profile
from service.render.rows import shown_rows
from service.render.said import said
from service.render.visible import visible


def render_print(
    report: Report,
    decisions: Decisions | None = None,
    left_out: int | None = None,
    profile: Profile | None = None,
    language: str = SOURCE,
) -> str:
    """A whole HTML document that needs no other file, for a printer or for `render_pdf`. `left_out` as in
    `listing.chosen`, `language` the reader's."""
    words = catalogue(language)
    known = {entry.id: entry for entry in entries(report, words)}
    listed, places = chosen(report, left_out), Places(report)
    decided = decisions or {}
    return rendered(
        "print.html",
        words,
        title=title(report, words),
        entries=known,
        cards=[
            {
                "finding": finding,
                "message": visible(finding.spoken(words)),
                "sure": percent(finding.confidence, words),
                "machine": finding.basis is Basis.PIVOT,
                "readings": [said(reading, places, known, words) for reading in finding.readings],
                "decision": visible(sentence(decided.get(finding.id), words)),
            }
            for finding in listed
        ],
        profile=isolated(profile, words) if profile else (),
        columns=columns(words),
        lines=lines(profile, words) if profile else (),
        tally=tally_words(listed, words),
        left_out=left_out_words(len(listed), left_out, words) if left_out else "",
        verdict="" if left_out or listed else verdict(report, words),
        harmless=harmless_words(report, words) if left_out is None else "",
        warnings=[visible(warning.spoken(words)) for warning in report.warnings],
        rows=[row for row in shown_rows(report, listed, places) if row.findings],
        gap=words.gettext(GAP),
    )
