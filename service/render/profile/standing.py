"""What a profile has to say, before it is said in any language: who is named, and who is not."""

from collections.abc import Sequence

from service.model.finding import FindingType
from service.render.profile.values import SUPPORT, Profile, VersionProfile

MOST_NAMED = 3
"""Versions, and habits of one, that a sentence names; the table has all."""
EVEN = 2
"""Hundredths of closeness below which two versions count as equally close: one sentence of fifty, or a few slips."""

Versions = tuple[VersionProfile, ...]


def ranked(profile: Profile) -> Versions:
    """Those that closeness is known of, the closest first."""
    known = [version for version in profile.measured if version.closeness is not None]
    return tuple(sorted(known, key=lambda version: -(version.shown or 0)))


def closest(profile: Profile) -> Versions:
    """Those that are closest, in order. More than one where not enough findings tell them apart: whoever comes behind
    the first counts as tied with it until one departs in `SUPPORT` findings. Empty where nothing can be compared."""
    known = ranked(profile)
    for place, version in enumerate(known):
        if _hundredths(known[0], version) >= EVEN and version.departures >= SUPPORT:
            return known[:place]
    return known


def even(versions: Versions) -> bool:
    """Whether versions that count as tied are really about as close; else only too few findings tell them apart."""
    return _hundredths(versions[0], versions[-1]) < EVEN


def furthest(profile: Profile) -> Versions:
    """Those that are furthest; empty where they are among the closest, too many, or too few findings say so."""
    known, first = ranked(profile), {version.id for version in closest(profile)}
    last = tuple(version for version in known if _hundredths(version, known[-1]) < EVEN)
    told = all(version.departures >= SUPPORT and version.id not in first for version in last)
    return last if told and len(last) <= MOST_NAMED else ()


def tending(profile: Profile) -> Versions:
    """Those with habits, the most pronounced first."""
    return tuple(sorted((v for v in profile.versions if v.habits), key=lambda v: -v.habits[0][1]))


def without_tendency(profile: Profile) -> Versions:
    """Those of the measured versions without habits."""
    return tuple(version for version in profile.measured if not version.habits)


def most_often(profile: Profile) -> Versions:
    """Those of the measured versions that most findings are about; empty where none stands out."""
    most = max((version.total for version in profile.measured), default=0)
    first = tuple(version for version in profile.measured if version.total == most)
    return first if most >= SUPPORT and len(first) <= min(MOST_NAMED, len(profile.versions) - 1) else ()


def differences(profile: Profile) -> Sequence[tuple[FindingType, int]]:
    """What the findings are about in which nothing tells who departs: the types that enough of them support."""
    return [(kind, times) for kind, times in profile.differ if times >= SUPPORT][:MOST_NAMED]


def _hundredths(one: VersionProfile, other: VersionProfile) -> int:
    """How much closer `one` is."""
    return round(100 * ((one.shown or 0) - (other.shown or 0)))
