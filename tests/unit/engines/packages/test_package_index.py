"""index.py: an index is what a stranger sent; what is of no use in it is left out, and it is all that is."""

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from service.engines.packages.index import cached_index, fetch_index, index_url, parse, release
from service.engines.packages.limits import Limits
from service.model.errors import BadPackage, DownloadFailed
from tests.unit.engines.packages.mirror import METADATA, Mirror, file

URL = "http://mirror.example/argos/index.json"
LIMITS = Limits(package_bytes=1000, unpacked_bytes=1000, seconds=1, tries=1)


def entry(**changed: Any) -> dict[str, Any]:
    return METADATA | {"links": ["http://mirror.example/de.argosmodel"]} | changed


def read(*entries: Any, url: str = URL) -> list[str]:
    return [offer.name for offer in parse(json.dumps([entry(from_code="fr"), *entries]).encode(), url)][1:]


def test_an_entry() -> None:
    (offer,) = parse(json.dumps([entry(sha256="AB" * 32, code="translate-de_en")]).encode(), URL)
    assert (offer.name, offer.links, offer.sha256) == ("de-en 1.5", ("http://mirror.example/de.argosmodel",), "ab" * 32)


@pytest.mark.parametrize(
    "changed",
    [
        {"type": "sbd"},
        {"type": ["translate"]},
        {"from_code": None},
        {"from_code": "../../etc"},
        {"from_code": "de/../x"},
        {"to_code": "de"},
        {"to_code": 7},
        {"to_code": "e\x1b[2J"},
        {"package_version": None},
        {"package_version": "1/../../x"},
        {"package_version": "9" * 99},
        {"links": None},
        {"links": []},
        {"links": "http://mirror.example/x"},
        {"links": ["file:///etc/passwd", "ftp://x/y", "magnet:?x", 7, None, "", "http://a b/", "http://[x"]},
        {"links": ["http://a:secret@mirror.example/x"]},
        {"sha256": "abc"},
        {"sha256": None},
        {"sha256": 7},
    ],
)
def test_an_entry_of_no_use_is_left_out(changed: dict[str, Any]) -> None:
    assert read(entry(**changed), 7, None, [], "x") == []


def test_links_may_be_relative() -> None:
    (offer,) = parse(json.dumps([entry(links=["x/de.argosmodel"])]).encode(), URL)
    assert offer.links == ("http://mirror.example/argos/x/de.argosmodel",)


def test_an_index_over_https_gives_links_over_http_only_with_a_checksum() -> None:
    secure = URL.replace("http:", "https:")
    good = [entry(from_code="fr", links=["https://x.example/y"])]
    for more, names in ((entry(), ["fr-en 1.5"]), (entry(sha256="a" * 64), ["fr-en 1.5", "de-en 1.5"])):
        assert [offer.name for offer in parse(json.dumps([*good, more]).encode(), secure)] == names


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not JSON"),
        (b'[{"from_code": "de"', "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"9" * 10_000, "not JSON"),
        (b"<!doctype html>", "a web page"),
        (b"{}", "is no list"),
        (b"null", "is no list"),
        (b"[]", "lists no package"),
        (b'[{"from_code": "de", "to_code": "en"}]', "lists no package"),
    ],
)
def test_what_is_no_index(data: bytes, says: str, tmp_path: Path, mirror: Mirror) -> None:
    mirror.routes["/index.json"] = file(data)
    with pytest.raises(BadPackage, match=says):
        fetch_index(f"{mirror.url}/index.json", LIMITS, tmp_path)
    assert cached_index(tmp_path) == ((), None)


def test_an_index_that_is_too_long(mirror: Mirror, tmp_path: Path) -> None:
    mirror.routes["/index.json"] = file(b"[" + b" " * 10_000_000)
    with pytest.raises(DownloadFailed, match="the limit is 10,000,000"):
        fetch_index(f"{mirror.url}/index.json", LIMITS, tmp_path)


def test_the_last_one_is_kept(mirror: Mirror, tmp_path: Path) -> None:
    mirror.offers({"links": ["de.argosmodel"]})
    fetched = fetch_index(f"{mirror.url}/index.json", LIMITS, tmp_path)
    offers, when = cached_index(tmp_path)
    assert offers == fetched
    assert when is not None


@pytest.mark.parametrize("kept", ["", "{}", "[]", '{"url": 7, "index": [{}]}', '{"url": "x", "index": {}}'])
def test_a_broken_copy_is_none(kept: str, tmp_path: Path) -> None:
    (tmp_path / ".variorum-index.json").write_text(kept)
    assert cached_index(tmp_path) == ((), None)


def test_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    import argostranslate.settings

    monkeypatch.setattr(argostranslate.settings, "remote_package_index", "https://theirs.example/index.json")
    assert index_url("") == "https://theirs.example/index.json"
    assert index_url("https://ours.example/a/") == "https://ours.example/a/index.json"
    assert index_url("https://ours.example/b.json") == "https://ours.example/b.json"


def test_versions_are_compared_by_their_numbers() -> None:
    assert release("1.10") > release("1.9") > release("1") == release("1.0")


def test_no_host_is_named_in_our_code() -> None:
    folder = Path(sys.modules[parse.__module__].__file__ or os.devnull).parent
    assert not [path for path in folder.glob("*.py") if re.search(r"https?://[\w.]", path.read_text(encoding="utf-8"))]
