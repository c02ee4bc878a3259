"""A profile in three German sentences; `Profile.sentences` are the English ones."""

from collections.abc import Mapping, Sequence

from service.model.finding import FindingType, Severity
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
    Tendency.DROPS_ATTRIBUTIONS: "lässt Quellenangaben weg",
    Tendency.ADDS_ATTRIBUTIONS: "fügt Quellenangaben hinzu",
    Tendency.CHANGES_ATTRIBUTIONS: "ändert Quellenangaben",
    Tendency.SOFTENS: "schwächt ab",
    Tendency.LEAVES_OUT: "lässt Stellen aus",
    Tendency.ADDS: "fügt Stellen hinzu",
    Tendency.CHANGES_FIGURES: "ändert Zahlen",
    Tendency.DROPS_FIGURES: "lässt Zahlen weg",
    Tendency.CHANGES_DATES: "ändert Daten",
    Tendency.DROPS_DATES: "lässt Daten weg",
    Tendency.CHANGES_NAMES: "ändert Namen",
    Tendency.DROPS_NAMES: "lässt Namen weg",
    Tendency.ADDS_NEGATIONS: "fügt Verneinungen hinzu",
    Tendency.DROPS_NEGATIONS: "lässt Verneinungen weg",
    Tendency.CHANGES_NEGATIONS: "ändert Verneinungen",
    Tendency.CHANGES_QUOTATIONS: "ändert Zitate",
    Tendency.DROPS_QUOTATIONS: "lässt Zitate weg",
    Tendency.LOADED_WORDS: "verwendet andere wertende Wörter",
    Tendency.OTHER_TERMS: "verwendet vereinbarte Begriffe nicht",
    Tendency.CHANGES_MEANING: "sagt etwas anderes",
    Tendency.BREAKS_OFF: "bricht Sätze ab",
    Tendency.UNTRANSLATED: "lässt Wörter unübersetzt",
    Tendency.CHANGES_GENDER: "ändert Geschlechter",
    Tendency.CHANGES_TENSE: "ändert Zeitformen",
    Tendency.CHANGES_QUESTIONS: "vertauscht Fragen und Aussagen",
    Tendency.MOVES: "stellt Stellen um",
    Tendency.REPEATS: "wiederholt sich",
    Tendency.SLIPS: "enthält sprachliche Fehler",
    Tendency.WORDING: "wählt andere Worte",
}
ABOUT: Mapping[FindingType, str] = {
    FindingType.TRUNCATION: "abgebrochene Sätze",
    FindingType.OMISSION: "Stellen, die nicht alle haben",
    FindingType.NUMBER: "Zahlen",
    FindingType.DATE: "Daten",
    FindingType.NAME: "Namen",
    FindingType.NEGATION: "Verneinungen",
    FindingType.QUOTATION: "Zitate",
    FindingType.ATTRIBUTION: "Quellenangaben",
    FindingType.UNTRANSLATED: "unübersetzte Wörter",
    FindingType.GENDER: "Geschlechter",
    FindingType.TENSE: "Zeitformen",
    FindingType.QUESTION: "Fragen",
    FindingType.MEANING: "Bedeutung",
    FindingType.TERMINOLOGY: "Bezeichnungen",
    FindingType.ORDER: "Reihenfolge",
    FindingType.DUPLICATION: "Wiederholungen",
    FindingType.GRAMMAR: "sprachliche Fehler",
    FindingType.WORDING: "Wortwahl",
}
_GRAVE: Mapping[Severity, str] = {
    Severity.CRITICAL: "kritisch",
    Severity.MAJOR: "schwer",
    Severity.MINOR: "leicht",
}

Names = Mapping[str, str]


def german_profile(profile: Profile, names: Names | None = None) -> tuple[str, ...]:
    """Which version is closest, where each tends, and which stands out. `names`: version id -> what it is called,
    where that is not its label."""
    called = {version.id: version.label for version in profile.versions} | dict(names or {})
    return _closest(profile, called), _tendencies(profile, called), _standing_out(profile, called)


def german_does(kind: Tendency, profile: Profile) -> str:
    """What a version tends to do, such as `lässt Quellenangaben weg`."""
    if kind is Tendency.MORE_CERTAIN:
        measure = "das Original" if profile.original is not None else "die übrigen"
        return f"stellt mehr als sicher hin als {measure}"
    return DOES[kind]


def _closest(profile: Profile, called: Names) -> str:
    known, first, last = ranked(profile), closest(profile), furthest(profile)
    if not known:
        return "Welche Fassung am nächsten ist, lässt sich nicht sagen."
    if profile.between_two:
        return f"{_who(known, called)} haben zueinander eine Nähe von {_range(known)} (1: nichts unterscheidet sie)."
    to, comma = ("den übrigen", "") if profile.original is None else (f"{called[profile.original]}, dem Original", ",")
    if len(known) == 1:
        return f"{_who(known, called)} hat zu {to}, eine Nähe von {_range(known)} (1: nichts unterscheidet sie)."
    nearer = f"{_who(first, called)} ({_range(first)})"
    if len(first) == len(known) and even(first):
        return f"{nearer} stehen {'einander' if profile.original is None else f'{to},'} etwa gleich nahe."
    if len(known) == 2 and len(first) == 1:
        return f"{nearer} steht {to}{comma} näher als {_who(last, called)} ({_range(last)})."
    told = f"{nearer} steht {to}{comma} am nächsten"
    if not even(first):
        near = "näher" if len(known) == 2 else "am nächsten"
        told = f"Welche von {nearer} {to}{comma} {near} steht, bleibt offen"
    elif len(first) > 1:
        told = f"{nearer} stehen {to}{comma} etwa gleich nahe und näher als die anderen"
    is_ = "ist" if len(last) == 1 else "sind"
    far = f"; am weitesten entfernt {is_} {_who(last, called)} ({_range(last)})" if last else ""
    return f"{told}{far}."


def _tendencies(profile: Profile, called: Names) -> str:
    some, none = tending(profile), without_tendency(profile)
    parts = [
        f"{called[v.id]} {_and([f'{german_does(kind, profile)} ({times})' for kind, times in v.habits[:MOST_NAMED]])}"
        for v in some[:MOST_NAMED]
    ]
    if (more := len(some) - MOST_NAMED) > 0:
        parts.append(f"weitere {more} {'Fassung' if more == 1 else 'Fassungen'} mit Neigungen in der Tabelle")
    apart = differences(profile) if profile.between_two else []
    if apart:
        parts.append(f"{_who(profile.versions, called)} unterscheiden sich: {_topics(apart)}")
    elif none and not some and len(none) > 1:
        parts.append("Keine Fassung zeigt eine klare Neigung")
    elif none:
        parts.append(f"{_who(none, called)} {'zeigt' if len(none) == 1 else 'zeigen'} keine klare Neigung")
    return f"{'; '.join(parts)}."


def _standing_out(profile: Profile, called: Names) -> str:
    if not profile.findings:
        return "Es wurde kein Unterschied gefunden, den eine Redaktion ansehen müsste."
    total = f"{profile.findings} {'Befund' if profile.findings == 1 else 'Befunde'}"
    of_all = f"von {profile.findings} {'Befund' if profile.findings == 1 else 'Befunden'}"
    if profile.between_two and profile.undecided:
        return f"Bei {profile.undecided} {of_all} lässt sich nicht sagen, welche der beiden abweicht."
    first = most_often(profile)
    told = f"{total}; keine Fassung fällt auf"
    if len(first) == 1:
        worst = next(severity for severity in Severity if first[0].findings.get(severity))
        often = "am häufigsten ab: in" if len(profile.measured) > 1 else "ab, in"
        grave = first[0].findings[worst]
        share = f"{first[0].total} {of_all}, {'alle' if grave == first[0].total else grave} davon {_GRAVE[worst]}"
        told = f"{_who(first, called)} weicht {often} {share}"
    elif first:
        told = f"{_who(first, called)} weichen am häufigsten ab: in je {first[0].total} {of_all}"
    if not profile.undecided:
        return f"{told}."
    topics = differences(profile)
    about = f" (am häufigsten: {_topics(topics)})" if topics else ""
    return f"{told}; bei {profile.undecided} lässt sich nicht sagen, wer abweicht{about}."


def _topics(found: Sequence[tuple[FindingType, int]]) -> str:
    return _and([f"{ABOUT[kind]} ({times})" for kind, times in found])


def _who(versions: Sequence[VersionProfile], called: Names) -> str:
    if len(versions) > MOST_NAMED:
        return f"{len(versions)} Fassungen"
    return _and([called[version.id] for version in versions])


def _range(versions: Sequence[VersionProfile]) -> str:
    shown = sorted({version.shown for version in versions if version.shown is not None})
    ends = [f"{value:.2f}".replace(".", ",") for value in dict.fromkeys((shown[0], shown[-1]))]
    return " bis ".join(ends)


def _and(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} und {parts[-1]}" if len(parts) > 1 else "".join(parts)
