"""Where marks land in the rows."""

from typing import Any

from service.model.finding import Reading, Span
from service.model.report import Report
from service.render.excerpt import Places
from service.render.listing import worth_listing
from service.render.rows import Piece, ShownRow, shown_rows


def rows(report: Report) -> tuple[ShownRow, ...]:
    return shown_rows(report, worth_listing(report), Places(report))


def test_a_cell_is_cut_at_its_marks(platform: Report) -> None:
    agency, print_, wire = rows(platform)[2].cells
    assert agency.pieces == (
        Piece("Vier", (1,)),
        Piece(" Soldaten wurden "),
        Piece("nach Angaben des Ministeriums", (2,)),
        Piece(" verletzt."),
    )
    assert print_.pieces == (
        Piece("Five", (1,), alone=True),
        Piece(" soldiers were injured"),
        Piece("", (2,), alone=True),
        Piece("."),
    )
    assert wire.pieces[0] == Piece("Four", (1,))
    assert agency.machine == "Four soldiers were injured, according to the ministry."


def test_a_sentence_that_is_lacking_leaves_its_gap_in_its_row_and_not_in_the_one_before(platform: Report) -> None:
    before, row = rows(platform)[4:6]
    assert row.cells[1].pieces == (Piece("", (4,), alone=True),)
    assert not row.cells[1].present
    assert not any(piece.gap for piece in before.cells[1].pieces)


def test_harmless_findings_mark_nothing(platform: Report) -> None:
    assert rows(platform)[3].findings == ()
    assert all(not piece.findings for cell in rows(platform)[3].cells for piece in cell.pieces)


def test_marks_that_overlap_are_one_piece_with_both_findings(new_story: Any) -> None:
    story = new_story()
    story.version("a", "a", "en", None, "One two three four.")
    story.align((0,))
    story.find("name", "major", 0, "m", story.reading(story.words("a", "two three")))
    story.find("case", "minor", 0, "m", story.reading(story.words("a", "three four")))
    (cell,) = rows(story.report())[0].cells
    assert cell.pieces == (Piece("One "), Piece("two three four", (0, 1), alone=True), Piece("."))


def test_marks_that_only_touch_stay_apart(new_story: Any) -> None:
    story = new_story()
    story.version("a", "a", "en", None, "One two.")
    story.align((0,))
    story.find("name", "major", 0, "m", story.reading(story.words("a", "One")))
    story.find("case", "minor", 0, "m", story.reading(story.words("a", " two")))
    (cell,) = rows(story.report())[0].cells
    assert cell.pieces == (Piece("One", (0,), alone=True), Piece(" two", (1,), alone=True), Piece("."))


def test_a_finding_without_a_row_marks_every_sentence_it_spans(new_story: Any) -> None:
    story = new_story()
    story.version("a", "a", "en", None, "One.", "Two.")
    story.align((0,), (1,))
    whole = Reading(("a",), "One.\n\nTwo.", (Span("a", 0, 10),))
    story.find("duplication", "minor", None, "m", whole)
    assert [row.findings for row in rows(story.report())] == [(0,), (0,)]
    assert [row.cells[0].pieces for row in rows(story.report())] == [
        (Piece("One.", (0,), alone=True),),
        (Piece("Two.", (0,), alone=True),),
    ]


def test_a_version_that_moved_a_row_says_so(new_story: Any) -> None:
    story = new_story()
    story.version("a", "a", "en", None, "One.")
    story.align((0,), moved=("a",))
    assert rows(story.report())[0].cells[0].moved
