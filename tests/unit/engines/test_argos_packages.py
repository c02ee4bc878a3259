"""argos_packages.py: whatever lies beside a good package, the good one is found, and a warning names the other."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from service.engines.argos_packages import default_folder, installed_packages, release, state


def names(folder: Path | None) -> list[str]:
    return [package.package_path.name for package in installed_packages(folder)]


def test_finds_the_package_and_what_it_is(packages: Path) -> None:
    (package,) = installed_packages(packages)
    assert (package.from_code, package.to_code, package.package_version) == ("de", "en", "1.0")
    assert package.tokenizer.decode(package.tokenizer.encode("Niemand wurde verletzt.")) == "Niemand wurde verletzt."


@pytest.mark.parametrize(
    "metadata",
    [
        None,
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"\xff\xfe",
        b"{}",
        b'{"from_code": 7, "to_code": "en"}',
        b'{"from_code": "de"}',
    ],
)
def test_a_broken_package_does_not_harm_the_rest(
    packages: Path, metadata: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    stray = packages / "a-stray"
    stray.mkdir()
    if metadata is not None:
        (stray / "metadata.json").write_bytes(metadata)
    with caplog.at_level(logging.WARNING):
        assert names(packages) == ["translate-de_en-1_0"]
    assert "a-stray" in caplog.text


@pytest.mark.parametrize("part", ["model/model.bin", "sentencepiece.model"])
def test_a_package_that_lacks_a_part_is_skipped(
    packages: Path, add_package: Callable[..., Path], part: str, caplog: pytest.LogCaptureFixture
) -> None:
    (add_package("half") / part).unlink()
    assert names(packages) == ["translate-de_en-1_0"]
    assert "half" in caplog.text


def test_a_package_that_is_being_unpacked_is_not_seen(packages: Path, add_package: Callable[..., Path]) -> None:
    add_package(".unpacking")
    assert names(packages) == ["translate-de_en-1_0"]


def test_stray_files_are_nothing(packages: Path) -> None:
    (packages / "notes.txt").write_text("hello", encoding="utf-8")
    assert names(packages) == ["translate-de_en-1_0"]


def test_no_folder_no_packages(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder in (None, tmp_path, tmp_path / "missing", tmp_path / "file"):
        assert installed_packages(folder) == ()


def test_the_state_changes_with_what_is_installed(packages: Path, add_package: Callable[..., Path]) -> None:
    before = state(packages)
    assert state(packages) == before
    place = add_package("other")
    assert state(packages) != before
    (place / "metadata.json").unlink()
    assert ("other", -1) in [entry[:2] for entry in state(packages)]


def test_the_newer_release_is_greater(packages: Path) -> None:
    (package,) = installed_packages(packages)
    package.package_version = "1.10"
    assert release(package) == (1, 10) > (1, 9)


def test_the_default_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    assert default_folder() == home / ".local" / "share" / "argos-translate" / "packages"
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert default_folder() == Path("/data/argos-translate/packages")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", "/elsewhere")
    assert default_folder() == Path("/elsewhere")
