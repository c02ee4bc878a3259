"""A finding on the terminal: what it is, what an editor should know, and who reads what."""

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from service.model.finding import Basis, Finding, Reading
from service.render.excerpt import Excerpt, Places, elide
from service.render.masthead import count
from service.render.text_style import DIM, MACHINE, SEVERITY, hanging, marked
from service.render.visible import visible

_WITNESSES = 4  # wordings of one reading that are shown; the rest stands in the rows
_NAMES = 3  # more than these would make a tower of the label column: they go under the words


def finding_lines(
    number: int, finding: Finding, places: Places, labels: Mapping[str, str], width: int
) -> Iterator[RenderableType]:
    """The blocks to print for the `number`th finding, with a blank line before it."""
    yield Text()
    where = "" if finding.row is None else f" · row {finding.row + 1}"
    machine = " · seen only in machine translation" if finding.basis is Basis.PIVOT else ""
    head = Text(f"{number}. ")
    head.append(f"{finding.severity} {finding.type}", SEVERITY[finding.severity])
    head.append(f"{where} · {finding.confidence:.0%} sure{machine}", DIM)
    yield head
    yield Padding(Text(visible(finding.message)), (0, 0, 0, 3))
    lines = [line for reading in finding.readings for line in _reading(reading, places, labels)]
    yield from hanging(lines, width, indent=5)


def _reading(reading: Reading, places: Places, labels: Mapping[str, str]) -> Iterator[tuple[str, Text]]:
    witnesses = places.witnesses(reading)
    value = f" (= {visible(reading.value)})" if reading.value and reading.value != reading.quote else ""
    for witness in witnesses[:_WITNESSES]:
        names = [labels.get(version, visible(version)) for version in witness.versions]
        words = Text("\n").join(_excerpt(excerpt) for excerpt in witness.excerpts).append(value, DIM)
        value = ""
        if len(names) > _NAMES:
            words.append(f"\n{', '.join(names)}", DIM)
        yield ", ".join(names) if len(names) <= _NAMES else count(len(names), "version"), words
    if more := witnesses[_WITNESSES:]:
        names = [labels.get(version, visible(version)) for witness in more for version in witness.versions]
        yield "", Text(f"and in other words: {', '.join(names)}", DIM)
    if reading.pivot:
        yield "", Text(MACHINE + elide(visible(reading.pivot)), DIM)


def _excerpt(excerpt: Excerpt) -> Text:
    return Text.assemble(excerpt.before, marked(excerpt.quote), excerpt.after)
