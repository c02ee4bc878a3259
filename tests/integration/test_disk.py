"""A server whose disk is full, or whose database was deleted: real ones, on a small file system of memory."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.api.readiness import SECONDS
from tests.servers.deployment import Deployment

DISK = "40m"  # twice what /ready asks for
TWO = {"versions": [{"text": "Five boats burned."}, {"text": "Nine boats burned."}], "translate": False}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "variorum-test", str(place)]
    if os.geteuid() or subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("NOT TESTED on a full disk: only root may mount a small file system, and not everywhere")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.fixture
def site(small_disk: Path, tmp_path: Path) -> Iterator[Deployment]:
    made = Deployment(tmp_path, database=small_disk / "v.sqlite", log_format="console")
    try:
        made.serve()
        yield made
    finally:
        made.close()


def fill(path: Path) -> None:
    """To the last byte."""
    line = os.open(path, os.O_CREAT | os.O_WRONLY)
    for piece in (65_536, 4096, 1):
        try:
            while True:
                os.write(line, b"x" * piece)
        except OSError:
            continue
    os.close(line)


def ready(site: Deployment) -> int:
    time.sleep(SECONDS + 0.1)
    return site.ask("GET", "/ready")[0]


def test_a_full_disk_is_told_and_room_can_be_made(site: Deployment, small_disk: Path) -> None:
    ids = [site.ask("POST", "/v1/comparisons?wait=30", TWO)[2]["id"] for _ in range(2)]
    assert ready(site) == 200
    fill(small_disk / "filler")
    assert ready(site) == 503
    told = site.ask("GET", "/ready")[2]
    assert told["type"] == "urn:variorum:problem:store" and str(small_disk) not in json.dumps(told)
    assert str(small_disk) in site.log("server")
    fill(small_disk / "filler-1")  # what of its reserve the server left for reading
    assert site.ask("DELETE", f"/v1/comparisons/{ids[0]}")[0] == 204
    listed = site.ask("GET", "/v1/comparisons")
    assert (listed[0], [one["id"] for one in listed[2]["items"]]) == (200, [ids[1]])
    assert site.ask("POST", "/v1/comparisons?wait=30", TWO)[0] == 201  # in the room that was made
    fill(small_disk / "filler-2")
    assert site.ask("DELETE", f"/v1/comparisons/{ids[1]}")[0] == 204  # once more
    assert site.ask("GET", "/health")[0] == 200
    for filler in small_disk.glob("filler*"):
        filler.unlink()
    assert ready(site) == 200


def test_a_database_that_was_deleted_is_made_anew(site: Deployment, small_disk: Path) -> None:
    site.ask("POST", "/v1/comparisons?wait=30", TWO)
    for file in small_disk.glob("v.sqlite*"):
        file.unlink()
    assert site.ask("GET", "/v1/comparisons")[2]["items"] == []
    assert site.ask("POST", "/v1/comparisons?wait=30", TWO)[0] == 201
    assert ready(site) == 200
    assert "was deleted or replaced" in site.log("server")


def test_only_its_file_was_deleted(site: Deployment, small_disk: Path) -> None:
    site.ask("POST", "/v1/comparisons?wait=30", TWO)
    (small_disk / "v.sqlite").unlink()
    assert site.ask("POST", "/v1/comparisons?wait=30", TWO)[0] == 201
    assert len(site.ask("GET", "/v1/comparisons")[2]["items"]) == 1
