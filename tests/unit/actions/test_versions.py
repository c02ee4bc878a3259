from pathlib import Path

import pytest

from service.actions.versions import declare, ids, read_versions, relation_in
from service.model.errors import DuplicateVersion, InputError, NoSuchEncoding, UnreadableFile
from service.model.version import Version

LIMIT = 1000


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["a.txt"], ["a"]),
        (["agency.de.txt", "print.en.txt"], ["agency.de", "print.en"]),
        (["/news/en.txt", "/news/other/en.txt"], ["news/en", "other/en"]),
        (["/news/en.txt", "/news/en.html"], ["en.txt", "en.html"]),
        (["/a/x/en.txt", "/b/x/en.txt", "/c/de.txt"], ["a/x/en", "b/x/en", "de"]),
        (["-", "/news/stdin.txt"], ["stdin", "stdin.txt"]),
        (["/en.txt", "/other/en.txt"], ["en.txt", "other/en"]),
        (["/news/.txt"], [".txt"]),
        (["/news/caf\udce9.txt"], ["caf\ufffd"]),
    ],
)
def test_ids_are_as_short_as_tells_them_apart(paths: list[str], expected: list[str]) -> None:
    assert ids(paths) == expected


@pytest.mark.parametrize(
    ("name", "relation"),
    [
        ("original", "original"),
        ("de-original", "original"),
        ("Wire_2", "wire"),
        ("news/translation.fr", "translation"),
        ("original/en", None),  # the folder's word is not the file's
        ("originals", None),
        ("wireless", None),
        ("original-wire", None),  # which of the two?
        ("agency.de", None),
    ],
)
def test_a_relation_is_a_word_of_the_name(name: str, relation: str | None) -> None:
    assert relation_in(name) == relation


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "de-original.txt").write_text("Niemand wurde verletzt.\n", encoding="utf-8")
    (tmp_path / "print.txt").write_bytes("Größe.".encode("cp1252"))
    return [str(tmp_path / "de-original.txt"), str(tmp_path / "print.txt")]


def test_a_version_is_what_its_file_says(files: list[str]) -> None:
    first, second = read_versions(files, LIMIT, "cp1252")
    assert first == Version("de-original", "de-original", "Niemand wurde verletzt.\n", None, "original")
    assert second == Version("print", "print", "Größe.")


def test_an_encoding_of_one_version(files: list[str]) -> None:
    assert read_versions(files, LIMIT, None, {"print": "latin-1"})[1].text == "Größe."
    with pytest.raises(InputError, match="--encoding: there is no version prnt; there are de-original, print"):
        read_versions(files, LIMIT, None, {"prnt": "latin-1"})
    with pytest.raises(NoSuchEncoding):
        read_versions(files, LIMIT, None, {"print": "klingon"})


def test_the_same_file_twice(files: list[str], tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("print.txt")
    with pytest.raises(DuplicateVersion, match=r"print.txt and .*link.txt"):
        read_versions([*files, str(tmp_path / "link.txt")], LIMIT)
    with pytest.raises(DuplicateVersion, match="the same file was given twice: -"):
        read_versions(["-", "-"], LIMIT)


def test_a_missing_file_is_told_before_the_rest_is_read(files: list[str], tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        read_versions([files[1], str(tmp_path / "none.txt")], LIMIT)


def test_the_user_may_say_more_of_a_version() -> None:
    versions = (Version("a", "a", "x"), Version("b", "b", "y", None, "wire"))
    declared = declare(versions, {"label": {"a": "Agency"}, "language": {"b": "de"}, "relation": {"b": "revision"}})
    assert declared == (Version("a", "Agency", "x"), Version("b", "b", "y", "de", "revision"))


def test_a_slip_in_what_is_said_of_a_version() -> None:
    versions = (Version("a", "a", "x"),)
    with pytest.raises(InputError, match="--language: there is no version b; there are a"):
        declare(versions, {"language": {"b": "de"}})
    with pytest.raises(InputError, match="there is no relation 'copy'; there are original, translation, wire"):
        declare(versions, {"relation": {"a": "copy"}})
