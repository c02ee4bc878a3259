"""What a user may name to have it compared: files, standard input, a story folder, a bundled story."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from service.actions.read import STANDARD_INPUT, kind, shown
from service.actions.stories import TABLE, Story, bundled_stories, read_story
from service.actions.versions import read_versions, refuse_too_many
from service.model.errors import UnreadableFile
from service.settings import Settings


def read_sources(
    names: Sequence[str], settings: Settings, encoding: str | None = None, encodings: Mapping[str, str] | None = None
) -> Story:
    """The story folder or bundled story that is named, or one version a file ("-" is standard input).

    A file or folder goes before a bundled story of that name. `encoding` and `encodings` as in `read_versions`.
    Raises `InputError`.
    """
    refuse_too_many(len(names), settings)
    if len(names) == 1 and (folder := _story_folder(names[0])):
        return read_story(folder, settings, encoding, encodings)
    for name in names:
        _refuse_what_is_no_file(name, alone=len(names) == 1)
    versions = read_versions(names, settings.max_file_bytes, encoding, encodings)
    return Story("", versions, files=tuple(Path(name) for name in names if name != STANDARD_INPUT))


def _story_folder(name: str) -> Path | None:
    path = Path(name)
    if path.name == TABLE and kind(path) == "file":
        return path.parent
    if kind(path) == "folder":
        return path if kind(path / TABLE) != "missing" else None
    return bundled_stories().get(name) if kind(path) == "missing" else None


def _refuse_what_is_no_file(name: str, alone: bool) -> None:
    """Says of a folder why it will not do, and of a misspelt story which one may have been meant."""
    if kind(name) == "folder" and kind(Path(name) / TABLE) != "missing":
        raise UnreadableFile(f"{shown(name)} is a story folder: compare it by itself, or name the files in it")
    if kind(name) == "folder":
        raise UnreadableFile(f"{shown(name)} is a folder without {TABLE}")
    if alone and name != STANDARD_INPUT and kind(name) == "missing":
        meant = get_close_matches(name, bundled_stories(), n=1)
        if meant:
            raise UnreadableFile(f"no such file: {shown(name)} (did you mean the story {meant[0]}?)")
