"""profile/: what a profile counts, by reports in which it can be counted by hand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import profile as public
from service.model.finding import Basis, Finding, FindingType, Reading, Severity, Span
from service.model.report import Report
from service.model.row import Row
from service.model.segment import Role, Segment
from service.model.version import Language, Version
from service.render.catalogues import catalogue, languages
from service.render.profile.measure import profile
from service.render.profile.standing import closest, furthest, most_often
from service.render.profile.tendency import Tendency
from service.render.profile.told import sentences
from service.render.profile.values import Profile
from tests.unit.findings import plain_finding


def finding(
    kind: str, row: int | None, *sides: str, severity: str = "major", outlier: str | None = None, pivot: bool = False
) -> Finding:
    """`sides`: versions, one letter each, and after a colon what they read: `ab:4`; nothing where they lack it."""
    readings = []
    for side in sides:
        who, _, quote = side.partition(":")
        readings.append(Reading(tuple(who), quote, tuple(Span(v, 0, len(quote)) for v in who)))
    basis = Basis.PIVOT if pivot else Basis.ORIGINAL
    return plain_finding(FindingType(kind), Severity(severity), row, tuple(readings), "", 0.9, basis, outlier)


def report(
    versions: str, rows: list[str], *findings: Finding, original: str = "", languages: dict[str, str] | None = None
) -> Report:
    """`versions`: one letter each; `rows`: the letters of those that have something there."""
    codes = {v: (languages or {}).get(v, "en") for v in versions}
    return Report(
        versions=tuple(Version(v, v.upper(), "x", None, "original" if v in original else None) for v in versions),
        languages={v: Language(codes[v], 1.0) for v in versions},
        segments=tuple(Segment(f"{v}.0", v, 0, 1, Role.BODY, 0, codes[v]) for v in versions),
        rows=tuple(Row(n, {v: (f"{v}.0",) if v in row else () for v in versions}, 1.0) for n, row in enumerate(rows)),
        findings=findings,
        warnings=(),
        signature={},
        pivot="en",
        translations={},
    )


def made(*arguments: Any, **more: Any) -> Profile:
    found = profile(report(*arguments, **more))
    assert found is not None
    return found


def kinds(of: Profile, version: str) -> dict[str, int]:
    return {str(kind): times for kind, times in next(v for v in of.versions if v.id == version).kinds}


class TestCloseness:
    @pytest.mark.parametrize(
        ("rows", "findings", "b"),
        [
            (["ab"] * 10, [], 1.0),
            (["ab"] * 10, [finding("number", 0, "a:4", "b:5", severity="critical")], 0.9),
            (["ab"] * 10, [finding("number", 0, "a:4", "b:5")], 0.95),
            (["ab"] * 10, [finding("number", 0, "a:4", "b:5", severity="minor")], 0.99),
            (["ab"] * 10, [finding("wording", 0, "a:big", "b:large", severity="neutral")], 1.0),
            # The worst of a row counts, not each.
            (["ab"] * 10, [finding("number", 0, "a:4", "b:5"), finding("date", 0, "a:1", "b:2")], 0.95),
            # A row that one lacks is lost once, with or without a finding that says so; one that both lack is none.
            (["ab"] * 9 + ["a", ""], [], 0.9),
            (["ab"] * 9 + ["b"], [], 0.9),
            (["ab"] * 9 + ["a"], [finding("omission", 9, "a:more", "b:")], 0.9),
            # What belongs to no row counts once, what b has wrong by itself not at all.
            (["ab"] * 10, [finding("order", None, "b:x", "a:y")], 0.95),
            (["ab"] * 10, [finding("spelling", 1, "b:widnows")], 1.0),
            (["a", "b"], [], 0.0),
        ],
    )
    def test_to_the_original(self, rows: list[str], findings: list[Finding], b: float) -> None:
        found = made("ab", rows, *findings, original="a")
        assert [v.closeness for v in found.versions] == [None, pytest.approx(b)]

    def test_to_the_others(self) -> None:
        """a and b agree in all of ten rows, c has another number in one of them: .95 to each."""
        found = made("abc", ["abc"] * 10, finding("number", 0, "ab:4", "c:5"))
        assert [v.closeness for v in found.versions] == pytest.approx([0.975, 0.975, 0.95])

    def test_where_one_breaks_off_the_others_are_alike_however_they_are_quoted(self) -> None:
        found = made("abc", ["abc"] * 10, finding("truncation", 0, "c:on Platform", "a:X mit.", "b:X."), original="a")
        assert [v.closeness for v in found.versions] == [None, 1.0, 0.95]

    def test_nothing_to_compare(self) -> None:
        found = made("ab", [], original="a")
        assert found.versions[1].closeness is None
        assert found.sentences[0] == "Nothing tells which version is closest."

    def test_two_originals_are_none(self) -> None:
        assert made("abc", ["abc"], original="ab").original is None

    def test_one_is_said_of_those_alone_that_nothing_tells_apart(self) -> None:
        slip = finding("number", 0, "a:4", "b:5", severity="minor")
        assert made("ab", ["ab"] * 1000, slip, original="a").versions[1].shown == 0.99
        assert made("ab", ["ab"] * 1000, original="a").versions[1].shown == 1.0


class TestWhoIsClosest:
    def test_two_findings_tell_versions_apart(self) -> None:
        two = [finding("number", n, "ab:4", "c:5", outlier="c") for n in range(2)]
        found = made("abc", ["abc"] * 10, *two, original="a")
        assert [v.id for v in closest(found)] == ["b"]
        assert [v.id for v in furthest(found)] == ["c"]

    def test_one_finding_does_not(self) -> None:
        grave = finding("number", 0, "ab:4", "c:5", outlier="c", severity="critical")
        found = made("abc", ["abc"] * 10, grave, original="a")
        assert [v.id for v in closest(found)] == ["b", "c"]
        assert furthest(found) == ()

    def test_rows_count_that_nobody_made_a_finding_of(self) -> None:
        found = made("abc", ["abc"] * 6 + ["ab"] * 4, original="a")
        assert [v.id for v in closest(found)] == ["b"]
        assert found.findings == 0

    def test_what_the_original_takes_no_part_in_takes_nobody_away_from_it(self) -> None:
        grave = finding("number", 0, "abc:4", "d:5", outlier="d", severity="critical")
        among = [finding("number", n, "bc:4", "d:5", outlier="d") for n in (1, 2)]
        found = made("abcd", ["abcd"] * 10, grave, *among, original="a")
        assert [v.total for v in found.versions] == [0, 0, 0, 3]
        assert [v.id for v in closest(found)] == ["b", "c", "d"]

    def test_hair_is_not_split(self) -> None:
        """.97 and .98 are about equally close."""
        slips = [finding("number", n, "ac:4", "b:5", severity="minor") for n in range(2)]
        more = [finding("name", n, "ab:Lee", "c:Li", severity="minor") for n in range(3)]
        found = made("abc", ["abc"] * 10, *slips, *more, original="a")
        assert [v.id for v in closest(found)] == ["b", "c"]


class TestWhatItTendsTo:
    @pytest.mark.parametrize(
        ("one", "kind"),
        [
            (finding("attribution", 0, "a:according to", "b:"), Tendency.DROPS_ATTRIBUTIONS),
            (finding("attribution", 0, "a:allegedly", "b:"), Tendency.MORE_CERTAIN),
            (finding("attribution", 0, "b:allegedly", "a:"), Tendency.SOFTENS),
            (finding("attribution", 0, "b:according to", "a:"), Tendency.ADDS_ATTRIBUTIONS),
            (finding("omission", 0, "a:more", "b:"), Tendency.LEAVES_OUT),
            (finding("addition", 0, "b:more", "a:"), Tendency.ADDS),
            (finding("omission", 0, "b:more", "a:"), Tendency.ADDS),
            (finding("number", 0, "a:4", "b:5"), Tendency.CHANGES_FIGURES),
            (finding("number", 0, "a:4", "b:"), Tendency.DROPS_FIGURES),
            (finding("date", 0, "a:1 May", "b:2 May"), Tendency.CHANGES_DATES),
            (finding("name", 0, "a:Lee", "b:Li"), Tendency.CHANGES_NAMES),
            (finding("name", 0, "a:Lee", "b:"), Tendency.DROPS_NAMES),
            (finding("negation", 0, "a:not", "b:"), Tendency.DROPS_NEGATIONS),
            (finding("negation", 0, "b:not", "a:"), Tendency.ADDS_NEGATIONS),
            (finding("negation", 0, "a:did not wait", "b:waited"), Tendency.DROPS_NEGATIONS),
            (finding("negation", 0, "a:waited", "b:did not wait"), Tendency.ADDS_NEGATIONS),
            (finding("negation", 0, "a:nobody", "b:not all"), Tendency.CHANGES_NEGATIONS),
            (finding("attribution", 0, "a:police say", "b:they say"), Tendency.CHANGES_ATTRIBUTIONS),
            (finding("terminology", 0, "a:fighter", "b:terrorist"), Tendency.LOADED_WORDS),
            (finding("case", 0, "b:x"), Tendency.SLIPS),
        ],
    )
    def test_by_its_own_reading(self, one: Finding, kind: Tendency) -> None:
        assert kinds(made("ab", ["ab"], one, original="a"), "b") == {str(kind): 1}

    def test_a_term_of_the_glossary_is_no_loaded_word(self) -> None:
        """A glossary asks across languages; loaded words stand against each other in one, or in translation."""
        for pivot, kind in ((False, "other-terms"), (True, "loaded-words")):
            one = finding("terminology", 0, "a:Kämpfer", "b:terrorist", pivot=pivot)
            assert kinds(made("ab", ["ab"], one, original="a", languages={"a": "de"}), "b") == {kind: 1}

    def test_a_hedge_is_known_by_the_language_that_has_it(self) -> None:
        one = finding("attribution", 0, "a:angeblich", "b:")
        assert kinds(made("ab", ["ab"], one, original="a", languages={"a": "de"}), "b") == {"more-certain": 1}

    @pytest.mark.parametrize("kind", FindingType)
    @pytest.mark.parametrize("sides", [("a:x", "b:"), ("a:", "b:y"), ("b:x",), ("b:",)])
    def test_every_type_is_something(self, kind: FindingType, sides: tuple[str, ...]) -> None:
        found = made("ab", ["ab"], finding(kind, 0, *sides), original="a")
        assert sum(kinds(found, "b").values()) + sum(kinds(found, "a").values()) == 1

    def test_what_was_found_once_is_no_habit(self) -> None:
        numbers = [finding("number", n, "a:4", "b:5") for n in range(2)]
        found = made("ab", ["ab"] * 5, *numbers, finding("name", 3, "a:Lee", "b:Li"), original="a")
        (_, b) = found.versions
        assert b.habits == ((Tendency.CHANGES_FIGURES, 2),)
        assert kinds(found, "b") == {"changes-figures": 2, "changes-names": 1}

    def test_harmless_differences_are_style(self) -> None:
        style = [finding("wording", n, "a:big", "b:large", severity="neutral") for n in range(5)]
        (_, b) = made("ab", ["ab"] * 5, *style, original="a").versions
        assert (b.total, b.kinds) == (0, ())


class TestWhoDeparts:
    def test_nobody_of_two_without_an_original(self) -> None:
        found = made("ab", ["ab"] * 5, *(finding("number", n, "a:4", "b:5") for n in range(3)))
        assert [v.total for v in found.versions] == [0, 0]
        assert (found.undecided, found.differ) == (3, ((FindingType.NUMBER, 3),))

    def test_whether_one_adds_or_the_other_leaves_out_is_one_thing_then(self) -> None:
        both = [finding("omission", 0, "a:more", "b:"), finding("addition", 1, "b:more", "a:")]
        assert made("ab", ["ab"] * 5, *both).differ == ((FindingType.OMISSION, 2),)

    def test_but_who_is_at_fault_by_itself_is_known(self) -> None:
        found = made("ab", ["ab"] * 5, finding("spelling", 0, "a:widnows"), finding("case", 1, "a:x"))
        assert [v.total for v in found.versions] == [2, 0]
        assert (found.undecided, kinds(found, "a")) == (0, {"slips": 2})

    def test_never_the_original_whoever_agrees_against_it(self) -> None:
        found = made("abc", ["abc"] * 5, finding("name", 0, "a:Lee", "bc:Li", outlier="a"), original="a")
        assert [v.total for v in found.versions] == [0, 1, 1]

    def test_by_severity(self) -> None:
        grades = ("critical", "major", "major", "minor", "neutral")
        numbers = [finding("number", n, "a:4", "b:5", severity=grade) for n, grade in enumerate(grades)]
        (_, b) = made("ab", ["ab"] * 5, *numbers, original="a").versions
        assert [b.findings.get(severity, 0) for severity in Severity] == [1, 2, 1, 0]

    def test_ties_stand_out_together_and_all_of_them_not_at_all(self) -> None:
        twice = [finding("number", n, "ab:4", "cd:5") for n in range(2)]
        assert [v.id for v in most_often(made("abcd", ["abcd"] * 5, *twice, original="a"))] == ["c", "d"]
        each = [finding("number", n, "abcd".replace(v, "") + ":4", f"{v}:5") for n in (0, 1) for v in "abcd"]
        assert most_often(made("abcd", ["abcd"] * 5, *each)) == ()


def test_none_of_a_version_by_itself(alone: Report) -> None:
    assert profile(alone) is None


def test_the_public_function(platform: Report) -> None:
    found = public(platform)
    assert found is not None
    assert found == profile(platform)
    plain = found.to_dict()
    assert plain["original"] == "agency"
    assert plain["sentences"] == list(found.sentences)
    assert [v["id"] for v in plain["versions"]] == ["agency", "print", "wire"]
    # By hand: of six rows print lacks one, has a critical finding in two others, and a major one in a fourth: 2.5 of 6.
    assert plain["versions"][1] == {
        "id": "print",
        "label": "print",
        "closeness": 0.417,
        "rows": 5,
        "share_of_rows": 0.833,
        "findings": {"critical": 2, "major": 2, "minor": 1},
        "kinds": [
            {"kind": kind, "count": 1}
            for kind in ("breaks-off", "changes-figures", "drops-attributions", "drops-negations", "leaves-out")
        ],
        "habits": [],
    }


LETTERS = "abcde"
FINDINGS = st.lists(
    st.builds(
        lambda kind, row, sides, severity, outlier: finding(
            kind, row, *(f"{who}:{quote}" for who, quote in sides), severity=severity, outlier=outlier
        ),
        st.sampled_from(list(FindingType)),
        st.one_of(st.none(), st.integers(0, 4)),
        st.lists(
            st.tuples(st.sampled_from([*LETTERS, "ab", "cd", "bcd"]), st.sampled_from(["", "x", "y"])), max_size=4
        ),
        st.sampled_from(list(Severity)),
        st.one_of(st.none(), st.sampled_from([*LETTERS, "nobody"])),
    ),
    max_size=12,
)


@given(
    FINDINGS,
    st.integers(2, 5),
    st.lists(st.sampled_from(["abcde", "a", "bc", "ae", "", "de"]), max_size=5),
    st.sampled_from(["", "a", "b", "ab"]),
)
def test_whatever_was_found(findings: list[Finding], size: int, rows: list[str], original: str) -> None:
    """Nothing falls over, nothing is counted twice for one version, and every habit has two findings."""
    found = profile(report(LETTERS[:size], rows, *findings, original=original))
    assert found is not None
    for version in found.versions:
        assert version.closeness is None or 0 <= version.closeness <= 1
        assert version.total == sum(times for _, times in version.kinds) <= found.findings
        assert all(times >= 2 for _, times in version.habits)
    assert found.undecided <= found.findings
    for told in (sentences(found, catalogue(code)) for code in languages()):
        assert len(told) == 3
        assert all(sentence.endswith(".") and not sentence.startswith(" ") for sentence in told)
    assert found.to_dict() == profile(report(LETTERS[:size], rows, *findings, original=original)).to_dict()  # type: ignore[union-attr]


@given(st.text(max_size=60))
def test_whatever_text_and_ids(text: str) -> None:
    names = [text, f"{text}2", "third"]
    versions = tuple(Version(v, text, text or "x", None, text if v == text else None) for v in names)
    one = plain_finding(
        FindingType.NUMBER,
        Severity.MAJOR,
        0,
        (Reading((names[0], names[1]), text, ()), Reading((names[2],), f"{text}!", ())),
        text,
        0.9,
    )
    rows = (Row(0, {v: (v,) for v in names}, 1.0),)
    found = profile(Report(versions, {}, (), rows, (one, one), (), {}, "en", {}))
    assert found is not None
    for sentence in (line for code in languages() for line in sentences(found, catalogue(code))):
        assert not set(sentence) & {"\n", "\r", "\x1b", "\u202e", "\u2066"}
    assert [v.total for v in found.versions] == [0, 0, 2]
