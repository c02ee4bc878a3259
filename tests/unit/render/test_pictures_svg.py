"""pictures/: SVG that any parser reads, whatever the versions are called, and in which no label runs over another."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.render.pictures.bar import WIDTH, draw_bar
from service.render.pictures.svg import element, fitted, safe
from service.render.pictures.tree import tree
from service.render.pictures.tree_svg import draw_tree

HOSTILE = ["<script>", "a & b", "\"'", "\u202eevil", "\ud800", "\x00\x1b[31m", "\ufffe\uffff", "", "‹", "عنوان (ب)"]
APART = [[abs(a - b) / 20 for a in range(10)] for b in range(10)]


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.encode("utf-8"))  # noqa: S314 # our own


class TestTheTree:
    def test_names_of_strangers(self) -> None:
        svg = draw_tree(tree(APART), HOSTILE, HOSTILE[0], HOSTILE[1])
        root = parsed(svg)
        names = [text.find("title").text for text in root.iter("text") if text.get("class") == "name"]  # type: ignore[union-attr]
        assert names[:2] == ["<script>", "a & b"]
        assert (root.get("role"), root.findtext("title"), root.findtext("desc")) == ("img", "<script>", "a & b")
        assert "style=" not in svg and "\u202e" not in svg

    @given(st.lists(st.text(st.characters(codec=None), max_size=60), min_size=10, max_size=10))
    def test_is_always_well_formed(self, labels: list[str]) -> None:
        parsed(draw_tree(tree(APART), labels, labels[0], labels[1]))

    def test_a_label_a_line(self) -> None:
        root = parsed(draw_tree(tree(APART), ["x" * 99] * 10, "t", "d"))
        lines = sorted(float(text.get("y", 0)) for text in root.iter("text") if text.get("class") == "name")
        assert all(below - above >= 20 for above, below in pairwise(lines))
        assert lines[-1] < float(root.get("height", 0))

    def test_near_is_right_and_far_is_left(self) -> None:
        root = parsed(draw_tree(tree([[0, 0.1, 0.5], [0.1, 0, 0.5], [0.5, 0.5, 0]]), ["a", "b", "c"], "t", "d"))
        branches = [line for line in root.iter("line") if line.get("class") == "branch"]
        upright = sorted(float(line.get("x1", 0)) for line in branches if line.get("x1") == line.get("x2"))
        assert upright[0] < 10 < 100 < upright[1]
        assert [tick.text for tick in root.iter("text") if tick.get("class") == "tick"] == ["50 %", "100 %"]

    @pytest.mark.parametrize("size", [1, 2, 64])
    def test_any_number_of_versions(self, size: int) -> None:
        svg = draw_tree(tree([[float(a != b) for a in range(size)] for b in range(size)]), ["v"] * size, "t", "d")
        assert len([t for t in parsed(svg).iter("text") if t.get("class") == "name"]) == size


class TestLabels:
    @pytest.mark.parametrize(
        ("label", "shown"),
        [
            ("short", "short"),
            ("a-long-name-of-a-file-1.txt", "a-long…-1.txt"),
            ("通讯社的中文版本第一次更新", "通讯社…次更新"),
            ("e\u0301" * 30, "e\u0301" * 6 + "…" + "e\u0301" * 6),
        ],
    )
    def test_the_middle_is_left_out(self, label: str, shown: str) -> None:
        assert fitted(label, 104) == shown

    def test_markup_is_escaped_in_names_and_attributes(self) -> None:
        made = element("text", safe("<&>"), aria_label='"<&>', view_box="0 0 1 1", class_="a")
        assert made == '<text aria-label=\'"&lt;&amp;&gt;\' viewBox="0 0 1 1" class="a">&lt;&amp;&gt;</text>'


class TestBars:
    def test_parts_stand_side_by_side(self) -> None:
        root = parsed(draw_bar({"added": 2, "dropped": 0, "changed": 1}, 4, "2 added, 1 changed"))
        parts = [(p.get("class"), p.get("x"), p.get("width")) for p in root.iter("rect")]
        assert parts == [("part added", "0", "20"), ("part changed", "20", "10")]
        assert root.findtext("title") == "2 added, 1 changed"

    @pytest.mark.parametrize("most", [0, 1, 500])
    def test_never_wider_than_the_page(self, most: int) -> None:
        root = parsed(draw_bar({"added": most}, most, "<&>"))
        assert float(root.get("width", 0)) <= WIDTH
        assert all(float(part.get("width", 0)) <= WIDTH for part in root.iter("rect"))
        assert not re.search("style=", ElementTree.tostring(root, "unicode"))
