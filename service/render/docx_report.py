"""The report as a Word document: what was found, then the versions side by side with comments on the words."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from service.model.finding import Finding
from service.model.report import Report
from service.model.sentences import SOURCE, Catalogue, Sentence
from service.model.written import worth
from service.render.catalogues import catalogue
from service.render.decided import Decisions, sentence
from service.render.docx_cell import Cell, element, plain, qualified
from service.render.excerpt import GAP, Places, elide
from service.render.listing import chosen, left_out_words, tally_words, verdict
from service.render.marks import place_marks
from service.render.masthead import Entry, entries, title
from service.render.numerals import percent
from service.render.profile.table import columns, lines
from service.render.profile.told import sentences
from service.render.profile.values import Profile
from service.render.terms import term

FINDINGS = Sentence("Findings")
FINDINGS_COUNTED = Sentence("Findings: {tally}")
NOTE = Sentence("Note: {warning}")
IN_ROW = Sentence("(row {row})")
SIDE_BY_SIDE = Sentence("The versions side by side")
BY_MACHINE = Sentence("[machine translation: {words}]")
SURE = Sentence("{share} sure")
AUTHOR, INITIALS = "Variorum", "V"
WIDE = 3
"""From so many versions on the page lies on its side."""


def render_docx(
    report: Report,
    decisions: Decisions | None = None,
    left_out: int | None = None,
    profile: Profile | None = None,
    language: str = SOURCE,
) -> bytes:
    """A .docx (ECMA-376). Each finding is a comment on its words in each version; who decided on it is the author.
    `left_out` as in `listing.chosen`, `language` the reader's."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    document.styles["Normal"].font.size = Pt(10)
    _own_language(document, language)
    words = catalogue(language)
    known = entries(report, words)
    listed = chosen(report, left_out)
    if len(known) >= WIDE:
        _turn(document)
    head = title(report, words)
    document.add_heading(plain(head.text), level=1)
    document.add_paragraph(plain("; ".join(f"{entry.label}: {entry.described}" for entry in known)))
    if profile:
        _profile(document, profile, words)
    _findings(document, report, listed, decisions or {}, left_out, words)
    _rows(document, report, listed, known, decisions or {}, words)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = AUTHOR, plain(head.text), ""
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _timeless(archive: bytes) -> bytes:
    """The same file whenever it is made: the entries of the archive lose the moment at which they were written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _own_language(document: Any, language: str) -> None:
    """Of all that is no version's, so that a word processor does not mark it as misspelt."""
    ours = element("w:lang")
    ours.set(qualified("w:val"), language)
    document.styles["Normal"].element.get_or_add_rPr().append(ours)


def _turn(document: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Cm(1.5)


def _profile(document: Any, profile: Profile, words: Catalogue) -> None:
    for line in sentences(profile, words):
        document.add_paragraph(plain(line))
    heads = columns(words)
    table = document.add_table(rows=1, cols=1 + len(heads))
    table.style = "Table Grid"
    for cell, name in zip(table.rows[0].cells, ("", *heads), strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in lines(profile, words):
        for cell, said in zip(table.add_row().cells, (row.label, *row.cells), strict=True):
            cell.paragraphs[0].add_run(plain(said))


def _findings(
    document: Any,
    report: Report,
    listed: Sequence[Finding],
    decisions: Decisions,
    left_out: int | None,
    words: Catalogue,
) -> None:
    counts = tally_words(listed, words)
    document.add_heading((FINDINGS_COUNTED if counts else FINDINGS).spoken({"tally": counts}, words), level=2)
    if left_out:
        document.add_paragraph(left_out_words(len(listed), left_out, words))
    elif not listed:
        document.add_paragraph(plain(verdict(report, words)))
    for warning in report.warnings:
        document.add_paragraph(plain(NOTE.spoken({"warning": warning.spoken(words)}, words)))
    for finding in listed:
        paragraph = document.add_paragraph(style="List Number")
        paragraph.add_run(_kind(finding, words)).bold = True
        where = f" {IN_ROW.spoken({'row': str(finding.row + 1)}, words)}" if finding.row is not None else ""
        paragraph.add_run(plain(f"{where}: {finding.spoken(words)}"))
        if said := sentence(decisions.get(finding.id), words):
            paragraph.add_run(plain(f" [{said}]")).italic = True


def _kind(finding: Finding, words: Catalogue) -> str:
    return f"{term(finding.severity, words)} {term(finding.type, words)}"


def _rows(
    document: Any,
    report: Report,
    listed: Sequence[Finding],
    known: Sequence[Entry],
    decisions: Decisions,
    words: Catalogue,
) -> None:
    document.add_heading(SIDE_BY_SIDE.spoken({}, words), level=2)
    table = document.add_table(rows=1, cols=1 + len(known))
    table.style = "Table Grid"
    for cell, label in zip(table.rows[0].cells, ("", *(entry.label for entry in known)), strict=True):
        cell.paragraphs[0].add_run(plain(label)).bold = True
    places = Places(report)
    marks = place_marks(report, listed, places)
    segments = {segment.id: segment for segment in report.segments}
    for row in report.rows:
        first, *others = table.add_row().cells
        first.paragraphs[0].add_run(str(row.index + 1))
        for place, entry in zip(others, known, strict=True):
            cell = Cell(document, place.paragraphs[0], entry, words.gettext(GAP))
            for id in row.cells.get(entry.id, ()):
                segment = segments[id]
                cell.segment(segment, places.texts[entry.id], marks.inside.get(id, ()))
            for mark in () if row.cells.get(entry.id) else marks.instead.get((row.index, entry.id), ()):
                cell.mark(mark, [cell.run(cell.gap)])
            if machine := " ".join(filter(None, (report.translations.get(i, "") for i in row.cells.get(entry.id, ())))):
                place.paragraphs[0].add_run(plain(f" {BY_MACHINE.spoken({'words': machine}, words)}")).italic = True
            for mark, runs in cell.marked:
                _comment(document, runs, listed[mark.finding], known, decisions, words)


def _comment(
    document: Any,
    runs: list[Any],
    finding: Finding,
    known: Sequence[Entry],
    decisions: Decisions,
    words: Catalogue,
) -> None:
    labels = {entry.id: entry.label for entry in known}
    sure = SURE.spoken({"share": percent(finding.confidence, words)}, words)
    lines = [f"{_kind(finding, words)}, {sure}: {finding.spoken(words)}"]
    for reading in finding.readings:
        who = ", ".join(labels.get(version, version) for version in reading.versions)
        value = (
            f" (= {worth(reading.value, words.language)})" if reading.value and reading.value != reading.quote else ""
        )
        lines.append(f"{who}: {elide(' '.join(reading.quote.split())) or f'[{words.gettext(GAP)}]'}{value}")
    decision = decisions.get(finding.id)
    if said := sentence(decision, words):
        lines.append(said)
    author = decision.who if decision and said else AUTHOR
    initials = "".join(word[0] for word in author.split())[:3].upper() or INITIALS
    made = document.add_comment(
        runs=[runs[0], runs[-1]],
        text="\n".join(plain(line) for line in lines),
        author=plain(author),
        initials=plain(initials),
    )
    if decision and said:
        made._comment_elm.date = decision.at
    else:
        del made._comment_elm.attrib[qualified("w:date")]
