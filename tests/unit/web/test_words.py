"""words.py and the catalogues: every word of the pages in every language that they speak."""

import re
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import service
from service.model.sentences import Sentence
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


def sentences_in(value: object) -> Iterator[Sentence]:
    """Those that a module holds, also in its tables."""
    if isinstance(value, Sentence):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from sentences_in(one)
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from sentences_in(one)


def all_sentences() -> set[Sentence]:
    modules = [import_module(found.name) for found in walk_packages(service.__path__, "service.") if speaks(found.name)]
    return {sentence for module in modules for value in vars(module).values() for sentence in sentences_in(value)}


def speaks(name: str) -> bool:
    """Whether a module has sentences; the others need not be started for it."""
    path = ROOT / f"{name.replace('.', '/')}.py"
    return path.is_file() and "Sentence(" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_program_is_in_the_catalogue(language: str) -> None:
    """One that is put together, or given by keyword, would not be found by who collects the words."""
    known = {m.id if isinstance(m.id, tuple) else (m.id,) for m in read(language) if m.id}
    told = {(s.one, s.many) if s.many else (s.one,) for s in all_sentences()}
    assert len(told) > 150
    assert told <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language: str) -> None:
    """With anything in its places, one of it or several."""
    for sentence in all_sentences():
        places = {place[1:-1]: "x" for place in PLACE.findall(f"{sentence.one} {sentence.many}")}
        for who in (("a",), ("a", "b")):
            said = sentence.spoken({**places, "who": who}, catalogue(language))
            assert said and "{" not in said


CODE = [path for part in ("render", "web", "api") for path in sorted((ROOT / "service" / part).rglob("*.py"))]
CHOICE = re.compile('["\']de["\']|(==|!=|in|get\\() ?["\'(\\[]+en["\']|Literal\\["en|\\{["\']en["\']:')


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_language_is_named_where_words_are_chosen(path: Path) -> None:
    assert not CHOICE.search(path.read_text(encoding="utf-8"))


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


def test_warnings_and_verdicts_are_told_in_the_readers_language(browser: Browser) -> None:
    versions = [
        {"id": "a", "label": "A", "text": "zxqv wqk prtz lmnop", "language": "eo"},
        {"id": "b", "label": "B", "text": "zxqv wqk prtz lmnop", "language": "en"},
    ]
    made = browser.client.post("/v1/comparisons?wait=20", json={"versions": versions}).get_json()
    (warning,) = made["warnings"]
    assert (warning["code"], warning["params"]["params"]["either"]) == ("no-engine", ["eo"])
    page = browser.get(f"/comparisons/{made['id']}", **{"Accept-Language": "de"}).text
    assert "Hier übersetzt nichts aus Esperanto nach Englisch" in page
    assert "Nichts gefunden: Die 2 Fassungen" in page
    assert "Nothing found" not in page and "No engine" not in page


def test_findings_are_told_in_the_readers_language(browser: Browser, compared: str) -> None:
    page = browser.get(f"/comparisons/{compared}", **{"Accept-Language": "de"}).text
    assert "A und C sagen „Five“ (5); B sagt „Nine“ (9)." in page
    assert "A and C say" not in page


def test_outside_of_a_request_there_is_english() -> None:
    assert words.gettext("Undo") == "Undo"
    assert languages()[0] == "en"
    assert catalogue("de").gettext("Undo") == "Zurücknehmen"
    assert catalogue("../../etc").gettext("Undo") == "Undo"
