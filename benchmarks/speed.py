"""Seconds per stage for 2, 4 and 8 versions of 40 sentences, without translation and with it.

usage: PYTHONPATH=. python benchmarks/speed.py [--quick]

The versions are an English text put together from the bundled stories, its Portuguese translation by the bundled model
(made before the clock starts), and copies of both with a tenth of the sentences changed. `rest` is the share of time
that neither the embedder nor the translator takes; `import_s` what `import service` costs in a fresh process. The last
line is JSON.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from pathlib import Path

from service import Version
from service.actions.compare import compare_versions
from service.model.protocols import Engines
from service.pipeline.segment import segment
from service.settings import Settings
from service.wiring import engines

STORIES = Path(__file__).parent.parent / "translations"
SENTENCES = 40
TEXTS = ("platform-x/print.en.txt", "desert-rail/english.en.txt", "revisions/first.en.txt")


class Timed:
    """Passes everything on to an engine and adds up the seconds spent in it."""

    def __init__(self, inner):
        self.inner, self.seconds = inner, 0.0

    def __getattr__(self, name):
        found = getattr(self.inner, name)
        if name not in ("encode", "translate", "split"):
            return found

        def timed(*args):
            started = time.perf_counter()
            try:
                return found(*args)
            finally:
                self.seconds += time.perf_counter() - started

        return timed


def english():
    found = []
    for name in TEXTS:
        version = Version("x", "x", (STORIES / name).read_text(encoding="utf-8"))
        found += [s.text(version.text) for s in segment(version, "en") if s.furniture is None and s.role == "body"]
    return found[:SENTENCES]


def versions(count, translator, rng):
    source = english()
    portuguese = list(translator.translate(source, "en", "pt"))
    made = []
    for k in range(count):
        sentences = list((source, portuguese)[k % 2])
        for at in rng.sample(range(1, len(sentences)), len(sentences) // 10 if k > 1 else 0):
            sentences[at] = sentences[at - 1]
        relation = "original" if k == 0 else "translation"
        made.append(Version(f"v{k}", f"v{k}", "\n\n".join(sentences), relation=relation))
    return made


def measure(made, translate, settings):
    """One comparison with a cold memory of vectors but loaded models."""
    engines.cache_clear()
    ours = engines(settings)
    ours.embedder.encode(["warm up"])
    ours.detector.rank("Warm up the detector, please.")
    ours.translator.translate(["Aquecer."], "pt", "en")
    timed = Engines(ours.detector, Timed(ours.embedder), Timed(ours.translator))
    started = time.perf_counter()
    report = compare_versions(made, timed, settings, "en", translate)
    total = time.perf_counter() - started
    rest = 1 - (timed.embedder.seconds + timed.translator.seconds) / total
    return report, total, rest


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="2 versions only")
    args = parser.parse_args()
    settings = Settings.from_env()
    rng = random.Random(5)
    translator = engines(settings).translator
    out = {}
    measure(versions(2, translator, rng), False, settings)  # lexicons and calendars load at their first use
    for count in (2,) if args.quick else (2, 4, 8):
        made = versions(count, translator, rng)
        for translate in (False, True):
            report, total, rest = min((measure(made, translate, settings) for _ in range(3)), key=lambda r: r[1])
            stages = {k: round(v, 3) for k, v in report.seconds.items()}
            name = f"{count} versions, {'with' if translate else 'without'} translation"
            print(f"{name}: {total:.2f} s, rest {100 * rest:.0f} %, {stages}")
            out[f"{count}{'t' if translate else ''}"] = {"seconds": round(total, 3), "rest": round(rest, 3)}
    command = [
        sys.executable,
        "-c",
        "import time; t = time.perf_counter(); import service; print(time.perf_counter() - t)",
    ]
    out["import_s"] = min(
        round(float(subprocess.run(command, capture_output=True, text=True, check=True).stdout), 3) for _ in range(5)
    )
    print(json.dumps(out))


if __name__ == "__main__":
    main()
