"""export.py (of the pages and of the actions): what is chosen, with what was decided, as a file."""

import csv
import io
import json

import pytest
from docx import Document

from service.actions.export import KINDS
from tests.unit.web.conftest import FIRST, SECOND, Browser, compare, finding_of

KEPT = [kind for kind in KINDS if kind != "print"]


@pytest.mark.parametrize("kind", KEPT)
def test_every_form_is_a_file(browser: Browser, compared: str, kind: str) -> None:
    answer = browser.get(f"/comparisons/{compared}/export/{kind}")
    assert (answer.status_code, answer.mimetype) == (200, KINDS[kind].media_type)
    said = answer.headers["Content-Disposition"]
    assert said.startswith(f"attachment; filename=Boats{KINDS[kind].suffix}")
    assert len(answer.data) > 200


def test_the_page_to_print_is_looked_at(browser: Browser, compared: str) -> None:
    answer = browser.get(f"/comparisons/{compared}/export/print")
    assert "Content-Disposition" not in answer.headers
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "A and C say" in answer.text


@pytest.mark.parametrize("kind", ["print", "csv"])
def test_it_is_told_in_the_language_of_the_page(browser: Browser, compared: str, kind: str) -> None:
    address = f"/comparisons/{compared}/export/{kind}"
    assert "A and C say “Five”" in browser.get(address).text
    assert "A und C sagen „Five“" in browser.get(address, **{"Accept-Language": "de"}).text
    assert "A und C sagen „Five“" in browser.get(f"{address}?language=de").text
    assert "A and C say “Five”" in browser.get(f"{address}?language=xx").text


def test_what_the_filter_shows(browser: Browser, compared: str) -> None:
    def types(query: str) -> list[str]:
        plain = json.loads(browser.get(f"/comparisons/{compared}/export/json?{query}").text)
        return [one["type"] for one in plain["findings"]]

    assert sorted(types("")) == ["date", "number"]
    assert types("type=date") == ["date"]
    assert types("q=Nine") == ["number"]
    assert types("decision=accepted") == []


def test_decisions_go_along(browser: Browser, compared: str) -> None:
    finding = finding_of(browser, compared, "number")
    browser.post("/name", {"name": "Anna"})
    form = {"verdict": "dismissed:intended", "note": "=1+1"}
    browser.post(f"/comparisons/{compared}/findings/{finding}/decision", form)
    plain = json.loads(browser.get(f"/comparisons/{compared}/export/json").text)
    said = {one["id"]: one["decision"] for one in plain["findings"]}
    assert said[finding]["reason"] == "intended" and said[finding]["who"] == "Anna"
    assert [one for id, one in said.items() if id != finding] == [None]
    rows = list(csv.DictReader(io.StringIO(browser.get(f"/comparisons/{compared}/export/csv").text)))
    mine = [row for row in rows if row["finding"] == finding]
    assert {(row["decision"], row["reason"], row["who"]) for row in mine} == {("dismissed", "intended", "Anna")}
    assert mine[0]["note"] == "'=1+1"  # no formula
    document = Document(io.BytesIO(browser.get(f"/comparisons/{compared}/export/docx").data))
    assert {comment.author for comment in document.comments} == {"Anna", "Variorum"}


@pytest.mark.parametrize(
    ("title", "name", "full"),
    [
        ("Brand im Hafen: „groß“", "Brand-im-Hafen-gro.json", "Brand%20im%20Hafen%20gro%C3%9F.json"),
        ("تقرير", "report-", "%D8%AA%D9%82%D8%B1%D9%8A%D8%B1.json"),
        ("../../etc/passwd", "etc-passwd.json", "etc%20passwd.json"),
        ('x"\r\nSet-Cookie: a=b', "x-Set-Cookie-a-b.json", "x%20Set-Cookie%20a%20b.json"),
        ("..", "report-", "report-"),
        ("x" * 500, "x" * 60 + ".json", "x" * 60 + ".json"),
    ],
)
def test_names_of_files(browser: Browser, title: str, name: str, full: str) -> None:
    id = compare(browser, FIRST, SECOND, title=title[:200])
    said = browser.get(f"/comparisons/{id}/export/json").headers["Content-Disposition"]
    plain, _, extended = said.removeprefix("attachment; filename=").partition("; filename*=UTF-8''")
    assert plain.startswith(name)
    assert extended.startswith(full)
    assert "Set-Cookie" not in dict(browser.get(f"/comparisons/{id}/export/json").headers)


@pytest.mark.parametrize("kind", ["odt", "exe", "..", "%00", "docx%2F..", "text.docx"])
def test_a_form_that_there_is_not(browser: Browser, compared: str, kind: str) -> None:
    answer = browser.get(f"/comparisons/{compared}/export/{kind}")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")


def test_nobody_exports_what_is_not_theirs(browser: Browser) -> None:
    assert browser.get(f"/comparisons/{'0' * 32}/export/docx").status_code == 404
