"""Reads what a person uploads: text, HTML, or a Word document. Whatever is wrong with it is said in one line."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from service.actions.encodings import decode, known_encoding, likely_encoding
from service.actions.read import shown
from service.actions.translate_html import text_of
from service.model.errors import NoSuchEncoding, TooLarge, UnknownEncoding, UnreadableFile
from service.parsers.word import MOST_PARAGRAPHS, MOST_UNPACKED
from service.sandbox import Allowance

PDF, ZIP, OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
LONGEST_NAME = 80
WORD = {
    "broken-word": "cannot be read as a Word document; save it again, or as text",
    "large-word": f"is too large when unpacked: more than {MOST_UNPACKED:,} bytes or {MOST_PARAGRAPHS:,} paragraphs",
    "empty-word": "holds no words",
}
"""Why a Word document is not read, for a message."""
_HTML = re.compile(rb"\s*+(?:<!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body|article|div|p)\b", re.I | re.S)
"""Comments are read once, without a way back: sixty of them took this pattern for ever when it had one."""
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*+=\s*+["']?\s*+([\w.:-]{1,40})""", re.I)


class Refused(UnreadableFile):
    """A file that is not read. `why` is stable: `pdf`, `old-word`, `broken-word`, `large-word`, `empty-word`."""

    def __init__(self, why: str, name: str, sentence: str) -> None:
        super().__init__(f"{name} {sentence}")
        self.why, self.name = why, name


@dataclass(frozen=True, slots=True)
class Upload:
    """The words of a file. `guessed`: the encoding that they were read in, where nothing says that it is the right one:
    a person must look; "" where there is no doubt."""

    text: str
    guessed: str = ""


def read_upload(name: str, data: bytes, limit: int, allowance: Allowance | None = None) -> Upload:
    """What a file called `name` says. `limit` in bytes. Text is read at once, HTML and Word in a process of their own.

    Raises `UnreadableFile` (`Refused` for what is a document of a kind that is not read), `TooLarge`, and as
    `Allowance.parse`.
    """
    name = short(name)
    if len(data) > limit:
        raise TooLarge(f"{name} has {len(data):,} bytes; the limit is {limit:,} (VARIORUM_MAX_FILE_BYTES)")
    if data.startswith(PDF):
        raise Refused("pdf", name, "is a PDF; copy its text, or save it as text or as .docx")
    if data.startswith(OLE):
        raise Refused("old-word", name, "is a document of an old Office; save it as .docx or as text")
    if data.startswith(ZIP) and (words := _word(name, data, allowance or Allowance())) is not None:
        return Upload(words)
    found = decoded(name, data)
    return Upload(text_of(found.text, allowance), found.guessed) if is_html(name, data) else found


def decoded(name: str, data: bytes, charset: str | None = None) -> Upload:
    """The text in `data`, tags and all. `charset`: what was said of it; a page may also say it itself. Neither counts
    where the bytes are UTF-8. Raises `UnreadableFile`."""
    in_page = _CHARSET.search(data[:4000])
    said = charset or (in_page[1].decode("ascii") if in_page else None)
    try:
        return Upload(decode(data, name, _known(said) if said else None))
    except UnknownEncoding:
        guessed = likely_encoding(data)
        if guessed is None:
            raise
        return Upload(decode(data, name, guessed), guessed)


def is_html(name: str, data: bytes) -> bool:
    """By the name, or by how it begins."""
    return PurePosixPath(name.lower()).suffix in (".html", ".htm", ".xhtml") or bool(_HTML.match(data[:2000]))


def short(name: str) -> str:
    """A file's name for a message: without folders, in one line, not too long."""
    last = re.split(r"[/\\]", name)[-1].strip() or "file"
    return shown(last if len(last) <= LONGEST_NAME else f"{last[: LONGEST_NAME - 1]}…")


def _known(encoding: str) -> str | None:
    """What a page says of itself may be wrong."""
    try:
        return known_encoding(encoding)
    except NoSuchEncoding:
        return None


def _word(name: str, data: bytes, allowance: Allowance) -> str | None:
    """The words of a Word document; None for an archive of something else."""
    found = allowance.parse("word", data)
    why = found.get("why", "")
    if why in WORD:
        raise Refused(why, name, WORD[why])
    text: str | None = found.get("text")
    return text
