"""`rules`: every way in which versions differ, and what it is called."""

import argparse
from typing import TYPE_CHECKING

from service.cli import streams
from service.cli.exits import FINE

if TYPE_CHECKING:
    from service.cli.parser import Commands

FORMATS = ("text", "json", "markdown")
ABOUT = """\
Lists the rules that findings come from: id, type, severity, confidence, and what a finding says. An id, or a pattern
such as punctuation.*, mutes rules: compare --mute, or the setting VARIORUM_MUTE."""


def add(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Hangs the command into the parser."""
    parser = commands.add_parser("rules", help="the rules that findings come from", description=ABOUT)
    parser.add_argument("patterns", nargs="*", metavar="RULE", help="only these: an id or a pattern")
    parser.add_argument("--format", choices=FORMATS, default="text", help="text, JSON, or the table of the docs")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints them in their order."""
    import json

    from service.actions.rules import example, named, table
    from service.differences.rules import RULES

    if options.format == "markdown":
        streams.write(table())
        return FINE
    wanted = named(options.patterns) if options.patterns else RULES.keys()
    rules = [rule for rule in RULES.values() if rule.id in wanted]
    if options.format == "json":
        plain = [
            {
                "id": rule.id,
                "type": str(rule.type),
                "severity": str(rule.severity),
                "confidence": rule.confidence,
                "example": example(rule),
            }
            for rule in rules
        ]
        streams.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n", utf8=True)
        return FINE
    width = max(len(rule.id) for rule in rules)
    for rule in rules:
        streams.write(f"{rule.id:{width}}  {rule.severity:8}  {rule.confidence:4.0%}  {example(rule)}\n")
    return FINE
