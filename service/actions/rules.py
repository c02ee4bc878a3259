"""Rules as a desk sees them: the list, and which of them it mutes."""

from collections.abc import Iterable
from dataclasses import replace
from fnmatch import fnmatchcase

from service.differences.rules import RULES
from service.model.errors import UnknownRule
from service.model.finding import Finding
from service.model.report import Report
from service.model.rule import Rule
from service.model.sentences import ENGLISH, Catalogue, Clause, Params

EXAMPLE: Params = {
    "who": ("A",),
    "version": "A",
    "versions": ("A", "B"),
    "other": "B",
    "reference": "B",
    "source": "B",
    "words": "…",
    "word": "…",
    "facing": "…",
    "passage": "…",
    "value": "…",
    "agreed": "…",
    "marks": "…",
    "things": ("…",),
    "count": 4,
    "all": 5,
    "language": "de",
    "sense": "former",
}
"""What stands in the sentences of the list."""


def named(patterns: Iterable[str]) -> frozenset[str]:
    """The ids that some patterns mean: `number.limit`, or `punctuation.*`. Raises `UnknownRule` for one that means
    none."""
    found: set[str] = set()
    for pattern in patterns:
        meant = {id for id in RULES if fnmatchcase(id, pattern)}
        if not meant:
            raise UnknownRule(f"there is no rule {pattern[:60]!r}; `rules` lists them")
        found |= meant
    return frozenset(found)


def without(report: Report, muted: frozenset[str]) -> Report:
    """The report without the findings of muted rules; its signature says which."""
    if not muted:
        return report
    kept = tuple(f for f in report.findings if f.rule.id not in muted)
    return replace(report, findings=kept, signature={**report.signature, "muted": " ".join(sorted(muted))})


def example(rule: Rule, catalogue: Catalogue = ENGLISH) -> str:
    """What a finding of the rule says, with dots for what it quotes."""
    second: Params = {**EXAMPLE, "who": ("B",)}
    told = tuple(Clause(sentence, second if place else EXAMPLE) for place, sentence in enumerate(rule.says))
    return Finding(rule, 0, (), told, reason=EXAMPLE).spoken(catalogue)


def table() -> str:
    """All rules as a table in Markdown, which docs/findings.md holds."""
    lines = ["| rule | type | severity | confidence | says |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| `{rule.id}` | {rule.type} | {rule.severity} | {rule.confidence:.2f} | {example(rule)} |"
        for rule in RULES.values()
    ]
    return "\n".join(lines) + "\n"
