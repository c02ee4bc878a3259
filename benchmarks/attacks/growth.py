"""How the time of a comparison grows with odd and with ordinary text.

usage: PYTHONPATH=. python benchmarks/attacks/growth.py [--quick] [--only NAME ...] [--profile NAME]

Two versions of one line (or of short lines) each, of `n`, `2n` and `4n` characters, compared warm; CPU seconds, and the
exponent between the last two. The attack gets through where 8,000 characters take over `LIMIT_SECONDS`, or where the
exponent of what takes long enough to be measured is over `EXPONENT`. The last line is JSON.
"""

import argparse
import cProfile
import json
import math
import os
import pstats
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from service import Version, compare, diff

SIZES = (2_000, 4_000, 8_000)
QUICK = (500, 1_000, 2_000)
LIMIT_SECONDS = 1.0
EXPONENT = 1.3
MEASURABLE_SECONDS = 0.3
"""What takes less in all is not measured well enough to tell how it grows."""

PATTERNS = {
    "half": "½",
    "money": "$5 ",
    "slashes": "1/2/",
    "ones": "1 ",
    "iso dates": "2020-01-01 ",
    "commas": "1,1,",
    "percent": "5% ",
    "clock": "12:30 ",
    "exponents": "1e9 ",
    "short lines": "x\n",
    "number lines": "7\n",
    "dots": "1.1.",
    "blanks": " ",
    "quotes": '"a" ',
    "open quotes": '"',
    "guillemets": "«a» ",
    "brackets": "((",
    "dashes": "- ",
    "hyphens": "a-",
    "apostrophes": "a'",
    "capitals": "Ab ",
    "acronyms": "AB ",
    "initials": "A. ",
    "not": "not ",
    "and": "and ",
    "said": "he said ",
    "months": "May 5 ",
    "days": "Monday ",
    "years": "1999 ",
    "roman": "XIV ",
    "units": "5 km ",
    "number words": "one hundred ",
    "han numbers": "一百万",
    "han": "中",
    "kana": "あ",
    "thai": "ก",
    "arabic": "في ",
    "questions": "? ",
    "sentences": "So. ",
    "words": "word ",
    "one word": "a",
    "emoji": "😀 ",
    "combining": "e\u0301\u0302",
    "soft hyphens": "a\u00ad",
    "urls": "http://a.b/c ",
    "hashtags": "#a @b ",
    "ranges": "1-2 ",
    "scores": "2:1 ",
    "than": "more than 5 ",
    "of the": "5 of the 6 ",
}


def repeated(pattern, size):
    """`size` characters of it."""
    return (pattern * (size // len(pattern) + 1))[:size]


def prices(size, start):
    """A line of prices, no two of them the same."""
    line, number = [], start
    while (sum(len(one) + 1 for one in line[-50:]) and len(" ".join(line)) < size) or not line:
        line.append(f"${number}.{number % 90 + 10}")
        number += 7
    return " ".join(line)[:size]


COUNTING = {
    "counted": "{0} ",
    "counted dates": "{0}-0{1}-1{2} ",
    "counted lines": "{0}\n",
    "counted percent": "{0}.{1}% ",
    "counted names": "Ab{0}c ",
    "counted quotes": '"a {0}" ',
    "counted sentences": "So {0} came. ",
}


def counting(pattern, size, start):
    """The same pattern with another number each time."""
    line, number = "", 1000 + start
    while len(line) < size:
        line += pattern.format(number, number % 9 + 1, number % 7)
        number += 7
    return line[:size]


def texts(name, size):
    """The two versions."""
    if name == "prices":
        return prices(size, 100), prices(size, 103)
    if name in COUNTING:
        return counting(COUNTING[name], size, 0), counting(COUNTING[name], size, 3)
    line = repeated(PATTERNS[name], size)
    return f"Start. {line}", f"Start. {line} end"


def seconds(name, size):
    """CPU seconds of one warm comparison."""
    left, right = texts(name, size)
    began = time.process_time()
    compare([Version("a", "a", left), Version("b", "b", right)], translate=False)
    return time.process_time() - began


def diff_seconds(count):
    """CPU seconds of a diff of that many different figures."""
    began = time.process_time()
    diff("1 " * count, "2 " * count)
    return time.process_time() - began


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--profile")
    parser.add_argument("--sizes", type=int, nargs=3)
    options = parser.parse_args()
    compare(
        [Version("a", "a", "On 5 May 2020 it cost $5."), Version("b", "b", "On 6 May 2020 it cost $6.")],
        translate=False,
    )
    sizes = options.sizes or (QUICK if options.quick else SIZES)
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(seconds, options.profile, sizes[1])
        pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
        return 0
    rows, bad = {}, []
    for name in options.only or [*PATTERNS, *COUNTING, "prices", "diff"]:
        measure = (
            (lambda size: diff_seconds(size // 4)) if name == "diff" else (lambda size, name=name: seconds(name, size))
        )
        taken = [measure(size) for size in sizes]
        exponent = math.log(max(taken[2], 1e-3) / max(taken[1], 1e-3), 2)
        through = taken[2] > LIMIT_SECONDS or (taken[2] > MEASURABLE_SECONDS and exponent > EXPONENT)
        rows[name] = [round(one, 3) for one in taken] + [round(exponent, 2)]
        bad += [name] * through
        print(
            f"{name:15}", *(f"{one:8.3f}" for one in taken), f"{exponent:6.2f}", "  <--" if through else "", flush=True
        )
    print(json.dumps({"sizes": sizes, "rows": rows, "through": bad}))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
