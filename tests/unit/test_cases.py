"""Runs the cases that people who know a language wrote down in tests/cases/; docs/cases.md explains their form."""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import service
from service.actions.glossary import parse_glossary
from service.differences.name import ACROSS_SCRIPTS, SAME
from service.languages.dates import find_dates
from service.languages.names import alike, find_names, same_script
from service.languages.negations import oblique, plain
from service.languages.numbers import find_numbers
from service.languages.phrases import find_phrases
from service.languages.quotes import find_quotations
from service.languages.tokens import SPACELESS
from service.model.segment import Role
from service.pipeline.evidence import words_of
from service.pipeline.segment import segment
from service.settings import Settings
from service.wiring import engines

FOLDER = Path(__file__).parents[1] / "cases"
LANGUAGES = [path.parent.name for path in sorted(FOLDER.glob("*/context.toml"))]
Case = dict[str, Any]

KEYS = {
    "numbers": {"text", "numbers", "silent"},
    "dates": {"text", "dates"},
    "names": {"text", "names", "others", "one", "other", "same"},
    "quotations": {"text", "quotations", "open"},
    "negation": {"text", "found"},
    "attribution": {"text", "sources", "say", "hedges", "modals"},
    "furniture": {"line", "kind"},
    "pairs": {"left", "right", "right_language", "relation", "glossary", "expect"},
}
ALWAYS = {"why", "todo"}
FEWEST_LANGUAGES = 14
EXACT = 0.0005
"""Fractions are written down with four decimals."""

ABOVE_MINOR = ["critical", "major"]


def read(kind: str) -> Iterator[tuple[str, int, Case]]:
    """The cases of one kind in all languages: language, place in its file, case."""
    for path in sorted(FOLDER.glob(f"*/{kind}.toml")):
        for place, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1):
            yield path.parent.name, place, case


def cases(kind: str) -> pytest.MarkDecorator:
    """One test a case; one that the program still owes is expected to fail, and complains once it does not."""
    params = []
    for language, place, case in read(kind):
        marks = [pytest.mark.xfail(strict=True, reason=case["todo"])] if "todo" in case else []
        params.append(pytest.param(language, case, marks=marks, id=f"{language}/{kind}.toml:{place}"))
    return pytest.mark.parametrize(("language", "case"), params)


def is_trap(kind: str, case: Case) -> bool:
    """Whether the case wants to see nothing: a trap that the program must not step into."""
    lists = {"numbers": "numbers", "dates": "dates", "quotations": "quotations", "negation": "found", "names": "names"}
    if kind == "furniture":
        return case["kind"] == ""
    if kind == "pairs":
        return case["expect"] == []
    if kind == "attribution":
        return not any(case.get(key) for key in KEYS[kind])
    return bool(case.get("silent")) or case.get(lists[kind], ["given"]) == [] or case.get("same") is False


@cases("numbers")
def test_numbers(language: str, case: Case) -> None:
    found = find_numbers(case["text"], language)
    if case.get("silent"):
        assert [q for q in found if q.strength > 0] == [], "these would be compared as numbers"
        return
    wanted = case["numbers"]
    values = [q.shown if q.clock else q.value for q in found]
    assert values == [w if isinstance(w, str) else pytest.approx(w, abs=EXACT) for w in wanted]


@cases("dates")
def test_dates(language: str, case: Case) -> None:
    assert [date.shown for date in find_dates(case["text"], language)] == case["dates"]


@cases("names")
def test_names(language: str, case: Case) -> None:
    if "one" in case:
        least = SAME if same_script(case["one"], case["other"]) else ACROSS_SCRIPTS
        assert (alike(case["one"], case["other"]) >= least) == case["same"]
        return
    found = find_names(case["text"], language)
    missing = [name for name in case["names"] if name not in {n.text for n in found}]
    assert missing == [], "these are names"
    words = [n.text for n in found if n.sure and n.text not in case["names"]]
    assert words == [], "these are no names"
    assert {n.text for n in found}.isdisjoint(case.get("others", ())), "these can be no names"


@cases("quotations")
def test_quotations(language: str, case: Case) -> None:
    found = find_quotations(case["text"], language)
    assert [case["text"][q.start : q.end] for q in found] == case["quotations"]
    if found:
        assert found[-1].closed != case.get("open", False)


@cases("negation")
def test_negation(language: str, case: Case) -> None:
    found = (*plain(case["text"], language), *oblique(case["text"], language))
    assert [p.text for p in sorted(found, key=lambda p: p.start)] == case["found"]


@cases("attribution")
def test_attribution(language: str, case: Case) -> None:
    wanted = {kind: case[kind] for kind in ("sources", "say", "hedges", "modals") if kind in case}
    found = {kind: [p.text for p in find_phrases(case["text"], language, "attribution", kind)] for kind in wanted}
    assert found == wanted


@cases("furniture")
def test_furniture(language: str, case: Case) -> None:
    before, after = context(language)
    lines = [*before, case["line"], *after]
    text = "\n\n".join(lines)
    start = text.index(case["line"])
    here = [s for s in segment(service.Version("page", "page", text), language) if s.start == start]
    assert [(s.role, s.furniture or "") for s in here] == [
        (Role.FURNITURE, case["kind"]) if case["kind"] else (Role.BODY, "")
    ]


@pytest.fixture(scope="module")
def embedded(request: pytest.FixtureRequest) -> None:
    """Encodes all sentences and their words in one go, which takes a fifth of the time of case by case."""
    if sum(item.path == request.path for item in request.session.items) < len(LANGUAGES):
        return  # somebody runs a single case
    embedder = engines(Settings.from_env()).embedder
    around = [part for code in LANGUAGES for texts in context(code) for part in (*texts, " ".join(texts))]
    tested = [case[side] for _, _, case in read("pairs") for side in ("left", "right") if side in case]
    embedder.encode([*around, *tested, *(word for text in (*around, *tested) for word in words_of(text, embedder))])


@cases("pairs")
@pytest.mark.usefixtures("embedded")
def test_pairs(language: str, case: Case) -> None:
    findings, places = compared(language, case)
    grave = [f for f in findings if f["severity"] in ABOVE_MINOR]
    for wanted in case["expect"]:
        fitting = [f for f in findings if fits(f, wanted, places)]
        assert fitting, f"nobody said {wanted}; what was said: {shown(findings)}"
        grave = [f for f in grave if f is not fitting[0]]
    assert grave == [], f"an editor would not say: {shown(grave)}"


def compared(language: str, case: Case) -> tuple[Sequence[Any], dict[str, tuple[str, int]]]:
    """The findings as plain values, and of each version its text and where in it the tested sentences begin."""
    left, right = case["left"], case.get("right")
    other = case.get("right_language", language)
    if right is not None and other == language and "relation" not in case:
        found = service.diff(left, right, language)
        return [f.to_dict() for f in found], {"left": (left, 0), "right": (right, 0)}
    agreed = parse_glossary(case.get("glossary", {}))
    embedded = {"left": embed(left, language)} | ({"right": embed(right, other)} if right is not None else {})
    versions = [service.Version("left", "left", embedded["left"][0], language, "original")]
    if right is not None:
        relation = case.get("relation", "translation")
        versions.append(service.Version("right", "right", embedded["right"][0], other, relation))
    return [f.to_dict() for f in service.compare(versions, translate=False, glossary=agreed).findings], embedded


def embed(sentence: str, language: str) -> tuple[str, int]:
    """The sentence as a paragraph of a small report, and where it begins there."""
    before, after = context(language)
    head = " ".join(before) + "\n\n"
    return head + sentence + "\n\n" + " ".join(after), len(head)


def context(language: str) -> tuple[list[str], list[str]]:
    """What stands before and after."""
    table = tomllib.loads((FOLDER / language / "context.toml").read_text(encoding="utf-8"))
    return table["before"], table["after"]


def fits(finding: Case, wanted: Case, places: dict[str, tuple[str, int]]) -> bool:
    """Whether a finding is the one that was asked for: type, severity, and words that it must touch."""
    types = wanted["type"] if isinstance(wanted["type"], list) else [wanted["type"]]
    severities = [wanted["today"]] if "today" in wanted else wanted.get("severity", ABOVE_MINOR)
    if finding["type"] not in types or finding["severity"] not in severities:
        return False
    spans = [s for r in finding["readings"] for s in r["spans"]]
    return any(
        s["start"] < end and start < s["end"]
        for s in spans
        for start, end in occurrences(wanted, *places[s["version"]])
    )


def occurrences(wanted: Case, text: str, sentence: int) -> Iterator[tuple[int, int]]:
    """Where the words to touch stand: whole words, in scripts that have them."""
    words = wanted["touches"]
    pattern = re.escape(words) if SPACELESS.search(words) else rf"(?<!\w){re.escape(words)}(?!\w)"
    for match in re.compile(pattern).finditer(text, sentence):
        yield match.start(), match.end()


def shown(findings: Sequence[Any]) -> str:
    """Findings in a line each."""
    return "".join(f"\n  {f['type']} {f['severity']}: {f['message']}" for f in findings) or "nothing"


@pytest.mark.usefixtures("embedded")
@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_the_context_alone_is_calm(language: str) -> None:
    texts = {code: "\n\n".join(" ".join(part) for part in context(code)) for code in (language, "en")}
    versions = [service.Version(code, code, text, code) for code, text in texts.items()]
    findings = [f.to_dict() for f in service.compare(versions, translate=False).findings]
    assert [f for f in findings if f["severity"] in ABOVE_MINOR] == []


@pytest.mark.parametrize("kind", KEYS)
def test_every_case_is_well_formed(kind: str) -> None:
    checks: dict[str, Callable[[Case], bool]] = {
        "numbers": lambda c: "text" in c and ("numbers" in c) != bool(c.get("silent")),
        "dates": lambda c: {"text", "dates"} <= c.keys(),
        "names": lambda c: {"text", "names"} <= c.keys() or {"one", "other", "same"} <= c.keys(),
        "quotations": lambda c: {"text", "quotations"} <= c.keys(),
        "negation": lambda c: {"text", "found"} <= c.keys(),
        "attribution": lambda c: "text" in c and len(c.keys() & KEYS["attribution"]) > 1,
        "furniture": lambda c: {"line", "kind"} <= c.keys(),
        "pairs": lambda c: {"left", "expect", "why"} <= c.keys() and all(e.keys() >= {"type"} for e in c["expect"]),
    }
    for language, place, case in read(kind):
        where = f"tests/cases/{language}/{kind}.toml, case {place}"
        assert case.keys() <= KEYS[kind] | ALWAYS, f"{where}: unknown key"
        assert checks[kind](case), f"{where}: a key is missing"
        for wanted in case.get("expect", ()):
            assert wanted.keys() <= {"type", "severity", "touches", "today"}, f"{where}: unknown key in expect"
            assert wanted["touches"] in case["left"] + case.get("right", ""), (
                f"{where}: touches words that are not there"
            )
        if is_trap(kind, case) and kind not in ("furniture", "names"):
            assert case.get("why"), f"{where}: say why this is a trap"


def test_every_file_is_read() -> None:
    assert {path.stem for path in FOLDER.glob("*/*.toml")} == {*KEYS, "context"}


def test_enough_languages_and_a_third_are_traps() -> None:
    everything = [(kind, language, case) for kind in KEYS for language, _, case in read(kind)]
    traps = [case for kind, _, case in everything if is_trap(kind, case)]
    assert len({language for _, language, _ in everything}) >= FEWEST_LANGUAGES
    assert 3 * len(traps) >= len(everything)
