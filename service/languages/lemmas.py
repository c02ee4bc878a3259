"""Base forms of words: English by `lemminflect`, other languages by `simplemma`."""

from typing import Any

from service.languages import wordnet
from service.model.kept import by_word, loaded_once
from service.model.version import primary_subtag


@by_word
def lemmas(word: str, language: str) -> frozenset[str]:
    """The base forms that a word may belong to, in lower case; the word itself where the language is not known."""
    lower = word.lower()
    primary = primary_subtag(language)
    if primary == "en":
        found = {form for forms in forms_by_tag(lower).values() for form in forms}
        return frozenset(found or {lower})
    try:
        return frozenset({_simplemma().lemmatize(word, lang=primary).lower()})
    except ValueError:  # simplemma has no data for this language
        return frozenset({lower})


@by_word
def in_dictionary(word: str, language: str) -> bool:
    """Whether simplemma's dictionary of a language has a form, as it is written, in small letters or with a capital;
    False where it has none of the language."""
    try:
        forms = (word, word.lower(), word.capitalize())
        return any(_simplemma().is_known(form, lang=primary_subtag(language)) for form in forms)
    except ValueError:
        return False


@by_word
def forms_by_tag(word: str) -> dict[str, tuple[str, ...]]:
    """English: universal part of speech -> lemmas ("said" -> VERB: say)."""
    import lemminflect

    found: dict[str, tuple[str, ...]] = lemminflect.getAllLemmas(word)
    return found or _regular(word)


ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("es", "e"),
    ("s", ""),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
)


def _regular(word: str) -> dict[str, tuple[str, ...]]:
    """Regular forms of words that lemminflect's dictionary lacks and WordNet has: correlates, correlating."""
    if (
        word.endswith("es")
        and not word.endswith(("ses", "xes", "zes", "ches", "shes", "oes", "ies"))
        and not wordnet.has(word[:-1])
    ):
        return {}
    bases = {word[: -len(end)] + put for end, put in ENDINGS if word.endswith(end) and len(word) > len(end) + 2}
    known = tuple(sorted(b for b in bases if wordnet.has(b)))
    return {"VERB": known, **({"NOUN": known} if word.endswith("s") else {})} if known else {}


def share_lemma(one: str, other: str, language: str) -> bool:
    """Whether two words are forms of one word."""
    if one.lower() == other.lower():
        return True
    if not (one.isalpha() and other.isalpha()) or (
        one[0].lower() != other[0].lower() and primary_subtag(language) != "en"
    ):
        return False  # forms of one word begin alike but for English "went" and "was": saves loading a dictionary
    return bool(lemmas(one, language) & lemmas(other, language))


@loaded_once
def _simplemma() -> Any:
    import simplemma

    return simplemma
