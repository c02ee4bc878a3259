"""Machine translation by argostranslate's own API and by ours: the same packages, the same text, in one run.

usage: PYTHONPATH=. python benchmarks/translate.py [--quick]

Two German-English packages without a download: the tests' own (two layers, tests/models), and the same grown to the
size of a real one (grown_package.py: six layers, width 512, 32,000 pieces, int8). Both know the hundred sentences of
tests/models/sentences.toml by heart, so lengths are those of real translations, and every answer is checked.

The text is 40 paragraphs of two such sentences. argostranslate gets it as one text, at its defaults (beam 4, batches of
32 tokens) with one thread, which is to its favour where processor time is counted; its sentence splitter, which wants a
download, is replaced by the places where we joined the sentences, which cost nothing. Its cache of the last text's
paragraphs is left out of the first two comparisons and is used in the third, as its users would. Ours is the engine as
table.py wires it, beginning with an empty memory each time. Both have their models loaded and have translated
something. Processor time counts all threads; the least of several runs, one of each side in turn.

- same_beam: the 40 paragraphs, ours with argostranslate's beam of 4 (`beam_2`: both with 2).
- default: at our defaults.
- eight_versions: a story of 80 sentences in eight versions, seven of them with three sentences changed, one after the
  other by argostranslate, which finds most paragraphs in its cache (`uncached`: eight times its time for one text).
- second_run: the same story once more, our first run against our second.
- MB: resident memory after 2,000 and 10,000 different sentences, with the tests' package, before anything else. The
  translation memory has 1,000 rows, so that it is full at both: the default's 20,000 would still grow.

The last line is JSON. Each of the four ratios is the worst of both packages, by processor and by the clock.
"""

import argparse
import json
import os
import random
import sys
import time
import tomllib
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.grown_package import grow
from tests.models.train import PACKAGE, SENTENCES, sentences

BETWEEN = "\x1f"  # stands between the sentences of a paragraph
VERSIONS, CHANGED, PARAGRAPHS = 8, 3, 40
KEYS = ("same_beam", "default", "eight_versions", "second_run")


class Joined:
    """A sentence splitter that knows where the sentences were joined."""

    def split_sentences(self, paragraph):
        return paragraph.split(BETWEEN)


def argostranslate(packages):
    """Its translation for German to English, cache and all. Its settings are read at the first import."""
    import argostranslate.package
    import argostranslate.translate as theirs

    argostranslate.package.settings.package_dirs[:] = [packages]
    theirs.get_installed_languages.cache_clear()
    theirs.installed_translates.clear()
    made = theirs.get_translation_from_codes("de", "en")
    made.underlying.sentencizer = Joined()
    return made


def ours(packages, **settings):
    """Gives engines, each with an empty memory; they share one loaded model."""
    from service.engines import table
    from service.settings import Settings

    chosen = Settings(engines=("argos",), argos_packages=str(packages), **settings)
    engine = table.engine("argos", chosen)
    original = table.engine

    def fresh():
        table.engine = lambda name, settings: engine
        try:
            return table.translator(chosen)
        finally:
            table.engine = original

    return fresh


def story():
    """The sentences of 40 paragraphs, and what may stand instead of some: place -> another version's sentence."""
    pairs = sentences()
    english = {pair.de: pair.en for pair in pairs}
    base, instead = [], {}
    for told in tomllib.loads(SENTENCES.read_text(encoding="utf-8"))["story"]:
        for variant in told["variants"]:
            instead[len(base) + variant["instead_of"] - 1] = variant["de"]
        base += [german for german, _ in told["sentences"]]
    more = [text for _, text in sorted(instead.items())][-10:]  # seventy are too few for forty paragraphs
    kept = {place: text for place, text in instead.items() if text not in more}
    return base + more, kept, english


def versions(base, instead):
    rng = random.Random(8)
    made = [base]
    for _ in range(VERSIONS - 1):
        changed = rng.sample(sorted(instead), CHANGED)
        made.append([instead[place] if place in changed else text for place, text in enumerate(base)])
    return made


def one_text(texts):
    return "\n".join(BETWEEN.join(texts[k : k + 2]) for k in range(0, len(texts), 2))


def seconds(do):
    """Processor, clock."""
    processor, clock = time.process_time(), time.perf_counter()
    do()
    return time.process_time() - processor, time.perf_counter() - clock


def least(runs, *several):
    """For each thing to do the least of its seconds; they take turns, so that a busy moment hits all alike."""
    found = [[seconds(do) for do in several] for _ in range(runs)]
    return [tuple(min(run[k][part] for run in found) for part in (0, 1)) for k in range(len(several))]


def ratio(slow, fast):
    return {"cpu": round(slow[0] / fast[0], 2), "wall": round(slow[1] / fast[1], 2)}


def checked(texts, done, english):
    wrong = sum(english[text] != words for text, words in zip(texts, done, strict=True))
    if wrong:
        print(f"  {wrong} of {len(texts)} translations are not those that were learnt")
    return wrong


def of_package(packages, runs):
    """Ratios and seconds for one package."""
    import argostranslate.settings as their_settings

    base, instead, english = story()
    several = versions(base, instead)
    everything = [text for version in several for text in version]
    theirs, texts = argostranslate(packages), one_text(base)
    default, wide, double = ours(packages), ours(packages, beam_size=4), ours(packages, beam_size=2)
    wrong = sum(checked(base, fresh().translate(base, "de", "en"), english) for fresh in (default, wide, double))
    lines = theirs.underlying.translate(texts.replace(BETWEEN, "\n")).split("\n")
    wrong += checked(base, [" ".join(line.split()) for line in lines], english)

    def by_theirs(beam):
        def do():
            their_settings.beam_size = beam
            theirs.underlying.translate(texts)
            their_settings.beam_size = 4

        return do

    def loop():
        theirs.cache = {}
        for version in several:
            theirs.translate(one_text(version))

    def once(fresh, all_texts):
        return lambda: fresh().translate(all_texts, "de", "en")

    made = default()
    made.translate(base, "de", "en")
    jobs = {
        "argostranslate, beam 4": by_theirs(4),
        "argostranslate, beam 2": by_theirs(2),
        "ours, beam 4": once(wide, base),
        "ours, beam 2": once(double, base),
        "ours, default": once(default, base),
        "argostranslate, 8 versions": loop,
        "ours, 8 versions": once(default, everything),
        "ours, second run": lambda: made.translate(base, "de", "en"),
    }
    took = dict(zip(jobs, least(runs, *jobs.values()), strict=True))
    for name, (processor, clock) in took.items():
        print(f"  {name:28} {processor:8.4f} s processor {clock:8.4f} s clock", flush=True)
    return {
        "same_beam": ratio(took["argostranslate, beam 4"], took["ours, beam 4"]),
        "beam_2": ratio(took["argostranslate, beam 2"], took["ours, beam 2"]),
        "default": ratio(took["argostranslate, beam 4"], took["ours, default"]),
        "eight_versions": ratio(took["argostranslate, 8 versions"], took["ours, 8 versions"]),
        "uncached": ratio([VERSIONS * part for part in took["argostranslate, beam 4"]], took["ours, 8 versions"]),
        "second_run": ratio(took["ours, default"], took["ours, second run"]),
        "wrong": wrong,
        "seconds": {name: [round(part, 5) for part in both] for name, both in took.items()},
    }


def megabytes():
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


def memory(packages, sizes):
    """Different sentences by the hundred: known ones, with a number that is in no other before them."""
    base, _, _ = story()
    engine, found, at = ours(packages, translation_memory_rows=1_000)(), {}, 0
    while at < sizes[-1]:
        engine.translate([f"{at + k}. {base[k % len(base)]}" for k in range(100)], "de", "en")
        at += 100
        if at in sizes:
            found[str(at)] = megabytes()
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer runs, memory over 1,000 sentences")
    quick = parser.parse_args().quick
    with TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ |= {"HOME": folder, "ARGOS_INTRA_THREADS": "1", "ARGOS_INTER_THREADS": "1"}
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR", "OMP_NUM_THREADS"):
            os.environ.pop(name, None)
        with zipfile.ZipFile(PACKAGE) as archive:
            archive.extractall(home / "tiny")
        grow(home / "base")
        found = {"MB": memory(home / "tiny", (400, 1_000) if quick else (2_000, 10_000))}
        print(f"MB: {found['MB']}", flush=True)
        for name, runs in (("tiny", 5 if quick else 15), ("base", 1 if quick else 2)):
            print(f"{name}:")
            found[name] = of_package(home / name, runs)
            for key in (*KEYS, "beam_2", "uncached"):
                print(
                    f"  {key:16} {found[name][key]['cpu']:8.2f} by processor {found[name][key]['wall']:8.2f} by clock"
                )
    worst = {key: min(min(found[name][key].values()) for name in ("tiny", "base")) for key in KEYS}
    print(json.dumps(worst | found))


if __name__ == "__main__":
    sys.exit(main())
