"""What a text may not do to the reader: control characters, escapes and bidi overrides are shown instead of obeyed."""

import re
import unicodedata

# Line breaks and tabs are layout of the source, not of the report.
_BLANKS = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")

# C0, DEL and C1 drive a terminal (U+009B is ESC [ in one character); embeddings, overrides and isolates (202A-202E,
# 2066-2069, the deprecated 206A-206F) re-order what stands beside them (CVE-2021-42574); annotation anchors hide text;
# lone surrogates cannot be written as UTF-8. The harmless marks that right-to-left and Indic writing needs
# (200C-200F, 061C) stay.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]")
_SOFT_HYPHEN = "\u00ad"


def visible(text: str) -> str:
    """`text` with every character that would act on the screen spelt out (`␛`, `‹U+202E›`), blanks collapsed to one."""
    return show_controls(_BLANKS.sub(" ", text.replace(_SOFT_HYPHEN, "")))


def show_controls(text: str) -> str:
    """`text` with control characters, bidi overrides and lone surrogates spelt out; blanks, too, if they control."""
    return _UNSAFE.sub(lambda match: _spell(match[0]), text)


def visible_quote(quote: str) -> str:
    """Like `visible`, but never blank: a quote of nothing but blanks or zero-width characters is spelt out in full."""
    shown = visible(quote)
    if quote and all(unicodedata.category(char) in ("Cf", "Zs") for char in shown):
        return "".join(_code_point(char) for char in quote)
    return shown


def _spell(char: str) -> str:
    """Unicode's own picture (U+2400 block) for C0 and DEL, the number for the rest."""
    if char < " ":
        return chr(0x2400 + ord(char))
    return "␡" if char == "\x7f" else _code_point(char)


def _code_point(char: str) -> str:
    return f"‹U+{ord(char):04X}›"
