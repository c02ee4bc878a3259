"""The article of a web page: its words without the menus around them (service/parsers/article.py)."""

from service.actions.read_upload import Upload, decoded
from service.model.errors import NothingToCompare
from service.sandbox import Allowance


def article_text(name: str, data: bytes, charset: str | None = None, allowance: Allowance | None = None) -> Upload:
    """The words of the page in `data`; `charset` as in `decoded`. Raises `UnreadableFile`, `InputError`, and as
    `Allowance.parse`."""
    page = decoded(name, data, charset)
    text = (allowance or Allowance()).parse("article", page.text.encode("utf-8"))
    if not text:
        raise NothingToCompare("the page holds no words; it may need a script that makes them")
    return Upload(text, page.guessed)
