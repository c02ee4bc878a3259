"""Brings the catalogues of the pages up to date with the words in service/web: python docs/catalogues.py

New words come in untranslated, words that are gone go; translations stay. A translator edits
service/web/locales/<language>/messages.po by hand or with any gettext editor; there is nothing to compile. For another
language make its folder with an empty messages.po and run this.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
WEB = ROOT / "service" / "web"
CATALOGUES = WEB / "locales"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
OPTIONS = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
}


def words() -> Catalog:
    """All words of the pages, with the files that they stand in."""
    found = Catalog(project="Variorum", charset="utf-8")
    for file, _, message, _, context in extract_from_dir(WEB, METHODS, OPTIONS, KEYWORDS):
        found.add(message, locations=[(f"service/web/{file}", 0)], context=context)
    return found


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
