"""Story folders: a story.toml that names the versions, and a text file each (translations/README.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from service.actions.glossary import read_glossary
from service.actions.read import kind, read_text, shown
from service.actions.story_table import StoryTable, read_table
from service.actions.versions import check_named, refuse_too_many, refuse_twice
from service.model.errors import BadStory
from service.model.glossary import EMPTY, Glossary
from service.model.version import Relation, Version
from service.settings import Settings

TABLE = "story.toml"
GLOSSARY = "glossary.toml"
STORIES = "translations"
PLACES = (Path(__file__).parents[1] / STORIES, Path(__file__).parents[2] / STORIES)
"""In a wheel the stories lie within the package, in a checkout beside it."""
BUNDLED = next((place for place in PLACES if place.is_dir()), PLACES[-1])
STORY_KEYS = ("title", "about", "pivot", "versions")
VERSION_KEYS = ("id", "label", "file", "language", "relation")


@dataclass(frozen=True, slots=True)
class Story:
    """What is to be compared. `pivot` is None where the story names none; `files` are all that it was read from;
    `glossary` is that of its folder."""

    title: str
    versions: tuple[Version, ...]
    pivot: str | None = None
    about: str = ""
    files: tuple[Path, ...] = ()
    glossary: Glossary = EMPTY


def read_story(
    folder: str | Path,
    settings: Settings | None = None,
    encoding: str | None = None,
    encodings: Mapping[str, str] | None = None,
) -> Story:
    """The story in a folder; `encoding` and `encodings` as in `read_versions`.

    Raises `BadStory` for a story.toml that is missing or wrong, other kinds of `InputError` for its texts.
    """
    place, settings, own = Path(folder), settings or Settings(), dict(encodings or {})
    if kind(place / TABLE) != "file":
        raise BadStory(f"{shown(place)} holds no {TABLE}")
    story = read_table(place / TABLE, settings.max_file_bytes, STORY_KEYS)
    tables = story.tables("versions", VERSION_KEYS)
    refuse_too_many(len(tables), settings)
    check_named(own, [table.needed("id") for table in tables], "--encoding")
    files = [_inside(place, table) for table in tables]
    refuse_twice([str(file) for file in files])
    glossary = _glossary(place)
    return Story(
        title=story.optional("title") or place.resolve().name,
        versions=tuple(
            Version(
                id=(name := table.needed("id")),
                label=table.optional("label") or name,
                text=read_text(file, settings.max_file_bytes, own.get(name, encoding), forced=name in own),
                language=table.optional("language"),
                relation=table.optional("relation", Relation),
            )
            for table, file in zip(tables, files, strict=True)
        ),
        pivot=story.optional("pivot"),
        about=story.optional("about") or "",
        files=(place / TABLE, *files, *glossary),
        glossary=read_glossary(glossary[0], settings.max_file_bytes) if glossary else EMPTY,
    )


def bundled_stories() -> dict[str, Path]:
    """The stories that come with Variorum: name -> folder, by name."""
    return {table.parent.name: table.parent for table in sorted(BUNDLED.glob(f"*/{TABLE}"))}


def _glossary(folder: Path) -> list[Path]:
    """The folder's glossary, if it has one; not one that it only links to."""
    file = folder / GLOSSARY
    if kind(file) != "file":
        return []
    if not file.resolve().is_relative_to(folder.resolve()):
        raise BadStory(f"{shown(file)} is not in its folder")
    return [file]


def _inside(folder: Path, table: StoryTable) -> Path:
    """The file of a version. A story may come from anyone: it must not reach for files outside of its folder."""
    named = table.needed("file")
    try:
        file = folder / named
        inside = file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # a NUL in the name, links in a circle
        inside = False
    if not inside:
        raise table.wrong(f"the file {named[:60]!r} is not in its folder")
    if kind(file) != "file":
        raise table.wrong(f"the file {named[:60]!r} is not there")
    return file
