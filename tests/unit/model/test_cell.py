"""A cell's own words and the places that they stand at, in one passage or several."""

from hypothesis import given
from hypothesis import strategies as st

from service.model.collation import Cell
from service.model.finding import Span
from service.model.segment import Role, Segment
from service.model.version import Version


def cell(text: str, *spans: tuple[int, int]) -> Cell:
    version = Version("v", "v", text)
    return Cell(
        version, "en", tuple(Segment(f"v.{n}", "v", a, b, Role.BODY, 0, "en") for n, (a, b) in enumerate(spans))
    )


def test_neighbours_are_one_passage_with_the_blanks_between() -> None:
    here = cell("One.  Two. Three.", (0, 4), (6, 10))
    assert here.text == "One.  Two."
    assert here.span() == Span("v", 0, 10)


def test_what_stands_apart_is_read_as_a_whole() -> None:
    here = cell("One. Between. Two.", (0, 4), (14, 18))
    assert here.text == "One. Two."
    assert here.span(5, 8) == Span("v", 14, 17)


def test_a_span_over_the_gap_ends_with_its_first_passage() -> None:
    here = cell("One. Between. Two.", (0, 4), (14, 18))
    assert here.span(1, 9) == Span("v", 1, 4)
    assert here.span() == Span("v", 0, 4)


@given(
    st.lists(st.tuples(st.text("ab é𝒳", min_size=1), st.text("xyz.", min_size=1)), min_size=1, max_size=4), st.data()
)
def test_a_span_within_a_passage_quotes_the_cell(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    text, spans = "", []
    for own, foreign in parts:
        spans.append((len(text), len(text) + len(own)))
        text += own + foreign
    here = cell(text, *spans)
    passage = data.draw(st.integers(0, len(parts) - 1))
    offset = sum(len(own) + 1 for own, _ in parts[:passage])
    start = data.draw(st.integers(0, len(parts[passage][0]) - 1))
    end = data.draw(st.integers(start + 1, len(parts[passage][0])))
    found = here.span(offset + start, offset + end)
    assert text[found.start : found.end] == here.text[offset + start : offset + end]
