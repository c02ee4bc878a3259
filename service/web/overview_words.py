"""What the pictures of the overview show, in words: for those who do not see them, and for those in a hurry."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from service.actions.overview import Overview
from service.model.finding import FindingType
from service.model.sentences import N_
from service.render.pictures.matrix import Share
from service.render.pictures.timeline import Kind, Step
from service.render.pictures.tree import Node
from service.web.profile_words import profile_in_words
from service.web.words import gettext, ngettext

MOST_NAMED = 3
"""Versions that a sentence names."""
MOST_JOINS = 5
"""Joins of a tree that are told, the nearest first."""
DOES: dict[FindingType, str] = {
    FindingType.TRUNCATION: N_("breaks off"),
    FindingType.OMISSION: N_("leaves sentences out"),
    FindingType.ADDITION: N_("adds sentences"),
    FindingType.NUMBER: N_("has other numbers"),
    FindingType.DATE: N_("has other dates"),
    FindingType.NAME: N_("has other names"),
    FindingType.NEGATION: N_("negates what others do not"),
    FindingType.QUOTATION: N_("changes quotations"),
    FindingType.ATTRIBUTION: N_("changes or adds who says so"),
    FindingType.UNTRANSLATED: N_("leaves words untranslated"),
    FindingType.GENDER: N_("has another gender"),
    FindingType.TENSE: N_("has another tense"),
    FindingType.QUESTION: N_("asks, or no longer asks"),
    FindingType.MEANING: N_("says something else"),
    FindingType.TERMINOLOGY: N_("names things differently"),
    FindingType.ORDER: N_("has sentences at another place"),
    FindingType.DUPLICATION: N_("repeats itself"),
    FindingType.GRAMMAR: N_("has wrong forms"),
    FindingType.SPELLING: N_("is misspelt"),
    FindingType.PUNCTUATION: N_("has other punctuation"),
    FindingType.CASE: N_("has other capitals"),
    FindingType.WORDING: N_("has other wording"),
}


def in_short(seen: Overview) -> list[Markup]:
    """Who is closest, what each tends to do, who stands out, and who goes with whom; of one version what is wrong."""
    told = [_by_itself(seen), _faults(seen)] if seen.profile is None else [*profile_in_words(seen.profile)]
    return [sentence for sentence in (*told, _together(seen)) if sentence]


def _by_itself(seen: Overview) -> Markup:
    findings = seen.heat.findings
    if not findings:
        return Markup(gettext("Nothing was found that an editor has to look at."))  # noqa: S704 # our own words
    said = ngettext(
        "There is one version by itself; %(num)d thing looks wrong in it.",
        "There is one version by itself; %(num)d things look wrong in it.",
        findings,
    )
    return _said(said, num=findings)


def _faults(seen: Overview) -> Markup:
    """The most frequent kinds."""
    ((version, _),) = seen.heat.totals.items()
    times = {kind: seen.heat.cells[version, kind].count for kind in seen.heat.types}
    worst = sorted((kind for kind in times if times[kind]), key=lambda kind: -times[kind])[:MOST_NAMED]
    told = [_does(kind, times[kind]) for kind in worst]
    return _said("%(who)s %(what)s.", who=_names(seen, [version]), what=_listed(told)) if told else Markup("")


def _does(kind: FindingType, times: int) -> Markup:
    told = _said("%(words)s", words=gettext(DOES[kind]))
    return told if times == 1 else told + f" ({times} ×)"


def _together(seen: Overview) -> Markup:
    """Common errors before what is only alike; the wording where there is nothing else."""
    if seen.readings is not None:
        if seen.errors:
            (pair, times), *_ = seen.errors.items()
            said = ngettext(
                "%(who)s go astray together in %(num)d finding, with the same reading.",
                "%(who)s go astray together in %(num)d findings, with the same readings.",
                times,
            )
            return _said(said, who=_names(seen, pair), num=times)
        closest = seen.readings.matrix.closest()
        if closest:
            one, other, share = closest
            said = gettext("%(who)s read alike most often: %(part)d of %(whole)d times that they could.")
            return _said(said, who=_names(seen, (one, other)), part=share.part, whole=share.whole)
    nearest = [found for one in seen.wordings if (found := one.matrix.closest())]
    if not nearest:
        return Markup("")
    one, other, share = max(nearest, key=lambda found: found[2].value or 0)
    said = gettext("%(who)s share %(percent)s of their wording.")
    return _said(said, who=_names(seen, (one, other)), percent=percent(share))


def percent(share: Share) -> str:
    """Such as `43 %`, and a dash where nothing can be compared."""
    return "–" if share.value is None else gettext("%(number)d %%") % {"number": round(100 * share.value)}


def tree_in_words(root: Node, labels: Sequence[str]) -> str:
    """Who joins whom, the nearest first."""
    joins = sorted(root.joins(), key=lambda node: node.apart)[:MOST_JOINS]
    said = gettext("%(one)s and %(other)s join at %(share)d %%")
    told = [
        said
        % {
            "one": _side(node.sides[0], labels),
            "other": _side(node.sides[1], labels),
            "share": round(100 * (1 - node.apart)),
        }
        for node in joins
    ]
    return "; ".join(told) + "."


def changes_in_words(step: Step) -> str:
    """Such as `2 added, 1 changed`."""
    forms = {
        Kind.ADDED: ngettext("%(num)d added", "%(num)d added", step.times(Kind.ADDED)),
        Kind.DROPPED: ngettext("%(num)d dropped", "%(num)d dropped", step.times(Kind.DROPPED)),
        Kind.CHANGED: ngettext("%(num)d changed", "%(num)d changed", step.times(Kind.CHANGED)),
        Kind.SLIP: ngettext("%(num)d new fault", "%(num)d new faults", step.times(Kind.SLIP)),
    }
    told = [form % {"num": step.times(kind)} for kind, form in forms.items() if step.times(kind)]
    return ", ".join(told) or gettext("nothing that matters changed")


def _side(node: Node, labels: Sequence[str]) -> str:
    names = [labels[leaf] for leaf in node.leaves()]
    if len(names) > MOST_NAMED:
        return gettext("%(number)d versions") % {"number": len(names)}
    return " + ".join(names)


def _names(seen: Overview, versions: Iterable[str]) -> Markup:
    return _listed([_said("%(name)s", name=Markup("<bdi>%s</bdi>") % seen.entries[v].label) for v in versions])


def _listed(parts: Sequence[Markup]) -> Markup:
    """One, one and another, or more."""
    if len(parts) < 2:
        return Markup("").join(parts)
    return _said(gettext("%(these)s and %(last)s"), these=Markup(", ").join(parts[:-1]), last=parts[-1])


def _said(sentence: str, **words: object) -> Markup:
    """A sentence of ours with what is put into it escaped."""
    return escape(sentence) % words
