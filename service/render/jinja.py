"""Templates of the exports: every value is escaped, and a name that is not there is an error. Words for readers
stand in them as `_("row {row}", row=3)`, as sentences do in the code."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.model.sentences import Catalogue, Sentence, Value
from service.render.language_names import direction
from service.render.terms import term

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def rendered(name: str, catalogue: Catalogue, **values: object) -> str:
    """`service/render/templates/<name>` (compiled once) in the catalogue's language."""

    def spoken(message: str, **params: Value) -> str:
        return Sentence(message).spoken(params, catalogue)

    def called(value: str | None) -> str:
        return term(value, catalogue)

    language = catalogue.language
    return _ENVIRONMENT.get_template(name).render(
        _=spoken, term=called, language=language, direction=direction(language), **values
    )
