"""CONTRIBUTING.md can be followed: its examples are added to a copy of the program, as it says, and run there."""

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^( *)```\w+\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
LINE = re.compile(r"Its line in `(\w+)` \(`([\w/.]+)`\) is `(.*?)`;", re.DOTALL)

FIND = """
import json
from service import Version, compare
texts = ("The bridge fell. Nobody was hurt!", "The bridge fell. Nobody was hurt.")
print(json.dumps([f.to_dict() for f in compare([Version(t[-1], t[-1], t, "en") for t in texts]).findings]))
"""

DANISH = """
from service.languages import known
from service.languages.negations import plain
from service.languages.numbers import find_numbers
text = "Fem mænd blev ikke såret."
print("da" in known(), [q.value for q in find_numbers(text, "da")], [p.text for p in plain(text, "da")])
"""


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with all that the page adds."""
    copy = tmp_path_factory.mktemp("extended")
    for folder in ("service", "translations", "docs"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "*.png"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    for indent, block in BLOCK.findall(PAGE):
        first, _, text = textwrap.dedent(block).partition("\n")
        path = copy / first.removeprefix("# ")
        assert path.suffix in (".py", ".toml"), f"{first}: a block begins with its file{indent}"
        path.parent.mkdir(exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + text, encoding="utf-8")
    tables = LINE.findall(PAGE)
    assert [name for name, _, _ in tables] == ["TRANSLATORS", "FORMATS"]
    for name, file, line in tables:
        into(copy / file, rf"^{name}\b.*\{{$", f"    {line}")
    into(copy / "service/cli/compare.py", r"^FORMATS = \($", '"markdown", ', "FORMATS = (", "FORMATS = (\n")
    into(copy / "service/differences/__init__.py", r"^from service.differences import \($", "    exclaimed,")
    into(copy / "service/differences/__init__.py", r"^KINDS.*\($", "    exclaimed,")
    return copy


def into(path: Path, head: str, line: str, *first: str) -> None:
    """Puts a line behind a head, in which the `first` words were replaced."""
    text = path.read_text(encoding="utf-8")
    text = text.replace(*first, 1) if first else text
    put, times = re.subn(head, lambda found: f"{found.group()}\n{line}", text, count=1, flags=re.MULTILINE)
    assert times == 1, f"{path.name} has no {head}"
    path.write_text(put, encoding="utf-8")


def ran(folder: Path, *arguments: str, **settings: str) -> str:
    own = {name: v for name, v in os.environ.items() if not name.startswith(("VARIORUM_", "PYTHONPATH"))}
    command = [sys.executable, "-B", *arguments]
    done = subprocess.run(command, cwd=folder, env=own | settings, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_a_kind_of_difference(extended: Path) -> None:
    (found,) = json.loads(ran(extended, "-c", FIND))
    assert (found["rule"], found["message"]) == ("punctuation.exclaimed", "! exclaims.")
    assert [reading["quote"] for reading in found["readings"]] == ["!", "."]
    assert "`punctuation.exclaimed`" in ran(extended, "-c", "from service.actions.rules import table; print(table())")


def test_a_sentence_comes_into_the_catalogues(extended: Path) -> None:
    ran(extended, "docs/catalogues.py")
    assert 'msgid "{who} exclaims"' in (extended / "service/locales/de/messages.po").read_text(encoding="utf-8")


def test_a_language(extended: Path) -> None:
    assert ran(extended, "-c", DANISH) == "True [5.0] ['ikke']\n"
    ran(extended, "docs/languages_table.py", "--write")
    assert "| da | Danish |" in (extended / "docs/languages.md").read_text(encoding="utf-8")


def test_an_engine(extended: Path) -> None:
    (extended / "story.txt").write_text("Broen faldt.\n", encoding="utf-8")
    command = ("-m", "service", "translate", "story.txt", "--from", "da", "--to", "en")
    assert ran(extended, *command, VARIORUM_ENGINES="loud") == "BROEN FALDT.\n"


def test_an_export(extended: Path) -> None:
    shown = ran(extended, "-m", "service", "compare", "revisions", "--no-translate", "--format", "markdown")
    assert shown.startswith("- **critical** ")


def test_the_page_stays_one_page() -> None:
    """A quarter of an hour to read."""
    assert len(PAGE.split()) < 1500


@pytest.mark.parametrize("word", sorted(set(re.findall(r"`((?:service|tests|docs|benchmarks)/[\w/.]+)`", PAGE))))
def test_what_it_names_is_there(word: str, extended: Path) -> None:
    assert (ROOT / word).exists() or (extended / word).exists()
