"""How often the language is told right, and whether a passage left in another language is seen.

    python benchmarks/detection.py [--quick]

Prints the tables of benchmarks/README.md, then one line of JSON. Texts: ../shared/data where it is there (whole news
stories and their sentences, line by line), and detection-sentences.toml beside this file.
"""

import argparse
import json
import math
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from service.engines.detectors import DETECTORS  # noqa: E402  # the script runs from a checkout, not installed
from service.model.protocols import Detector  # noqa: E402
from service.model.version import Language  # noqa: E402
from service.pipeline.detect import detect, detect_segments, primary, related  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
SHORT = 40
STRIDE = 5  # foreign sentences stand so far apart that neighbours do not help
RELATED = frozenset({"ca", "gl", "ro", "sk", "hr", "sr", "bg", "be", "da", "sv", "no", "fa"})
WRITTEN = 22  # languages in detection-sentences.toml

Version = tuple[str, list[str]]  # language, sentences
Teller = Callable[[str], str]


def stories() -> Iterator[Version]:
    """Whole stories by people: WMT's, the yearbook's French in pieces of 25 lines, and the written sentences."""
    for path in sorted(DATA.glob("wmt21-*/*/*.txt")):
        if "machine" not in path.name:
            yield path.name[:2], [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for path in DATA.glob("alignment-dev/dev.fr"):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        running = [line for line in lines if len(line) >= SHORT and line.endswith((".", "!", "?", "»"))]
        yield from (("fr", running[at : at + 25]) for at in range(0, len(running), 25))
    written = tomllib.loads((Path(__file__).parent / "detection-sentences.toml").read_text(encoding="utf-8"))
    yield from written.items()


def seeded() -> Teller:
    """The library as it comes, with a seed."""
    from langdetect import DetectorFactory, LangDetectException
    from langdetect import detect as library

    DetectorFactory.seed = 0

    def tell(text: str) -> str:
        try:
            return str(library(text))
        except LangDetectException:
            return "und"

    return tell


def first(name: str) -> Teller:
    """The first language of a detector's ranking."""
    detector = DETECTORS[name]()
    return lambda text: next((language.code for language in detector.rank(text)), "und")


def whole() -> Teller:
    """`detect` as the program calls it; its `und` counts as wrong."""
    detector = DETECTORS["langdetect"]()
    return lambda text: detect(text, detector).code


def accuracy(versions: list[Version], tellers: dict[str, Teller]) -> dict[str, dict[str, dict[str, float]]]:
    """Kind of text -> language -> teller -> per cent told right."""
    table: dict[str, dict[str, dict[str, float]]] = {}
    for kind in ("whole", "sentence", f"{SHORT} characters"):
        table[kind] = {}
        for language in dict.fromkeys(language for language, _ in versions):
            mine = [lines for spoken, lines in versions if spoken == language]
            texts = ["\n".join(lines) for lines in mine] if kind == "whole" else [s for lines in mine for s in lines]
            texts = list(dict.fromkeys(text[:SHORT] if kind.startswith("4") else text for text in texts))
            table[kind][language] = {
                name: 100 * sum(primary(tell(text)) == language for text in texts) / len(texts)
                for name, tell in tellers.items()
            }
    return table


def seen(home: Version, guests: list[str], guest: str, detector: Detector) -> tuple[int, int]:
    """How many sentences of another language are seen in `home`, of how many; every fifth of its own gives way."""
    hits = 0
    places = range(0, len(home[1]), STRIDE)
    for start in range(0, len(guests), len(places)):
        texts = list(home[1])
        put = list(zip(places, guests[start : start + len(places)], strict=False))  # the last lot may be small
        for i, sentence in put:
            texts[i] = sentence
        codes = detect_segments(texts, Language(home[0], 1.0), detector)
        hits += sum(primary(codes[i]) == guest for i, _ in put)
    return hits, len(guests)


def passages(versions: list[Version], detector: Detector) -> dict[str, dict[str, float]]:
    """Language -> how many own sentences, how many of them flip, per cent of foreign ones that are seen in it."""
    last = dict(versions)  # one version a language: the written sentences where there are some
    guests = last | {"en": list(dict.fromkeys(s for language, lines in versions if language == "en" for s in lines))}
    table: dict[str, dict[str, float]] = {}
    for home, own in last.items():
        mine = [lines for language, lines in versions if language == home]
        codes = [code for lines in mine for code in detect_segments(lines, Language(home, 1.0), detector)]
        row: dict[str, float] = {"sentences": len(codes), "flips": sum(primary(code) != home for code in codes)}
        foreign = [code for code in guests if code != home]
        groups = {
            "english": [code for code in foreign if code == "en"],
            "others": [code for code in foreign if code != "en" and not related(home, code)],
            "relatives": [code for code in foreign if related(home, code)],
        }
        for name, codes in groups.items():
            row[name] = share(seen((home, own), guests[code], code, detector) for code in codes)
        table[home] = row
    return table


def share(counts: Iterable[tuple[int, int]]) -> float:
    """Per cent of all places that are hits; not a number where there is no place."""
    pairs = list(counts)
    return 100 * sum(hits for hits, _ in pairs) / sum(places for _, places in pairs) if pairs else math.nan


def milliseconds(versions: list[Version], detector: Detector) -> dict[str, float]:
    """Language -> for a version of 40 sentences, detect and detect_segments together, the best of five runs."""
    spent = {}
    for language in dict.fromkeys(language for language, _ in versions):
        lines = [line for spoken, mine in versions if spoken == language for line in mine]
        lines = (lines * 40)[:40]
        runs = []
        for _ in range(5):
            started = time.perf_counter()
            detect_segments(lines, detect("\n".join(lines), detector), detector)
            runs.append(1000 * (time.perf_counter() - started))
        spent[language] = min(runs)
    return spent


def rows(head: list[str], lines: Iterable[Sequence[object]]) -> None:
    """One Markdown table."""
    print("\n| " + " | ".join(head) + " |\n|" + " --- |" * len(head))
    for cells in lines:
        print("| " + " | ".join(map(shown, cells)) + " |")


def shown(cell: object) -> str:
    """One decimal; nothing for what is not a number."""
    return str(cell) if not isinstance(cell, float) else "" if math.isnan(cell) else f"{cell:.1f}"


def mean(values: Iterable[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return sum(known) / len(known)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one version in four")
    versions = list(stories())
    if parser.parse_args().quick:
        versions = [version for i, version in enumerate(versions) if i % 4 == 0 or i >= len(versions) - WRITTEN]
    tellers = {
        "langdetect, seed 0": seeded(),
        "langdetect, all n-grams": first("langdetect-alone"),
        "py3langid": first("py3langid"),
        "both": first("langdetect"),
        "detect(): script, both, und": whole(),
    }
    result: dict[str, object] = {}
    for kind, shares in accuracy(versions, tellers).items():
        print(f"\n{kind}, % told right")
        main_ones = [language for language in shares if language not in RELATED]
        groups = {"mean": main_ones, "mean of the relatives": [language for language in shares if language in RELATED]}
        means = {name: {t: mean(shares[c][t] for c in codes) for t in tellers} for name, codes in groups.items()}
        rows(["", *tellers], ([name, *row.values()] for name, row in (shares | means).items()))
        result[kind] = {teller: round(value, 2) for teller, value in means["mean"].items()}
    detector = DETECTORS["langdetect"]()
    table, spent = passages(versions, detector), milliseconds(versions, detector)
    print("\npassages in another language")
    columns = ("sentences", "flips", "english", "others", "relatives")
    head = ["", "own sentences", "flip", "% English seen", "% others seen", "% relatives seen", "ms for 40"]
    rows(head, ([code, *(row.get(c, math.nan) for c in columns), spent[code]] for code, row in table.items()))
    flips, own = (sum(row[column] for row in table.values()) for column in ("flips", "sentences"))
    result |= {"flips": flips, "of": own, "ms for 40 sentences": round(max(spent.values()), 1)}
    result |= {column: round(mean(row.get(column, math.nan) for row in table.values()), 2) for column in columns[2:]}
    print(json.dumps({"benchmark": "detection", **result}))


if __name__ == "__main__":
    main()
