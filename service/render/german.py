"""A finding in one German sentence, made from its readings; `Finding.message` is the English one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from service.model.finding import Basis, Finding, FindingType, Reading
from service.render.excerpt import elide
from service.render.visible import visible

_QUOTE = 120
_CALLED = {
    FindingType.GENDER: "anderes Geschlecht",
    FindingType.TENSE: "andere Zeit oder Aussageweise",
    FindingType.QUESTION: "Frage statt Aussage oder umgekehrt",
    FindingType.MEANING: "andere Bedeutung",
    FindingType.TERMINOLOGY: "andere Bezeichnung",
    FindingType.GRAMMAR: "Grammatik",
    FindingType.SPELLING: "Schreibfehler",
    FindingType.PUNCTUATION: "Zeichensetzung",
    FindingType.CASE: "Groß- und Kleinschreibung",
    FindingType.WORDING: "andere Wortwahl",
    FindingType.ORDER: "andere Stelle",
}
_NO_SUCH = {
    FindingType.NUMBER: "keine solche Zahl",
    FindingType.DATE: "kein solches Datum",
    FindingType.NAME: "keinen solchen Namen",
    FindingType.QUOTATION: "hier kein Zitat",
    FindingType.MEANING: "nichts dergleichen",
}

Labels = Mapping[str, str]


def german(finding: Finding, labels: Labels) -> str:
    """The sentence; `labels`: version id -> what it is called."""
    say = _SENTENCES.get(finding.type, _told)
    machine = " (nach maschineller Übersetzung)" if finding.basis is Basis.PIVOT else ""
    said = f"{say(finding, labels)}{machine}{_throughout(finding)}"
    return visible(said if said.endswith((".“", "!“", "?“", "…“")) else f"{said}.")


def _throughout(finding: Finding) -> str:
    """In how many places a version has it so, where it is more than one row's."""
    if finding.row is not None:
        return ""
    most = max((len(r.spans) // len(r.versions) for r in finding.readings if r.versions), default=0)
    return f" (an {most} Stellen)" if most > 1 else ""


def _who(readings: Sequence[Reading], labels: Labels) -> str:
    names = [labels.get(version, version) for reading in readings for version in reading.versions]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} und {names[-1]}" if names else "niemand"


def _verb(readings: Sequence[Reading], one: str, many: str) -> str:
    return one if sum(len(reading.versions) for reading in readings) == 1 else many


def _quoted(reading: Reading) -> str:
    words = " ".join((reading.pivot or reading.quote).split()).strip('„“”"«»')
    value = f" ({reading.value})" if reading.value and reading.value != words else ""
    return f"„{elide(words, _QUOTE)}“{value}"


def _parted(finding: Finding) -> tuple[list[Reading], list[Reading]]:
    """The readings that have words, and the gaps."""
    return [r for r in finding.readings if r.quote], [r for r in finding.readings if not r.quote]


def _truncation(finding: Finding, labels: Labels) -> str:
    cut, *others = finding.readings
    said = f"{_who([cut], labels)} bricht nach {_quoted(cut)} ab"
    if not others:
        return f"{said}: Der Satz ist anscheinend nicht zu Ende"
    return f"{said}; {_who(others, labels)} {_verb(others, 'fährt', 'fahren')} fort: {_quoted(others[0])}"


def _omission(finding: Finding, labels: Labels) -> str:
    there, gaps = _parted(finding)
    if not there or not gaps:
        return _told(finding, labels)
    return f"{_who(gaps, labels)} {_verb(gaps, 'lässt', 'lassen')} aus: {_quoted(there[0])}"


def _addition(finding: Finding, labels: Labels) -> str:
    there, gaps = _parted(finding)
    if not there or not gaps:
        return _told(finding, labels)
    lacks = f"{_who(gaps, labels)} {_verb(gaps, 'hat', 'haben')} das nicht"
    return f"{_who(there, labels)} {_verb(there, 'hat', 'haben')} {_quoted(there[0])}; {lacks}"


def _negation(finding: Finding, labels: Labels) -> str:
    there, gaps = _parted(finding)
    if not there or not gaps:
        return _told(finding, labels)
    denies = f"{_who(there, labels)} {_verb(there, 'verneint', 'verneinen')} ({_quoted(there[0])})"
    return f"{denies}, {_who(gaps, labels)} nicht"


def _attribution(finding: Finding, labels: Labels) -> str:
    there, gaps = _parted(finding)
    if not there or not gaps:
        return _told(finding, labels)
    names, limits = _verb(there, "nennt", "nennen"), _verb(there, "schränkt", "schränken")
    source = f"{_who(there, labels)} {names} eine Quelle oder {limits} es ein ({_quoted(there[0])})"
    return f"{source}; {_who(gaps, labels)} {_verb(gaps, 'stellt', 'stellen')} es als Tatsache hin"


def _untranslated(finding: Finding, labels: Labels) -> str:
    left = finding.readings[:1]
    return f"{_who(left, labels)} {_verb(left, 'lässt', 'lassen')} etwas unübersetzt: {_quoted(left[0])}"


def _duplication(finding: Finding, labels: Labels) -> str:
    return f"In {_who(finding.readings[:1], labels)} steht etwas zweimal: {_quoted(finding.readings[0])}"


def _order(finding: Finding, labels: Labels) -> str:
    moved = finding.readings[:1]
    return f"In {_who(moved, labels)} steht an anderer Stelle: {_quoted(moved[0])}"


def _told(finding: Finding, labels: Labels) -> str:
    """Who has what, and who has nothing of the kind."""
    there, gaps = _parted(finding)
    one = finding.type is FindingType.NUMBER and len(there) > 1 and len({r.value for r in there}) == 1
    quotes = [_quoted(replace(r, value=None) if one else r) for r in there]
    parts = [f"{_who([r], labels)} {_verb([r], 'hat', 'haben')} {q}" for r, q in zip(there, quotes, strict=True)]
    if gaps:
        nothing = _NO_SUCH.get(finding.type, "diese Worte nicht")
        parts.append(f"{_who(gaps, labels)} {_verb(gaps, 'hat', 'haben')} {nothing}")
    called = _CALLED.get(finding.type)
    return "; ".join(parts) + (f": {called}" if called else "")


_SENTENCES: Mapping[FindingType, Callable[[Finding, Labels], str]] = {
    FindingType.TRUNCATION: _truncation,
    FindingType.OMISSION: _omission,
    FindingType.ADDITION: _addition,
    FindingType.NEGATION: _negation,
    FindingType.ATTRIBUTION: _attribution,
    FindingType.UNTRANSLATED: _untranslated,
    FindingType.DUPLICATION: _duplication,
    FindingType.ORDER: _order,
}
