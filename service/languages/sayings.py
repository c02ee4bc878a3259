"""What a predicate's forms say: the time, the force, and whether somebody only reports it.

What the forms leave open stays open: times and forces are sets, and two predicates differ only where they share
nothing.
"""

from dataclasses import dataclass, replace

from service.languages.conjugation import FINITE, INFINITIVE, PARTICIPLE, Conjugation, conjugation
from service.languages.predicates import Predicate, helping, role

FACT = frozenset({"fact"})

FORCES = {
    "must": frozenset({"must"}),
    "should": frozenset({"should"}),
    "claimed": frozenset({"should", "claimed"}),
    "can": frozenset({"can", "may"}),
    "may": frozenset({"may"}),
    "want": frozenset({"want"}),
}
"""What a family of modal verbs may mean: "kann" is able or possible, "soll" ordered or said."""

BASIC = {
    "present": frozenset({"present"}),
    "past": frozenset({"past"}),
    "future": frozenset({"future"}),
    "would": frozenset({"present", "future"}),
    "reported": frozenset({"present"}),
    "nonpast": frozenset({"present", "future"}),
}
"""The time of a finite verb by its form."""

OPEN = BASIC | {"present": frozenset({"present", "future"}), "reported": frozenset({"present", "future"})}
"""The time of what must or will happen: of duties in the present, too, it may be the future."""

DONE = BASIC | {
    "present": frozenset({"past"}), "reported": frozenset({"past"}), "would": frozenset({"past"}),
    "future": frozenset({"past", "future"}),
}  # fmt: skip
"""The time of a perfect by the form of its auxiliary."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What a predicate says. `indirect`: in a mood that reports; `state`: a form of "be" before a participle, whose own
    time is `own`."""

    times: frozenset[str]
    forces: frozenset[str] = FACT
    indirect: bool = False
    state: bool = False
    own: frozenset[str] = frozenset()


def saying(found: Predicate, infinitives: frozenset[str] | None = None) -> Saying | None:
    """What a predicate says, its main verb taken for one of the infinitives; None where its forms are not known."""
    forms = frozenset(f.form for f in found.forms if infinitives is None or f.infinitive in infinitives)
    table = conjugation(found.language)
    if table is None:
        return None
    if found.finite == found.main:
        return _of_main(frozenset({"would"}) if found.cues else forms)
    roles = [a for t in found.auxiliaries for a in helping(t, found.language)]
    finite = role(found.finite, found.language)
    others = [a for t in found.auxiliaries if t != found.finite for a in helping(t, found.language)]
    with_be = found.reflexive or any(f.infinitive in table.words("be_verbs") for f in found.forms)
    said = _of_auxiliary(finite.family, finite.form, {(a.family, a.form) for a in others}, forms, with_be, table)
    modal = next((a.family for a in (finite, *roles) if a.family in FORCES), None)
    if said and modal:
        said = replace(said, forces=FORCES[modal])
    elif said and (finite.form == "would" or found.cues):
        said = replace(said, forces=frozenset({"would", *(("claimed", "may") if "hearsay" in table.flags else ())}))
    if said and modal == "can" and found.cues:
        said = replace(said, forces=FORCES["may"], times=OPEN["present"])
    return replace(said, indirect=finite.form == "reported") if said else None


def _of_main(forms: frozenset[str]) -> Saying | None:
    finite = forms & FINITE
    if not finite:
        return None
    times = frozenset[str]().union(*(BASIC[form] for form in finite))
    forces = (FACT if finite - {"would"} else frozenset()) | ({"would"} if "would" in finite else frozenset())
    return Saying(times, forces, indirect=finite == {"reported"})


def _of_auxiliary(
    family: str, form: str, others: set[tuple[str, str]], main: frozenset[str], with_be: bool, table: Conjugation
) -> Saying | None:
    been = ("be", PARTICIPLE) in others or ("become", PARTICIPLE) in others
    had = any(kind == PARTICIPLE for _, kind in others)
    infinitive = INFINITIVE in main or any(kind == INFINITIVE for _, kind in others)
    perfect = ("have", INFINITIVE) in others or (("be", INFINITIVE) in others and (with_be or been))
    if family in FORCES:
        return Saying(DONE[form] if perfect and form != "past" else OPEN[form])
    if family == "future" or (family == "become" and infinitive):
        if not infinitive and table.order == "run":
            return Saying(BASIC[form])  # "va à Paris"
        past = frozenset({"past", "future"})
        times = {"present": frozenset({"future"}), "reported": frozenset({"future"}), "past": past}
        if family == "become" and PARTICIPLE in main:
            return Saying(OPEN[form])  # entlassen: to dismiss, or dismissed
        return Saying(past if perfect else times.get(form, OPEN[form]))
    if family == "have":
        if PARTICIPLE in main or had or any(f in FORCES and kind == INFINITIVE for f, kind in others):
            return Saying(DONE[form])
        return Saying(BASIC[form] | DONE[form])
    if family == "become":
        return Saying(OPEN[form])
    return _of_be(form, been, main, with_be, infinitive, table)


def _of_be(
    form: str, been: bool, main: frozenset[str], with_be: bool, infinitive: bool, table: Conjugation
) -> Saying | None:
    if been or (with_be and PARTICIPLE in main):
        return Saying(DONE[form])
    if PARTICIPLE in main:
        present = frozenset() if table.order == "bracket" else BASIC["present"]
        times = BASIC[form] if form not in ("present", "reported") else frozenset({"past", "state"}) | present
        return Saying(times, state=True, own=BASIC[form])
    return Saying(BASIC[form])
