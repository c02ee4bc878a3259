"""A profile in three sentences, in any language that there is a catalogue of."""

from collections.abc import Mapping, Sequence

from service.model.finding import FindingType, Severity
from service.model.sentences import COUNTED, ENGLISH, NUMBER, Catalogue, Clause, Params, Sentence, joined, names
from service.render.numerals import hundredths
from service.render.profile import phrases
from service.render.profile.standing import (
    MOST_NAMED,
    closest,
    differences,
    even,
    furthest,
    most_often,
    ranked,
    tending,
    without_tendency,
)
from service.render.profile.tendency import Tendency
from service.render.profile.values import Profile, VersionProfile
from service.render.terms import term

Names = Mapping[str, str]
Versions = Sequence[VersionProfile]


def sentences(profile: Profile, catalogue: Catalogue = ENGLISH, called: Names | None = None) -> tuple[str, ...]:
    """Which version is closest, where each tends, and which stands out. `called`: version id -> what it is called,
    where that is not its label."""
    labels = {version.id: version.label for version in profile.versions} | dict(called or {})
    telling = _Telling(profile, catalogue, labels)
    told = (telling.closest(), telling.tendencies(), telling.standing_out())
    return tuple(f"{joined(clauses, catalogue)}." for clauses in told)


def does(kind: Tendency, profile: Profile, catalogue: Catalogue = ENGLISH) -> str:
    """What a version tends to do, such as `drops attributions`."""
    sentence = _by_original(phrases.MORE_CERTAIN, profile) if kind is Tendency.MORE_CERTAIN else phrases.DOES[kind]
    return sentence.spoken({}, catalogue)


def habits(version: VersionProfile, profile: Profile, catalogue: Catalogue = ENGLISH) -> list[str]:
    """All habits of a version, such as `drops attributions (3)`."""
    return [_times(does(kind, profile, catalogue), times, catalogue) for kind, times in version.habits]


def _times(what: str, times: int, catalogue: Catalogue) -> str:
    return phrases.TIMES.spoken({"what": what, "times": times}, catalogue)


def _by_original(pair: tuple[Sentence, Sentence], profile: Profile) -> Sentence:
    with_original, without = pair
    return without if profile.original is None else with_original


class _Telling:
    """One profile in one language."""

    def __init__(self, profile: Profile, catalogue: Catalogue, labels: Names) -> None:
        self.profile, self.catalogue, self.labels = profile, catalogue, labels

    def closest(self) -> list[Clause]:
        known, first, last = ranked(self.profile), closest(self.profile), furthest(self.profile)
        if not known:
            return [Clause(phrases.UNKNOWN, {})]
        if self.profile.between_two:
            return [Clause(phrases.EACH_OTHER, self._near(known))]
        if len(known) == 1:
            return [self._to(phrases.BESIDE, known)]
        if len(first) == len(known) and even(first):
            return [self._to(phrases.EVEN, first)]
        if len(known) == 2 and len(first) == 1:
            return [self._to(phrases.CLOSER, first, last=self._names(last), far=self._range(last))]
        told = phrases.CLOSEST if len(first) == 1 else phrases.TIED
        if not even(first):
            told = phrases.OPEN_OF_TWO if len(known) == 2 else phrases.OPEN
        far = [Clause(phrases.FURTHEST, {**self._who(last), "far": self._range(last)})] if last else []
        return [self._to(told, first), *far]

    def tendencies(self) -> list[Clause]:
        some, none = tending(self.profile), without_tendency(self.profile)
        told = [self._tends(version) for version in some[:MOST_NAMED]]
        if len(some) > MOST_NAMED:
            told.append(Clause(phrases.MORE_IN_TABLE, {COUNTED: len(some) - MOST_NAMED}))
        apart = differences(self.profile) if self.profile.between_two else []
        if apart:
            told.append(Clause(phrases.DIFFER, {**self._who(self.profile.versions), "topics": self._topics(apart)}))
        elif none and not some and len(none) > 1:
            told.append(Clause(phrases.NO_TENDENCIES, {}))
        elif none:
            told.append(Clause(phrases.NO_TENDENCY, self._who(none)))
        return told

    def standing_out(self) -> list[Clause]:
        found, undecided = self.profile.findings, self.profile.undecided
        if not found:
            return [Clause(phrases.NOTHING_FOUND, {})]
        if self.profile.between_two and undecided:
            return [Clause(phrases.WHICH_OF_TWO, {COUNTED: found, "undecided": undecided})]
        told = [self._most_often(most_often(self.profile))]
        if undecided:
            topics = differences(self.profile)
            about = phrases.UNDECIDED_ABOUT if topics else phrases.UNDECIDED
            told.append(Clause(about, {"undecided": undecided, "topics": self._topics(topics)}))
        return told

    def _most_often(self, first: Versions) -> Clause:
        if not first:
            return Clause(phrases.NOBODY, {COUNTED: self.profile.findings})
        share: Params = {**self._who(first), "times": first[0].total, "all": self.profile.findings}
        if len(first) > 1:
            return Clause(phrases.MOST_OFTEN_EACH, share)
        worst = next(severity for severity in Severity if first[0].findings.get(severity))
        grave = first[0].findings[worst]
        all_of_them, some = phrases.MOST_OFTEN if len(self.profile.measured) > 1 else phrases.DEPARTS
        params = {**share, "grave": grave, "severity": term(worst, self.catalogue)}
        return Clause(all_of_them if grave == first[0].total else some, params)

    def _tends(self, version: VersionProfile) -> Clause:
        most = names(habits(version, self.profile, self.catalogue)[:MOST_NAMED], self.catalogue)
        return Clause(phrases.TENDS, {"version": self.labels[version.id], "habits": most})

    def _to(self, pair: tuple[Sentence, Sentence], versions: Versions, **more: str) -> Clause:
        """How near versions are to the original, or to the others."""
        original = self.profile.original
        measure = {} if original is None else {"original": self.labels[original]}
        return Clause(_by_original(pair, self.profile), {**self._near(versions), **measure, **more})

    def _near(self, versions: Versions) -> Params:
        return {**self._who(versions), "near": self._range(versions)}

    def _who(self, versions: Versions) -> Params:
        """By their names; by their number where these are too many."""
        if len(versions) <= MOST_NAMED:
            return {COUNTED: tuple(self.labels[version.id] for version in versions)}
        return {COUNTED: phrases.VERSIONS.spoken({COUNTED: len(versions)}, self.catalogue), NUMBER: len(versions)}

    def _names(self, versions: Versions) -> str:
        return names([self.labels[version.id] for version in versions], self.catalogue)

    def _range(self, versions: Versions) -> str:
        shown = sorted({version.shown for version in versions if version.shown is not None})
        low, high = (hundredths(value, self.catalogue) for value in (shown[0], shown[-1]))
        return low if low == high else phrases.RANGE.spoken({"low": low, "high": high}, self.catalogue)

    def _topics(self, found: Sequence[tuple[FindingType, int]]) -> str:
        told = ((phrases.ABOUT[kind].spoken({}, self.catalogue), times) for kind, times in found)
        return names([_times(what, times, self.catalogue) for what, times in told], self.catalogue)
