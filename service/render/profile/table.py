"""The table of a profile in words: a row a version."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from service.model.finding import Severity
from service.render.profile.english import does, english
from service.render.profile.values import Profile, VersionProfile

NONE = "–"
ORIGINAL = "original"
COLUMNS = ("closeness", "rows", *(str(severity) for severity in list(Severity)[:3]), "tendency")
"""What stands above the cells of a `Line`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One version: its label, and a cell for each of `COLUMNS`."""

    label: str
    cells: tuple[str, ...]

    @property
    def described(self) -> str:
        """In one line, such as `closeness 0.80 · 94 % of rows · 1 critical, 0 major, 0 minor · changes dates (2)`."""
        close, share, *counts, habits = self.cells
        found = ", ".join(f"{number} {severity}" for number, severity in zip(counts, COLUMNS[2:], strict=False))
        near = close if close == ORIGINAL else f"closeness {close}"
        return f"{near} · {share} of rows · {found} · {habits}"


def lines(profile: Profile) -> tuple[Line, ...]:
    """In the versions' order."""
    return tuple(Line(version.label, _cells(version, profile)) for version in profile.versions)


def isolated(profile: Profile) -> tuple[Markup, ...]:
    """The sentences as HTML, each label in a `bdi`, so that it cannot turn round what stands beside it."""
    return tuple(Markup(sentence) for sentence in english(profile, tags(profile)))  # noqa: S704 # labels are escaped


def tags(profile: Profile) -> dict[str, str]:
    """Version id -> its label escaped, in a `bdi`."""
    return {version.id: f"<bdi>{escape(version.label)}</bdi>" for version in profile.versions}


def _cells(version: VersionProfile, profile: Profile) -> tuple[str, ...]:
    close = NONE if version.shown is None else f"{version.shown:.2f}"
    counts = (str(version.findings.get(severity, 0)) for severity in list(Severity)[:3])
    habits = ", ".join(f"{does(kind, profile)} ({times})" for kind, times in version.habits)
    original = version.id == profile.original
    share = f"{100 * version.rows // profile.rows} %" if profile.rows else NONE
    return (
        ORIGINAL if original else close,
        share,
        *counts,
        habits or (NONE if original else "no clear tendency"),
    )
