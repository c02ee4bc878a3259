"""Names of languages for readers (CLDR, through `babel`)."""

from service.model.kept import loaded_once


@loaded_once
def language_name(code: str, reader: str = "en") -> str:
    """The name of a BCP 47 code in the reader's language; the code itself where CLDR knows none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code, sep="-").get_display_name(reader) or code
    except (UnknownLocaleError, ValueError):
        return code
