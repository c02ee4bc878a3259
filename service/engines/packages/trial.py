"""The child process that tries a package out: `python -m service.engines.packages.trial FOLDER FROM TO`.

Prints why it fails, in one line, and exits with 1; native code may end it in any other way.
"""

import os
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

from service.engines.packages.check import TRANSLATED

MEMORY = 8 << 30  # bytes of address space; the largest published package needs about one


def main(arguments: list[str]) -> int:
    """Translates a phrase as the engine will."""
    _limit()
    folder, source, target = Path(arguments[0]), arguments[1], arguments[2]
    try:
        import ctranslate2

        from service.engines.argos import Argos

        if not all(ctranslate2.contains_model(str(place / "model")) for place in folder.iterdir()):
            return _fail("it has no model that CTranslate2 reads")
        engine = Argos(packages_dir=str(folder), threads=1)
        if not engine.supports(source, target):
            return _fail("its parts are not read as a package")
        (translation,) = engine.translate([phrase(source)], source, target)
    except Exception as error:  # whatever native code and strangers' data raise
        return _fail(str(error) or type(error).__name__)
    return _say(TRANSLATED, 0) if translation.strip() else _fail("it gives nothing back")


def phrase(code: str) -> str:
    """A date in words, which CLDR has in every language: "Samstag, 7. Oktober 2023"."""
    from babel.dates import format_date

    with suppress(Exception):  # Argos has codes of its own
        return format_date(date(2023, 10, 7), "full", locale=code.replace("-", "_"))
    return "7.10.2023"


def _limit() -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has none of it
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _fail(why: str) -> int:
    return _say(" ".join(why.split())[:200], 1)


def _say(line: str, code: int) -> int:
    sys.stdout.buffer.write(line.encode("utf-8", "replace"))
    return code


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)  # without the destructors of a model that may be broken
