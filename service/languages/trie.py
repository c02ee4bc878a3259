"""One pattern of many phrases that share their beginnings: tried letter by letter, not phrase by phrase."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

END = ""
"""Marks in a node that a phrase ends there."""


def any_of(phrases: Iterable[str]) -> str:
    """A pattern of any of the phrases, the longest at a place first; blanks are any blanks, apostrophes either kind."""
    root: dict[str, Any] = {}
    for phrase in sorted(set(phrases)):
        node = root
        for atom in _atoms(phrase):
            node = node.setdefault(atom, {})
        node[END] = None
    return _pattern(root)


def _atoms(phrase: str) -> Sequence[str]:
    return [r"\s+" if c == " " else "['’]" if c in "'’" else re.escape(c) for c in re.sub(r" +", " ", phrase)]


def _pattern(node: dict[str, Any]) -> str:
    """What may follow; a phrase that ends here comes last, so that a longer one is preferred."""
    branches = [atom + _pattern(child) for atom, child in node.items() if atom != END]
    if not branches:
        return ""
    if len(branches) == 1 and END not in node:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if END in node else ''}"
