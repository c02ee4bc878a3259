"""A small bar: how many of what, beside the words that say it."""

from service.render.pictures.svg import element, safe

LONG, HIGH, WIDTH = 10, 10, 160
"""Pixels: of one, of the bar, and of the longest bar at most."""


def draw_bar(counts: dict[str, int], most: int, title: str) -> str:
    """`counts`: class of a part -> how many, side by side; `most`: how many the longest bar beside it has."""
    one = min(LONG, WIDTH / max(most, 1))
    wide = round(one * max(most, 1), 2)
    parts, x = [], 0.0
    for kind, count in counts.items():
        if count:
            parts.append(element("rect", class_=f"part {kind}", x=round(x, 2), y=1, width=one * count, height=HIGH))
            x += one * count
    return element(
        "svg",
        element("title", safe(title)),
        *parts,
        role="img",
        aria_label=title,
        class_="bar",
        width=wide,
        height=HIGH + 2,
        view_box=f"0 0 {wide:g} {HIGH + 2}",
    )
