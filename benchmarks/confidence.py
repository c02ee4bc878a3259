"""Whether confidence keeps its word: of findings with .8, eight in ten should be real differences.

    python benchmarks/confidence.py            the table, from verdicts.csv and today's findings
    python benchmarks/confidence.py --read     the findings without a verdict, to be read
    python benchmarks/confidence.py --page     verdicts.md: finding by finding for the stories read line by line

verdicts.csv beside this file has a line for each finding that was read: set, story, the finding's id, and `keep`,
`slight` or `drop`: an editor would want to know it, could do without it, or it is wrong. The sentences stay in
../shared/data.
"""

import argparse
import csv
import itertools
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from service import Version, compare  # noqa: E402  # the script runs from a checkout, not installed
from service.actions.sources import read_sources  # noqa: E402
from service.model.finding import Finding, Severity  # noqa: E402
from service.settings import Settings  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
VERDICTS = Path(__file__).with_name("verdicts.csv")
BANDS = (0.0, 0.45, 0.55, 0.65, 0.75, 0.85, 1.01)
SETS = {
    "four languages": (
        "wmt21-stories-dev",
        ("en-original", "de-translation-a", "ru-translation-a", "zh-translation-a"),
    ),
    "machines": ("wmt21-german-dev", ("de-original", "en-machine-a", "en-machine-b")),
    "people": ("wmt21-german-dev", ("de-original", "en-translation-a", "en-translation-b")),
    "german": ("wmt21-stories-dev", ("en-original", "de-translation-a", "de-translation-c", "de-translation-d")),
    "far": (
        "wmt21-stories-dev",
        ("en-original", "cs-translation-a", "ja-translation-a", "ru-translation-b", "zh-translation-b"),
    ),
    "german alone": ("wmt21-stories-dev", ("de-translation-a", "de-translation-c", "de-translation-d")),
    "english alone": ("wmt21-german-dev", ("en-machine-a", "en-translation-a", "en-translation-b")),
}
BUNDLED = ("desert-rail", "platform-x", "porto", "revisions")
SYSTEMS = 13
READ = ("seed-article", "aj-english.22076", "guardian.306722", "german-0612")
PAGE = VERDICTS.with_suffix(".md")
HEAD = """# What an editor would keep

Written by `python benchmarks/confidence.py --page`. Style (neutral) is left aside, and so are the sentences; nothing
was machine-translated. `keep`: an editor wants to know it; `slight`: true, could do without it; `drop`: wrong. One
person read them, who also wrote the checks.
"""


def stories() -> Iterator[tuple[str, str, list[Version]]]:
    """Set, story and versions."""
    for name, (folder, files) in SETS.items():
        for story in sorted(p for p in (DATA / folder).iterdir() if p.is_dir()):
            found = [(f, story / f"{f}.txt") for f in files if (story / f"{f}.txt").is_file()]
            yield name, story.name, [_version(f, path.read_text(encoding="utf-8")) for f, path in found]
    for name in BUNDLED:
        yield "bundled", name, list(read_sources([name], Settings.from_env(), None, {}).versions)
    seed = (DATA / "seed" / "seed-article.en.txt").read_text(encoding="utf-8")
    yield "seed", "seed-article", [Version("seed", "seed", seed, "en")]
    for path in sorted((DATA / "wmt23-mqm-dev").glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        texts = {system: "\n\n".join(paragraphs) for system, paragraphs in story["versions"].items()}
        original = Version("original", "original", "\n\n".join(story["source"]), "en", "original")
        chosen = sorted(texts)[:SYSTEMS]
        yield "systems", path.stem, [original, *(Version(s, s, texts[s], "de", "translation") for s in chosen)]


def _version(name: str, text: str) -> Version:
    language, relation = name.split("-")[:2]
    return Version(name, name, text, language, "original" if relation == "original" else "translation")


def findings() -> Iterator[tuple[str, str, Finding]]:
    """What is told of each story, style left aside."""
    for name, story, versions in stories():
        for finding in compare(versions, translate=False).findings:
            if finding.severity is not Severity.NEUTRAL:
                yield name, story, finding


def read() -> None:
    """Prints what has no verdict yet."""
    known = {(r["set"], r["story"], r["id"]) for r in _verdicts()}
    for name, story, f in findings():
        if (name, story, f.id) not in known:
            quotes = " | ".join(f"{','.join(r.versions)}: {r.quote[:160]}" for r in f.readings)
            print(f"{name}\t{story}\t{f.id}\t{f.severity} {f.type} {f.confidence:.2f}\t{f.message[:200]}\t{quotes}")


def table() -> None:
    """Prints how many of the findings of each band of confidence an editor would keep."""
    verdicts = {(r["set"], r["story"], r["id"]): r["verdict"] for r in _verdicts()}
    bands: dict[float, list[tuple[float, str]]] = defaultdict(list)
    types: dict[str, list[str]] = defaultdict(list)
    for name, story, f in findings():
        if verdict := verdicts.get((name, story, f.id)):
            bands[max(b for b in BANDS if b <= f.confidence)].append((f.confidence, verdict))
            types[f"{f.type} {f.severity}"].append(verdict)
    print("| confidence | findings | mean | keep | keep or slight |\n| --- | --- | --- | --- | --- |")
    for low, high in itertools.pairwise(BANDS):
        read = bands[low]
        if read:
            mean = sum(c for c, _ in read) / len(read)
            shares = [sum(v in kept for _, v in read) / len(read) for kept in (("keep",), ("keep", "slight"))]
            print(
                f"| {low:.2f} to {min(1.0, high):.2f} | {len(read)} | {mean:.2f} | {shares[0]:.2f} | {shares[1]:.2f} |"
            )
    for name, found in sorted(types.items(), key=lambda item: -len(item[1])):
        print(f"{name}: {len(found)} read, {found.count('keep')} keep, {found.count('slight')} slight")


def page() -> None:
    """Writes verdicts.md: what an editor would keep of the stories in `READ`."""
    verdicts = {(r["set"], r["story"], r["id"]): r["verdict"] for r in _verdicts()}
    told: dict[tuple[str, str], list[tuple[Finding, str]]] = defaultdict(list)
    for name, story, f in findings():
        if story in (*BUNDLED, *READ):
            told[story, name].append((f, verdicts.get((name, story, f.id), "not read")))
    lines = [HEAD, *(_share(told.values(), severities) for severities in (("critical", "major"), ("minor",)))]
    for (story, name), found in sorted(told.items()):
        lines.append(f"\n## {story} ({name})\n\n| finding | severity and type | confidence | verdict |")
        lines.append("| --- | --- | --- | --- |")
        lines += [f"| {f.id} | {f.severity} {f.type} | {f.confidence:.2f} | {verdict} |" for f, verdict in found]
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _share(told: Iterable[Sequence[tuple[Finding, str]]], severities: Sequence[str]) -> str:
    verdicts = [verdict for found in told for f, verdict in found if f.severity in severities]
    counts = ", ".join(f"{verdicts.count(v)} {v}" for v in ("keep", "slight", "drop", "not read"))
    share = verdicts.count("keep") / len(verdicts)
    return f"- {' and '.join(severities)}: {len(verdicts)} findings, {counts}; kept {share:.2f}"


def _verdicts() -> list[dict[str, str]]:
    if not VERDICTS.is_file():
        return []
    with VERDICTS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--read", action="store_true", help="print what has no verdict yet")
    parser.add_argument("--page", action="store_true", help="write verdicts.md")
    options = parser.parse_args()
    (read if options.read else page if options.page else table)()
