"""print_html.py and pdf_report.py: the page for paper, and the file made from it."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from service.model.errors import RenderError
from service.model.report import Report
from service.model.work import Decision, Verdict
from service.render import pdf_report
from service.render.listing import worth_listing
from service.render.pdf_report import render_pdf
from service.render.print_html import render_print
from service.render.profile.measure import profile


def words(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def test_the_findings_come_first_and_then_their_rows(platform: Report) -> None:
    page = render_print(platform)
    for finding in worth_listing(platform):
        assert page.index(f"{finding.severity} {finding.type}") < page.index("The rows they stand in")
    assert page.count('<section class="row">') < len(platform.rows)


def test_a_profile_comes_before_the_findings(platform: Report) -> None:
    found = profile(platform)
    page = render_print(platform, profile=found)
    assert "<bdi>wire</bdi> (1.00) is closer to <bdi>agency</bdi>, the original, than" in page
    assert page.index('<table class="profile">') < page.index("critical truncation")
    assert '<table class="profile">' not in render_print(platform)
    assert "wire (1.00) is closer to agency" in words(render_pdf(platform, profile=found))


def test_decisions_are_told(platform: Report) -> None:
    first = worth_listing(platform)[0]
    decided = {first.id: Decision(first.id, Verdict.ACCEPTED, None, "<Anna>", "", datetime(2026, 3, 1, tzinfo=UTC), 1)}
    assert "accepted by &lt;Anna&gt;" in render_print(platform, decided)


def test_script_stays_text_and_nothing_is_loaded(new_story: Any) -> None:
    story = new_story()
    evil = '<script>alert(1)</script><img src="http://127.0.0.1:9/x"><link rel=stylesheet href=//evil.example>'
    story.version("a", evil, "en", None, f"Five {evil} burned.")
    story.align([0])
    page = render_print(story.report())
    assert not any(tag in page for tag in ("<script", "<img", "<link"))
    assert render_pdf(story.report()).startswith(b"%PDF-")


def test_a_pdf_with_its_words(platform: Report) -> None:
    data = render_pdf(platform)
    assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")
    said = words(data)
    assert "critical truncation" in said
    assert "on Platform" in said
    assert data == render_pdf(platform)


def test_the_page_is_fetched_from_nowhere() -> None:
    with pytest.raises(ValueError, match="nothing is fetched"):
        pdf_report._fetcher().fetch("http://127.0.0.1:9/style.css")


def test_without_pango_it_says_what_to_install(platform: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def no_pango(name: str, *rest: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", no_pango)
    with pytest.raises(RenderError, match=r"apt-get install libpango-1\.0-0"):
        render_pdf(platform)


def test_a_filter_is_told_and_no_all_clear_given(platform: Report) -> None:
    page = render_print(replace(platform, findings=()), left_out=3)
    assert "Only 0 findings of 3" in page
    assert "Nothing found" not in page
