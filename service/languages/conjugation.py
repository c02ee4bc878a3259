"""Verb forms by their endings: which infinitive a word may belong to, and which form of it the word is.

From `verbs.toml` in the language's folder. A word may be several forms (French "dit" is present and past): all are
given. English has no such table; `lemmas.forms_by_tag` knows its verbs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.languages.lemmas import lemmas
from service.languages.load import table_of
from service.languages.rarity import exists
from service.model.kept import by_word, loaded_once
from service.model.version import primary_subtag

INFINITIVE, PARTICIPLE = "infinitive", "participle"
FINITE = frozenset({"present", "past", "future", "would", "reported", "nonpast"})
"""The forms that make a sentence; `nonpast` is the Slavic present, which is a future in half of the verbs."""

ELIDED = re.compile(r"^(?:n|l|s|m|t|c|j|qu|lorsqu|puisqu|dell|nell|all)['’]")
SHORTEST = 4
"""Letters of the shortest infinitive that is made from an ending."""

FAR = 3
"""How many letters from a stem's end its vowel may change: relève, relever."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form that a word may be: French "relèvera" is the future of "relever"."""

    infinitive: str
    form: str


@dataclass(frozen=True, slots=True)
class Auxiliary:
    """One meaning of an auxiliary or modal verb: its family (have, be, must ...) and its form."""

    family: str
    form: str


@dataclass(frozen=True, slots=True)
class Conjugation:
    """The verb table of a language; docs/languages.md explains its keys. `rules`: by an ending, what verbs have it."""

    order: str
    flags: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    auxiliaries: Mapping[str, frozenset[Auxiliary]]
    spelling: tuple[tuple[str, str], ...] = ()
    infinitives: tuple[str, ...] = ()
    rules: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)
    bare: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)

    def words(self, name: str) -> frozenset[str]:
        """A list of the table, empty where the language has none."""
        return self.lists.get(name, frozenset())


@loaded_once
def conjugation(language: str) -> Conjugation | None:
    """The verb table of a language; None where it has none."""
    data = table_of(primary_subtag(language), "verbs")
    if not data:
        return None
    rules, bare = _rules(data["endings"], bool(data.get("inseparable")))
    return Conjugation(
        order=data["order"],
        flags=frozenset(key for key, value in data.items() if value is True),
        lists={key: frozenset(value) for key, value in data.items() if isinstance(value, list)},
        auxiliaries=_auxiliaries(data["auxiliaries"]),
        spelling=tuple((one, other) for one, _, other in (pair.partition("/") for pair in data.get("spelling", ()))),
        infinitives=tuple(data["endings"]),
        rules=rules,
        bare=bare,
    )


def plain(word: str) -> str:
    """A word as the tables have it: in lower case, without an elided word before it."""
    return ELIDED.sub("", word.lower())


def auxiliary(word: str, language: str) -> frozenset[Auxiliary]:
    """What a word may be as an auxiliary or modal verb; empty for other words."""
    table = conjugation(language)
    return table.auxiliaries.get(plain(word), frozenset()) if table else frozenset()


@by_word
def verb_forms(word: str, language: str) -> frozenset[Form]:
    """The forms that a word may be; empty where it can be no verb."""
    table, lower = conjugation(language), plain(word)
    if table is None or not lower.isalpha():
        return frozenset()
    found: dict[str, tuple[tuple[int, int], set[str]]] = {}
    for candidate, fit in _candidates(lower, language, table):
        best, forms = found.get(candidate.infinitive, ((0, 0), set()))
        if fit >= best:  # what is said of one verb goes before what is said of its class, and -ła before -a
            found[candidate.infinitive] = (fit, (forms if fit == best else set()) | {candidate.form})
    forms_found = {Form(infinitive, form) for infinitive, (_, forms) in found.items() for form in forms}
    if lower.endswith(table.infinitives) and _is_verb(lower, language):
        forms_found.add(Form(lower, INFINITIVE))
    return frozenset(forms_found)


def same_verb(one: str, other: str, language: str) -> bool:
    """Whether two infinitives are one verb, or one is the other with a particle: anheben, heben."""
    table = conjugation(language)
    short, long = sorted((one, other), key=len)
    return short == long or bool(table and long.endswith(short) and long[: -len(short)] in table.words("separable"))


def _candidates(word: str, language: str, table: Conjugation) -> Iterator[tuple[Form, tuple[int, int]]]:
    """What the word may be, each with how closely the rule fits: the letters of its verb and of its ending."""
    for at in range(len(word) + 1):
        stem, ending = word[:at], word[at:]
        for rule in table.rules.get(ending, ()):
            if rule.form == PARTICIPLE and table.words("inseparable") and len(rule.infinitive) <= 2:
                found = _weak_participle(stem, rule, language, table)
            else:
                found = _infinitives(word, stem, rule, language, table)
            fit = (len(rule.infinitive), len(ending))
            yield from ((Form(infinitive, rule.form), fit) for infinitive in found)
        if stem in table.words("inseparable"):
            for rule in table.bare.get(ending, ()):
                yield Form(stem + rule.infinitive, rule.form), (len(rule.infinitive), len(ending) + 2)


def _infinitives(word: str, stem: str, rule: Form, language: str, table: Conjugation) -> Iterator[str]:
    if "lemmas" in table.flags and len(stem) > 1:
        found = [lemma.replace("_", "") for lemma in lemmas(word, language)]
        yield from (m for m in found if m.endswith(rule.infinitive) and m != word and m[0] == word[0])
    made = stem + rule.infinitive
    if _is_verb(made, language) or made in lemmas(word, language):
        yield made
        if "lemmas" not in table.flags:
            return
    for one, other in table.spelling:
        at = stem.rfind(one) if one else len(stem)
        if at < 0 or at < len(stem) - len(one) - FAR:
            continue
        made = stem[:at] + other + stem[at + len(one) :] + rule.infinitive
        if _is_verb(made, language):
            yield made
            return


def _weak_participle(stem: str, rule: Form, language: str, table: Conjugation) -> Iterator[str]:
    """German and Dutch: gezahlt, angezahlt; without "ge" bezahlt, regiert."""
    for prefix in ("", *table.words("separable")):
        rest = stem.removeprefix(prefix)
        if prefix and rest == stem:
            continue
        if rest.startswith("ge"):
            yield from _infinitives(prefix + stem + "\0", prefix + rest[2:], rule, language, table)
        inseparable = any(rest.startswith(p) for p in table.words("inseparable"))
        if inseparable or rest.endswith("ier"):
            yield from _infinitives(stem, stem, rule, language, table)


def _is_verb(infinitive: str, language: str) -> bool:
    if len(infinitive) < SHORTEST:
        return infinitive in SHORT_VERBS
    table = conjugation(language)
    if table and infinitive in table.infinitives:
        return True
    spelt = infinitive.replace("ß", "ss")
    return (exists(infinitive, language) or exists(spelt, language)) and infinitive in lemmas(infinitive, language)


SHORT_VERBS = frozenset({"dar", "ver", "vir", "oír", "tun"})


def _auxiliaries(data: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, frozenset[Auxiliary]]:
    found: dict[str, set[Auxiliary]] = {}
    for family, forms in data.items():
        for form, entries in forms.items():
            for word in entries:
                found.setdefault(word, set()).add(Auxiliary(family, form))
    return {word: frozenset(meanings) for word, meanings in found.items()}


def _rules(
    data: Mapping[str, Mapping[str, Any]], inseparable: bool
) -> tuple[dict[str, tuple[Form, ...]], dict[str, tuple[Form, ...]]]:
    """By ending: the verbs that have it; and what strong participles are without their "ge" (erhoben)."""
    rules: dict[str, tuple[Form, ...]] = {}
    bare: dict[str, tuple[Form, ...]] = {}
    for infinitive, forms in data.items():
        for form, endings in forms.items():
            for ending in endings:
                rules[ending] = (*rules.get(ending, ()), Form(infinitive, form))
                if inseparable and form == PARTICIPLE and ending.startswith("ge"):
                    bare[ending[2:]] = (*bare.get(ending[2:], ()), Form(infinitive, form))
    return rules, bare
