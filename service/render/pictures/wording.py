"""How much wording versions of one language share.

The resemblance of Broder 1997 (On the Resemblance and Containment of Documents, section 2): of all different runs of
three words that two versions have, the share that both have. Three: short enough that an edited sentence still shows
where it came from, long enough that it is not the language's own phrases (Clough et al. 2002, METER: Measuring Text
Reuse, uses word n-grams of this size for news).
"""

from itertools import combinations, groupby

from service.languages.tokens import lowered, words
from service.model.report import Report
from service.model.segment import Role
from service.model.version import primary_subtag
from service.render.language_names import language_of
from service.render.pictures.matrix import Matrix, Share

RUN = 3


def wordings(report: Report) -> tuple[tuple[str, Matrix], ...]:
    """For each language that two or more versions are in: its code, and who shares whose words."""
    codes = {v.id: primary_subtag(language_of(report, v.id)) for v in report.versions}
    order = {code: n for n, code in enumerate(dict.fromkeys(codes.values()))}
    by_code = groupby(sorted(codes, key=lambda v: order[codes[v]]), key=codes.__getitem__)
    groups = [(code, tuple(versions)) for code, versions in by_code]
    return tuple((code, _matrix(report, versions, code)) for code, versions in groups if len(versions) > 1)


def _matrix(report: Report, versions: tuple[str, ...], code: str) -> Matrix:
    numbers: dict[tuple[str, ...], int] = {}
    runs = {version: _runs(report, version, code, numbers) for version in versions}
    return Matrix(versions, {(a, b): _share(runs[a], runs[b]) for a, b in combinations(versions, 2)})


def _share(one: set[int], other: set[int]) -> Share:
    both = len(one & other)
    return Share(both, len(one) + len(other) - both)


def _runs(report: Report, version: str, code: str, numbers: dict[tuple[str, ...], int]) -> set[int]:
    """Runs do not cross sentences, so that a moved sentence counts as the same words; a shorter one is one run."""
    text = next(v.text for v in report.versions if v.id == version)
    found = set()
    for segment in report.segments:
        if segment.version == version and segment.role is not Role.FURNITURE:
            said = [lowered(word.text, code) for word in words(segment.text(text))]
            for start in range(max(len(said) - RUN + 1, min(len(said), 1))):
                # Numbers instead of the words themselves: sets of them are compared ten times as fast.
                found.add(numbers.setdefault(tuple(said[start : start + RUN]), len(numbers)))
    return found
