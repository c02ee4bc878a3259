"""The form in which versions are given: what was typed, which is shown again where something is wrong with it, and the
versions that are made of it."""

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from flask import request
from werkzeug.datastructures import FileStorage, MultiDict

from service.actions.fetch_page import Reach, fetch_page
from service.actions.read_upload import Upload, is_html, read_upload, short
from service.actions.translate_html import allowance_of
from service.api.schemas.version import MOST_HTML
from service.model.errors import InputError, ReaderFailed
from service.model.version import Relation, Version
from service.pipeline.detect import normal_code
from service.settings import Settings
from service.web.words import gettext
from service.web.wrong import in_words

FIRST_BOXES = 2
LONGEST_LABEL = 200
LONGEST_TITLE = 300
_ONCE = re.compile(r"[A-Za-z0-9_-]{16,64}", re.ASCII)

Files = Mapping[str, FileStorage]


@dataclass(frozen=True, slots=True)
class Box:
    """One version as it was typed. `read` says what its text was read from; `doubt`: somebody must look at it first."""

    label: str = ""
    text: str = ""
    url: str = ""
    language: str = ""
    relation: str = ""
    read: str = ""
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """The whole form. `wrong`: name of a field -> a sentence, in the order of the page. `once` tells a second click
    from a second comparison."""

    boxes: tuple[Box, ...]
    title: str = ""
    pivot: str = ""
    translate: bool = True
    once: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    wrong: Mapping[str, str] = field(default_factory=dict)

    def versions(self) -> tuple[Version, ...]:
        """Of the boxes that hold something."""
        filled = [one for one in self.boxes if one.text.strip()]
        return tuple(
            Version(f"version-{n}", box.label, box.text, box.language or None, box.relation or None)
            for n, box in enumerate(filled, start=1)
        )


def label_of(number: int | str) -> str:
    """What a version is called until somebody says it, from 1."""
    return gettext("Original") if number == 1 else gettext("Version %(number)s") % {"number": number}


def empty(count: int = FIRST_BOXES, first: int = 1) -> tuple[Box, ...]:
    """Boxes with nothing but their labels."""
    return tuple(
        Box(label=label_of(number), relation=Relation.ORIGINAL if number == 1 else "")
        for number in range(first, first + count)
    )


def of_versions(versions: Sequence[Version]) -> tuple[Box, ...]:
    """Boxes that hold these already."""
    return tuple(Box(v.label, v.text, "", v.language or "", v.relation or "") for v in versions)


def typed(form: "MultiDict[str, str]", files: Files, settings: Settings, reach: Reach | None = None) -> Typed:
    """What was sent, files and pages read into the texts; `reach` as in `fetch_page`. It raises nothing: what is wrong
    stands beside its field."""
    count, wrong = _count(form.get("boxes", ""), settings)
    read = _Reading(settings, reach)
    boxes = []
    for number in range(1, count + 1):
        box, wrong_here = read.box(form, files, number)
        boxes.append(box)
        wrong |= wrong_here
    title, wrong_title = _line(form.get("title", ""), LONGEST_TITLE)
    pivot, wrong_pivot = _language(form.get("pivot", ""))
    wrong |= _named("title", wrong_title) | _named("pivot", wrong_pivot)
    made = Typed(tuple(boxes), title, pivot, form.get("translate") != "no", wrong=wrong)
    sent = form.get("once", "")
    return replace(made, once=sent) if _ONCE.fullmatch(sent) else made


def once(what: str) -> str | None:
    """The key of the form that was sent, for `what` it asks: a second click asks for the same. None for a form without
    one."""
    sent = request.form.get("once", "")
    return f"{sent}-{what}" if _ONCE.fullmatch(sent) else None


def _count(given: str, settings: Settings) -> tuple[int, dict[str, str]]:
    count = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else FIRST_BOXES
    if count <= settings.max_versions:
        return max(1, count), {}
    said = gettext("No more than %(number)d versions can be compared at once.") % {"number": settings.max_versions}
    return settings.max_versions, {"": said}


class _Reading:
    """Reads the boxes of one form, which together may take only so long."""

    def __init__(self, settings: Settings, reach: Reach | None) -> None:
        self._settings, self._reach, self._html = settings, reach, MOST_HTML
        self._allowance = allowance_of(settings)

    def box(self, form: "MultiDict[str, str]", files: Files, number: int) -> tuple[Box, dict[str, str]]:
        """A box, and what is wrong with it."""
        label, wrong_label = _line(form.get(f"label-{number}", ""), LONGEST_LABEL)
        language, wrong_language = _language(form.get(f"language-{number}", ""))
        relation = form.get(f"relation-{number}", "")
        known = relation in {"", *Relation}
        # Browsers send the ends of typed lines as CR LF (HTML, "value sanitization"): nobody typed the CR.
        text = form.get(f"text-{number}", "").replace("\r\n", "\n")
        url = form.get(f"url-{number}", "").strip()
        box = Box(label or label_of(number), text, url, language, relation if known else "")
        box, wrong = self._filled(box, files.get(f"file-{number}"), number)
        wrong = _named(f"label-{number}", wrong_label) | wrong | _named(f"language-{number}", wrong_language)
        if not known:
            wrong[f"relation-{number}"] = gettext("There is no such relation.")
        return box, wrong

    def _filled(self, box: Box, file: FileStorage | None, number: int) -> tuple[Box, dict[str, str]]:
        """With the words of its file or its page."""
        given = file is not None and bool(file.filename)
        if sum((bool(box.text.strip()), given, bool(box.url))) > 1:
            said = gettext("There is more than one thing here: keep the text, the file or the address.")
            return box, {f"text-{number}": said}
        name = "file" if given else "url" if box.url else "text"
        try:
            if file is not None and given:
                box = _with(box, short(file.filename or ""), self._file(file))
            elif box.url:
                box = _with(replace(box, url=""), box.url, self._page(box.url))
            self._measure(box)
        except (InputError, ReaderFailed) as error:
            return box, {f"{name}-{number}": in_words(error)}
        return box, {f"text-{number}": box.read} if box.doubt else {}

    def _file(self, file: FileStorage) -> Upload:
        limit = self._settings.max_file_bytes
        data, name = file.stream.read(limit + 1), file.filename or ""
        if is_html(name, data):
            self._html -= len(data)
            if self._html < 0:
                raise InputError(gettext("There is too much HTML in these files; save some of them as text."))
        return read_upload(name, data, limit, self._allowance)

    def _page(self, url: str) -> Upload:
        if self._settings.fetch_urls != "yes":
            raise InputError(gettext("This service fetches no addresses; copy the text."))
        return fetch_page(url, min(self._settings.max_file_bytes, MOST_HTML // 2), self._reach, self._allowance)

    def _measure(self, box: Box) -> None:
        if "\0" in box.text or any("\ud800" <= sign <= "\udfff" for sign in box.text):
            raise InputError(gettext("This is not text: it holds characters that no text may hold."))
        if len(box.text) > self._settings.max_characters:
            has, most = len(box.text), self._settings.max_characters
            said = gettext("This has %(has)s characters; a version may have %(most)s.")
            raise InputError(said % {"has": f"{has:,}", "most": f"{most:,}"})


def _with(box: Box, source: str, upload: Upload) -> Box:
    if upload.guessed:
        said = gettext("%(name)s does not say its encoding. It was read as %(encoding)s: are all words right?")
        read = said % {"name": source, "encoding": upload.guessed}
    else:
        read = gettext("Read from %(name)s.") % {"name": source}
    return replace(box, text=upload.text, read=read, doubt=bool(upload.guessed))


def _line(given: str, longest: int) -> tuple[str, str]:
    """One line of words, and what is wrong with it."""
    line = " ".join(given.split())
    if "\0" in line:
        return line.replace("\0", ""), gettext("This holds characters that no text may hold.")
    if len(line) > longest:
        return line[:longest], gettext("This is too long: %(most)d characters at most.") % {"most": longest}
    return line, ""


def _language(given: str) -> tuple[str, str]:
    """A code in its usual form, "" for none."""
    try:
        return (normal_code(given) if given else ""), ""
    except InputError:
        return "", gettext("There is no such language.")


def _named(name: str, sentence: str) -> dict[str, str]:
    return {name: sentence} if sentence else {}


def first_wrong(wrong: Iterable[str]) -> str:
    """The field that the reader is led to."""
    return next((name for name in wrong if name), "")
