"""Every export in every language of the catalogues: what is ours is translated, what is the versions' stays."""

import csv
import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from service.model.report import Report
from service.model.work import Decision, Reason, Verdict
from service.render import FORMATS
from service.render.catalogues import languages
from service.render.listing import worth_listing
from service.render.print_html import render_print
from service.render.profile.measure import profile
from tests.conftest import ROOT

TEMPLATES = sorted((ROOT / "service/render/templates").glob("*.html"))
OTHERS = languages()[1:]
ALIKE = {"original", "omission", "machine"}
"""Spelt so in French or Spanish, too."""
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ENGLISH = re.compile(
    r"\b(sure|row|rows|critical|major|minor|harmless|truncation|omission|original|wire copy|sentences|findings?|gap|"
    r"closeness|tendency|seen only|left aside|dismissed|machine|nothing|not in this version|who reads|side by side)\b"
)
"""Words of ours that no text of the story has."""


def words_of(docx: bytes) -> str:
    document = Document(io.BytesIO(docx))
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *tables, *(c.text for c in document.comments)])


def shown(name: str, report: Report, language: str) -> str:
    """All the words of an export."""
    first = worth_listing(report)[:1]
    decisions = {f.id: Decision(f.id, Verdict.DISMISSED, Reason.INTENDED, "Anna", "", AT, 1) for f in first}
    found = profile(report)
    if name == "print":
        page = render_print(report, decisions, profile=found, language=language)
    else:
        made = FORMATS[name](
            report, decisions=decisions, profile=found, language=language, width=200, rows="all", why=True
        )
        page = words_of(made) if isinstance(made, bytes) else made
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    page = re.sub(r'(aria-label|content|title)="([^"]*)"', r">\2<", page)
    return re.sub("<[^>]*>", " ", re.sub("</?bdi>", "", page))


def without_texts(report: Report, page: str) -> str:
    """Messages and warnings of these reports are English, written by hand."""
    for said in (*(f.message for f in report.findings), *(w.message for w in report.warnings)):
        page = page.replace(said, "").replace(said.replace("'", "&#39;"), "")
    return page.replace("--format json", "").replace("sentencex", "")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_words_of_their_own(path: Path) -> None:
    """Behind what is put in, comments, tags and their attributes for machines."""
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<style>.*?</style>", " ", path.read_text("utf-8"), flags=re.DOTALL)
    attributes = re.findall(r'(?:aria-label|title|alt)="([^"]*)"', text)
    words = re.findall(r"[A-Za-z]{2,}", " ".join([*attributes, re.sub(r'<[^>]*>|[a-z-]+="[^"]*"', " ", text)]))
    assert set(words) <= {"Variorum"}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", ["text", "html", "print", "docx"])
def test_no_word_of_ours_stays_english(name: str, language: str, platform: Report, agreeing: Report) -> None:
    assert ENGLISH.search(without_texts(platform, shown(name, platform, "en")))
    for report in (platform, agreeing):
        left = ENGLISH.search(without_texts(report, shown(name, report, language)))
        assert left is None or left[0] in ALIKE, left


@pytest.mark.parametrize("name", ["text", "html", "print", "docx"])
def test_german(name: str, platform: Report) -> None:
    page = " ".join(shown(name, platform, "de").replace("\xa0", " ").split())
    for said in ("kritisch Abbruch", "zu 97 % sicher", "Zeile 2", "Deutsch · Original · 5 Sätze", "[Lücke]"):
        assert said in page.replace("⟦", "[").replace("⟧", "]"), said
    assert "wire (1,00) steht agency, dem Original, näher als print (0,41)." in page
    assert "auf der Plattform X mit." in page
    if name in ("print", "docx"):
        assert "verworfen (gewollt) von Anna am 01.03.2026" in page


def test_of_a_page_the_language_is_declared(platform: Report) -> None:
    assert '<html lang="de">' in str(FORMATS["html"](platform, language="de"))
    assert '<html lang="en">' in str(FORMATS["html"](platform))
    assert '<html lang="de">' in render_print(platform, language="de")


def test_word_checks_the_spelling_of_ours_in_the_readers_language(platform: Report) -> None:
    document = Document(io.BytesIO(FORMATS["docx"](platform, language="de")))  # type: ignore[arg-type]
    (told,) = document.styles["Normal"].element.rPr.findall(qn("w:lang"))
    assert told.get(qn("w:val")) == "de"


def test_csv_keeps_what_programs_read(new_report: Report) -> None:
    english, german = (
        list(csv.DictReader(io.StringIO(str(FORMATS["csv"](new_report, language=code))))) for code in ("en", "de")
    )
    assert [row["message"] for row in english] != [row["message"] for row in german]
    assert german[0]["message"] == "A sagt „Five“ (5); B sagt „Nine“ (9)."
    assert [{**row, "message": ""} for row in english] == [{**row, "message": ""} for row in german]


@pytest.fixture(scope="module")
def new_report() -> Report:
    from service import Version, compare

    return compare(
        [Version("a", "A", "Five boats burned on Tuesday."), Version("b", "B", "Nine boats burned on Tuesday.")],
        translate=False,
    )


def test_findings_and_warnings_follow(new_report: Report) -> None:
    for name in ("text", "html", "docx"):
        assert "A sagt „Five“ (5); B sagt „Nine“ (9)." in shown(name, new_report, "de"), name
