"""Reads what a person uploads: text, HTML, or a Word document. Whatever is wrong with it is said in one line."""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from service.actions.encodings import decode, known_encoding, likely_encoding
from service.actions.read import shown
from service.actions.translate_html import text_of
from service.model.errors import NoSuchEncoding, TooLarge, UnknownEncoding, UnreadableFile

PDF, ZIP, OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MOST_UNPACKED = 20_000_000
"""Bytes of a Word document when unpacked. XML takes ten times as much in memory; a million characters are some 5 MB."""
MOST_PARTS = 2_000
LONGEST_NAME = 80
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HIDDEN = frozenset(
    {f"{WORD}del", f"{WORD}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
"""What was taken out in tracked changes, and the second copy of a text box for old programs."""
SIGNS = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "\u2011"}
_HTML = re.compile(rb"\s*+(?:<!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body|article|div|p)\b", re.I | re.S)
"""Comments are read once, without a way back: sixty of them took this pattern for ever when it had one."""
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)


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


def read_upload(name: str, data: bytes, limit: int) -> Upload:
    """What a file called `name` says. `limit` in bytes.

    Raises `UnreadableFile` (`Refused` for what is a document of a kind that is not read), `TooLarge`.
    """
    name = short(name)
    if len(data) > limit:
        raise TooLarge(f"{name} has {len(data):,} bytes; the limit is {limit:,} (VARIORUM_MAX_FILE_BYTES)")
    if data.startswith(PDF):
        raise Refused("pdf", name, "is a PDF; copy its text, or save it as text or as .docx")
    if data.startswith(OLE):
        raise Refused("old-word", name, "is a document of an old Office; save it as .docx or as text")
    if data.startswith(ZIP) and _is_word(data):
        return Upload(_word(name, data))
    found = decoded(name, data)
    return Upload(text_of(found.text), found.guessed) if is_html(name, data) else found


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


def _parts(data: bytes) -> list[ZipInfo]:
    try:
        with ZipFile(BytesIO(data)) as packed:
            return packed.infolist()
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        return []


def _is_word(data: bytes) -> bool:
    return any(part.filename.startswith("word/") for part in _parts(data))


def _word(name: str, data: bytes) -> str:
    """The paragraphs of a .docx in their order, those of tables and text boxes among them. Its sizes are looked at
    before anything is unpacked: zipfile gives no more of a part than what the archive says of it."""
    parts = _parts(data)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused("large-word", name, f"is too large when unpacked: more than {MOST_UNPACKED:,} bytes")
    paragraphs = [_paragraph(one) for one in _body(name, data).iter(f"{WORD}p") if not _within(one, HIDDEN)]
    text = "\n\n".join(one.strip() for one in paragraphs if one.strip())
    if not text:
        raise Refused("empty-word", name, "holds no words")
    return text


def _body(name: str, data: bytes) -> Any:
    """Read by python-docx, whose parser expands no entities and fetches nothing."""
    import docx

    try:
        return docx.Document(BytesIO(data)).element.body
    except Exception:  # a broken document fails in whichever part of python-docx or lxml meets it
        raise Refused("broken-word", name, "cannot be read as a Word document; save it again, or as text") from None


def _within(element: Any, tags: frozenset[str]) -> bool:
    return any(parent.tag in tags for parent in element.iterancestors())


def _paragraph(paragraph: Any) -> str:
    """Its own words, with those of links and tracked insertions, which python-docx's own `text` leaves out."""
    words: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == f"{WORD}t":
            words.append(element.text or "")
        elif element.tag in SIGNS:
            words.append(SIGNS[element.tag])
        elif element.tag not in HIDDEN and element.tag != f"{WORD}p":  # a text box's paragraphs come by themselves
            stack += reversed(element)
    return "".join(words)
