import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from service.cli.compare import FORMATS
from service.model.finding import FindingType, Severity
from service.model.report import Report
from service.render import FORMATS as RENDERS
from tests.unit.findings import plain_finding

BOTH = ("compare", "first.txt", "wire-copy.txt")


def test_every_format_can_be_asked_for() -> None:
    assert tuple(RENDERS) == FORMATS


@pytest.mark.usefixtures("news")
class TestReport:
    def test_goes_to_standard_output(self, run: Callable) -> None:
        ran = run(*BOTH, "--label", "first=The paper, Monday = late")
        assert ran.code == 0
        assert ran.err == ""
        assert " number · row " in ran.out
        assert "The paper, Monday = late" in ran.out
        assert "wire-copy" in ran.out
        assert "── row" in ran.out
        assert "\x1b" not in ran.out

    def test_may_leave_the_rows_out(self, run: Callable) -> None:
        ran = run(*BOTH, "--rows", "none")
        assert " number · row " in ran.out
        assert "── row" not in ran.out

    def test_may_show_all_rows(self, run: Callable) -> None:
        assert run(*BOTH, "--rows", "all").out.count("── row") == 3

    def test_has_the_width_asked_for(self, run: Callable) -> None:
        assert max(map(len, run(*BOTH, "--width", "50").out.splitlines())) <= 50

    def test_as_json_knows_what_was_said_of_the_versions(self, run: Callable) -> None:
        ran = run(*BOTH, "--format", "json", "--language", "first=en-GB", "--relation", "first=original")
        versions = json.loads(ran.out)["versions"]
        assert [(v["id"], v["declared_language"], v["relation"]) for v in versions] == [
            ("first", "en-GB", "original"),
            ("wire-copy", None, "wire"),
        ]

    def test_as_csv(self, run: Callable) -> None:
        rows = list(csv.reader(io.StringIO(run(*BOTH, "--format", "csv").out)))
        assert len(rows) > 1

    def test_is_told_in_the_readers_language(self, run: Callable) -> None:
        ran = run(*BOTH, "--language", "de", "--language", "first=en-GB", "--profile", "--why")
        assert (ran.code, ran.err) == (0, "")
        for said in (
            " Zahl · Zeile ",
            "first sagt „",
            "Englisch (Vereinigtes Königreich)",
            "haben zueinander eine Nähe",
        ):
            assert said in ran.out
        assert "sagt „" in run(*BOTH, "--language", "de", "--format", "csv").out
        told = json.loads(run(*BOTH, "--language", "de", "--format", "json", "--profile").out)["profile"]["sentences"]
        assert "haben zueinander eine Nähe" in told[0]

    def test_may_begin_with_the_profile(self, run: Callable) -> None:
        told = "first and wire-copy have a closeness of "
        assert told in run(*BOTH, "--profile").out
        assert told not in run(*BOTH).out

    def test_says_why_where_it_is_asked(self, run: Callable) -> None:
        told = "an editor is expected to keep"
        assert told in run(*BOTH, "--why").out
        assert told not in run(*BOTH).out

    def test_measures_the_profile_on_rows_that_are_not_shown(self, run: Callable) -> None:
        sentence = next(line for line in run(*BOTH, "--profile").out.splitlines() if "closeness of" in line)
        assert sentence in run(*BOTH, "--profile", "--rows", "none").out.splitlines()

    def test_has_no_profile_of_one_version(self, run: Callable) -> None:
        assert run("compare", "first.txt", "--profile") == run("compare", "first.txt")

    @pytest.mark.parametrize("format", FORMATS)
    def test_takes_the_profile_in_every_format(self, run: Callable, format: str) -> None:
        assert run(*BOTH, "--profile", "--output", "r", "--format", format).code == 0
        if format == "json":
            assert len(json.loads(Path("r").read_text(encoding="utf-8"))["profile"]["sentences"]) == 3

    def test_of_standard_input(self, run: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
        data = io.BytesIO(Path("first.txt").read_bytes())
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))
        ran = run("compare", "-", "--format", "json")
        assert json.loads(ran.out)["versions"][0]["label"] == "standard input"


@pytest.mark.usefixtures("news")
class TestOutput:
    @pytest.mark.parametrize(
        ("name", "start"),
        [("r.html", "<!doctype"), ("r.HTM", "<!doctype"), ("r.json", "{"), ("r.txt", "fire"), ("r", "fire")],
    )
    def test_has_the_format_of_its_ending(self, run: Callable, name: str, start: str) -> None:
        ran = run(*BOTH, "--output", name)
        assert ran == (0, "", "")
        assert Path(name).read_text(encoding="utf-8").lower().startswith(start)

    def test_has_the_format_asked_for(self, run: Callable) -> None:
        run(*BOTH, "--output", "r.html", "--format", "json")
        assert json.loads(Path("r.html").read_text(encoding="utf-8"))

    @pytest.mark.parametrize(("name", "start"), [("r.docx", b"PK"), ("r.pdf", b"%PDF-")])
    def test_may_be_no_text(self, run: Callable, name: str, start: bytes) -> None:
        assert run(*BOTH, "--output", name) == (0, "", "")
        assert Path(name).read_bytes().startswith(start)

    def test_what_is_no_text_is_not_for_a_terminal(self, run: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        ran = run(*BOTH, "--format", "docx")
        assert (ran.code, ran.out) == (2, "")
        assert "docx is nothing for a terminal: name a file with --output" in ran.err

    def test_may_be_standard_output(self, run: Callable) -> None:
        assert " number · row " in run(*BOTH, "--output", "-").out
        assert not Path("-").exists()

    @pytest.mark.parametrize("name", ["first.txt", "./wire-copy.txt"])
    def test_never_replaces_what_is_compared(self, run: Callable, name: str) -> None:
        before = Path(name).read_bytes()
        ran = run(*BOTH, "--output", name)
        assert ran.code == 2
        assert "it is one of the files that are compared" in ran.err
        assert Path(name).read_bytes() == before

    def test_that_cannot_be_written_is_told_before_the_work(
        self, run: Callable, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("service.actions.compare.compare_versions", None)  # calling it would fail
        ran = run(*BOTH, "--output", "none/report.txt")
        assert ran.code == 2
        assert ran.err.count("\n") == 1
        assert "there is no folder" in ran.err

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_may_be_a_disk_that_is_full(self, run: Callable) -> None:
        ran = run(*BOTH, "--output", "/dev/full")
        assert ran == (2, "", "variorum: cannot write /dev/full: no space left on device\n")

    def test_never_replaces_a_table_of_a_story(self, run: Callable) -> None:
        Path("story.toml").write_text('[[versions]]\nid = "a"\nfile = "first.txt"\n')
        assert "one of the files" in run("compare", ".", "--output", "story.toml").err


@pytest.mark.usefixtures("news")
class TestFailOn:
    @pytest.fixture(autouse=True)
    def one_major_finding(self, monkeypatch: pytest.MonkeyPatch) -> None:
        finding = plain_finding(FindingType.NUMBER, Severity.MAJOR, None, (), "first has 5, wire-copy 9.", 0.9)
        report = Report((), {}, (), (), (finding,), (), {}, "en", {})
        monkeypatch.setattr("service.actions.compare.compare_versions", lambda *_: report)

    @pytest.mark.parametrize(("level", "code"), [("critical", 0), ("major", 1), ("minor", 1)])
    def test_the_code_tells_of_findings_as_grave(self, run: Callable, level: str, code: int) -> None:
        ran = run(*BOTH, "--fail-on", level)
        assert ran.code == code
        assert "first has 5, wire-copy 9." in ran.out

    def test_the_report_is_written_all_the_same(self, run: Callable) -> None:
        assert run(*BOTH, "--fail-on", "major", "--output", "r.json").code == 1
        assert Path("r.json").exists()

    def test_without_it_nothing_found_is_a_failure(self, run: Callable) -> None:
        assert run(*BOTH).code == 0


@pytest.mark.usefixtures("news")
class TestLanguages:
    def test_a_pivot_that_nobody_translates_to_is_a_warning(self, run: Callable) -> None:
        Path("de.txt").write_text("Am Dienstag brannten neun Boote. Niemand wurde verletzt, sagte die Polizei.\n")
        ran = run("compare", "first.txt", "de.txt", "--pivot", "fi")
        assert ran.code == 0
        assert "warning: No engine here translates" in ran.out
        assert " number · row " in ran.out

    def test_nothing_is_said_of_engines_where_none_is_wanted(self, run: Callable) -> None:
        Path("de.txt").write_text("Am Dienstag brannten fünf Boote. Niemand wurde verletzt, sagte die Polizei.\n")
        assert "No engine" not in run("compare", "first.txt", "de.txt", "--no-translate").out

    @pytest.mark.parametrize("option", [("--pivot", "klingonisch"), ("--language", "first=klingonisch")])
    def test_an_unknown_one(self, run: Callable, option: tuple[str, str]) -> None:
        ran = run(*BOTH, *option)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("variorum: no such language: 'klingonisch'")
        assert ran.err.count("\n") == 1
