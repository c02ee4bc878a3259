"""The report as PDF: the printable page, set by WeasyPrint."""

from typing import Any

from service.model.errors import RenderError
from service.model.report import Report
from service.model.sentences import SOURCE
from service.render.decided import Decisions
from service.render.print_html import render_print
from service.render.profile.values import Profile


def render_pdf(
    report: Report,
    decisions: Decisions | None = None,
    left_out: int | None = None,
    profile: Profile | None = None,
    language: str = SOURCE,
) -> bytes:
    """Pages of A4. Nothing is fetched, whatever the versions hold. Raises `RenderError` where Pango is missing."""
    try:
        from weasyprint import HTML
    except OSError as error:
        raise RenderError(
            "PDF needs the library Pango: on Debian and Ubuntu, apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
            f"libharfbuzz-subset0 ({str(error).splitlines()[0][:100]})"
        ) from None
    page = render_print(report, decisions, left_out, profile, language)
    made: bytes = HTML(string=page, url_fetcher=_fetcher()).write_pdf(
        # A reader for the blind needs the structure; a report made twice is the same, byte for byte.
        pdf_tags=True,
        pdf_identifier=b"variorum",
    )
    return made


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher

    class Nothing(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            raise ValueError(f"nothing is fetched: {url[:100]}")

    return Nothing()
