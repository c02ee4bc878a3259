"""Text as a column that holds every character. PostgreSQL's own cannot hold NUL."""

import re

from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

ESCAPE = re.compile(r"\\([0\\])")


class AnyText(TypeDecorator[str]):
    """`str` without lone surrogates. In SQLite it lies there as it is; in PostgreSQL NUL is written as a backslash and
    a zero, and so a backslash as two."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """As the database can hold it."""
        if value is None or dialect.name != "postgresql":
            return value
        return value.replace("\\", "\\\\").replace("\0", "\\0")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """As it was."""
        if value is None or dialect.name != "postgresql" or "\\" not in value:
            return value
        return ESCAPE.sub(lambda found: "\0" if found[1] == "0" else "\\", value)


def is_text(words: str) -> bool:
    """Whether a database can hold these: a lone surrogate is no text."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True
