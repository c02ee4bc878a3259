"""Counts which kinds of English words follow each other, for `bigrams.txt`.

usage: python service/languages/en/make_bigrams.py bigrams.txt, the file of the package wordsegment 1.3.1 (the 286,000
most frequent pairs of words of the Google Web Trillion Word Corpus, as Peter Norvig published them, 2009).
A line of the result: two kinds of word (see `service/languages/fluency.py`), and how often the second follows the
first, in millionths. Frequencies are damped (to the power of 0.75), so that a single formula of web pages weighs less.
"""

import sys
from collections import Counter
from pathlib import Path

from service.languages.fluency import START, TABLE, kind

DAMPED = 0.75


def main(source: Path) -> None:
    """Reads the pairs of words and writes the pairs of kinds."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in source.read_text(encoding="utf-8").splitlines():
        pair, count = line.rsplit("\t", 1)
        words = pair.split()
        if len(words) == 2:
            first = START if words[0].lower() == "<s>" else kind(words[0])
            counts[first, kind(words[1])] += float(count) ** DAMPED
    total = sum(counts.values())
    rows = sorted((a, b, 1e6 * n / total) for (a, b), n in counts.items())
    TABLE.write_text("".join(f"{a}\t{b}\t{n:.3g}\n" for a, b, n in rows), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
