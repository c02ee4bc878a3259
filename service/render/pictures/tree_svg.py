"""The tree of versions, drawn: leaves to the right, one a line, and what joins far apart to the left."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.render.pictures.svg import element, fitted, safe, words
from service.render.pictures.tree import Node

WIDTH, LINE, EDGE = 340, 24, 4
"""Pixels. The width of the smallest phones that count, less the page's edges; text is never scaled down."""
LABELS = 160
"""Where the labels begin."""
NUMBER = 22
"""Pixels of two digits and a blank."""
AXIS = 28


@dataclass(frozen=True, slots=True)
class _Point:
    x: float
    y: float


def draw_tree(root: Node, labels: Sequence[str], title: str, description: str) -> str:
    """`labels` by the leaves' numbers. `title` and `description` are what those get who do not see it."""
    leaves = list(root.leaves())
    lines = {leaf: EDGE + LINE * (n + 0.5) for n, leaf in enumerate(leaves)}
    scale = (LABELS - EDGE - 8) / (root.apart or 1)
    drawn: list[str] = []
    _draw(root, scale, lines, drawn)
    names = [_label(leaf + 1, labels[leaf], lines[leaf]) for leaf in leaves]
    height = len(leaves) * LINE + 2 * EDGE + AXIS
    return element(
        "svg",
        element("title", safe(title)),
        element("desc", safe(description)),
        *drawn,
        *names,
        _axis(root.apart, height - AXIS),
        role="img",
        aria_label=title,
        class_="tree",
        width=WIDTH,
        height=height,
        view_box=f"0 0 {WIDTH} {height}",
    )


def _draw(node: Node, scale: float, lines: dict[int, float], drawn: list[str]) -> _Point:
    """Puts the lines of `node` to `drawn`; where it is."""
    x = LABELS - 8 - node.apart * scale
    if node.leaf is not None:
        return _Point(x, lines[node.leaf])
    points = [_draw(side, scale, lines, drawn) for side in node.sides]
    ys = [point.y for point in points]
    drawn += [_line(x, point.y, point.x, point.y) for point in points]
    drawn.append(_line(x, min(ys), x, max(ys)))
    return _Point(x, sum(ys) / len(ys))


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return element("line", class_="branch", x1=round(x1, 1), y1=round(y1, 1), x2=round(x2, 1), y2=round(y2, 1))


def _label(number: int, label: str, y: float) -> str:
    """With its number in the table beside it."""
    counted = element("tspan", safe(str(number)), class_="tick")
    shown = fitted(label, WIDTH - LABELS - EDGE - NUMBER)
    # The whole name for the mouse; readers of the screen get all names by the description.
    return element(
        "text", element("title", safe(label)), counted, " ", words(shown), class_="name", x=LABELS, y=round(y + 4.5, 1)
    )


def _axis(apart: float, y: float) -> str:
    """What is shared at the left end and at the right one, in per cent."""
    left, right = EDGE, LABELS - 8
    ends = [("start", left, f"{100 * (1 - apart):.0f} %")] if apart else []
    ends.append(("end", right, "100 %"))
    said = [element("text", safe(text), class_="tick", x=x, y=y + 20, text_anchor=anchor) for anchor, x, text in ends]
    return element("g", element("line", class_="axis", x1=left, y1=y + 4, x2=right, y2=y + 4), *said)
