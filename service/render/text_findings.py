"""A finding on the terminal: what it is, what an editor should know, and who reads what."""

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from service.model.finding import Basis, Finding, Reading
from service.model.sentences import Catalogue, Sentence
from service.model.written import worth
from service.render.excerpt import GAP, Excerpt, Places, elide
from service.render.numerals import percent
from service.render.terms import term
from service.render.text_style import BY_MACHINE, DIM, ROW, SEVERITY, hanging, marked
from service.render.visible import visible

SURE = Sentence("{share} sure")
PIVOT_ONLY = Sentence("seen only in machine translation")
VERSIONS = Sentence("{who} version", "{who} versions")
OTHERWISE = Sentence("and in other words: {names}")
_WITNESSES = 4  # wordings of one reading that are shown; the rest stands in the rows
_NAMES = 3  # more than these would make a tower of the label column: they go under the words


def finding_lines(
    number: int, finding: Finding, places: Places, labels: Mapping[str, str], width: int, catalogue: Catalogue
) -> Iterator[RenderableType]:
    """The blocks to print for the `number`th finding, with a blank line before it."""
    yield Text()
    about = [] if finding.row is None else [ROW.spoken({"row": str(finding.row + 1)}, catalogue)]
    about.append(SURE.spoken({"share": percent(finding.confidence, catalogue)}, catalogue))
    if finding.basis is Basis.PIVOT:
        about.append(PIVOT_ONLY.spoken({}, catalogue))
    head = Text(f"{number}. ")
    head.append(f"{term(finding.severity, catalogue)} {term(finding.type, catalogue)}", SEVERITY[finding.severity])
    head.append("".join(f" · {part}" for part in about), DIM)
    yield head
    yield Padding(Text(visible(finding.spoken(catalogue))), (0, 0, 0, 3))
    lines = [line for reading in finding.readings for line in _reading(reading, places, labels, catalogue)]
    yield from hanging(lines, width, indent=5)


def _reading(
    reading: Reading, places: Places, labels: Mapping[str, str], catalogue: Catalogue
) -> Iterator[tuple[str, Text]]:
    witnesses = places.witnesses(reading)
    value = (
        f" (= {visible(worth(reading.value, catalogue.language))})"
        if reading.value and reading.value != reading.quote
        else ""
    )
    for witness in witnesses[:_WITNESSES]:
        names = [labels.get(version, visible(version)) for version in witness.versions]
        words = Text("\n").join(_excerpt(excerpt, catalogue) for excerpt in witness.excerpts).append(value, DIM)
        value = ""
        if len(names) > _NAMES:
            words.append(f"\n{', '.join(names)}", DIM)
        yield ", ".join(names) if len(names) <= _NAMES else VERSIONS.spoken({"who": len(names)}, catalogue), words
    if more := witnesses[_WITNESSES:]:
        names = [labels.get(version, visible(version)) for witness in more for version in witness.versions]
        yield "", Text(OTHERWISE.spoken({"names": ", ".join(names)}, catalogue), DIM)
    if reading.pivot:
        yield "", Text(BY_MACHINE.spoken({"words": elide(visible(reading.pivot))}, catalogue), DIM)


def _excerpt(excerpt: Excerpt, catalogue: Catalogue) -> Text:
    return Text.assemble(excerpt.before, marked(excerpt.quote or catalogue.gettext(GAP)), excerpt.after)
