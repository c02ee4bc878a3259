"""Whether an unpacked folder is a package that translates. What runs its native code runs in a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from service.engines.packages.archive import METADATA
from service.engines.packages.index import CODE, VERSION
from service.engines.packages.limits import Limits
from service.model.errors import BadPackage

ROOT = Path(__file__).parents[3]
MAX_METADATA = 1_000_000
TOKENIZERS = ("sentencepiece.model", "bpe.model")
MODEL = Path("model") / "model.bin"
TRANSLATED = "translated"
"""What the child prints when all is well."""

COMMAND = [sys.executable, "-m", "service.engines.packages.trial"]


@dataclass(frozen=True, slots=True)
class About:
    """What a package says of itself."""

    from_code: str
    to_code: str
    version: str

    @property
    def name(self) -> str:
        """As it is called in messages: "de-en 1.9"."""
        return f"{self.from_code}-{self.to_code} {self.version}"

    @property
    def folder_name(self) -> str:
        """As argostranslate names its folder: "translate-de_en-1_9"."""
        return f"{folder_start(self.from_code, self.to_code)}{self.version.replace('.', '_')}"


def folder_start(from_code: str, to_code: str) -> str:
    """How the name of a folder of this pair begins."""
    return f"translate-{from_code}_{to_code}-"


def about(folder: Path) -> About:
    """The metadata of a package whose parts are all there. Raises `BadPackage`."""
    said = _metadata(folder / METADATA)
    codes, version = (said.get("from_code"), said.get("to_code")), said.get("package_version")
    if said.get("type", "translate") != "translate":
        raise BadPackage("the package is not one that translates")
    if any(not isinstance(code, str) or not CODE.fullmatch(code) for code in codes) or codes[0] == codes[1]:
        raise BadPackage(f"the package's {METADATA} names no pair of languages")
    if not isinstance(version, str) or not VERSION.fullmatch(version):
        raise BadPackage(f"the package's {METADATA} names no version")
    if not isinstance(said.get("target_prefix", ""), str):
        raise BadPackage(f"the package's {METADATA} is of another shape")
    if not any(_filled(folder / name) for name in TOKENIZERS):
        raise BadPackage("the package has no tokenizer")
    if not _filled(folder / MODEL):
        raise BadPackage("the package has no model")
    return About(str(codes[0]), str(codes[1]), version)


def try_out(folder: Path, said: About, limits: Limits) -> None:
    """Translates one phrase with the only package in `folder`, in a child: a crash of native code, an endless loop or
    gigabytes of memory are the child's. Raises `BadPackage`."""
    command = [*COMMAND, str(folder.resolve()), said.from_code, said.to_code]
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        ran = subprocess.run(  # noqa: S603  # our own interpreter and module; the codes were checked
            command,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.trial_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BadPackage(
            f"the package {said.name} did not translate a phrase in {limits.trial_seconds:g} seconds"
        ) from None
    told = " ".join(ran.stdout[-300:].decode("utf-8", "replace").split())
    if ran.returncode or told != TRANSLATED:  # native code may end a process with any code, 0 included
        why = told if ran.returncode == 1 and told else f"it ended its process ({ran.returncode})"
        raise BadPackage(f"the package {said.name} does not translate: {why}")


def _metadata(path: Path) -> dict[str, object]:
    try:
        if path.stat().st_size > MAX_METADATA:
            raise BadPackage(f"the package's {METADATA} is too long")
        said = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise BadPackage(f"the package has no {METADATA}") from None
    except (ValueError, RecursionError):
        raise BadPackage(f"the package's {METADATA} is not JSON") from None
    if not isinstance(said, dict):
        raise BadPackage(f"the package's {METADATA} is of another shape")
    return said


def _filled(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size > 0
    except OSError:
        return False
