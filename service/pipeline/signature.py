"""What a report depends on: two reports with one signature are comparable (after sacreBLEU's signatures)."""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from service.differences.rules import RULES
from service.model import offers
from service.model.glossary import EMPTY, Glossary
from service.model.protocols import Engines
from service.pipeline import fingerprint
from service.pipeline.program import PROGRAM, library_version

LIBRARIES = ("babel", "lemminflect", "numpy", "RapidFuzz", "simplemma", "wordfreq")
"""What findings rest on beside the engines, which name their own: names, months and units (babel has CLDR in itself),
base forms, vectors, likeness, rarity. A test looks whether a comparison loads any other."""

TRANSLATING = ("ctranslate2", "sentencepiece")
"""What Argos packages run on: with another version the same package may choose other words."""


def signature(
    engines: Engines, pivot: str, translating: bool, sources: Sequence[str] = (), glossary: Glossary = EMPTY
) -> Mapping[str, str]:
    """Names and versions of the program, its engines and libraries, with the language packages for the `sources` that
    were translated, hashes of its tables, rules and code, and every setting that changes a report."""
    translator = engines.translator
    return {
        "variorum": PROGRAM,
        "detector": f"{engines.detector.name} {engines.detector.version}",
        "embedder": f"{engines.embedder.name} {engines.embedder.version}",
        "translator": f"{translator.name} {translator.version}" if translating else "none",
        "sentences": f"sentencex {library_version('sentencex')}",
        "pivot": pivot,
        **{f"{source}-{pivot}": offers.package(translator, source, pivot) for source in sources},
        **({"glossary": glossary.fingerprint} if glossary else {}),
        **_versions(LIBRARIES),
        **(_versions(TRANSLATING) if sources else {}),
        "unicode": unicodedata.unidata_version,
        "tables": fingerprint.of_tables(),
        "rules": fingerprint.of_rules(RULES.values()),
        "code": fingerprint.of_code(),
    }


@lru_cache(maxsize=2)
def _versions(distributions: tuple[str, ...]) -> Mapping[str, str]:
    return {name: library_version(name) for name in distributions}
