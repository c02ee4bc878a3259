"""Time and memory of a comparison: 2 to 32 versions, 50 to 5,000 sentences, beside the embedder alone and collatex.

usage: PYTHONPATH=. python benchmarks/scale.py [--quick]

The versions are English and written by rule: sentences of a dozen shapes with names, places and figures, no two alike;
each further version changes a word in five of a hundred, leaves out one and puts in one. Nothing is translated. Each
case runs in a process of its own, with its models loaded before the clock starts; MB is the most that it ever held.
`floor` is the time that the embedder takes for the same sentences alone. `slope` is the exponent that fits the times:
1 is linear. collatex 2.3 (pip install collatex==2.3, which nothing else needs) collates the same witnesses. The last
line is JSON.
"""

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import time
from importlib.util import find_spec

SHAPES = (
    "{name} of {place} said on {day} that {n} {things} had been moved to {other}.",
    "The council of {place} spent {n} euros on {things} last year.",
    "In {place} about {n} people stood in line for {things}, and {name} was one of them.",
    "According to {name}, the {things} between {place} and {other} will open on {day}.",
    "“We have counted {n} {things},” {name} told a reporter in {place}.",
    "Nobody in {other} had expected {things} from {place} before {day}.",
    "A road of {n} metres leads from {place} to {other}, where {name} sells {things}.",
    "{name} has not decided yet whether the {things} stay in {place}.",
    "On {day} the harbour of {place} was closed because of {n} {things}.",
    "The minister thanked {name} for {n} {things}, which came from {other}.",
    "{place} lost against {other}, although {name} had brought {n} {things}.",
    "Police in {place} looked for {n} stolen {things} until {day}.",
)
THINGS = [
    "bridges",
    "lanterns",
    "violins",
    "tractors",
    "paintings",
    "bicycles",
    "letters",
    "kettles",
    "maps",
    "windows",
    "boats",
    "chairs",
    "clocks",
    "coats",
    "ovens",
    "ladders",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
FIRST, MIDDLE = ["Bar", "Kel", "Mon", "Tor", "Vel", "Sand", "Har", "Lun", "Ost", "Wim"], ["a", "e", "i", "o", "u"]
LAST = ["den", "ford", "holm", "mark", "wick", "by", "stad", "ley"]
WITNESSES = 10


def name(rng):
    return rng.choice(FIRST) + rng.choice(MIDDLE) + rng.choice(LAST)


def sentence(rng):
    words = {"name": name(rng), "place": name(rng), "other": name(rng), "day": rng.choice(DAYS)}
    return rng.choice(SHAPES).format(n=rng.randrange(100, 99_999), things=rng.choice(THINGS), **words)


def witnesses(versions, sentences):
    rng = random.Random(3)
    base = [sentence(rng) for _ in range(sentences)]
    made = [base]
    for _ in range(versions - 1):
        mine = list(base)
        for at in rng.sample(range(len(mine)), max(1, len(mine) // 20)):
            words = mine[at].split()
            words[rng.randrange(len(words))] = rng.choice(THINGS)
            mine[at] = " ".join(words)
        del mine[rng.randrange(len(mine))]
        mine.insert(rng.randrange(len(mine)), sentence(rng))
        made.append(mine)
    return made


def text(sentences):
    return "\n\n".join(" ".join(sentences[k : k + 3]) for k in range(0, len(sentences), 3))


def ours(versions, sentences):
    """Seconds of a comparison, of the embedder alone, findings, and megabytes."""
    from service import Version
    from service.actions.compare import compare_versions
    from service.settings import Settings
    from service.wiring import engines

    settings = Settings()
    parts = engines(settings)
    warm = [Version(f"w{k}", f"w{k}", text(told), "en") for k, told in enumerate(witnesses(2, 10))]
    compare_versions(warm, parts, settings, "en", False)
    told = witnesses(versions, sentences)
    engines.cache_clear()
    floor = engines(settings)
    floor.embedder.encode(["warm"])
    started = time.perf_counter()
    floor.embedder.encode([one for version in told for one in version])
    alone = time.perf_counter() - started
    made = [Version(f"v{k}", f"v{k}", text(version), "en") for k, version in enumerate(told)]
    started = time.perf_counter()
    report = compare_versions(made, parts, settings, "en", False)
    seconds = time.perf_counter() - started
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": seconds,
        "floor": alone,
        "MB": megabytes,
        "findings": len(report.findings),
        "stages": {k: round(v, 3) for k, v in report.seconds.items()},
    }


def theirs(versions, sentences):
    """Seconds of collatex."""
    from collatex import Collation, collate

    collation = Collation()
    for k, version in enumerate(witnesses(versions, sentences)):
        collation.add_plain_witness(f"v{k}", " ".join(version))
    started = time.perf_counter()
    collate(collation, segmentation=False)
    return {"seconds": time.perf_counter() - started}


def apart(kind, versions, sentences, limit=900):
    """One case in a process of its own; None where it takes longer than `limit` seconds."""
    command = [sys.executable, __file__, "--one", kind, str(versions), str(sentences)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    return json.loads(done.stdout.splitlines()[-1])


def slope(points):
    """The exponent of a power law through (size, seconds), least squares of the logarithms."""
    pairs = [(math.log(size), math.log(seconds)) for size, seconds in points]
    mean = [sum(pair[k] for pair in pairs) / len(pairs) for k in (0, 1)]
    spread = sum((x - mean[0]) ** 2 for x, _ in pairs)
    return round(sum((x - mean[0]) * (y - mean[1]) for x, y in pairs) / spread, 2) if spread else 0.0


def table(cases):
    found = {}
    print("versions  sentences  seconds   floor     MB  findings")
    for versions, sentences in cases:
        one = found[versions, sentences] = apart("ours", versions, sentences)
        if one:
            shown = f"{one['seconds']:8.2f} {one['floor']:7.2f} {one['MB']:6.0f} {one['findings']:9}"
            print(f"{versions:8} {sentences:10} {shown}")
            print(f"          {one['stages']}", flush=True)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="2 to 8 versions, 50 to 200 sentences")
    parser.add_argument("--one", nargs=3, metavar=("KIND", "VERSIONS", "SENTENCES"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        kind, versions, sentences = options.one
        print(json.dumps({"ours": ours, "theirs": theirs}[kind](int(versions), int(sentences))))
        return
    many = (2, 4, 8) if options.quick else (2, 4, 8, 16, 32)
    long = (50, 100, 200) if options.quick else (50, 200, 500, 1000, 2000, 5000)
    found = table([*((count, 50) for count in many), *((2, count) for count in long[1:])])
    out = {
        "slope_versions": slope([(v, one["seconds"]) for (v, s), one in found.items() if s == 50 and one]),
        "slope_sentences": slope([(s, one["seconds"]) for (v, s), one in found.items() if v == 2 and one]),
        "slope_MB": slope([(s, one["MB"]) for (v, s), one in found.items() if v == 2 and one]),
        "floor": slope([(s, one["floor"]) for (v, s), one in found.items() if v == 2 and one]),
    }
    if find_spec("collatex"):
        for sentences in (5,) if options.quick else (10, 20, 40):
            mine, other = apart("ours", WITNESSES, sentences), apart("theirs", WITNESSES, sentences)
            if mine and other:
                out[f"collatex_{sentences}"] = round(other["seconds"] / mine["seconds"], 1)
                told = f"collatex {other['seconds']:.1f} s, ours {mine['seconds']:.2f} s"
                print(f"{sentences} sentences, {WITNESSES} witnesses: {told}", flush=True)
    else:
        print("collatex is not installed (pip install collatex==2.3): left out")
    print(json.dumps(out))


if __name__ == "__main__":
    main()
