"""Which pairs the system's Apertium has, and what BCP 47 calls them."""

import re
import subprocess
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from service.engines.codes import nearest

MODES = Path("/usr/share/apertium/modes")
LISTING_SECONDS = 10.0
PAIR = re.compile(r"([a-z]{2,3}(?:_[A-Z]{2})?)-([a-z]{2,3}(?:_[A-Z]{2})?)")
"""Other modes are steps of a pair (`eo-en-bytecode`) or spellings of it that nobody would ask for."""
READS = {"hbs": ("sh", "sr", "hr", "bs"), "nor": ("no", "nb", "nn"), "zlm": ("ms",), "sme": ("se",)}
"""Apertium's groups, as sources. Written they are a mixture, which stands for none of its members but Malay."""
WRITES = {"hbs": ("sh",), "nor": ("no",), "zlm": ("ms",), "sme": ("se",)}

Modes = Mapping[tuple[str, str], str]


def installed_modes(program: str) -> Modes:
    """(source, target) in lower-case BCP 47 -> mode, as `apertium -l` lists them, or else its folder."""
    names = _listed(program) or sorted(path.stem for path in MODES.glob("*.mode"))
    found: dict[tuple[str, str], str] = {}
    for name in names:
        if match := PAIR.fullmatch(name):
            for source in _codes(match[1], READS):
                for target in _codes(match[2], WRITES):
                    found.setdefault((source, target), name)
    return found


def find_mode(modes: Modes, source: str, target: str) -> str | None:
    """The mode of a pair; a region that has none of its own is served by its language."""
    pairs = ((s, t) for s in nearest(source) for t in nearest(target))
    return next((modes[pair] for pair in pairs if pair in modes), None)


def _listed(program: str) -> Sequence[str]:
    try:
        done = subprocess.run(  # noqa: S603 - found in PATH
            [program, "-l"], capture_output=True, timeout=LISTING_SECONDS, stdin=subprocess.DEVNULL, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return done.stdout.decode("utf-8", "replace").split()


def _codes(name: str, groups: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """`spa` and `es` are es, `pt_BR` is pt-br."""
    language, _, region = name.partition("_")
    codes = groups.get(language) or (_short(language),)
    return [f"{code}-{region.lower()}" if region else code for code in codes]


@lru_cache(maxsize=512)
def _short(code: str) -> str:
    """CLDR's two-letter code of a three-letter one, if there is one."""
    if len(code) == 2:
        return code
    from babel.core import get_global

    return str(get_global("language_aliases").get(code, code)).split("_")[0]
