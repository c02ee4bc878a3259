"""The wheel: what is in it, and that it works where nothing of the checkout is at hand. pip builds and installs it,
without a network."""

import http.client
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

import pytest

import service
from service.actions.stories import bundled_stories
from service.pipeline.program import PROGRAM
from tests.conftest import ROOT
from tests.servers.deployment import START_SECONDS, kill_all
from tests.servers.ports import free_port

LARGEST = 5_000_000
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--no-cache-dir"]
HEADERS = {"Content-Type": "application/json", "Accept-Language": "de"}
NOTICES = ("LICENSE", "service/languages/en/wordnet.LICENSE", "service/languages/en/bigrams.NOTICE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    how = ["wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([*PIP, *how, str(ROOT)], cwd=folder, check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def packed(wheel: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(wheel)


@pytest.fixture(scope="module")
def metadata(packed: zipfile.ZipFile) -> Message:
    return HeaderParser().parsestr(packed.read(f"variorum-{PROGRAM}.dist-info/METADATA").decode())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    how = ["install", "--quiet", "--no-index", "--no-deps", "--no-compile", "--target", str(folder)]
    subprocess.run([*PIP, *how, str(wheel)], cwd=folder, check=True)
    return folder


def environment(installed: Path) -> dict[str, str]:
    """Its packages, and those of the environment that the tests run in."""
    own = {name: v for name, v in os.environ.items() if not name.startswith(("VARIORUM_", "PYTHON"))}
    return own | {"PYTHONPATH": str(installed)}


def ran(installed: Path, folder: Path, *command: str) -> str:
    """What it prints, in another folder."""
    done = subprocess.run(
        command, cwd=folder, env=environment(installed), capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


# What is in it


def test_it_is_small(wheel: Path) -> None:
    assert wheel.name == f"variorum-{PROGRAM}-py3-none-any.whl"
    assert wheel.stat().st_size < LARGEST


def files(folder: str) -> set[str]:
    """Of the checkout, but what Python and tools leave there."""
    paths = (ROOT / folder).rglob("*")
    return {p.relative_to(ROOT).as_posix() for p in paths if p.is_file() and "__pycache__" not in p.parts}


def test_it_has_all_that_the_program_reads_and_nothing_else(packed: zipfile.ZipFile) -> None:
    stories = {f"service/{path}" for path in files("translations")}
    ours = {name for name in packed.namelist() if not name.startswith(f"variorum-{PROGRAM}.dist-info/")}
    assert ours == files("service") | files("variorum") | stories
    assert {"service/py.typed", "variorum/py.typed"} <= ours
    for some in ("languages/de/words.toml", "languages/en/wordnet.txt.gz", "locales/de/messages.po"):
        assert f"service/{some}" in ours
    for some in ("web/static/review.js", "web/templates/review.html", "store/migrations/env.py"):
        assert f"service/{some}" in ours


def test_it_needs_what_the_one_list_says(metadata: Message) -> None:
    listed = (ROOT / "requirements.txt").read_text(encoding="utf-8").lower().split()
    assert sorted(need.lower() for need in metadata.get_all("Requires-Dist", [])) == sorted(listed)


def test_its_licence_and_the_notices_of_others(packed: zipfile.ZipFile, metadata: Message) -> None:
    assert str(metadata["License-Expression"]).split(" AND ")[0] == "MIT"
    assert sorted(metadata.get_all("License-File", [])) == sorted(NOTICES)
    for notice in NOTICES:
        carried = packed.read(f"variorum-{PROGRAM}.dist-info/licenses/{notice}")
        assert carried == (ROOT / notice).read_bytes()
    assert b"MIT License" in packed.read(f"variorum-{PROGRAM}.dist-info/licenses/LICENSE")


def test_every_notice_beside_a_table_is_in_it() -> None:
    beside = {path for path in files("service") if Path(path).suffix in (".LICENSE", ".NOTICE")}
    assert beside == set(NOTICES) - {"LICENSE"}


# That it works


def test_the_command_compares_a_story_as_the_checkout_does(installed: Path, tmp_path: Path) -> None:
    """To the byte, the signature included: its tables, rules and code are the same ones."""
    story = ("compare", "platform-x", "--format", "json")
    here = ran(ROOT, ROOT, sys.executable, "-m", "service", *story)
    assert ran(installed, tmp_path, str(installed / "bin" / "variorum"), *story) == here
    assert "on Platform" in here


def test_it_has_all_verbs_by_each_of_its_names(installed: Path, tmp_path: Path) -> None:
    for command in (["variorum"], ["python", "-m", "variorum"], ["python", "-m", "service"]):
        program = str(installed / "bin" / "variorum") if len(command) == 1 else sys.executable
        typed = [program, *command[1:]]
        usage = " ".join(command)
        assert ran(installed, tmp_path, *typed, "--version") == f"variorum {PROGRAM}\n"
        assert ran(installed, tmp_path, *typed, "--help").startswith(f"usage: {usage} [")
        assert ran(installed, tmp_path, *typed, "compare", "--help").startswith(f"usage: {usage} compare ")
    assert set(bundled_stories()) <= set(ran(installed, tmp_path, *typed, "stories").split())


def test_it_is_imported_by_its_own_name(installed: Path, tmp_path: Path) -> None:
    code = """
import json, service, variorum
same = all(getattr(variorum, name) is getattr(service, name) for name in variorum.__all__)
print(json.dumps([variorum.__all__, same, variorum.__file__]))
"""
    names, same, file = json.loads(ran(installed, tmp_path, sys.executable, "-c", code))
    assert (names, same) == (service.__all__, True)
    assert Path(file).is_relative_to(installed)


def test_the_checkout_has_the_name_too() -> None:
    import variorum

    assert variorum.__all__ == service.__all__
    assert all(getattr(variorum, name) is getattr(service, name) for name in service.__all__)


@contextmanager
def serving(installed: Path, folder: Path) -> Iterator[int]:
    """Its port."""
    port = free_port()
    command = [str(installed / "bin" / "variorum"), "serve", "--port", str(port)]
    settings = {"VARIORUM_DATABASE": str(folder / "variorum.db")}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment(installed) | settings, stdout=log, stderr=log, start_new_session=True
        )
    try:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and process.poll() is None:
            with suppress(OSError):
                if ask(port, "GET", "/health")[0] == 200:
                    break
            time.sleep(0.05)
        yield port
    finally:
        kill_all(process)


def ask(port: int, method: str, path: str, body: object = None) -> tuple[int, bytes]:
    """As a German reader's browser does."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        line.request(method, path, json.dumps(body) if body else None, HEADERS)
        answer = line.getresponse()
        return answer.status, answer.read()
    finally:
        line.close()


def test_it_serves_pages_and_keeps_comparisons(installed: Path, tmp_path: Path) -> None:
    """With its templates, static files, words in other languages and migrations."""
    with serving(installed, tmp_path) as port:
        versions = [{"id": "a", "text": "340 people came."}, {"id": "b", "text": "430 people came."}]
        status, made = ask(port, "POST", "/v1/comparisons?wait=30", {"versions": versions})
        assert (status, b'"number"' in made) == (201, True)
        status, page = ask(port, "GET", "/")
        assert (status, "Fassungen einer Nachricht vergleichen" in page.decode()) == (200, True)
        assert all(name.encode() in page for name in bundled_stories())
        status, script = ask(port, "GET", "/static/start.js")
        assert (status, script) == (200, (ROOT / "service/web/static/start.js").read_bytes())
