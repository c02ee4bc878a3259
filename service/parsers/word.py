"""A Word document (.docx, ECMA-376): the paragraphs in their order, those of tables and text boxes among them.

Read as it streams by: a tree of three million empty paragraphs took 680 MB and eight seconds where one XML file of
17 MB says no more than that. expat fetches nothing; a document that declares entities is refused.
"""

import posixpath
from io import BytesIO
from typing import Any
from xml.parsers import expat
from zipfile import ZipFile

MOST_UNPACKED = 20_000_000
"""Bytes of a Word document when unpacked; a million characters are some 5 MB."""
MOST_PARTS = 2_000
MOST_PARAGRAPHS = 200_000
"""Empty ones among them: a million characters in paragraphs of five."""
CHUNK = 1 << 16
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_PARAGRAPH, _TEXT, _BODY = f"{_W}p", f"{_W}t", f"{_W}body"
_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_HIDDEN = frozenset(
    {f"{_W}del", f"{_W}moveFrom", "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"}
)
"""What was taken out in tracked changes, and the second copy of a text box for old programs."""
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}


class _Refused(Exception):
    pass


def document(data: bytes) -> dict[str, str]:
    """Its `text`, or `why` there is none: `no-word` (a ZIP archive of something else), `large-word`, `broken-word`,
    `empty-word`."""
    try:
        text = _text(data)
    except _Refused as refused:
        return {"why": str(refused)}
    except MemoryError:
        raise
    except Exception:  # a broken document fails in whichever part of zipfile or expat meets it
        return {"why": "broken-word"}
    return {"text": text} if text else {"why": "empty-word"}


def _text(data: bytes) -> str:
    with _opened(data) as packed:
        parts = packed.infolist()
        if not any(part.filename.startswith("word/") for part in parts):
            raise _Refused("no-word")
        # zipfile gives no more of a part than what the archive says of it.
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise _Refused("large-word")
        links = _Links()
        _read(packed, "_rels/.rels", links.start)
        body = _Body()
        _read(packed, links.main, body.start, body.end, body.words)
    return body.text()


def _opened(data: bytes) -> ZipFile:
    try:
        return ZipFile(BytesIO(data))
    except Exception:
        raise _Refused("no-word") from None


def _read(packed: ZipFile, part: str, start: Any, end: Any = None, words: Any = None) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, words
    parser.EntityDeclHandler = _entity
    with packed.open(part) as stream:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _entity(*_: Any) -> None:
    raise _Refused("broken-word")


class _Links:
    """Where the package says that its main part is."""

    main = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _RELATIONSHIP and attributes.get("Type") == _MAIN and not self.main:
            self.main = posixpath.normpath(attributes.get("Target", "")).lstrip("/")


class _Body:
    """Paragraphs as they begin; words go to the innermost that is open, unless something around them is hidden."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._open: list[tuple[int, list[str]]] = []
        self._within = self._hidden = self._word = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        if name == _BODY:
            self._within += 1
        elif name in _HIDDEN:
            self._hidden += 1
        elif name == _PARAGRAPH and self._within:
            if len(self._done) >= MOST_PARAGRAPHS:
                raise _Refused("large-word")
            self._open.append((len(self._done), []))
            self._done.append("")
        elif self._open and not self._hidden:
            if name == _TEXT:
                self._word += 1
            elif name in _SIGNS:
                self._open[-1][1].append(_SIGNS[name])

    def end(self, name: str) -> None:
        if name == _BODY:
            self._within -= 1
        elif name in _HIDDEN:
            self._hidden -= 1
        elif name == _PARAGRAPH and self._within:
            at, words = self._open.pop()
            self._done[at] = "".join(words).strip()
        elif name == _TEXT and self._word:
            self._word -= 1

    def words(self, text: str) -> None:
        if self._word:
            self._open[-1][1].append(text)

    def text(self) -> str:
        return "\n\n".join(one for one in self._done if one)
