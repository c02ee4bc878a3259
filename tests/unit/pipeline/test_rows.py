"""The table of rows: every version has its place in it, whatever order the versions were given in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.actions.stories import bundled_stories, read_story
from service.model.finding import FindingType, Severity
from service.model.protocols import Embedder, Engines
from service.model.row import Row
from service.model.segment import Segment
from service.model.version import Relation, Version
from service.pipeline.embed import compared, embed
from service.pipeline.rows import choose_base, rows
from service.pipeline.run import run
from service.pipeline.segment import segment
from tests.conftest import Ferry

STORIES = ["platform-x", "desert-rail"]  # five versions; a paragraph that moved


@cache
def story(name: str, with_relations: bool = True) -> tuple[Version, ...]:
    """A bundled story's versions; without their relations the base has to be chosen from the texts."""
    versions = read_story(bundled_stories()[name]).versions
    return versions if with_relations else tuple(replace(v, relation=None) for v in versions)


def table(versions: Sequence[Version], embedder: Embedder) -> tuple[Row, ...]:
    segments = segmented(versions)
    return rows(versions, segments, embed(versions, segments, embedder), embedder)


@cache
def as_bundled(name: str, with_relations: bool, embedder: Embedder) -> tuple[Row, ...]:
    return table(story(name, with_relations), embedder)


def segmented(versions: Sequence[Version]) -> dict[str, tuple[Segment, ...]]:
    return {v.id: segment(v, v.language or "en") for v in versions}


def version(name: str, text: str, language: str = "en", relation: str | None = None) -> Version:
    return Version(name, name, text, language, relation)


def texts(row: Row, versions: Sequence[Version]) -> dict[str, list[str]]:
    """A row's own words."""
    of = {v.id: v.text for v in versions}
    named = {s.id: s.text(of[s.version]) for found in segmented(versions).values() for s in found}
    return {name: [named[s] for s in cells] for name, cells in row.cells.items() if cells}


@pytest.mark.parametrize("with_relations", [True, False])
@pytest.mark.parametrize("name", STORIES)
@settings(max_examples=8)
@given(data=st.data())
def test_the_order_of_the_versions_leaves_no_trace(
    embedder: Embedder, name: str, with_relations: bool, data: st.DataObject
) -> None:
    expected = as_bundled(name, with_relations, embedder)
    found = table(data.draw(st.permutations(story(name, with_relations))), embedder)
    assert found == expected
    assert [list(row.cells) for row in found] == [list(row.cells) for row in expected]


@pytest.mark.parametrize("with_relations", [True, False])
@pytest.mark.parametrize("name", STORIES)
@settings(max_examples=6)
@given(data=st.data())
def test_every_compared_segment_is_in_one_row(
    embedder: Embedder, name: str, with_relations: bool, data: st.DataObject
) -> None:
    versions = data.draw(st.lists(st.sampled_from(story(name, with_relations)), min_size=1, unique_by=lambda v: v.id))
    found = table(versions, embedder)
    counted = Counter(s for row in found for cells in row.cells.values() for s in cells)
    assert counted == Counter(s.id for mine in segmented(versions).values() for s in compared(mine))
    assert [row.index for row in found] == list(range(len(found)))
    assert all(set(row.cells) == {v.id for v in versions} and row.present for row in found)
    assert all(s.rsplit(".", 1)[0] == v for row in found for v, cells in row.cells.items() for s in cells)


@pytest.mark.parametrize("with_relations", [True, False])
@pytest.mark.parametrize("name", STORIES)
def test_a_version_reads_in_its_own_order_but_for_what_moved(
    embedder: Embedder, name: str, with_relations: bool
) -> None:
    versions = story(name, with_relations)
    found = as_bundled(name, with_relations, embedder)
    for v in versions:
        order = [int(s.rsplit(".", 1)[1]) for row in found if v.id not in row.moved for s in row.cells[v.id]]
        assert order == sorted(order), v.id


def test_one_version_alone_has_a_row_for_each_sentence(embedder: Embedder, ferry: dict[str, Ferry]) -> None:
    alone = version("only", ferry["en"].text)
    found = table([alone], embedder)
    assert [texts(row, [alone])["only"] for row in found] == [
        [sentence] for sentence in [ferry["en"].headline, *ferry["en"].sentences]
    ]
    assert {(row.similarity, row.moved) for row in found} == {(1.0, ())}


def test_two_translations_and_an_original_share_their_rows(embedder: Embedder, ferry: dict[str, Ferry]) -> None:
    versions = [
        version("b", ferry["en"].text),
        version("a", ferry["de"].text, "de", Relation.ORIGINAL),
        version("c", ferry["en"].text),
    ]
    found = table(versions, embedder)
    english, german = ([f.headline, *f.sentences] for f in (ferry["en"], ferry["de"]))
    assert [texts(row, versions) for row in found] == [
        {"a": [de], "b": [en], "c": [en]} for de, en in zip(german, english, strict=True)
    ]
    assert all(row.moved == () for row in found)


@pytest.mark.parametrize(("paragraph", "to"), [(1, 3), (3, 1), (4, 1)])
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_paragraph_that_moved_is_moved_and_not_left_out(
    engines: Engines, ferry: dict[str, Ferry], language: str, paragraph: int, to: int
) -> None:
    versions = [
        version("left", ferry["en"].text, "en", Relation.ORIGINAL),
        version("right", ferry[language].moved(paragraph, to).text, language, Relation.TRANSLATION),
    ]
    report = run(versions, engines, "en", translating=False)
    moved = [s for row in report.rows if row.moved == ("right",) for s in texts(row, versions)["right"]]
    assert moved == list(ferry[language].paragraphs[paragraph])
    assert all(row.present == ("left", "right") for row in report.rows)
    kinds = {f.type for f in report.findings}
    assert FindingType.ORDER in kinds
    assert not kinds & {FindingType.OMISSION, FindingType.ADDITION}


COPPER = "The price of copper rose by three percent on the London exchange."


def with_sentence(ferry: Ferry, sentence: str, paragraph: int) -> str:
    """The story with one more paragraph."""
    put_in = (*ferry.paragraphs[:paragraph], (sentence,), *ferry.paragraphs[paragraph:])
    return Ferry(ferry.headline, put_in).text


@pytest.mark.parametrize(("first", "second"), [(1, 1), (1, 2), (4, 4)])
def test_what_two_versions_add_is_one_row(embedder: Embedder, ferry: dict[str, Ferry], first: int, second: int) -> None:
    versions = [
        version("o", ferry["en"].text, "en", Relation.ORIGINAL),
        version("a", with_sentence(ferry["en"], COPPER, first)),
        version("b", with_sentence(ferry["de"], "Der Kupferpreis stieg in London um drei Prozent.", second), "de"),
    ]
    extra = [row for row in table(versions, embedder) if "o" not in row.present]
    assert [row.present for row in extra] == [("a", "b")]


def test_sentences_that_one_version_joins_share_a_row(embedder: Embedder, ferry: dict[str, Ferry]) -> None:
    whole = ferry["en"].sentences
    joined = [*whole[:3], whole[3].rstrip(".") + ", and " + whole[4], *whole[5:]]
    versions = [
        version("o", "\n\n".join(whole), "en", Relation.ORIGINAL),
        version("a", "\n\n".join(joined)),
        version("b", "\n\n".join(ferry["de"].sentences), "de"),
    ]
    found = [texts(row, versions) for row in table(versions, embedder)]
    assert len(found) == 13
    assert found[3] == {"o": whole[3:5], "a": joined[3:4], "b": ferry["de"].sentences[3:5]}


@settings(max_examples=6)
@given(data=st.data())
def test_what_versions_add_at_one_place_stands_there_in_one_order(
    embedder: Embedder, ferry: dict[str, Ferry], data: st.DataObject
) -> None:
    horse = "A museum in Lisbon has bought a painting of a blue horse."
    versions = [
        version("o", ferry["en"].text, "en", Relation.ORIGINAL),
        version("a", with_sentence(ferry["en"], horse, 2)),
        version("b", with_sentence(ferry["en"], COPPER, 2)),
        version("c", with_sentence(ferry["en"], "Nobody in Lima expected snow in July.", 2)),
    ]
    assert table(data.draw(st.permutations(versions)), embedder) == table(versions, embedder)


@pytest.mark.xfail(
    strict=True, reason="rows._matched_extras joins what stands at two places, and neither version counts as moved"
)
def test_what_two_versions_add_at_different_places_moved(embedder: Embedder, ferry: dict[str, Ferry]) -> None:
    versions = [
        version("o", ferry["en"].text, "en", Relation.ORIGINAL),
        version("a", with_sentence(ferry["en"], COPPER, 1)),
        version("b", with_sentence(ferry["en"], COPPER, 4)),
    ]
    (extra,) = [row for row in table(versions, embedder) if "o" not in row.present]
    assert extra.present == ("a", "b")
    assert len(extra.moved) == 1


def test_a_sentence_that_moved_and_that_another_version_joins_is_not_left_out(
    engines: Engines, ferry: dict[str, Ferry]
) -> None:
    whole = ferry["en"].sentences
    joined = [*whole[:3], whole[3].rstrip(".") + ", and " + whole[4], *whole[5:]]
    moved = [*whole[:4], *whole[5:12], whole[4], *whole[12:]]
    versions = [
        version("o", "\n\n".join(whole), "en", Relation.ORIGINAL),
        version("a", "\n\n".join(joined)),
        version("b", "\n\n".join(moved)),
    ]
    report = run(versions, engines, "en", translating=False)
    assert FindingType.ORDER in {f.type for f in report.findings}
    assert [f.message for f in report.findings if f.severity in (Severity.CRITICAL, Severity.MAJOR)] == []


def test_the_base_is_the_original(embedder: Embedder, ferry: dict[str, Ferry]) -> None:
    versions = [version("a", ferry["en"].text), version("z", ferry["de"].text, "de", Relation.ORIGINAL)]
    assert choose_base(versions, embed(versions, segmented(versions), embedder)) == "z"


def test_without_an_original_the_base_is_the_version_nearest_to_all(
    embedder: Embedder, ferry: dict[str, Ferry]
) -> None:
    other = "The price of copper rose. The exchange in London was calm. Traders expect little change this week."
    versions = [version("a", other), version("m", ferry["en"].text), version("z", ferry["de"].text, "de")]
    assert choose_base(versions, embed(versions, segmented(versions), embedder)) != "a"
