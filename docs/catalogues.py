"""Brings the catalogues up to date with the words in service/: python docs/catalogues.py

New words come in untranslated, words that are gone go; translations stay. A translator edits
service/locales/<language>/messages.po by hand or with any gettext editor; there is nothing to compile. For another
language make its folder with an empty messages.po and run this.
"""

import tomllib
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
SERVICE = ROOT / "service"
CATALOGUES = SERVICE / "locales"
TEMPLATES = "**/templates/**.html"
METHODS = [("**.py", "python"), (TEMPLATES, "jinja2.ext:babel_extract")]
OPTIONS = {TEMPLATES: {"trimmed": "true", "silent": "false"}}
KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "Sentence": {1: (1,), 2: (1, 2), 3: (1, 2)},  # by the number of arguments; a comma behind the last counts
}


def words() -> Catalog:
    """All words for readers, with the files that they stand in."""
    found = Catalog(project="Variorum", charset="utf-8")
    for file, _, message, _, context in extract_from_dir(SERVICE, METHODS, OPTIONS, KEYWORDS):
        found.add(message, locations=[(f"service/{file}", 0)], context=context)
    for name in sense_names():
        found.add(name, locations=[("service/languages", 0)])
    return found


def sense_names() -> list[str]:
    """The senses that messages name beside a foreign word."""
    tables = (tomllib.loads(file.read_text(encoding="utf-8")) for file in SERVICE.glob("languages/*/senses.toml"))
    return sorted({name for table in tables for name in table})


def update(file: Path) -> None:
    """One catalogue."""
    with file.open("rb") as old:
        catalogue = read_po(old, locale=file.parent.name)
    catalogue.update(words(), no_fuzzy_matching=True)
    with file.open("wb") as new:
        write_po(
            new, catalogue, width=120, omit_header=False, ignore_obsolete=True, include_lineno=False, sort_output=True
        )


if __name__ == "__main__":
    for each in CATALOGUES.glob("*/messages.po"):
        update(each)
        print(each.relative_to(ROOT))
