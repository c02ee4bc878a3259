"""Readers of strangers' files. They run in a child process (service/sandbox), so they import little and start quickly.

Each takes bytes and options, and gives what JSON holds. It may raise `InputError`; anything else is a fault of its own.
"""

PARSERS = {
    "words-of-html": "service.parsers.html:words",
    "texts-of-html": "service.parsers.html:texts",
    "html-with-texts": "service.parsers.html:with_texts",
    "article": "service.parsers.article:article",
    "word": "service.parsers.word:document",
}
"""Name -> module and function, which is imported when it is first asked for."""
