"""The table of a profile in words: a row a version."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from service.model.finding import Severity
from service.model.sentences import ENGLISH, N_, Catalogue, Sentence
from service.render.numerals import hundredths
from service.render.profile.told import habits, sentences
from service.render.profile.values import Profile, VersionProfile
from service.render.terms import term

NONE = "–"
COUNTED = list(Severity)[:3]
CLOSENESS, ROWS, TENDENCY, ORIGINAL = N_("closeness"), N_("rows"), N_("tendency"), N_("original")
NO_TENDENCY = N_("no clear tendency")
SHARE = Sentence("{number} %")
CLOSE = Sentence("closeness {near}")
OF_ROWS = Sentence("{share} of rows")


@dataclass(frozen=True, slots=True)
class Line:
    """One version: its label, a cell for each of `columns`, and all of it in one line, such as `closeness 0.80 · 94 %
    of rows · 1 critical, 0 major, 0 minor · changes dates (2)`."""

    label: str
    cells: tuple[str, ...]
    described: str


def columns(catalogue: Catalogue = ENGLISH) -> tuple[str, ...]:
    """What stands above the cells of a `Line`."""
    counts = (term(severity, catalogue) for severity in COUNTED)
    return (catalogue.gettext(CLOSENESS), catalogue.gettext(ROWS), *counts, catalogue.gettext(TENDENCY))


def lines(profile: Profile, catalogue: Catalogue = ENGLISH) -> tuple[Line, ...]:
    """In the versions' order."""
    return tuple(_line(version, profile, catalogue) for version in profile.versions)


def isolated(profile: Profile, catalogue: Catalogue = ENGLISH) -> tuple[Markup, ...]:
    """The sentences as HTML, each label in a `bdi`, so that it cannot turn round what stands beside it."""
    told = sentences(profile, catalogue, tags(profile))
    return tuple(Markup(sentence) for sentence in told)  # noqa: S704 # labels are escaped, the rest is ours


def tags(profile: Profile) -> dict[str, str]:
    """Version id -> its label escaped, in a `bdi`."""
    return {version.id: f"<bdi>{escape(version.label)}</bdi>" for version in profile.versions}


def _line(version: VersionProfile, profile: Profile, catalogue: Catalogue) -> Line:
    counts = [str(version.findings.get(severity, 0)) for severity in COUNTED]
    does = ", ".join(habits(version, profile, catalogue))
    share = NONE
    if profile.rows:
        share = SHARE.spoken({"number": 100 * version.rows // profile.rows}, catalogue)
    if version.id == profile.original:
        near = close = catalogue.gettext(ORIGINAL)
        does = does or NONE
    else:
        close = NONE if version.shown is None else hundredths(version.shown, catalogue)
        near = CLOSE.spoken({"near": close}, catalogue)
        does = does or catalogue.gettext(NO_TENDENCY)
    found = ", ".join(f"{n} {term(severity, catalogue)}" for n, severity in zip(counts, COUNTED, strict=True))
    described = " · ".join((near, OF_ROWS.spoken({"share": share}, catalogue), found, does))
    return Line(version.label, (close, share, *counts, does), described)
