"""Years that are counted from an era: 令和6年 is 2024, พ.ศ. 2567 too."""

import re
from collections.abc import Iterator

from service.model.version import primary_subtag

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}
"""The year before an era's first. 元年 is its first."""

BUDDHIST = 543
ERA = re.compile(rf"(?P<era>{'|'.join(ERAS)})\s?(?P<year>\d{{1,3}}|元)(?=\s?年)")
THAI = re.compile(r"(?:พ\.ศ\.|ปี|ค\.ศ\.)?\s?(?P<year>2[45]\d\d)(?!\d|[.,]\d)")


def era_years(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and year of our own count of all years that are counted from an era; the digits of the text are
    plain."""
    for match in ERA.finditer(text):
        count = 1 if match["year"] == "元" else int(match["year"])
        yield match.start(), match.end(), ERAS[match["era"]] + count
    if primary_subtag(language) == "th":
        for match in THAI.finditer(text):
            if text[match.start() : match.start("year")].strip() not in ("", "ค.ศ."):
                yield match.start("year"), match.end(), int(match["year"]) - BUDDHIST
