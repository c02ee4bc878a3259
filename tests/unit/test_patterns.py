"""No regular expression takes more than linear time on a text that is made for it. The long form, with all languages
and more attacks, is benchmarks/attacks/patterns.py."""

import re

import pytest

from service.pipeline.roles import FURNITURE_LENGTH
from tests.hostile import Found, in_one_line, patterns, slow

ATTACKS = 8
LANGUAGES = ("en", "ja")
FURNITURE = "service.languages.load._furniture"
WINDOWED = frozenset(
    f"service.{name}"
    for name in ("languages.dates.SPOKEN", "languages.dates.BEFORE_SECTION", "languages.names.SENTENCE_START")
)
"""Quadratic, but searched for in a window of some twenty characters alone."""

BY_HAND = (
    (rb"\s*(?:<!--.*?-->\s*)*<(?:html|p)\b", re.S, "match"),
    (r"\w*[^\W\d_\x00-\x7f]\w*(?: \w+){0,3}", 0, "search"),
    (r"\d+(?:\.\d+)+", 0, "search"),
    (r"(a+)+$", 0, "match"),
    (r"[.!?]+['\"]*$", 0, "search"),
    (r"(?:\S+\s+){3,}[^\W\d_]{4,}[.!?]\s+(?:\S+\s+){3,}\S+$", 0, "match"),
)
"""Patterns that the service had, or that books warn of."""


def _chosen() -> list[Found]:
    """All that stand in modules, and those of two languages' tables; those of furniture see short lines alone."""
    return [
        one
        for one in patterns()
        if "[" not in one.where
        or (not one.where.startswith(FURNITURE) and one.where.endswith(tuple(f"[{code}]" for code in LANGUAGES)))
    ]


def _by_module() -> dict[str, list[Found]]:
    found: dict[str, list[Found]] = {}
    for one in _chosen():
        name = one.where.partition("[")[0].partition(":")[0]
        found.setdefault(name if ":" in one.where else name.rpartition(".")[0], []).append(one)
    return found


BY_MODULE = _by_module()


@pytest.mark.parametrize("module", BY_MODULE)
def test_no_pattern_takes_more_than_linear_time(module: str) -> None:
    found = [said for one in BY_MODULE[module] if (said := slow(one, ATTACKS, ends=(" \x00", "0a")))]
    news = [str(one) for one in found if one.where.partition("[")[0] not in WINDOWED]
    assert news == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_pattern_of_furniture_is_slow_on_a_line_as_long_as_it_sees(code: str) -> None:
    ours = [Found(one.where, one.pattern, ("fullmatch",)) for one in patterns() if one.where == f"{FURNITURE}[{code}]"]
    assert ours
    assert [str(said) for one in ours if (said := slow(one, ATTACKS, ("\x00",), FURNITURE_LENGTH, in_one_line))] == []


@pytest.mark.parametrize(("pattern", "flags", "call"), BY_HAND)
def test_the_search_finds_what_is_slow(pattern: str, flags: int, call: str) -> None:
    assert slow(Found("by hand", re.compile(pattern, flags), (call,)), 40)


def test_the_walk_finds_the_patterns() -> None:
    names = {one.where for one in patterns()}
    assert {
        "service.actions.encodings._TELLING",
        "service.actions.read_upload._HTML",
        "service.parsers.html._ODD",
    } <= names
    assert any(name.startswith("service.parsers.html:") and name.endswith(".sub") for name in names)
    assert any(name.endswith("[th]") for name in names)
