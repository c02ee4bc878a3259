"""What holds the shape of the code: which way imports run, how long a file may be, what it may be called."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = sorted((ROOT / "service").rglob("*.py"))
LONGEST = 300
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_imports_run_one_way() -> None:
    beside_python = Path(sys.executable).with_name("lint-imports")
    command = str(beside_python) if beside_python.is_file() else shutil.which("lint-imports")
    if command is None:
        pytest.skip(
            "lint-imports is not installed: the direction of imports goes unchecked (pip install import-linter)"
        )
    shown = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "0 broken" in shown.stdout


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_stays_readable(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert ast.get_docstring(ast.parse(text)), "a module says what it holds"


def test_a_file_is_named_after_what_it_holds() -> None:
    assert [named(path) for path in MODULES if path.stem in NAMELESS or path.parent.name in NAMELESS] == []


def test_the_walk_above_finds_the_code() -> None:
    assert {"service/__init__.py", "service/pipeline/run.py", "service/model/finding.py"} <= {named(p) for p in MODULES}


def test_every_kind_of_difference_is_in_the_tuple() -> None:
    """A file in differences/ with a public `find(collation)` that is not in KINDS would never run."""
    from service.differences import KINDS

    finding = {
        path.stem
        for path in (ROOT / "service/differences").glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name == "find" and node.args.args[0].arg == "collation"
    }
    assert finding == {kind.__name__.rsplit(".", 1)[1] for kind in KINDS}
