import json
from collections.abc import Callable
from pathlib import Path

import pytest

STORY = """
[[versions]]
id = "a"
file = "a.txt"
language = "pt"
relation = "original"
[[versions]]
id = "b"
file = "b.txt"
language = "en"
relation = "translation"
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "story.toml").write_text(STORY)
    (tmp_path / "a.txt").write_text("O navio embateu no cais. Ninguém ficou ferido.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("The ship hit the pier. Nobody was hurt.")
    (tmp_path / "glossary.toml").write_text('[[term]]\npt = "cais"\nen = "wharf"\n')
    return tmp_path


def messages(run: Callable, *arguments: str | Path) -> list[str]:
    report = json.loads(run("compare", *arguments, "--format", "json").out)
    return [f["message"] for f in report["findings"] if f["type"] == "terminology"]


def test_a_storys_own_glossary_holds(run: Callable, story: Path) -> None:
    assert messages(run, story) == ["b does not use the agreed “wharf” for “cais”; it has “pier”."]


def test_the_option_goes_before_it(run: Callable, story: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('[[term]]\npt = "cais"\nen = "pier"\n')
    assert messages(run, story, "--glossary", mine) == []


def test_a_slip_in_it_is_told_in_one_line(run: Callable, story: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[[term]]\npt = "cais"\n')
    ran = run("compare", story, "--glossary", tmp_path / "mine.toml")
    assert ran.code == 2
    assert ran.err.endswith("mine.toml, term 1: it has only pt; a term needs its spelling in two languages at least\n")


def test_loaded_words_of_a_desk(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The lobby group published a report on Monday. Nobody was hurt.")
    (tmp_path / "b.txt").write_text("The think tank published a report on Monday. Nobody was hurt.")
    (tmp_path / "desk.toml").write_text('[loaded.en]\nlobby = ["lobby group", "think tank"]\n')
    texts = (tmp_path / "a.txt", tmp_path / "b.txt")
    assert messages(run, *texts) == []
    assert messages(run, *texts, "--glossary", tmp_path / "desk.toml") == [
        "b has “think tank” where a has “lobby group”: the words carry different judgements."
    ]
    (tmp_path / "desk.toml").write_text('[loaded.en]\nlobby = ["lobby group"]\n')
    ran = run("compare", *texts, "--glossary", tmp_path / "desk.toml")
    assert ran.code == 2
    assert ran.err.endswith("desk.toml, loaded.en, 'lobby': it needs two words at least that judge differently\n")
