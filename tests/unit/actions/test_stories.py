from pathlib import Path

import pytest

from service.actions.sources import read_sources
from service.actions.stories import bundled_stories, read_story
from service.model.errors import BadStory, DuplicateVersion, InputError, TooLarge, UnreadableFile
from service.settings import Settings

GOOD = """
title = "A fire"
about = "What it is about."
pivot = "en"
[[versions]]
id = "a"
label = "Agency"
file = "a.txt"
language = "de"
relation = "original"
[[versions]]
id = "b"
file = "b.txt"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "outside.txt").write_text("Secret.")
    place = tmp_path / "fire"
    place.mkdir()
    (place / "a.txt").write_text("Es brannte.")
    (place / "b.txt").write_text("There was a fire.")
    (place / "story.toml").write_text(GOOD)
    return place


def test_a_story_is_what_its_table_says(folder: Path) -> None:
    story = read_story(folder)
    assert (story.title, story.about, story.pivot) == ("A fire", "What it is about.", "en")
    first, second = story.versions
    assert (first.id, first.label, first.text, first.language, first.relation) == (
        ("a", "Agency", "Es brannte.", "de", "original")
    )
    assert (second.id, second.label, second.language, second.relation) == ("b", "b", None, None)


def test_a_story_may_say_little(folder: Path) -> None:
    (folder / "story.toml").write_text('[[versions]]\nid = "a"\nfile = "a.txt"\n')
    story = read_story(folder)
    assert (story.title, story.about, story.pivot) == ("fire", "", None)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (GOOD, "title = ", "is not TOML"),
        (GOOD, "a = " + "[" * 5000, "is nested too deeply"),
        (GOOD, "title = 'x'", r"needs a \[\[versions\]\]"),
        (GOOD, "versions = 3", r"needs a \[\[versions\]\]"),
        (GOOD, "versions = ['a.txt']", r"needs a \[\[versions\]\]"),
        ('title = "A fire"', "title = 7", "title must be some words in quotes, not '7'"),
        ('language = "de"', 'langauge = "de"', "there is no key 'langauge'"),
        ('relation = "original"', 'relation = "first"', "there is no relation 'first'; there are original"),
        ('id = "b"', "", "a version lacks its id"),
        ('file = "b.txt"', "", "a version lacks its file"),
        ('file = "b.txt"', 'file = "c.txt"', "the file 'c.txt' is not there"),
        ('file = "b.txt"', 'file = "../outside.txt"', "the file '../outside.txt' is not in its folder"),
        ('file = "b.txt"', 'file = "/etc/passwd"', "is not in its folder"),
        ('file = "b.txt"', 'file = "b\\u0000.txt"', "is not in its folder"),
        ('file = "b.txt"', 'file = "."', "is not there"),
    ],
)
def test_a_slip_in_the_table_is_named(folder: Path, before: str, after: str, says: str) -> None:
    assert before in GOOD
    (folder / "story.toml").write_text(GOOD.replace(before, after))
    with pytest.raises(BadStory, match=says) as refused:
        read_story(folder)
    assert "\n" not in str(refused.value)
    assert "story.toml" in str(refused.value)


def test_a_link_out_of_the_folder_is_not_followed(folder: Path) -> None:
    (folder / "b.txt").unlink()
    (folder / "b.txt").symlink_to("../outside.txt")
    with pytest.raises(BadStory, match="is not in its folder"):
        read_story(folder)


def test_one_file_for_two_versions(folder: Path) -> None:
    (folder / "story.toml").write_text(GOOD.replace("b.txt", "a.txt"))
    with pytest.raises(DuplicateVersion):
        read_story(folder)


def test_a_folder_without_a_table(tmp_path: Path) -> None:
    with pytest.raises(BadStory, match=r"holds no story.toml"):
        read_story(tmp_path)


@pytest.mark.parametrize("name", bundled_stories())
def test_the_stories_that_come_with_it_are_whole(name: str) -> None:
    story = read_story(bundled_stories()[name])
    assert story.title
    assert story.about
    assert story.pivot
    assert all(version.language and version.relation for version in story.versions)


class TestSources:
    def test_files(self, folder: Path) -> None:
        story = read_sources([str(folder / "a.txt"), str(folder / "b.txt")], Settings())
        assert [version.id for version in story.versions] == ["a", "b"]
        assert story.pivot is None
        assert [file.name for file in story.files] == ["a.txt", "b.txt"]

    @pytest.mark.parametrize("name", ["", "/story.toml"])
    def test_a_story_folder_or_its_table(self, folder: Path, name: str) -> None:
        story = read_sources([f"{folder}{name}"], Settings())
        assert story.title == "A fire"
        assert [file.name for file in story.files] == ["story.toml", "a.txt", "b.txt"]

    def test_a_story_by_its_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        assert len(read_sources(["platform-x"], Settings()).versions) == 5

    def test_files_go_before_bundled_stories(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "platform-x").write_text("Mine.")
        assert [version.text for version in read_sources(["platform-x"], Settings()).versions] == ["Mine."]

    @pytest.mark.parametrize(
        ("names", "says"),
        [
            (["platfrom-x"], r"no such file: platfrom-x \(did you mean the story platform-x\?\)"),
            (["xyzzy"], "^no such file: xyzzy$"),
            (["platform-x", "a.txt"], "^no such file: platform-x$"),
            (["."], "is a folder without story.toml"),
            (["a.txt", "."], r"\. is a folder without story.toml"),
            (["a.txt", "sub"], "sub is a story folder: compare it by itself, or name the files in it"),
            (["x" * 5000], "file name too long"),
        ],
    )
    def test_what_is_neither(self, folder: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], says: str) -> None:
        (folder / "sub").mkdir()
        (folder / "story.toml").rename(folder / "sub" / "story.toml")
        monkeypatch.chdir(folder)
        with pytest.raises(UnreadableFile, match=says):
            read_sources(names, Settings())

    def test_too_many(self, folder: Path) -> None:
        with pytest.raises(TooLarge, match=r"3 versions are more than the limit of 2 \(VARIORUM_MAX_VERSIONS\)"):
            read_sources(["a", "b", "c"], Settings(max_versions=2))
        with pytest.raises(TooLarge):
            read_sources([str(folder)], Settings(max_versions=1))

    def test_encodings_reach_the_files_of_a_story(self, folder: Path) -> None:
        (folder / "b.txt").write_bytes("Größe".encode("cp1252"))
        assert read_sources([str(folder)], Settings(), "cp1252").versions[1].text == "Größe"
        assert read_sources([str(folder)], Settings(), None, {"b": "cp1252"}).versions[1].text == "Größe"
        with pytest.raises(InputError, match="there is no version c"):
            read_sources([str(folder)], Settings(), None, {"c": "cp1252"})
