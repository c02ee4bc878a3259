"""Sentence alignment: the yearbook, what was planted in news, and time and memory of long texts.

usage: PYTHONPATH=. python benchmarks/align.py [--quick] [--scale]

The yearbook (../shared/data/alignment-dev) gives strict and lax F1 as ../shared/eval/alignment.py counts them. In the
news stories (../shared/data/wmt21-*) one sentence of a translation is left out, a strange one put in, or two neighbours
swapped; found means that just that sentence stands alone, or that one of the two neighbours pairs and the other leaves
a gap on each side. A false gap is a sentence of an untouched pair that stands alone. `--scale` adds long texts, each in
a process of its own. The last line is JSON.
"""

import argparse
import ast
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
sys.path.insert(0, str(ROOT))

from service import align  # noqa: E402  # the script runs from a checkout, not installed
from service.pipeline.align import Bead  # noqa: E402

SIZES = (500, 1000, 2000, 5000)
COVERED = ("de", "ru", "zh", "ja")
Pair = tuple[str, str, list[str], list[str]]  # languages, original, translation


def lines(path: Path) -> list[str]:
    """The sentences of a file."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def yearbook() -> dict[str, float]:
    """Strict and lax F1, and milliseconds a sentence of the longer side."""
    folder = DATA / "alignment-dev"
    left, right = ((folder / f"dev.{code}").read_text(encoding="utf-8").splitlines() for code in ("de", "fr"))
    gold: list[Bead] = []
    for line in lines(folder / "dev.defr"):
        a, b = line.split(":")[:2]
        gold.append((tuple(ast.literal_eval(a)), tuple(ast.literal_eval(b))))
    align(["Warm up."], ["Aufwärmen."], "en", "de")
    started = time.perf_counter()
    found = list(align(left, right, "de", "fr"))
    seconds = time.perf_counter() - started
    full = [bead for bead in found if all(bead)], [bead for bead in gold if all(bead)]
    strict = _f1(_share(found, gold), _share(full[1], full[0]))
    lax = _f1(_share(found, gold, lax=True), _share(full[1], full[0], lax=True))
    return {"strict": strict, "lax": lax, "ms": round(1000 * seconds / max(len(left), len(right)), 1)}


def _share(candidates: Sequence[Bead], reference: Sequence[Bead], lax: bool = False) -> float:
    known = set(reference)
    pairs = {(i, j) for a, b in reference for i in a for j in b} if lax else set()
    right = sum(bead in known or any((i, j) in pairs for i in bead[0] for j in bead[1]) for bead in candidates)
    return right / len(candidates)


def _f1(precision: float, recall: float) -> float:
    return round(2 * precision * recall / (precision + recall), 4)


def stories() -> Iterator[Pair]:
    """English beside its translations, German beside English."""
    for folder in sorted((DATA / "wmt21-stories-dev").glob("*/")):
        for code in (*COVERED, "cs"):
            yield "en", code, lines(folder / "en-original.txt"), lines(folder / f"{code}-translation-a.txt")
    for folder in sorted((DATA / "wmt21-german-dev").glob("*/")):
        yield "de", "en", lines(folder / "de-original.txt"), lines(folder / "en-translation-a.txt")


def planted(pairs: Sequence[Pair]) -> dict[str, int]:
    """Counts of what was planted and found, and of false gaps and false joins in untouched pairs."""
    rng = random.Random(5)
    counts: Counter[str] = Counter()
    for at, (source, target, left, right) in enumerate(pairs):
        clean = align(left, right, source, target)
        counts["sentences"] += len(left)
        counts["false_gaps"] += sum(not (a and b) for a, b in clean)
        counts["false_joins"] += sum(len(a) + len(b) > 2 for a, b in clean)
        others = [text for k, pair in enumerate(pairs) if k != at and pair[1] == target for text in pair[3]]
        for k in rng.sample(range(1, len(right) - 1), min(4, len(right) - 2)):
            gone = align(left, right[:k] + right[k + 1 :], source, target)
            more = align(left, [*right[:k], rng.choice(others), *right[k:]], source, target)
            swap = align(left, [*right[:k], right[k + 1], right[k], *right[k + 2 :]], source, target)
            counts["gaps"] += 2
            counts["gaps_found"] += (((k,), ()) in gone) + (((), (k,)) in more)
            counts["swaps"] += 1
            counts["swaps_found"] += _is_swap(set(swap), k)
    return dict(counts)


def _is_swap(beads: set[Bead], k: int) -> bool:
    here, there = ((k,), (k + 1,)), ((k + 1,), (k,))
    return {here, ((k + 1,), ()), ((), (k,))} <= beads or {there, ((k,), ()), ((), (k + 1,))} <= beads


def scale(count: int) -> dict[str, float]:
    """Seconds, and the most memory this process ever held, for texts of `count` sentences a side."""
    told = [line for name in ("platform-x/print.en.txt", "revisions/first.en.txt") for line in _bundled(name)]
    left = [f"{told[k % len(told)]} ({k // len(told)}, {k})" for k in range(count)]
    rng = random.Random(3)
    right = [text for text in left if rng.random() > 0.02]
    align(["Warm up."], ["Aufwärmen."], "en", "de")
    started = time.perf_counter()
    beads = align(left, right, "en", "en")
    seconds = time.perf_counter() - started
    right_pairs = sum(len(a) == len(b) == 1 and left[a[0]] == right[b[0]] for a, b in beads)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"sentences": count, "s": round(seconds, 1), "mb": round(peak), "right": round(right_pairs / len(right), 3)}


def _bundled(name: str) -> list[str]:
    return [line for line in lines(ROOT / "translations" / name) if len(line) > 30]


def _slope(rows: Sequence[dict[str, float]], key: str) -> float:
    first, last = rows[0], rows[-1]
    return round(math.log(last[key] / first[key]) / math.log(last["sentences"] / first["sentences"]), 2)


def main() -> None:
    """Prints one line a part, then JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a quarter of the stories")
    parser.add_argument("--scale", action="store_true", help="long texts, too: some minutes")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(scale(args.one)))
        return
    out: dict[str, object] = {}
    if DATA.is_dir():
        out |= yearbook()
        pairs = list(stories())[:: 4 if args.quick else 1]
        for name, some in (("covered", [p for p in pairs if p[1] != "cs"]), ("cs", [p for p in pairs if p[1] == "cs"])):
            out[name] = planted(some)
            print(name, out[name], flush=True)
    else:
        print(f"SKIPPED: {DATA} is not there; neither the yearbook nor the news stories were measured.", flush=True)
    if args.scale:
        rows = []
        for count in SIZES:
            run = subprocess.run([sys.executable, __file__, "--one", str(count)], capture_output=True, check=True)
            rows.append(json.loads(run.stdout))
            print(rows[-1], flush=True)
        out["scale"] = {"rows": rows, "slope_s": _slope(rows, "s"), "slope_mb": _slope(rows, "mb")}
    print(json.dumps(out))


if __name__ == "__main__":
    main()
