"""Whether two states of the program find the same: all findings of many stories, written down and compared.

usage: PYTHONPATH=. python benchmarks/same_findings.py write DATA FILE [--quick]
       PYTHONPATH=. python benchmarks/same_findings.py compare FILE FILE

DATA holds the folders wmt21-stories-dev, wmt21-german-dev, wmt23-mqm-dev, ntrex-dev, demetr-dev and reported-dev; those
that are missing are named and left out. A line of FILE is one comparison: its name, and of each finding the id, type,
severity, confidence, basis, row, message and the places, worst first. `compare` prints what only one of the files has,
and exits with 1 if there is any. The last line is JSON.
"""

import argparse
import json
import os
import sys
from collections import Counter
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from service import Version, compare, diff

LANGUAGES = ("ar", "cs", "de", "es", "fi", "fr", "ja", "ru", "uk", "zh")
STORIES = 20
DIFFS = 12
"""Sentence pairs of each of DEMETR's files."""


def comparisons(data, quick):
    """(name, findings) one after the other."""
    for folder in ("wmt21-stories-dev", "wmt21-german-dev"):
        for story in folders(data / folder)[: 1 if quick else None]:
            files = sorted(story.glob("*.txt"))
            original = next(f for f in files if "original" in f.name)
            others = [f for f in files if f is not original]
            for other in others:
                yield f"{folder}/{story.name}/{other.stem}", story_of([original, other])
            yield f"{folder}/{story.name}/all", story_of([original, *others[:5]])
            english = [f for f in others if f.name.startswith("en-")]
            if len(english) > 1:
                yield f"{folder}/{story.name}/no original", story_of(english, relation=None)
    for story in folders(data / "ntrex-dev")[:: 3 if not quick else 30][:STORIES]:
        english = story / "en-original.txt"
        for language in LANGUAGES:
            foreign = story / f"{language}-translation-a.txt"
            yield f"ntrex-dev/{story.name}/{language}", story_of([foreign, english])
    for file in files_of(data / "wmt23-mqm-dev", "json")[: 1 if quick else 5]:
        yield f"wmt23-mqm-dev/{file.stem}", thirteen(json.loads(file.read_text(encoding="utf-8")))
    for file in files_of(data / "reported-dev", "json"):
        for case in json.loads(file.read_text(encoding="utf-8"))[:: 10 if quick else 1]:
            versions = [Version(v["id"], v["id"], v["text"], v["language"], v["relation"]) for v in case["versions"]]
            yield f"reported-dev/{case['id']}", compare(versions, translate=case["translate"]).findings
    for file in files_of(data / "demetr-dev", "jsonl"):
        lines = file.read_text(encoding="utf-8").splitlines()
        for line in lines[:: max(1, len(lines) // DIFFS)][: 1 if quick else DIFFS]:
            pair = json.loads(line)
            yield f"demetr-dev/{file.stem}/{pair['id']}", diff(pair["eng_sent"], pair["pert_sent"])


def folders(path):
    """Those in a folder; a missing one is named."""
    if not path.is_dir():
        print(f"without {path.name}: not there", file=sys.stderr)
        return []
    return sorted(one for one in path.iterdir() if one.is_dir())


def files_of(path, ending):
    """Files with an ending; a missing folder is named."""
    if not path.is_dir():
        print(f"without {path.name}: not there", file=sys.stderr)
    return sorted(path.glob(f"*.{ending}"))


def story_of(files, relation="translation"):
    """The findings of an original, the first file, beside the others; without relations where `relation` is None."""
    relations = ["original" if relation else None, *[relation] * (len(files) - 1)]
    versions = [
        Version(f.stem, f.stem, f.read_text(encoding="utf-8"), f.name[:2], r)
        for f, r in zip(files, relations, strict=True)
    ]
    return compare(versions, translate=False).findings


def thirteen(story):
    """The findings of a story beside all its translations."""
    texts = {"original": story["source"]} | story["versions"]
    versions = [
        Version(name, name, "\n\n".join(text), None, "original" if name == "original" else "translation")
        for name, text in texts.items()
    ]
    return compare(versions, translate=False).findings


def told(finding):
    """What of a finding must not change unseen."""
    shown = finding.to_dict()
    places = [[s["version"], s["start"], s["end"]] for r in shown["readings"] for s in r["spans"]]
    keys = ("id", "type", "severity", "confidence", "basis", "row", "outlier", "message")
    return {key: shown[key] for key in keys} | {"places": places}


def write(data, file, quick):
    """One line a comparison."""
    count = 0
    with file.open("w", encoding="utf-8") as out:
        for name, found in comparisons(data, quick):
            count += len(found)
            out.write(json.dumps([name, [told(f) for f in found]], ensure_ascii=False, sort_keys=True) + "\n")
    print(json.dumps({"findings": count}))
    return 0


def compared(one, other):
    """Prints what differs."""
    sides = [dict(map(json.loads, file.read_text(encoding="utf-8").splitlines())) for file in (one, other)]
    differing = 0
    for name in sorted(sides[0].keys() | sides[1].keys()):
        a, b = ([json.dumps(f, ensure_ascii=False, sort_keys=True) for f in side.get(name, ())] for side in sides)
        if a == b:
            continue
        for mark, only in (("-", Counter(a) - Counter(b)), ("+", Counter(b) - Counter(a))):
            for line in only.elements():
                differing += 1
                f = json.loads(line)
                print(f"{mark} {name} row {f['row']} {f['severity']} {f['type']} {f['confidence']}: {f['message']}")
        if Counter(a) == Counter(b):
            differing += 1
            print(f"? {name}: the same findings in another order")
    print(json.dumps({"differing": differing}))
    return 1 if differing else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="with no command: nothing is done")
    commands = parser.add_subparsers(dest="command")
    writing = commands.add_parser("write")
    writing.add_argument("data", type=Path)
    writing.add_argument("file", type=Path)
    writing.add_argument("--quick", action="store_true")
    comparing = commands.add_parser("compare")
    comparing.add_argument("one", type=Path)
    comparing.add_argument("other", type=Path)
    options = parser.parse_args()
    if options.command is None:
        parser.print_help()
        return 0
    if options.command == "write":
        return write(options.data, options.file, options.quick)
    return compared(options.one, options.other)


if __name__ == "__main__":
    sys.exit(main())
