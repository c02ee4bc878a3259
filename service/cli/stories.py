"""`stories`: the stories that come with Variorum."""

import argparse
from typing import TYPE_CHECKING

from service.cli import streams
from service.cli.exits import FINE

if TYPE_CHECKING:
    from service.cli.parser import Commands


def add(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Hangs the command into the parser."""
    about = "Lists the stories that come with Variorum; compare takes their names."
    parser = commands.add_parser("stories", help="the stories that come with Variorum", description=about)
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Prints name, languages and title of each."""
    from service.actions.stories import bundled_stories, read_story

    stories = {name: read_story(folder) for name, folder in bundled_stories().items()}
    width = max(map(len, stories), default=0)
    for name, story in stories.items():
        languages = " ".join(dict.fromkeys(version.language or "?" for version in story.versions))
        streams.write(f"{name:{width}}  {len(story.versions)} versions ({languages}): {story.title}\n")
    if not stories:
        streams.say("no stories came with this installation")
    return FINE
