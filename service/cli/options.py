"""Kinds of option values, and how `ID=VALUE` is read."""

import argparse
from collections.abc import Sequence

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


def encodings(given: Sequence[str]) -> tuple[str | None, dict[str, str]]:
    """From `--encoding NAME` and `--encoding ID=NAME`: the one for all, and those by id."""
    by_id = dict(pair(text) for text in given if "=" in text)
    plain = [text for text in given if "=" not in text]
    return (plain[-1] if plain else None), by_id
