"""How often the language is told right, and whether a passage left in another language is seen.

    python benchmarks/detection.py [--quick]

Prints the tables of benchmarks/detection.md, then one line of JSON. Texts: ../shared/data where it is there (whole news
stories and their sentences, line by line), and detection-sentences.toml beside this file.
"""

import argparse
import json
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from service.engines.detectors import DETECTORS  # noqa: E402  # the script runs from a checkout, not installed
from service.model.version import Language  # noqa: E402
from service.pipeline.detect import detect, detect_segments, primary  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
SHORT = 40
STRIDE = 5  # every fifth sentence is replaced at a time: neighbours do not help
RELATED = "ca gl ro sk hr sr bg be da sv no fa".split()  # in the table of close relatives

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
    """langdetect as it comes, with a seed."""
    from langdetect import DetectorFactory, LangDetectException
    from langdetect import detect as library

    DetectorFactory.seed = 0

    def tell(text: str) -> str:
        try:
            return str(library(text))
        except LangDetectException:
            return "und"

    return tell


def ours(name: str) -> Teller:
    """`detect` with one of the detectors."""
    detector = DETECTORS[name]()
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


def mixed(home: Version, guests: list[str]) -> Iterator[list[tuple[int, str]]]:
    """A version with every fifth sentence replaced by a guest's, in turns: (place, sentence) of those replaced."""
    for offset in range(min(STRIDE, len(home[1]))):
        yield [(i, guests[i % len(guests)]) for i in range(offset, len(home[1]), STRIDE)]


def found(home: Version, guest: Version, tool: object) -> tuple[int, int]:
    """How many of the guest's sentences are seen in `home`, of how many."""
    seen = total = 0
    for places in mixed(home, guest[1]):
        texts = list(home[1])
        for i, sentence in places:
            texts[i] = sentence
        codes = detect_segments(texts, Language(home[0], 1.0), tool)  # type: ignore[arg-type]
        seen += sum(primary(codes[i]) == guest[0] for i, _ in places)
        total += len(places)
    return seen, total


def passages(versions: list[Version]) -> dict[str, dict[str, float]]:
    """Home language -> per cent of its own sentences that flip, and of foreign ones in it that are seen."""
    tool = DETECTORS["langdetect"]()
    english = [line for language, lines in versions if language == "en" for line in lines]
    table: dict[str, dict[str, float]] = {}
    written = {language: lines for language, lines in versions[-22:]}
    for language in dict.fromkeys(language for language, _ in versions):
        mine = [version for version in versions if version[0] == language]
        flips = own = seen = total = others = places = 0
        for at, version in enumerate(mine):
            codes = detect_segments(version[1], Language(language, 1.0), tool)
            flips, own = flips + sum(primary(code) != language for code in codes), own + len(codes)
            guest = ("en", english[at * 7 :] + english) if language != "en" else ("de", [])
            if language != "en":
                got, asked = found(version, guest, tool)
                seen, total = seen + got, total + asked
        for other, lines in written.items():
            if other != language:
                got, asked = found(mine[-1], (other, lines), tool)
                others, places = others + got, places + asked
        table[language] = {
            "sentences": own,
            "flips": 100 * flips / own,
            "english": 100 * seen / total if total else float("nan"),
            "others": 100 * others / places,
        }
    return table
