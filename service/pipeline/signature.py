"""What a report depends on: two reports with one signature are comparable (after sacreBLEU's signatures)."""

from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

from service.model import offers
from service.model.glossary import EMPTY, Glossary
from service.model.protocols import Engines

PROGRAM = "0.1.0"


def signature(
    engines: Engines, pivot: str, translating: bool, sources: Sequence[str] = (), glossary: Glossary = EMPTY
) -> Mapping[str, str]:
    """Names and versions of the program and its engines, with the language packages for the `sources` that were
    translated, and every setting that changes a report."""
    translator = engines.translator
    return {
        "variorum": PROGRAM,
        "detector": f"{engines.detector.name} {engines.detector.version}",
        "embedder": f"{engines.embedder.name} {engines.embedder.version}",
        "translator": f"{translator.name} {translator.version}" if translating else "none",
        "sentences": f"sentencex {_version('sentencex')}",
        "pivot": pivot,
        **{f"{source}-{pivot}": offers.package(translator, source, pivot) for source in sources},
        **({"glossary": glossary.fingerprint} if glossary else {}),
    }


def _version(distribution: str) -> str:
    try:
        return installed(distribution)
    except PackageNotFoundError:
        return "unknown"
