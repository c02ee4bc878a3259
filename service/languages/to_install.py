"""What to install so that a language is translated: the same words wherever something is missing."""

from collections.abc import Sequence

from service.languages.display import language_name
from service.model.version import primary_subtag

COMMAND = "python -m service languages install"


def listed(codes: Sequence[str]) -> str:
    """Names for a sentence: "Spanish, French or German"."""
    names = [language_name(code) for code in codes]
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]


def install_command(sources: Sequence[str], target: str) -> str:
    """The command that installs what translates these languages to the target; "" for variants of one language.

    Nearly all packages have English on one side, so French to German takes two: French to English, and English to
    German, which `install` calls by the name of the other side. `--to` is left out for English alone, the pivot that
    the settings have unless somebody changed it.
    """
    foreign = without_variants([code for code in sources if primary_subtag(code) not in ("en", primary_subtag(target))])
    if primary_subtag(target) == "en":
        return f"{COMMAND} {' '.join(foreign)}" if foreign else ""
    to_target = f"{COMMAND} {target} --to {target}"
    if foreign:
        return f"{COMMAND} {' '.join(foreign)} --to en && {to_target}"
    return to_target if any(primary_subtag(code) == "en" for code in sources) else ""


def without_variants(codes: Sequence[str]) -> list[str]:
    """Sorted, each once; what is installed for Portuguese serves Brazil, too, but for Brazil alone there may be
    something better."""
    return sorted({code for code in codes if code == primary_subtag(code) or primary_subtag(code) not in codes})
