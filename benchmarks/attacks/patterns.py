"""Every regular expression of the service against texts that are made for it: what takes more than linear time?

`PYTHONPATH=. python benchmarks/attacks/patterns.py [--quick]`: all patterns of modules, of calls, and of the tables of
all languages, each called as the service calls it, at n, 2n and 4n. Needs no server. Exits 1 if one is slow.
"""

import json
import sys
import time
from dataclasses import replace

from service.pipeline.roles import FURNITURE_LENGTH
from tests.hostile import in_one_line, patterns, slow

MOST_SECONDS = 1_800
FURNITURE = "service.languages.load._furniture"


def main():
    quick = "--quick" in sys.argv
    attacks = 6 if quick else 24
    began, seen, found, tried = time.monotonic(), set(), [], 0
    for one in patterns():
        name = one.where.partition("[")[0]
        if time.monotonic() - began > MOST_SECONDS:
            break
        if name in seen or (quick and "[" in one.where and "[en]" not in one.where):
            continue
        tried += 1
        if name == FURNITURE:  # it sees no longer lines
            said = slow(replace(one, calls=("fullmatch",)), attacks, ("\x00",), FURNITURE_LENGTH, in_one_line)
        else:
            said = slow(one, attacks)
        if said:
            seen.add(name)
            found.append(str(said))
            print(said, flush=True)
    whole = len(patterns())
    print(
        f"{tried:,} of {whole:,} patterns, {attacks} attacks each: {len(found)} slow; {time.monotonic() - began:.0f} s"
    )
    print(json.dumps({"patterns": whole, "tried": tried, "slow": found, "held": not found}))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
