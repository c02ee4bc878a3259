"""Digits of all scripts, and text that is searched piece by piece without looking at one place twice."""

import re
import unicodedata

STRANGE = re.compile(r"(?![0-9])\d")


def plain_digits(text: str) -> str:
    """The text with the digits of all scripts as 0 to 9; every offset stays what it was."""
    return STRANGE.sub(lambda m: str(unicodedata.decimal(m[0])), text)


class Taken:
    """The places of a text that are spoken for. Asking and marking take time by the length of the passage alone."""

    def __init__(self, text: str) -> None:
        self._marks = bytearray(len(text))

    def free(self, start: int, end: int) -> bool:
        """Whether nothing in `[start, end)` is taken."""
        return not any(self._marks[start:end])

    def take(self, start: int, end: int) -> bool:
        """Takes `[start, end)` if it is free; whether it was."""
        if not self.free(start, end):
            return False
        self._marks[start:end] = b"\1" * (end - start)
        return True
