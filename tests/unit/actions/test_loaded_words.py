"""The [loaded.xx] sections of a glossary file."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.actions.glossary import parse_glossary, read_glossary
from service.model.glossary import BadGlossary, Glossary, Topic
from tests.unit.actions.test_glossary_files import LIMIT, written

GOOD = """
[loaded.en]
lobby = ["lobby group", ["think tank", "institute"]]
police = ["shot", "killed"]
[loaded.pt_br]
"grupos de interesse" = ["lobby", "entidade"]
"""


def test_topics_are_read(tmp_path: Path) -> None:
    assert read_glossary(written(tmp_path, GOOD), LIMIT) == Glossary(
        loaded=(
            Topic("en", "lobby", (("lobby group",), ("think tank", "institute"))),
            Topic("en", "police", (("shot",), ("killed",))),
            Topic("pt-BR", "grupos de interesse", (("lobby",), ("entidade",))),
        )
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('loaded = "X"', "loaded words stand in a table for each language, such as [loaded.en]"),
        ('[loaded]\nlobby = ["a", "b"]', "loaded: 'lobby' is no language code (such as de or pt-BR)"),
        ('[loaded]\nen = ["a", "b"]', "loaded.en: each topic must have a name"),
        ('[loaded.en]\nlobby = "a"', "loaded.en, 'lobby': it must be a list of words in quotes, not 'a'"),
        ('[loaded.en]\nlobby = ["a"]', "loaded.en, 'lobby': it needs two words at least that judge differently"),
        ('[loaded.en]\nlobby = ["a", []]', "loaded.en, 'lobby': it needs two words at least"),
        ('[loaded.en]\nlobby = [["a", "b"]]', "loaded.en, 'lobby': it needs two words at least"),
        ('[loaded.en]\nlobby = ["a", 7]', "loaded.en, 'lobby' 2: it must be a list of words in quotes, not 7"),
        ('[loaded.en]\nlobby = ["a", ["b", 7]]', "loaded.en, 'lobby' 2 2: it must be some words in quotes, not 7"),
        ('[loaded.en]\nlobby = ["a", "…"]', "loaded.en, 'lobby' 2: there is no word in '…'"),
        ('[loaded.en]\nlobby = ["a", ["b", "A"]]', "loaded.en, 'lobby': 'A' stands there twice"),
        ('[loaded.en]\nx = ["a", "b"]\n[loaded.EN]\nx = ["a", "b"]', "loaded.en, 'x': the topic stands there twice"),
    ],
)
def test_a_slip_is_named_with_its_entry(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadGlossary) as raised:
        read_glossary(written(tmp_path, text), LIMIT)
    assert message in str(raised.value)
    assert "glossary.toml" in str(raised.value)
    assert "\n" not in str(raised.value)


WORD = st.text(st.characters(categories=("L",)), min_size=1, max_size=8)
ENTRY = st.one_of(WORD, st.lists(WORD, max_size=3), st.integers(), st.booleans(), st.text(max_size=5))
ANYTHING = st.one_of(
    ENTRY,
    st.dictionaries(
        st.sampled_from(["en", "de", "EN", "pt_BR", "xq", ""]),
        st.one_of(
            ENTRY, st.dictionaries(st.text(max_size=6), st.one_of(ENTRY, st.lists(ENTRY, max_size=5)), max_size=4)
        ),
        max_size=4,
    ),
)


@given(ANYTHING)
def test_whatever_stands_there_is_read_or_refused_in_one_line(table: Any) -> None:
    try:
        loaded = parse_glossary({"loaded": table}).loaded
    except BadGlossary as error:
        assert str(error).startswith("the glossary")
        assert len(str(error).splitlines()) == 1
        return
    for topic in loaded:
        assert len(topic.shades) > 1
        words = [word for shade in topic.shades for word in shade]
        assert all(word.strip() for word in words)
        assert len({word.casefold() for word in words}) == len(words)
    again: dict[str, dict[str, list[list[str]]]] = {}
    for topic in loaded:
        again.setdefault(topic.language, {})[topic.name] = [list(shade) for shade in topic.shades]
    assert parse_glossary({"loaded": again}).loaded == loaded
