"""What is wrong with something that was given, in the reader's language. What is not listed here stays in English."""

from service.actions.fetch_page import NotFetched
from service.actions.read_upload import Refused
from service.model.errors import (
    OwnQueueFull,
    QueueFull,
    QuotaExceeded,
    ReaderFailed,
    ReadersBusy,
    StoreError,
    TooHardToRead,
    UnreadableFile,
    VariorumError,
)
from service.model.sentences import N_
from service.web.words import gettext

FILES = {
    "pdf": N_("%(name)s is a PDF, which is not read. Copy its text, or save it as text or as .docx."),
    "old-word": N_("%(name)s is a document of an old Office. Save it as .docx or as text."),
    "broken-word": N_("%(name)s cannot be read as a Word document. Save it again, or as text."),
    "large-word": N_("%(name)s is too large when unpacked."),
    "empty-word": N_("%(name)s holds no words."),
}
PAGES = {
    "address": N_("This is no address of a page. It begins with http:// or https:// and holds no password."),
    "port": N_("Pages are fetched from the usual ports alone, not from %(about)s."),
    "name": N_("There is no such site."),
    "private": N_("This address is not on the public internet, so it is not fetched."),
    "unreachable": N_("The site cannot be reached, or its answer breaks off. Copy the text instead."),
    "slow": N_("The site answers too slowly. Copy the text instead."),
    "large": N_("The page is larger than %(about)s bytes. Copy the text instead."),
    "redirects": N_("The site sends on and on, or to a place that is refused. Copy the text instead."),
    "status": N_("The site answers with the error %(about)s. Copy the text instead."),
    "kind": N_("There is no page of text at this address (%(about)s)."),
}


OTHERS: dict[type[VariorumError], str] = {
    OwnQueueFull: N_("So many of your comparisons wait that no more is taken now. Try again in a minute."),
    QuotaExceeded: N_("You keep as many comparisons, or as much text, as one may. Delete some that are done with."),
    QueueFull: N_("So many comparisons wait that no more is taken now. Try again in a minute."),
    StoreError: N_("The database cannot be reached. Nothing was stored; try again in a minute."),
    TooHardToRead: N_("This takes more time or memory to read than it may. Copy its text instead."),
    ReadersBusy: N_("So many files are being read that no more is taken now. Try again in a minute."),
    ReaderFailed: N_("Files and pages cannot be read here at the moment. Copy the text instead."),
}


def in_words(error: VariorumError) -> str:
    """One or two sentences."""
    if isinstance(error, Refused):
        return gettext(FILES[error.why]) % {"name": error.name}
    if isinstance(error, NotFetched):
        return gettext(PAGES[error.why]) % {"about": error.about}
    if type(error) in OTHERS:
        return gettext(OTHERS[type(error)])
    said = str(error)
    if isinstance(error, UnreadableFile):
        said = said.partition("; name it with --")[0].partition(": if that is right, add --")[0]
    return f"{said[:1].upper()}{said[1:]}{'' if said.endswith(('.', '?', '!')) else '.'}" if said else said
