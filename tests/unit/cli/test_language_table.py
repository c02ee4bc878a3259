"""`languages list` as people and programs get it. The fixtures are values: what each engine would say, said here."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.actions.languages import LanguageSupport, Packages, Way
from service.cli.language_table import as_json, as_text
from service.engines.packages.index import Offer
from service.engines.packages.inventory import Installed


def installed(source: str, target: str, problem: str = "") -> Installed:
    return Installed(Path(f"translate-{source}_{target}-1_0"), source, target, "1.0", problem)


def offer(source: str, target: str) -> Offer:
    return Offer(source, target, "1.9", ("https://example.org/package",))


GERMAN, FRENCH, SWISS = installed("de", "en"), installed("en", "fr", "the package has no model"), installed("fr", "de")
PACKAGES = Packages((GERMAN, FRENCH, SWISS), (), datetime(2026, 11, 20, 8, tzinfo=UTC))
NO_WAY = Way()
LANGUAGES = (
    LanguageSupport("bg", "Bulgarian", False, False, NO_WAY, NO_WAY, (), (offer("bg", "en"), offer("en", "bg"))),
    LanguageSupport(
        "de", "German", True, True, Way("argos 1.12.1, de-en 1.0"), NO_WAY, (GERMAN, SWISS), (offer("de", "en"),)
    ),
    LanguageSupport("en", "English", True, True, NO_WAY, NO_WAY),
    LanguageSupport("fr", "French", True, True, Way("fr-de by argos; de-en by argos", "de"), NO_WAY, (FRENCH, SWISS)),
    LanguageSupport("pt", "Portuguese", True, True, Way("own 3"), Way("own 3")),
    LanguageSupport("zh-Hant", "Chinese (Traditional)", True, False, NO_WAY, NO_WAY, (), (offer("zt", "en"),)),
)

WIDE = """\
code     language               meaning  words  to English                    from English
bg       Bulgarian              -        -      available                     available
de       German                 yes      yes    argos, de-en 1.0; newer: 1.9  -
en       English                yes      yes    (the pivot)                   (the pivot)
fr       French                 yes      yes    over German                   en-fr 1.0 is broken
pt       Portuguese             yes      yes    own                           own
zh-Hant  Chinese (Traditional)  yes      -      available                     -

Also installed: fr-de 1.0
meaning: sentences are aligned by meaning; those of others by spelling, numbers and length
words: those for numbers, negation and the like are known
available, newer: in the index of 2026-11-20; python -m service languages install CODE (from English: CODE --to CODE)
"""

NARROW = """\
code     language           meaning  words  to English         from English
bg       Bulgarian          -        -      available          available
de       German             yes      yes    argos, de-en 1.0;  -
                                            newer: 1.9
en       English            yes      yes    (the pivot)        (the pivot)
fr       French             yes      yes    over German        en-fr 1.0 is
                                                               broken
pt       Portuguese         yes      yes    own                own
zh-Hant  Chinese            yes      -      available          -
         (Traditional)
"""


def test_through_a_pipe_each_language_has_one_line() -> None:
    assert as_text(LANGUAGES, "en", PACKAGES) == WIDE


def test_a_narrow_terminal_gets_cells_of_several_lines() -> None:
    text = as_text(LANGUAGES, "en", PACKAGES, 80)
    assert text.startswith(NARROW)
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("width", [1, 20, 40, 60, 79, 80, 120, 400])
def test_no_width_loses_a_word(width: int) -> None:
    letters = sorted("".join(as_text(LANGUAGES, "en", PACKAGES, width).split()))
    assert letters == sorted("".join(WIDE.split()))


def test_without_an_index_it_says_how_to_get_one() -> None:
    text = as_text(LANGUAGES[2:3], "en", Packages())
    assert text.endswith("is not known yet; python -m service languages update asks for it\n")
    assert "Also installed" not in text


def test_for_programs() -> None:
    told = json.loads(as_json(LANGUAGES, "en", PACKAGES))
    assert (told["pivot"], told["index_fetched"]) == ("en", "2026-11-20T08:00:00+00:00")
    bulgarian, german, _, french, *_ = told["languages"]
    assert bulgarian["to_pivot"] is None
    assert bulgarian["available"][0] == {"from": "bg", "to": "en", "version": "1.9"}
    assert german["to_pivot"] == {"by": "argos 1.12.1, de-en 1.0", "over": None}
    assert german["installed"][0] == {"from": "de", "to": "en", "version": "1.0", "problem": None}
    assert french["to_pivot"]["over"] == "de"
    assert french["installed"][0]["problem"] == "the package has no model"
    assert told["broken"] == [{"folder": "translate-en_fr-1_0", "problem": "the package has no model"}]
