"""The index of packages: argostranslate's format (a JSON list), read as what a stranger sent.

The copy of the last one that was fetched lies in the folder of packages, for `list`, which never asks a server.
"""

import importlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from service.engines.packages.addresses import check_url, shown
from service.engines.packages.limits import MAX_INDEX_BYTES, Limits
from service.engines.packages.web import read_all
from service.model.errors import BadPackage, DownloadFailed, OutputError, SettingsError

CODE = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,3}")
VERSION = re.compile(r"[0-9][0-9A-Za-z._+-]{0,31}")
SHA256 = re.compile(r"[0-9a-f]{64}")
CACHE = ".variorum-index.json"
MAX_LINKS = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """A package that a server has. `sha256`: "" where the index gives none, as argostranslate's own does."""

    from_code: str
    to_code: str
    version: str
    links: tuple[str, ...]
    sha256: str = ""

    @property
    def name(self) -> str:
        """As it is called in messages: "de-en 1.9"."""
        return f"{self.from_code}-{self.to_code} {self.version}"


def index_url(setting: str) -> str:
    """The address of the setting, else argostranslate's own. A folder's address gets the file's name, as there."""
    if setting:
        return setting + "index.json" if setting.endswith("/") else setting
    try:
        return str(importlib.import_module("argostranslate.settings").remote_package_index)
    except Exception as error:  # not installed, or no place for the folders that its import makes
        raise SettingsError(f"argostranslate names no index ({error}); name one: VARIORUM_PACKAGE_INDEX") from None


def fetch_index(url: str, limits: Limits, folder: Path) -> tuple[Offer, ...]:
    """The offers of the index at `url`, kept in `folder` for `cached_index`. Raises `DownloadFailed`, `BadPackage`."""
    data = read_all(url, limits, MAX_INDEX_BYTES)
    offers = parse(data, url)
    new = folder / (CACHE + ".new")
    try:
        new.write_text(json.dumps({"url": url, "index": json.loads(data)}), encoding="utf-8")
        new.replace(folder / CACHE)
    except OSError as error:
        raise OutputError(f"cannot write to {folder}: {(error.strerror or str(error)).lower()}") from None
    return offers


def release(version: str) -> tuple[int, ...]:
    """To be compared: (1, 10) is newer than (1, 9), and (1,) is (1, 0)."""
    numbers = [int(number) for number in re.findall(r"[0-9]+", version)]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def cached_index(folder: Path) -> tuple[tuple[Offer, ...], datetime | None]:
    """The offers that were fetched last, and when; nothing where none were. Never raises, never asks a server."""
    try:
        kept = json.loads((folder / CACHE).read_text(encoding="utf-8"))
        fetched = datetime.fromtimestamp((folder / CACHE).stat().st_mtime, UTC)
        return _offers(kept["index"], str(kept["url"])), fetched
    except (OSError, ValueError, KeyError, TypeError, RecursionError, BadPackage):
        return (), None


def parse(data: bytes, url: str) -> tuple[Offer, ...]:
    """The offers of an index. What is no translation package of a known shape is left out; if nothing is left, or it
    is no list, `BadPackage` is raised."""
    if data.lstrip()[:1] == b"<":
        raise BadPackage(f"{shown(url)} is a web page, not an index of packages")
    try:
        entries = json.loads(data)
    except (ValueError, RecursionError):
        raise BadPackage(f"{shown(url)} is not JSON, so no index of packages") from None
    return _offers(entries, url)


def _offers(entries: Any, url: str) -> tuple[Offer, ...]:
    if not isinstance(entries, list):
        raise BadPackage(f"{shown(url)} is no list, so no index of packages")
    offers = tuple(offer for entry in entries if (offer := _offer(entry, url)))
    if not offers:
        raise BadPackage(f"{shown(url)} lists no package that could be used")
    return offers


def _offer(entry: Any, url: str) -> Offer | None:
    if not isinstance(entry, dict) or entry.get("type", "translate") != "translate":
        return None
    codes: tuple[Any, Any] = entry.get("from_code"), entry.get("to_code")
    version, sha256 = str(entry.get("package_version")), entry.get("sha256", "")
    if not (_is(CODE, codes[0]) and _is(CODE, codes[1]) and codes[0] != codes[1] and _is(VERSION, version)):
        return None
    sha256 = sha256.lower() if isinstance(sha256, str) else sha256
    if sha256 != "" and not _is(SHA256, sha256):
        return None  # a checksum that cannot be checked is not the same as none
    given = entry.get("links")
    links = [link for each in (given if isinstance(given, list) else [])[:MAX_LINKS] if (link := _link(each, url))]
    if url.startswith("https:") and not sha256:
        links = [link for link in links if link.startswith("https:")]  # else anybody on the way could swap it
    return Offer(codes[0], codes[1], version, tuple(dict.fromkeys(links)), sha256) if links else None


def _link(link: Any, url: str) -> str:
    """A mirror may give links that are relative to its index. "" for what is refused."""
    if not isinstance(link, str) or not link:
        return ""
    try:
        whole = urljoin(url, link)
        check_url(whole)
    except (ValueError, DownloadFailed):
        return ""
    return whole


def _is(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None
