"""Other spellings of a word that its table need not list: the tables have one, the program adds the others."""

from collections.abc import Iterable, Mapping

OTHERS = {
    "'": ("’", "ʼ"),  # Ukrainian п'ять, Italian mezz'ora
    "ё": ("е",),  # Russian трёх
    "־": (" ", "-"),  # Hebrew שתים־עשרה
    "أ": ("ا",),  # Arabic without hamza, as many sites write
    "إ": ("ا",),
    "آ": ("ا",),
    "\u0921\u093c": ("\u095c",),  # Hindi letters with a dot below: two characters or one, alike to the eye
    "\u0922\u093c": ("\u095d",),
    "\u091c\u093c": ("\u095b",),
}
"""What may stand for a sign, everywhere in a word."""


def spellings(word: str) -> Iterable[str]:
    """All spellings of a word, its own first."""
    found = [word]
    for sign, others in OTHERS.items():
        found += [spelling.replace(sign, other) for spelling in found if sign in spelling for other in others]
    return found


def spelt(worths: Mapping[str, float]) -> Mapping[str, float]:
    """A table with the other spellings of its words; what is listed goes before what is made."""
    return {spelling: worth for word, worth in worths.items() for spelling in spellings(word)} | dict(worths)
