"""What is said to readers: message ids with named parameters, put into words in the language of the reader."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Protocol

from service.model import written
from service.model.written import figure, language_called, worth

Value = str | int | tuple[str, ...]
Params = Mapping[str, Value]
"""Strings as they are, numbers as the reader's language writes them; a tuple is a list: of names, or under `things` of
quoted words. A name that ends in `language` is for a BCP 47 code, `languages` for several, `either` for several of
which each will do; `sense` is a message id, `value` a figure or a date."""

SOURCE = written.ENGLISH
COUNTED = "who"
"""The parameter that chooses between the two forms of a sentence: by how many names it has, or by the number it is."""
NUMBER = "number"
"""Chooses instead, where what is counted is in words already."""

THINGS, LANGUAGE, LANGUAGES, EITHER = "things", "language", "languages", "either"
"""Names of parameters that say how they are shown."""

MESSAGE = "{message}"
CLOSED = ("“{passage}”", MESSAGE)
"""What brings its own final mark: a quoted passage, and the message of a report that was kept before there were
rules."""


class Catalogue(Protocol):
    """The words of one language, as `gettext` has them."""

    language: str

    def gettext(self, message: str) -> str:
        """The words of a message id."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Its form for a number."""


class English:
    """The language that the message ids are written in."""

    language = SOURCE

    def gettext(self, message: str) -> str:
        """The message id itself."""
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The singular for one, the plural for any other number."""
        return msgid1 if n == 1 else msgid2


ENGLISH = English()


def N_(msgid: str) -> str:  # noqa: N802 # what extractors of message ids look for
    """Marks a message id that is translated where it is shown."""
    return msgid


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with named parameters, for one subject and for several (`many` empty where that is the same)."""

    one: str
    many: str = ""

    @property
    def closed(self) -> bool:
        """Whether it brings its own final mark."""
        return self.one.endswith(CLOSED)

    def spoken(self, params: Params, catalogue: Catalogue = ENGLISH) -> str:
        """In the catalogue's language."""
        number = _number(params.get(NUMBER, params.get(COUNTED, 1)))
        form = catalogue.ngettext(self.one, self.many, number) if self.many else catalogue.gettext(self.one)
        return form.format(**{name: _shown(name, value, catalogue) for name, value in params.items()})


FORMS = tuple(each.name for each in fields(Sentence))


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence and what stands in it."""

    sentence: Sentence
    params: Params = field(hash=False)

    def spoken(self, catalogue: Catalogue = ENGLISH) -> str:
        """In the catalogue's language."""
        return self.sentence.spoken(self.params, catalogue)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: the message ids, and the parameters."""
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in self.params.items()}
        return {**asdict(self.sentence), "params": plain}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Clause":
        """The inverse of `to_dict`."""
        forms = {name: plain[name] for name in FORMS}
        return cls(Sentence(**forms), params_of(plain["params"]))


def params_of(plain: Mapping[str, Any]) -> Params:
    """Parameters from JSON, where tuples are lists."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}


def names(several: Sequence[str], catalogue: Catalogue = ENGLISH) -> str:
    """A list of names in words: agency, wire and print."""
    if len(several) < 2:
        return several[0] if several else ""
    rest = catalogue.gettext(", ").join(several[:-1])
    return catalogue.gettext("{names} and {last}").format(names=rest, last=several[-1])


def either(several: Sequence[str], catalogue: Catalogue = ENGLISH) -> str:
    """A list of names of which each will do: Spanish, French or German."""
    if len(several) < 2:
        return several[0] if several else ""
    rest = catalogue.gettext(", ").join(several[:-1])
    return catalogue.gettext("{names} or {last}").format(names=rest, last=several[-1])


def quoted(things: Sequence[str], catalogue: Catalogue = ENGLISH) -> str:
    """Words in quotation marks, one behind the other."""
    return catalogue.gettext(", ").join(catalogue.gettext("“{words}”").format(words=thing) for thing in things)


def joined(clauses: Sequence[Clause], catalogue: Catalogue = ENGLISH) -> str:
    """Several clauses as one."""
    return catalogue.gettext("; ").join(clause.spoken(catalogue) for clause in clauses)


def _number(value: Value) -> int:
    return len(value) if isinstance(value, tuple) else value if isinstance(value, int) else 1


def _shown(name: str, value: Value, catalogue: Catalogue) -> str:
    if isinstance(value, tuple):
        return _listed(name, value, catalogue)
    if isinstance(value, int):
        return figure(value, catalogue.language)
    if name == "sense":
        return catalogue.gettext(value)
    if name.endswith(LANGUAGE):
        return language_called(value, catalogue.language)
    if name != "value":
        return value
    return figure(int(value), catalogue.language) if value.isdigit() else worth(value, catalogue.language)


def _listed(name: str, values: Sequence[str], catalogue: Catalogue) -> str:
    if name == THINGS:
        return quoted(values, catalogue)
    if name in (LANGUAGES, EITHER):
        called = [language_called(code, catalogue.language) for code in values]
        return names(called, catalogue) if name == LANGUAGES else either(called, catalogue)
    return names(values, catalogue)
