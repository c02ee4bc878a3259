"""download.py and web.py against a real server: what breaks off goes on, what is wrong is refused."""

import hashlib
import json
import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest

from service.engines.packages.download import download, size_of
from service.engines.packages.limits import Limits
from service.engines.packages.web import read_all
from service.model.errors import DownloadFailed, OutputError
from tests.unit.engines.packages.mirror import Answer, Handler, Mirror, cut, file, in_turn, redirect, serving, status

DATA = bytes(range(256)) * 800
LIMITS = Limits(package_bytes=1_000_000, unpacked_bytes=1_000_000, seconds=0.4, tries=3, pause=0.01)


def fetch(mirror: Mirror, part: Path, sha256: str = "", limits: Limits = LIMITS) -> bytes:
    download(f"{mirror.url}/p", part, limits, sha256)
    return part.read_bytes()


def test_a_good_server(mirror: Mirror, tmp_path: Path) -> None:
    mirror.routes["/p"] = file(DATA)
    told: list[tuple[int, int | None]] = []
    checksum = hashlib.sha256(DATA).hexdigest()
    download(f"{mirror.url}/p", tmp_path / "part", LIMITS, checksum, lambda done, total: told.append((done, total)))
    assert (tmp_path / "part").read_bytes() == DATA
    assert told[-1] == (len(DATA), len(DATA))
    assert size_of(f"{mirror.url}/p", LIMITS) == len(DATA)


def test_it_goes_on_where_it_broke_off(mirror: Mirror, tmp_path: Path) -> None:
    mirror.routes["/p"] = in_turn(cut(DATA, 70_000), file(DATA))
    assert fetch(mirror, tmp_path / "part") == DATA
    first, second = mirror.gets("/p")
    assert "Range" not in first
    assert (second["Range"], second["If-Range"]) == ("bytes=70000-", '"one"')


def test_it_goes_on_in_a_later_run(mirror: Mirror, tmp_path: Path) -> None:
    mirror.routes["/p"] = cut(DATA, 70_000)
    with pytest.raises(DownloadFailed, match="broke off after 70,000 of 204,800 bytes"):
        fetch(mirror, tmp_path / "part", limits=replace(LIMITS, tries=1))
    mirror.routes["/p"] = file(DATA)
    assert fetch(mirror, tmp_path / "part") == DATA
    assert mirror.gets("/p")[-1]["Range"] == "bytes=70000-"


def test_what_is_whole_is_not_fetched_again(mirror: Mirror, tmp_path: Path) -> None:
    mirror.routes["/p"] = file(DATA)
    assert fetch(mirror, tmp_path / "part") == fetch(mirror, tmp_path / "part") == DATA
    assert len(mirror.gets("/p")) == 1


def wrong_part(to: Handler) -> None:
    to.send(206, DATA[5:], Content_Range=f"bytes 5-{len(DATA) - 1}/{len(DATA)}", ETag='"one"')


def other_total(to: Handler) -> None:
    to.send(206, DATA[70_000:], Content_Range=f"bytes 70000-{len(DATA) - 1}/999999", ETag='"one"')


@pytest.mark.parametrize(
    "then",
    [file(DATA, ranges=False), file(DATA, tag='"two"'), status(416), wrong_part, other_total],
    ids=["ignores ranges", "another file by now", "no such range", "another part", "another length"],
)
def test_it_begins_anew_where_the_rest_does_not_fit(mirror: Mirror, tmp_path: Path, then: Answer) -> None:
    mirror.routes["/p"] = in_turn(cut(b"z" * len(DATA), 70_000), then, file(DATA, tag='"two"'))
    assert fetch(mirror, tmp_path / "part") == DATA


def test_another_address_begins_anew(mirror: Mirror, tmp_path: Path) -> None:
    mirror.routes |= {"/q": cut(b"z" * len(DATA), 70_000), "/p": file(DATA)}
    with pytest.raises(DownloadFailed):
        download(f"{mirror.url}/q", tmp_path / "part", replace(LIMITS, tries=1))
    assert fetch(mirror, tmp_path / "part") == DATA


@pytest.mark.parametrize("code", [500, 502, 503, 429])
def test_a_server_that_was_busy(mirror: Mirror, tmp_path: Path, code: int) -> None:
    mirror.routes["/p"] = in_turn(status(code), status(code), file(DATA))
    assert fetch(mirror, tmp_path / "part") == DATA


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 304, 300])
def test_a_refusal_is_final(mirror: Mirror, tmp_path: Path, code: int) -> None:
    mirror.routes["/p"] = status(code)
    with pytest.raises(DownloadFailed, match=f"answers {code}$"):
        fetch(mirror, tmp_path / "part")
    assert len(mirror.gets("/p")) == 1


def silent(to: Handler) -> None:
    time.sleep(1)


def trickling(to: Handler) -> None:
    to.send(200, b"", Content_Length=str(len(DATA)))
    for _ in range(60):
        to.wfile.write(b"x" * 10)
        time.sleep(0.05)


def packed(to: Handler) -> None:
    to.send(200, DATA, Content_Encoding="gzip")


def chunked(to: Handler) -> None:
    to.protocol_version = "HTTP/1.1"
    to.send(200, b"", Content_Length="", Transfer_Encoding="chunked")
    to.wfile.write(b"5\r\nabcde\r\nnonsense\r\n")


def endless(to: Handler) -> None:
    to.send(200, b"", Content_Length="")
    for _ in range(200):
        to.wfile.write(b"x" * 10_000)


BAD: dict[str, tuple[Answer, str]] = {
    "silent": (silent, "timed out"),
    "trickling": (trickling, "less than 1024 bytes a second"),
    "truncated": (cut(DATA, 100), "broke off after|broke off: "),
    "a wrong length": (cut(DATA[:50], 50), r"checksum"),
    "a length that is none": (status(200, Content_Length="12x"), "announces a length"),
    "a negative length": (status(200, Content_Length="-5"), "announces a length"),
    "too long, announced": (file(b"x" * 1_000_001), "VARIORUM_MAX_PACKAGE_BYTES"),
    "too long, not announced": (endless, "more than the limit of 1,000,000"),
    "another encoding": (packed, "nobody asked for"),
    "broken chunks": (chunked, "broke off"),
    "a wrong checksum": (file(b"y" * len(DATA)), "the checksum is not the one in the index"),
    "a redirect to itself": (redirect("/p"), "redirects more than 5 times"),
    "a redirect to a file": (redirect("file:///etc/passwd"), "redirects to file:///etc/passwd, which is refused"),
    "a redirect to ftp": (redirect("ftp://127.0.0.1/x"), "which is refused"),
    "a redirect to data": (redirect("data:,hello"), "which is refused"),
    "a redirect to nowhere": (status(302), "redirects to nowhere"),
    "a redirect to no address": (redirect("http://[::1"), "which is refused"),
    "a redirect with a password": (redirect("http://a:secret@127.0.0.1/"), "which is refused"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_answer(mirror: Mirror, tmp_path: Path, kind: str) -> None:
    mirror.routes["/p"], says = BAD[kind]
    with pytest.raises(DownloadFailed, match=says) as refused:
        fetch(mirror, tmp_path / "part", "0" * 64)
    assert str(refused.value).isprintable()
    assert "secret" not in str(refused.value)


def test_a_wrong_checksum_leaves_nothing(mirror: Mirror, tmp_path: Path) -> None:
    mirror.routes["/p"] = file(DATA)
    with pytest.raises(DownloadFailed, match="checksum"):
        fetch(mirror, tmp_path / "part", "0" * 64)
    assert list(tmp_path.iterdir()) == []


def test_redirects_within_reason(mirror: Mirror, tmp_path: Path) -> None:
    with serving() as other:
        mirror.routes["/p"] = redirect(f"{other.url.replace('127.0.0.1', 'localhost')}/q")
        other.routes |= {"/q": redirect("/r"), "/r": file(DATA)}
        assert fetch(mirror, tmp_path / "part") == DATA


def test_over_too_many_servers(mirror: Mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.engines.packages.web.MAX_HOSTS", 1)
    mirror.routes |= {"/p": redirect(mirror.url.replace("127.0.0.1", "localhost") + "/q"), "/q": file(DATA)}
    with pytest.raises(DownloadFailed, match="redirects over more than 1 servers"):
        fetch(mirror, tmp_path / "part")


def test_nobody_there(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(DownloadFailed, match="cannot be reached: Connection refused"):
        download(f"http://127.0.0.1:{port}/p", tmp_path / "part", LIMITS)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x/y", "x", "", "http://", "http://a b/", "http://a:0/"])
def test_an_address_that_is_none(url: str, tmp_path: Path) -> None:
    with pytest.raises(DownloadFailed, match="is no http or https address"):
        read_all(url, LIMITS, 100)


def test_a_disk_that_is_full(mirror: Mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mirror.routes["/p"] = file(DATA)
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1000}))
    with pytest.raises(OutputError, match="no space left on device"):
        fetch(mirror, tmp_path / "part")


@pytest.mark.parametrize("note", ["", "{", "[]", "7", json.dumps({"url": 1, "more": 2})])
def test_a_note_that_is_broken(mirror: Mirror, tmp_path: Path, note: str) -> None:
    mirror.routes["/p"] = file(DATA)
    (tmp_path / "part").write_bytes(b"zzz")
    (tmp_path / "part.json").write_text(note)
    assert fetch(mirror, tmp_path / "part") == DATA
