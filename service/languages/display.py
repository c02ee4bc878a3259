"""Names of languages for readers (CLDR, through `babel`)."""

from service.model.kept import loaded_once
from service.model.written import language_called


@loaded_once
def language_name(code: str, reader: str = "en") -> str:
    """The name of a BCP 47 code in the reader's language; the code itself where CLDR knows none."""
    return language_called(code, reader)
