"""A reading as every page shows it: who has it in which words, what was compared, what a machine made of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.model.finding import Reading
from service.model.sentences import Catalogue
from service.model.written import worth
from service.render.excerpt import Excerpt, Places, elide
from service.render.masthead import Entry
from service.render.visible import visible


@dataclass(frozen=True, slots=True)
class Words:
    """What one or more versions read, in the first one's words."""

    who: tuple[Entry, ...]
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One reading. `alone`: only one version has it, as against the rest. `value` is empty where the words say it
    already, `machine` where no translation was used."""

    alone: bool
    witnesses: tuple[Words, ...]
    value: str
    machine: str


def said(reading: Reading, places: Places, known: Mapping[str, Entry], catalogue: Catalogue) -> Said:
    """`known`: the versions that are shown, by id."""
    return Said(
        len(reading.versions) == 1,
        tuple(
            Words(tuple(known[version] for version in witness.versions if version in known), witness.excerpts)
            for witness in places.witnesses(reading)
        ),
        visible(worth(reading.value, catalogue.language)) if reading.value and reading.value != reading.quote else "",
        elide(visible(reading.pivot)) if reading.pivot else "",
    )
