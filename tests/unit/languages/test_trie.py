"""A pattern made of shared beginnings finds what a plain list of phrases finds, the longest first."""

import re

from hypothesis import given
from hypothesis import strategies as st

from service.languages.trie import any_of

PHRASES = st.sets(st.text("ab .'", min_size=1, max_size=5).filter(lambda p: p == " ".join(p.split())), min_size=1)


@given(PHRASES, st.text("ab .'’", max_size=40))
def test_finds_what_the_list_finds(phrases: set[str], text: str) -> None:
    listed = "|".join(
        re.escape(p).replace(r"\ ", r"\s+").replace("'", "['’]") for p in sorted(phrases, key=lambda p: (-len(p), p))
    )
    bounds = r"(?<!\w)(?:{})(?!\w)"
    for form in ("{}", bounds):
        found, wanted = (
            [(m.start(), m[0]) for m in re.finditer(form.format(pattern), text)]
            for pattern in (any_of(phrases), listed)
        )
        assert found == wanted


def test_blanks_and_apostrophes_are_flexible() -> None:
    assert re.fullmatch(any_of(["n'est pas"]), "n’est  pas")
