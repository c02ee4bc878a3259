"""Boils WordNet 3.0 down to `wordnet.txt.gz`: what is needed to tell how two English words are related.

usage: python service/languages/en/make_wordnet.py FOLDER, the folder with WordNet's data.noun, index.noun and so on
(Debian: apt-get download wordnet-base, dpkg -x). The notice of the licence is in `wordnet.LICENSE`.

The table has two parts with a line of dashes between: a line a synset (its number is its line, 0 for the first): the
numbers of what it is a kind of or, of adjectives, is similar to; a line a word: its synsets, the most frequent sense
first, `|`, its opposites, `|`, what is derived from it.
"""

import gzip
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

LETTER = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
SENSES = 8
"""Senses a word that are kept: rarer ones make everything related to everything."""

KIND_OF = {"@", "&", "@i", "*"}  # hypernym, similar to, instance of, entails
DERIVED = {"+", "\\", "<", "^"}  # derivationally related, pertains to, participle of, see also
OPPOSITE = "!"
Relations = defaultdict[str, set[str]]


def main(folder: Path, target: Path) -> None:
    """Reads WordNet's files and writes the table."""
    senses = dict(_senses(folder))
    words_of = {key: words for key, (words, _) in _synsets(folder)}
    used = sorted({key for keys in senses.values() for key in keys})
    number = {key: str(place) for place, key in enumerate(used)}
    above: dict[str, list[str]] = {}
    opposite: Relations = defaultdict(set)
    derived: Relations = defaultdict(set)
    for key, (words, pointers) in _synsets(folder):
        above[key] = [other for sign, other, _, _ in pointers if sign in KIND_OF]
        for sign, other, mine, theirs in pointers:
            if not mine or sign not in DERIVED | {OPPOSITE} or other not in words_of:
                continue
            one, two = words[mine - 1], words_of[other][theirs - 1]
            if _plain(one) and _plain(two) and one != two:
                (opposite if sign == OPPOSITE else derived)[one].add(two)
    lines = [" ".join(sorted(number[o] for o in above[key] if o in number)) for key in used]
    lines.append("---")
    for word, keys in sorted(senses.items()):
        parts = (" ".join(number[k] for k in keys), " ".join(sorted(opposite[word])), " ".join(sorted(derived[word])))
        lines.append(f"{word}\t{'|'.join(parts)}")
    target.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))


def _senses(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Each single word in lower case with its synsets, those of its most frequent part of speech first."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for part in LETTER:
        for line in _lines(folder / f"index.{part}"):
            fields = line.split()
            count = int(fields[2])
            offsets = fields[-count:]
            if _plain(fields[0]):
                found[fields[0]] += [(rank, LETTER[part] + offset) for rank, offset in enumerate(offsets)]
    kept = set(_lower_case(folder))
    for word, ranked in found.items():
        if word in kept:
            yield word, [key for _, key in sorted(ranked, key=lambda r: r[0])[:SENSES]]


def _lower_case(folder: Path) -> Iterator[str]:
    """Words that are written in lower case in some sense: names are not our business."""
    for _, (words, _) in _synsets(folder):
        yield from (w for w in words if w == w.lower())


def _synsets(folder: Path) -> Iterator[tuple[str, tuple[list[str], list[tuple[str, str, int, int]]]]]:
    """Key, words and pointers (sign, key, index of my word, of theirs; 0 for the whole) of every synset (wndb(5))."""
    for part in LETTER:
        for line in _lines(folder / f"data.{part}"):
            fields = line.split(" | ")[0].split()
            count = int(fields[3], 16)
            words = [w.split("(")[0] for w in fields[4 : 4 + 2 * count : 2]]
            at = 5 + 2 * count
            pointers = []
            for k in range(int(fields[at - 1])):
                sign, offset, kind, ends = fields[at + 4 * k : at + 4 * k + 4]
                # adjectives ("a") and their satellites ("s") share a file
                pointers.append((sign, kind.replace("s", "a") + offset, int(ends[:2], 16), int(ends[2:], 16)))
            yield LETTER[part] + fields[0], (words, pointers)


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="latin-1").splitlines():
        if not line.startswith("  "):
            yield line


def _plain(word: str) -> bool:
    return word.replace("-", "").isalpha() and word == word.lower() and len(word) > 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).with_name("wordnet.txt.gz"))
