"""Kinds of option values, and how `ID=VALUE` is read."""

import argparse
from collections.abc import Sequence

from service.model.sentences import SOURCE

LAST_PORT = 65535


def positive(text: str) -> int:
    """A whole number above 0."""
    if not text.isdecimal() or len(text) > 9 or (number := int(text)) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return number


def port(text: str) -> int:
    """A port; 0 takes any that is free."""
    if not text.isdecimal() or len(text) > 5 or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to {LAST_PORT}")
    return int(text)


def pair(text: str) -> tuple[str, str]:
    """`ID=VALUE`. The last "=" counts: ids come from file names, which may have one; codes and relations have none."""
    name, equals, value = text.rpartition("=")
    if not (name and equals and value.strip()):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form ID=VALUE")
    return name, value.strip()


def label(text: str) -> tuple[str, str]:
    """`ID=LABEL`, where the first "=" counts: labels are free text."""
    name, equals, value = text.partition("=")
    if not (name and equals and value.strip()):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form ID=LABEL")
    return name, value.strip()


def tongue(text: str) -> tuple[str, str]:
    """`CODE`, the reader's language, with "" for the id; or `ID=CODE`, a version's."""
    from service.render.catalogues import languages

    if "=" in text:
        return pair(text)
    if text not in languages():
        raise argparse.ArgumentTypeError(
            f"{text!r} is none of {', '.join(languages())}, the languages of reports, nor of the form ID=CODE"
        )
    return "", text


def tongues(given: Sequence[tuple[str, str]]) -> tuple[str, dict[str, str]]:
    """The reader's language, English where none is given, and those of versions by id."""
    plain = [code for id, code in given if not id]
    return (plain[-1] if plain else SOURCE), {id: code for id, code in given if id}


def encodings(given: Sequence[str]) -> tuple[str | None, dict[str, str]]:
    """From `--encoding NAME` and `--encoding ID=NAME`: the one for all, and those by id."""
    by_id = dict(pair(text) for text in given if "=" in text)
    plain = [text for text in given if "=" not in text]
    return (plain[-1] if plain else None), by_id
