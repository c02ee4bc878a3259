"""words.py and the catalogues: every word of the pages in every language that they speak."""

import re
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from service.render.catalogues import catalogue, languages
from service.web import words
from tests.conftest import ROOT
from tests.unit.web.conftest import Browser

sys.path.insert(0, str(ROOT / "docs"))
from catalogues import CATALOGUES  # a script, not a package
from catalogues import words as all_words

PLACE = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")
"""Of the pages, and of sentences."""

LANGUAGES = [file.parent.name for file in CATALOGUES.glob("*/messages.po")]


def read(language: str) -> Catalog:
    with (Path(CATALOGUES) / language / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_word_and_no_other(language: str) -> None:
    """Red? Run: python docs/catalogues.py, and translate what is new."""
    assert {m.id for m in read(language) if m.id} == {m.id for m in all_words() if m.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated_with_its_places(language: str) -> None:
    for message in read(language):
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        told = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(told), message.id
        assert not message.fuzzy, message.id
        for form in told:
            assert set(PLACE.findall(form)) <= set(PLACE.findall(" ".join(sources))), message.id
            assert set(PLACE.findall(sources[-1])) <= set(PLACE.findall(form)) or len(told) > 1, message.id


def test_the_browsers_language_and_the_readers_choice(browser: Browser) -> None:
    assert "Compare versions of a story" in browser.get("/").text
    german = browser.get("/", **{"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}).text
    assert '<html lang="de">' in german
    assert "Fassungen einer Nachricht vergleichen" in german
    assert '<html lang="en">' in browser.get("/", **{"Accept-Language": "xx"}).text
    browser.post("/tongue", {"language": "de", "next": "/"})
    assert '<html lang="de">' in browser.get("/", **{"Accept-Language": "en"}).text
    browser.post("/tongue", {"language": "xx", "next": "/"})
    assert '<html lang="de">' in browser.get("/").text


def test_findings_are_told_in_the_readers_language(browser: Browser, compared: str) -> None:
    page = browser.get(f"/comparisons/{compared}", **{"Accept-Language": "de"}).text
    assert "A und C sagen „Five“ (5); B sagt „Nine“ (9)." in page
    assert "A and C say" not in page


def test_outside_of_a_request_there_is_english() -> None:
    assert words.gettext("Undo") == "Undo"
    assert languages()[0] == "en"
    assert catalogue("de").gettext("Undo") == "Zurücknehmen"
    assert catalogue("../../etc").gettext("Undo") == "Undo"
