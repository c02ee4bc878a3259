"""The article the project began with: its second sentence breaks off at "on Platform". It is not ours to publish, so it
is read from ../shared."""

from pathlib import Path

import pytest

from service.model.finding import Finding, FindingType, Severity
from service.model.protocols import Engines
from service.model.report import Report
from service.model.version import Version
from service.pipeline.run import run

CAPTION = "A member of Kataib Hezbollah at the scene"
CREDIT = "Photo: Alaa Al-Marjani / REUTERS"
TWICE = "In recent weeks they have increased their attacks on US bases in Iraq and neighboring Syria."


@pytest.fixture(scope="module")
def seed(shared: Path) -> Version:
    path = shared / "data" / "seed" / "seed-article.en.txt"
    if not path.is_file():
        pytest.skip(f"the seed article is not here: {path}")
    return Version("seed", "Seed", path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def alone(seed: Version, engines: Engines) -> Report:
    return run([seed], engines, "en", translating=True)


def touched(finding: Finding, version: Version) -> list[str]:
    """The words of the version that a finding points to."""
    return [version.text[s.start : s.end] for r in finding.readings for s in r.spans if s.version == version.id]


def overlaps(finding: Finding, version: Version, words: str) -> bool:
    at = version.text.index(words)
    return any(
        s.version == version.id and s.start < at + len(words) and at < s.end for r in finding.readings for s in r.spans
    )


def test_one_truncation_where_the_name_fell_out(alone: Report, seed: Version) -> None:
    (found,) = [f for f in alone.findings if f.type is FindingType.TRUNCATION]
    assert found.severity in (Severity.CRITICAL, Severity.MAJOR)
    (place,) = [s for reading in found.readings for s in reading.spans]
    assert seed.text[: place.end].endswith("the US military announced on Platform")
    assert "Platform" in seed.text[place.start : place.end]
    assert "Platform" in found.message


def test_nothing_about_the_caption_and_the_credit(alone: Report, seed: Version) -> None:
    assert [f.message for f in alone.findings for words in (CAPTION, CREDIT) if overlaps(f, seed, words)] == []


def test_furniture_is_named(alone: Report, seed: Version) -> None:
    assert [(s.furniture, s.text(seed.text)[:12]) for s in alone.segments if s.role == "furniture"] == [
        ("button", "Enlarge imag"),
        ("caption", "A member of "),
        ("credit", "Photo: Alaa "),
    ]


def test_the_statement_that_stands_twice(alone: Report, seed: Version) -> None:
    (found,) = [f for f in alone.findings if f.type is FindingType.DUPLICATION]
    assert found.severity is Severity.MINOR
    first, second = touched(found, seed)
    assert first.startswith("In response to Israel's military operation")
    assert second == TWICE


def test_nothing_else_above_minor(alone: Report) -> None:
    above = [f.type for f in alone.findings if f.severity.rank < Severity.MINOR.rank]
    assert above == [FindingType.TRUNCATION]


def test_beside_a_whole_copy_it_shows_where_the_other_goes_on(seed: Version, engines: Engines) -> None:
    whole = Version("whole", "Whole", seed.text.replace("on Platform\n", "on Platform X.\n", 1))
    assert whole.text != seed.text
    report = run([seed, whole], engines, "en", translating=True)
    first = report.findings[0]
    assert (first.type, first.severity) == (FindingType.TRUNCATION, Severity.CRITICAL)
    assert touched(first, seed) == ["on Platform"]
    assert touched(first, whole) == ["X."]
    assert "X." in first.message
    assert [f.message for f in report.findings[1:] if f.severity.rank < Severity.MINOR.rank] == []


def test_beside_itself_the_sentence_is_as_unfinished(seed: Version, engines: Engines) -> None:
    copy = Version("copy", "Copy", seed.text)
    found = run([seed, copy], engines, "en", translating=True).findings
    assert all(f.severity.rank >= Severity.MINOR.rank for f in found if f.type is not FindingType.TRUNCATION)


def test_the_article_is_not_in_the_repository(seed: Version) -> None:
    """It has an owner, and its tests read it from ../shared."""
    root = Path(__file__).parents[2]
    sentence = seed.text.split("\n\n")[3]
    kept = [path for folder in ("translations", "docs", "tests") for path in (root / folder).rglob("*.*")]
    texts = [path for path in kept if path.suffix in (".txt", ".toml", ".md", ".json", ".html")]
    assert len(texts) > 10
    assert [path.name for path in texts if sentence in path.read_text(encoding="utf-8")] == []
