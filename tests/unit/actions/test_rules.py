"""Rules: what each says, and which of them a desk mutes."""

import json
from pathlib import Path

import pytest

from service import Version, compare
from service.actions.rules import example, named, table
from service.cli.main import main
from service.differences.rules import RULES
from service.model.errors import UnknownRule
from service.model.finding import Finding
from service.model.report import Report
from service.render.catalogues import catalogue, languages

PAGE = Path(__file__).parents[3] / "docs" / "findings.md"
HERE = "Five boats burned on Tuesday. Nobody was hurt, the police said."
THERE = "Nine boats burned on Tuesday. Nobody was hurt, the police said"


def report() -> Report:
    return compare([Version("a", "a", HERE, "en", "original"), Version("b", "b", THERE, "en")], translate=False)


@pytest.mark.parametrize("rule", RULES.values(), ids=str)
def test_every_rule_says_a_sentence_in_every_language(rule: object) -> None:
    said = {language: example(rule, catalogue(language)) for language in languages()}  # type: ignore[arg-type]
    for sentence in said.values():
        assert "{" not in sentence
        assert sentence.endswith((".", "”", "“", "»"))
    assert len(set(said.values())) == len(said)


def test_every_finding_names_its_rule_and_its_message_is_read_off_it() -> None:
    found = report().findings
    assert {f.rule.id for f in found} >= {"number.other-word"}
    for finding in found:
        assert finding.rule is RULES[finding.rule.id]
        again = Finding.from_dict(json.loads(json.dumps(finding.to_dict())), RULES)
        assert again == finding


def test_a_report_that_was_kept_can_be_had_again() -> None:
    made = report()
    assert Report.from_dict(json.loads(json.dumps(made.to_dict())), RULES).to_dict() == made.to_dict()


def test_a_report_of_before_there_were_rules_keeps_its_grades_and_its_words() -> None:
    plain = report().to_dict()
    for finding in plain["findings"]:
        for key in ("rule", "params", "steps"):
            del finding[key]
        finding["message"] = "Said {otherwise}."
    again = Report.from_dict(plain, RULES)
    assert [f.message for f in again.findings] == ["Said {otherwise}."] * len(plain["findings"])
    for finding, old in zip(again.findings, plain["findings"], strict=True):
        assert (finding.id, finding.type, finding.severity) == (old["id"], old["type"], old["severity"])


def test_names_and_patterns() -> None:
    assert named(["number.limit"]) == {"number.limit"}
    assert named(["number.*"]) == {id for id in RULES if id.startswith("number.")}
    with pytest.raises(UnknownRule, match="there is no rule 'nubmer"):
        named(["nubmer.*"])


def test_a_muted_rule_is_not_told_and_the_signature_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = report()
    monkeypatch.setenv("VARIORUM_MUTE", "number.*")
    muted = report()
    assert [f for f in whole.findings if not f.rule.id.startswith("number.")] == list(muted.findings)
    assert "number.other-word" in muted.signature["muted"].split()
    assert "muted" not in whole.signature


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("a", HERE), ("b", THERE)):
        (tmp_path / f"{name}.txt").write_text(text)
    files = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert main(["compare", *files, "--format", "json", "--mute", "number.*", "--quiet"]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert not [f for f in found if f["rule"].startswith("number.")]
    assert main(["compare", *files, "--mute", "no-such", "--quiet"]) == 2
    assert "there is no rule 'no-such'" in capsys.readouterr().err


def test_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "negation.*"]) == 0
    assert "negation.lost " in capsys.readouterr().out
    assert main(["rules", "--format", "json"]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == list(RULES)


def test_the_docs_have_the_table() -> None:
    again = "python -m service rules --format markdown"
    assert table() in PAGE.read_text(encoding="utf-8"), f"put it there again: {again}"
