"""What `languages list` prints: a table for people, as wide as their terminal, and JSON for programs."""

import json
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.languages.display import language_name

if TYPE_CHECKING:
    from service.actions.languages import LanguageSupport, Packages, Way
    from service.engines.packages.index import Offer
    from service.engines.packages.inventory import Installed

GAP = "  "
NARROWEST = 10
"""Columns that a cell keeps, however narrow the terminal: a package's name stays on one line."""
NOTHING = "-"
INSTALL = "python -m service languages install CODE"


def as_text(languages: Sequence["LanguageSupport"], pivot: str, packages: "Packages", width: int | None = None) -> str:
    """One line a language, and below what the columns mean. `width`: columns to stay within; None: as wide as it is."""
    name = language_name(pivot)
    head = ("code", "language", "meaning", "words", f"to {name}", f"from {name}")
    rows = [(one.code, one.name, _yes(one.embedded), _yes(one.known), *_ways(one, pivot)) for one in languages]
    lines = [line for row in [head, *rows] for line in _laid(row, _widths([head, *rows], width))]
    notes = [textwrap.fill(note, width or 10**6, subsequent_indent=GAP) for note in _notes(languages, name, packages)]
    return "\n".join([*lines, "", *notes]) + "\n"


def as_json(languages: Sequence["LanguageSupport"], pivot: str, packages: "Packages") -> str:
    """The same for programs, with the versions of engines, and all packages that are there."""
    told = {
        "pivot": pivot,
        "index_fetched": packages.fetched.isoformat(timespec="seconds") if packages.fetched else None,
        "languages": [
            {
                "code": one.code,
                "name": one.name,
                "aligned_by_meaning": one.embedded,
                "words_known": one.known,
                "to_pivot": _way(one.to_pivot),
                "from_pivot": _way(one.from_pivot),
                "installed": [_package(package) | {"problem": package.problem or None} for package in one.installed],
                "available": [_package(offer) for offer in one.available],
            }
            for one in languages
        ],
        "broken": [{"folder": one.path.name, "problem": one.problem} for one in packages.installed if one.problem],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _ways(one: "LanguageSupport", pivot: str) -> tuple[str, str]:
    if one.code == pivot:
        return "(the pivot)", "(the pivot)"
    return _cell(one, one.to_pivot, (one.code, pivot)), _cell(one, one.from_pivot, (pivot, one.code))


def _cell(one: "LanguageSupport", way: "Way", pair: tuple[str, str]) -> str:
    """Who serves the pair, what is broken, and whether there is something to install: a newer package, or any."""
    installed = [package for package in one.installed if _pair(package) == pair]
    available = [offer for offer in one.available if _pair(offer) == pair]
    parts = [f"over {language_name(way.over)}" if way.over else _without_version(way.by)] if way else []
    parts += [f"{package.name} is broken" for package in installed if package.problem]
    if available:
        works = any(not package.problem for package in installed)
        parts.append(f"newer: {', '.join(offer.version for offer in available)}" if works else "available")
    return "; ".join(parts) or NOTHING


def _pair(package: "Installed | Offer") -> tuple[str, str]:
    from service.actions.languages import language_of

    return language_of(package.from_code), language_of(package.to_code)


def _without_version(by: str) -> str:
    """Of "argos 1.12.1 beam 1, de-en 1.9" it leaves "argos, de-en 1.9": an engine's version is for the JSON."""
    engine, comma, package = by.partition(", ")
    return engine.partition(" ")[0] + comma + package


def _notes(languages: Sequence["LanguageSupport"], pivot: str, packages: "Packages") -> list[str]:
    shown = {way.by for one in languages for way in (one.to_pivot, one.from_pivot)}
    rest = [p.name for p in packages.installed if not p.problem and not any(by.endswith(p.name) for by in shown)]
    return [
        *([f"Also installed: {', '.join(rest)}"] if rest else []),
        "meaning: sentences are aligned by meaning; those of others by spelling, numbers and length",
        "words: those for numbers, negation and the like are known",
        f"available, newer: in the index of {packages.fetched:%Y-%m-%d}; {INSTALL} (from English: CODE --to CODE)"
        if packages.fetched
        else "What else could be installed is not known yet; python -m service languages update asks for it",
    ]


def _widths(table: Sequence[Sequence[str]], width: int | None) -> list[int]:
    """Of the columns: what they need, and where that is too much, the widest ones give way first."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    while width and sum(widths) + len(GAP) * (len(widths) - 1) > width and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _laid(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    """A row as lines: cells that are too long go on below."""
    cells = [textwrap.wrap(cell, size, break_on_hyphens=False) for cell, size in zip(row, widths, strict=True)]
    return [
        GAP.join(
            (cell[at] if at < len(cell) else "").ljust(size) for cell, size in zip(cells, widths, strict=True)
        ).rstrip()
        for at in range(max(map(len, cells)))
    ]


def _way(way: "Way") -> dict[str, str | None] | None:
    return {"by": way.by, "over": way.over or None} if way else None


def _package(one: "Installed | Offer") -> dict[str, str | None]:
    return {"from": one.from_code, "to": one.to_code, "version": one.version}


def _yes(value: bool) -> str:
    return "yes" if value else NOTHING
