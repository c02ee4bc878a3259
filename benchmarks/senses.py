"""How often the words that may be neither lost nor turned (senses.toml) are told between two texts that say the same.

    python benchmarks/senses.py [--show] [--quick]

Pairs of sentences that people or machines translated, of ../shared/data: the stories in five languages, the German
stories, thirteen German versions of English ones, and DEMETR's sources beside their two English translations. `met`:
pairs in which a qualifier, or exactly one sense of an axis, stands on one side; `seen`: of these, those in which the
other side has it, too, so that a loss or a turn would be told; `told`: findings, each a false alarm or a true slip.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from service.differences.qualified import QUALIFIERS, qualifiers  # noqa: E402  # the script runs from a checkout, not installed
from service.differences.turned import AXES, only_sense, turned  # noqa: E402
from service.languages.senses import has_sense, hinted  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
STORIES = ("de", "ru", "zh", "ja", "cs")
DEMETR = {"german": "de", "french": "fr", "czech": "cs"}

Text = tuple[str, str]
"""A sentence and its language."""


def pairs(quick: bool) -> Iterator[tuple[Text, Text]]:
    """Sentences that say the same: the original first."""
    for story in sorted((DATA / "wmt21-stories-dev").glob("*/")):
        for file in (f for language in STORIES for f in sorted(story.glob(f"{language}-translation-*.txt"))):
            yield from _side_by_side(_lines(story / "en-original.txt"), "en", _lines(file), file.name[:2])
    if quick:
        return
    for story in sorted((DATA / "wmt21-german-dev").glob("*/")):
        for file in sorted(story.glob("en-*.txt")):
            yield from _side_by_side(_lines(story / "de-original.txt"), "de", _lines(file), "en")
    for file in sorted((DATA / "wmt23-mqm-dev").glob("*.json")):
        story = json.loads(file.read_text(encoding="utf-8"))
        for version in story["versions"].values():
            yield from _side_by_side(story["source"], "en", version, "de")
    lines = {line for f in (DATA / "demetr-dev").glob("*.jsonl") for line in f.read_text(encoding="utf-8").splitlines()}
    items = [json.loads(line) for line in sorted(lines)]
    known = {(i["src_sent"], DEMETR[i["lang_tag"]], i[k]) for i in items for k in ("eng_sent", "mt_sent")}
    yield from (((source, language), (english, "en")) for source, language, english in sorted(known))


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _side_by_side(one: list[str], language: str, other: list[str], its: str) -> Iterator[tuple[Text, Text]]:
    return (((a, language), (b, its)) for a, b in zip(one, other, strict=True))


def judged(one: Text, other: Text) -> Iterator[tuple[str, bool, bool]]:
    """What is met: its kind, whether it is seen on the other side, and whether it is told."""
    for here, there in ((one, other), (other, one)):
        for name in QUALIFIERS:
            if has_sense(there[1], name) and any(s.name == name for s in qualifiers(*here)):
                has = name in hinted(*there)
                yield "lost", has, not has
    for axis in AXES:
        if only_sense(*one, axis):
            yield "turned", bool(only_sense(*other, axis)), turned(*one, *other, axis) is not None


def main() -> None:
    """Counts and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print what is told")
    parser.add_argument("--quick", action="store_true", help="only the stories in five languages")
    args = parser.parse_args()
    if not DATA.is_dir():
        print("skipped: there is no ../shared/data")
        return
    counts: Counter[str] = Counter()
    for one, other in pairs(args.quick):
        counts["pairs"] += 1
        for kind, seen, told in judged(one, other):
            counts[f"{kind} met"] += 1
            counts[f"{kind} seen"] += seen
            counts[f"{kind} told"] += told
            if told and args.show:
                print(f"{kind}\n    {one[0]}\n    {other[0]}")
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
