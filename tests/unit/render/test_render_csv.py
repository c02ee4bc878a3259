"""The CSV as a spreadsheet reads it."""

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.model.report import Report
from service.render.csv_report import COLUMNS, render_csv


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_one_line_a_finding_and_reading(platform: Report) -> None:
    lines = read(render_csv(platform))
    assert [(line["type"], line["reading"], line["versions"]) for line in lines[:3]] == [
        ("truncation", "1", "agency; wire"),
        ("truncation", "2", "print"),
        ("number", "1", "agency; wire"),
    ]
    assert len(lines) == 12  # six findings of two readings each, the harmless one among them
    text = next(v.text for v in platform.versions if v.id == "print")
    print_ = lines[1]
    assert print_["quote"] == text[int(print_["start"]) : int(print_["end"])] == "on Platform"
    assert (print_["version"], print_["severity"], print_["confidence"]) == ("print", "critical", "0.97")
    assert (print_["basis"], print_["row"], print_["outlier"]) == ("original", "1", "print")
    assert (lines[2]["value"], lines[6]["pivot"]) == ("4", "“We did not wait,” said a spokesman.")
    assert print_["finding"] == platform.findings[0].id


def test_lines_end_as_rfc_4180_says_and_a_report_without_findings_has_its_header(agreeing: Report) -> None:
    assert render_csv(agreeing) == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_cell_cannot_be_a_formula(start: str, with_text: Callable[[str], Report]) -> None:
    line = read(render_csv(with_text(f"{start}HYPERLINK(1)")))[0]
    assert line["message"] == line["value"] == f"'{start}HYPERLINK(1)"


def test_quotes_commas_and_line_breaks_survive_and_controls_are_shown(with_text: Callable[[str], Report]) -> None:
    assert read(render_csv(with_text('say "a", b\nc')))[0]["message"] == 'say "a", b\nc'
    assert read(render_csv(with_text("a\x1b[2J\x00\ud800\u202e")))[0]["message"] == "a␛[2J␀‹U+D800›‹U+202E›"


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_keeps_the_shape(with_text: Callable[[str], Report], text: str) -> None:
    rows = list(csv.reader(io.StringIO(render_csv(with_text(text)), newline=""), strict=True))
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in rows[1:] for cell in row)
    render_csv(with_text(text)).encode()
