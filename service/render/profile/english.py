"""A profile in three English sentences; `german_profile.py` has the German ones."""

from collections.abc import Mapping, Sequence

from service.model.finding import FindingType, Severity
from service.render.masthead import count
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

DOES: Mapping[Tendency, str] = {
    Tendency.DROPS_ATTRIBUTIONS: "drops attributions",
    Tendency.ADDS_ATTRIBUTIONS: "adds attributions",
    Tendency.CHANGES_ATTRIBUTIONS: "changes attributions",
    Tendency.SOFTENS: "softens",
    Tendency.LEAVES_OUT: "leaves passages out",
    Tendency.ADDS: "adds passages",
    Tendency.CHANGES_FIGURES: "changes figures",
    Tendency.DROPS_FIGURES: "drops figures",
    Tendency.CHANGES_DATES: "changes dates",
    Tendency.DROPS_DATES: "drops dates",
    Tendency.CHANGES_NAMES: "changes names",
    Tendency.DROPS_NAMES: "drops names",
    Tendency.ADDS_NEGATIONS: "adds negations",
    Tendency.DROPS_NEGATIONS: "drops negations",
    Tendency.CHANGES_NEGATIONS: "changes negations",
    Tendency.CHANGES_QUOTATIONS: "changes quotations",
    Tendency.DROPS_QUOTATIONS: "drops quotations",
    Tendency.LOADED_WORDS: "uses other loaded words",
    Tendency.OTHER_TERMS: "does not use agreed terms",
    Tendency.CHANGES_MEANING: "says something else",
    Tendency.BREAKS_OFF: "breaks sentences off",
    Tendency.UNTRANSLATED: "leaves words untranslated",
    Tendency.CHANGES_GENDER: "changes genders",
    Tendency.CHANGES_TENSE: "changes tenses",
    Tendency.CHANGES_QUESTIONS: "exchanges questions and statements",
    Tendency.MOVES: "moves passages",
    Tendency.REPEATS: "repeats itself",
    Tendency.SLIPS: "has slips of language",
    Tendency.WORDING: "words things otherwise",
}
ABOUT: Mapping[FindingType, str] = {
    FindingType.TRUNCATION: "sentences that break off",
    FindingType.OMISSION: "passages that not all have",
    FindingType.NUMBER: "figures",
    FindingType.DATE: "dates",
    FindingType.NAME: "names",
    FindingType.NEGATION: "negations",
    FindingType.QUOTATION: "quotations",
    FindingType.ATTRIBUTION: "attributions",
    FindingType.UNTRANSLATED: "untranslated words",
    FindingType.GENDER: "genders",
    FindingType.TENSE: "tenses",
    FindingType.QUESTION: "questions",
    FindingType.MEANING: "meaning",
    FindingType.TERMINOLOGY: "terms",
    FindingType.ORDER: "order",
    FindingType.DUPLICATION: "repetitions",
    FindingType.GRAMMAR: "slips of language",
    FindingType.WORDING: "wording",
}

Names = Mapping[str, str]


def english(profile: Profile, names: Names | None = None) -> tuple[str, ...]:
    """Which version is closest, where each tends, and which stands out. `names`: version id -> what it is called,
    where that is not its label."""
    called = {version.id: version.label for version in profile.versions} | dict(names or {})
    return _closest(profile, called), _tendencies(profile, called), _standing_out(profile, called)


def does(kind: Tendency, profile: Profile) -> str:
    """What a version tends to do, such as `drops attributions`."""
    if kind is Tendency.MORE_CERTAIN:
        return f"is more certain than the {'original' if profile.original is not None else 'others'}"
    return DOES[kind]


def _closest(profile: Profile, called: Names) -> str:
    known, first, last = ranked(profile), closest(profile), furthest(profile)
    if not known:
        return "Nothing tells which version is closest."
    if profile.between_two:
        return f"{_who(known, called)} have a closeness of {_range(known)} to each other (1: nothing tells them apart)."
    to, comma = ("the others", "") if profile.original is None else (f"{called[profile.original]}, the original", ",")
    if len(known) == 1:
        return f"The closeness of {_who(known, called)} to {to}, is {_range(known)} (1: nothing tells them apart)."
    nearer = f"{_who(first, called)} ({_range(first)})"
    if len(first) == len(known) and even(first):
        return f"{nearer} are about equally close to {'each other' if profile.original is None else to}."
    if len(known) == 2 and len(first) == 1:
        return f"{nearer} is closer to {to}{comma} than {_who(last, called)} ({_range(last)})."
    told = f"{nearer} is closest to {to}"
    if not even(first):
        told = f"Too little tells which of {nearer} is {'closer' if len(known) == 2 else 'closest'} to {to}"
    elif len(first) > 1:
        told = f"{nearer} are about equally close to {to}{comma} and closer than the rest"
    far = f"; {_who(last, called)} ({_range(last)}) {'is' if len(last) == 1 else 'are'} furthest" if last else ""
    return f"{told}{far}."


def _tendencies(profile: Profile, called: Names) -> str:
    some, none = tending(profile), without_tendency(profile)
    parts = [
        f"{called[v.id]} {_and([f'{does(kind, profile)} ({times})' for kind, times in v.habits[:MOST_NAMED]])}"
        for v in some[:MOST_NAMED]
    ]
    if len(some) > MOST_NAMED:
        parts.append(f"{count(len(some) - MOST_NAMED, 'more version')} with habits: see the table")
    apart = differences(profile) if profile.between_two else []
    if apart:
        parts.append(f"{_who(profile.versions, called)} differ in {_topics(apart)}")
    elif none and not some and len(none) > 1:
        parts.append("No version shows a clear tendency")
    elif none:
        parts.append(f"{_who(none, called)} {'shows' if len(none) == 1 else 'show'} no clear tendency")
    return f"{'; '.join(parts)}."


def _standing_out(profile: Profile, called: Names) -> str:
    if not profile.findings:
        return "No difference was found that an editor has to look at."
    if profile.between_two and profile.undecided:
        return f"In {profile.undecided} of {count(profile.findings, 'finding')} nothing tells which of the two departs."
    first = most_often(profile)
    told = f"{count(profile.findings, 'finding')}; no version stands out"
    if len(first) == 1:
        worst = next(severity for severity in Severity if first[0].findings.get(severity))
        often = "departs most often:" if len(profile.measured) > 1 else "departs"
        share = f"in {first[0].total} of {profile.findings} findings"
        grave = first[0].findings[worst]
        told = f"{_who(first, called)} {often} {share}, {'all' if grave == first[0].total else grave} of them {worst}"
    elif first:
        each = f"in {first[0].total} of {profile.findings} findings each"
        told = f"{_who(first, called)} depart most often: {each}"
    if not profile.undecided:
        return f"{told}."
    topics = differences(profile)
    about = f" (most often {_topics(topics)})" if topics else ""
    return f"{told}; in {profile.undecided} nothing tells who departs{about}."


def _topics(found: Sequence[tuple[FindingType, int]]) -> str:
    return _and([f"{ABOUT[kind]} ({times})" for kind, times in found])


def _who(versions: Sequence[VersionProfile], called: Names) -> str:
    if len(versions) > MOST_NAMED:
        return f"{len(versions)} versions"
    return _and([called[version.id] for version in versions])


def _range(versions: Sequence[VersionProfile]) -> str:
    shown = sorted({version.shown for version in versions if version.shown is not None})
    return f"{shown[0]:.2f}" if len(shown) == 1 else f"{shown[0]:.2f} to {shown[-1]:.2f}"


def _and(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)
