"""Hand-written reports. Nothing here was made by the pipeline: the texts are invented, the findings are set by hand."""

from collections.abc import Callable, Sequence

import pytest

from service.model.finding import Basis, Finding, FindingType, Reading, Severity, Span
from service.model.report import Report, Warning
from service.model.row import Row
from service.model.segment import Role, Segment
from service.model.version import Language, Version
from tests.unit.findings import plain_finding, plain_warning

HEADING = "heading"
Part = str | tuple[str, str]  # running text, or (HEADING or the kind of furniture, text)


class Story:
    """Builds a report from versions written as lists of parts, in which rows and readings point by words."""

    def __init__(self, pivot: str = "en") -> None:
        self.pivot = pivot
        self.versions: list[Version] = []
        self.languages: dict[str, Language] = {}
        self.segments: list[Segment] = []
        self.rows: list[Row] = []
        self.findings: list[Finding] = []
        self.warnings: list[Warning] = []
        self.translations: dict[str, str] = {}

    def version(self, id: str, label: str, language: str, relation: str | None, *parts: Part) -> None:
        text = ""
        for number, part in enumerate(parts):
            kind, words = part if isinstance(part, tuple) else ("body", part)
            text += "\n\n" if text else ""
            role = Role(kind) if kind in (HEADING, "body") else Role.FURNITURE
            furniture = kind if role is Role.FURNITURE else None
            start = len(text)
            text += words
            self.segments.append(
                Segment(f"{id}.{number}", id, start, len(text), role, number, language, furniture=furniture)
            )
        self.versions.append(Version(id, label, text, language, relation))
        self.languages[id] = Language(language, 0.99)

    def align(self, *cells: Sequence[int | None], moved: Sequence[str] = ()) -> None:
        """One row a line: for each version in order the number of its part, or None where it has none."""
        for numbers in cells:
            row = {v.id: () if n is None else (f"{v.id}.{n}",) for v, n in zip(self.versions, numbers, strict=True)}
            self.rows.append(Row(len(self.rows), row, 0.9, tuple(moved)))

    def words(self, version: str, quote: str) -> Span:
        start = self.text(version).index(quote)
        return Span(version, start, start + len(quote))

    def gap(self, version: str, after: str) -> Span:
        place = self.words(version, after).end
        return Span(version, place, place)

    def text(self, version: str) -> str:
        return next(v.text for v in self.versions if v.id == version)

    def reading(self, *spans: Span, value: str | None = None, pivot: str | None = None) -> Reading:
        first = spans[0]
        versions = tuple(dict.fromkeys(s.version for s in spans))
        return Reading(versions, self.text(first.version)[first.start : first.end], spans, value, pivot)

    def find(
        self,
        kind: str,
        severity: str,
        row: int | None,
        message: str,
        *readings: Reading,
        outlier: str | None = None,
        basis: Basis = Basis.ORIGINAL,
        confidence: float = 0.9,
    ) -> None:
        self.findings.append(
            plain_finding(FindingType(kind), Severity(severity), row, readings, message, confidence, basis, outlier)
        )

    def report(self) -> Report:
        return Report(
            versions=tuple(self.versions),
            languages=self.languages,
            segments=tuple(self.segments),
            rows=tuple(self.rows),
            findings=tuple(sorted(self.findings, key=lambda f: f.severity.rank)),
            warnings=tuple(self.warnings),
            signature={"variorum": "0.1.0", "embedder": "none 1"},
            pivot=self.pivot,
            translations=self.translations,
        )


@pytest.fixture(scope="session")
def new_story() -> type[Story]:
    """The builder, for tests that need a report of their own."""
    return Story


@pytest.fixture(scope="session")
def platform(new_story: type[Story]) -> Report:
    """A German original, its English translation that breaks off at "on Platform", and a wire copy."""
    story = Story()
    story.version(
        "agency",
        "agency",
        "de",
        "original",
        (HEADING, "Kommando meldet Angriff auf X"),
        ("button", "Bild vergrößern"),
        "Das US-Militär griff am Dienstag ein Lager im Norden an, teilte das Kommando auf der Plattform X mit.",
        "Vier Soldaten wurden nach Angaben des Ministeriums verletzt.",
        "Das Lager war seit Monaten beobachtet worden.",
        "„Wir haben nicht gewartet“, sagte ein Sprecher.",
        "Die Regierung des Landes äußerte sich zunächst nicht.",
    )
    story.version(
        "print",
        "print",
        "en",
        "translation",
        (HEADING, "Command reports strike on X"),
        ("button", "Enlarge image"),
        ("caption", "The depot, seen from the air in March"),
        ("credit", "Photo: M. Example/Agency"),
        "The US military attacked a depot in the north on Tuesday, the command announced on Platform",
        "Five soldiers were injured.",
        "The depot had been watched for months.",
        "“We waited,” a spokesman said.",
    )
    story.version(
        "wire",
        "wire",
        "en",
        "wire",
        (HEADING, "US military reports strike"),
        "The US military struck a depot in the north on Tuesday, the command said on the platform X.",
        "Four soldiers were injured, according to the ministry.",
        "The depot had been under watch for months.",
        "“We did not wait,” a spokesman said.",
        "The country's government did not comment at first.",
    )
    story.align((0, 0, 0), (2, 4, 1), (3, 5, 2), (4, 6, 3), (5, 7, 4), (6, None, 5))
    story.translations = {
        "agency.0": "Command reports attack on X",
        "agency.2": "The US military attacked a camp in the north on Tuesday, the command said on platform X.",
        "agency.3": "Four soldiers were injured, according to the ministry.",
        "agency.4": "The camp had been watched for months.",
        "agency.5": "“We did not wait,” said a spokesman.",
        "agency.6": "The country's government did not comment at first.",
    }
    story.find(
        "truncation",
        "critical",
        1,
        "print breaks off after “on Platform”; the two others go on: “X”.",
        story.reading(story.words("agency", "auf der Plattform X mit."), story.words("wire", "on the platform X.")),
        story.reading(story.words("print", "on Platform")),
        outlier="print",
        confidence=0.97,
    )
    story.find(
        "number",
        "critical",
        2,
        "print has 5 soldiers where the two others have 4.",
        story.reading(story.words("agency", "Vier"), story.words("wire", "Four"), value="4"),
        story.reading(story.words("print", "Five"), value="5"),
        outlier="print",
    )
    story.find(
        "attribution",
        "major",
        2,
        "print does not say who says so: “according to the ministry”.",
        story.reading(
            story.words("agency", "nach Angaben des Ministeriums"), story.words("wire", ", according to the ministry")
        ),
        story.reading(story.gap("print", "were injured")),
        outlier="print",
    )
    story.find(
        "negation",
        "major",
        4,
        "print says that they waited; the two others say that they did not.",
        story.reading(
            story.words("agency", "haben nicht gewartet"),
            story.words("wire", "did not wait"),
            pivot="“We did not wait,” said a spokesman.",
        ),
        story.reading(story.words("print", "waited")),
        outlier="print",
        basis=Basis.PIVOT,
        confidence=0.71,
    )
    story.find(
        "omission",
        "minor",
        5,
        "print lacks a sentence that the two others have.",
        story.reading(
            story.words("agency", "Die Regierung des Landes äußerte sich zunächst nicht."),
            story.words("wire", "The country's government did not comment at first."),
        ),
        Reading(("print",), "", (Span("print", len(story.text("print")), len(story.text("print"))),)),
        outlier="print",
    )
    story.find(
        "wording",
        "neutral",
        3,
        "“had been watched” and “had been under watch” say the same.",
        story.reading(story.words("print", "had been watched")),
        story.reading(story.words("wire", "had been under watch")),
    )
    story.warnings = [plain_warning("short-text", "print is much shorter than the other versions.", "print")]
    return story.report()


@pytest.fixture(scope="session")
def arabic() -> Report:
    """A right-to-left original beside an English translation that has another number."""
    story = Story()
    story.version(
        "asl",
        "الأصل",
        "ar",
        "original",
        (HEADING, "قصف مستودع في الشمال"),
        "أعلنت القيادة على منصة X أن أربعة جنود أصيبوا يوم الثلاثاء.",
        "ولم تعلق الحكومة.",
    )
    story.version(
        "en",
        "English",
        "en",
        "translation",
        (HEADING, "Depot in the north shelled"),
        "The command announced on the platform X that five soldiers were injured on Tuesday.",
        "The government did not comment.",
    )
    story.align((0, 0), (1, 1), (2, 2))
    story.find(
        "number",
        "critical",
        1,
        "الأصل has 4 where English has 5.",
        story.reading(story.words("asl", "أربعة"), value="4"),
        story.reading(story.words("en", "five"), value="5"),
    )
    return story.report()


@pytest.fixture(scope="session")
def agreeing() -> Report:
    """Two versions that say the same, the German one translated by a machine."""
    story = Story()
    story.version("de", "Berlin", "de", "original", (HEADING, "Streik beendet"), "Der Streik ist vorbei.")
    story.version("en", "London", "en", "translation", (HEADING, "Strike over"), "The strike is over.")
    story.align((0, 0), (1, 1))
    story.translations = {"de.0": "Strike ended", "de.1": "The strike is over."}
    return story.report()


@pytest.fixture(scope="session")
def alone() -> Report:
    """One version by itself, in which a sentence breaks off."""
    story = Story()
    story.version(
        "only",
        "article.txt",
        "en",
        None,
        "The army announced the strike on Platform",
        "Nobody was hurt.",
    )
    story.align((0,), (1,))
    story.find(
        "truncation",
        "major",
        0,
        "article.txt seems to break off after “on Platform”.",
        story.reading(story.words("only", "on Platform")),
        confidence=0.8,
    )
    return story.report()


@pytest.fixture(scope="session")
def twelve() -> Report:
    """Twelve versions, one of which has another number."""
    story = Story()
    for n in range(1, 13):
        number = "seven" if n == 9 else "six"
        story.version(
            f"v{n}",
            f"Version {n}",
            "en",
            "original" if n == 1 else "retelling",
            f"A fire in the harbour destroyed {number} boats.",
            "It was put out by morning.",
        )
    story.align((0,) * 12, (1,) * 12)
    story.find(
        "number",
        "major",
        0,
        "Version 9 has 7 boats where the 11 others have 6.",
        story.reading(*(story.words(f"v{n}", "six") for n in range(1, 13) if n != 9), value="6"),
        story.reading(story.words("v9", "seven"), value="7"),
        outlier="v9",
    )
    return story.report()


HOSTILE = (
    "<script>alert('1')</script> \x1b[31mred\x1b]0;title\x07 \x9b2J \u202eevil\u2066 \ud800 "
    "{{ 7 * 7 }} [bold]x[/bold] &amp;"
)


def hostile_report(text: str) -> Report:
    """`text` in every place of a report that a stranger can write to, with gaps and spans at odd places."""
    story = Story()
    body = f"a{text}b"
    quote = "".join(char for char in text if not "\ud800" <= char <= "\udfff")  # `Finding.id` cannot encode them
    for id in (quote or "one", f"{quote}2"):
        story.version(id, text, "en", text or None, (HEADING, body), (text or "caption", body), body)
    story.languages = {v.id: Language(text or "und", 0.1) for v in story.versions}
    story.align((0, 0), (2, None))
    first, second = story.versions
    end = len(first.text)
    last = Reading((first.id,), quote, (Span(first.id, end - 3, end),), value=text, pivot=text)
    gap = Reading((second.id,), "", (Span(second.id, 0, 0), Span(second.id, end, end)))
    nowhere = Reading((first.id, second.id), quote, (), value=text)
    beyond = Reading((first.id,), quote, (Span(first.id, end + 5, end + 9),))
    for row, severity in ((1, "critical"), (None, "minor"), (1, "minor"), (0, "neutral")):
        story.find("omission", severity, row, text, last, gap, nowhere, beyond, outlier=second.id)
    story.find("meaning", "major", None, text)
    story.warnings = [plain_warning(text, text, text)]
    story.translations = {s.id: text for s in story.segments}
    return story.report()


@pytest.fixture(scope="session")
def hostile() -> Report:
    """Script tags, ANSI escapes, bidi overrides and a lone surrogate wherever a stranger can put them."""
    return hostile_report(HOSTILE)


@pytest.fixture(scope="session")
def with_text() -> Callable[[str], Report]:
    """Makes the hostile report of any text."""
    return hostile_report
