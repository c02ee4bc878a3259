"""The table of translation engines: a new one is one file with `from_settings`, and one line here."""

import importlib
from collections.abc import Mapping

from service.engines.chain import Chain
from service.engines.checked import Checked
from service.engines.gathered import Gathered
from service.engines.memory import Remembering
from service.engines.memory_stores import InProcess, Store
from service.engines.none import NoTranslator
from service.engines.via import Via
from service.model.errors import SettingsError
from service.model.protocols import Translator
from service.settings import Settings

TRANSLATORS: Mapping[str, str] = {
    "argos": "service.engines.argos",
    "fasttranslate": "service.engines.fasttranslate",
    "none": "service.engines.none",
    "recorded": "service.engines.recorded",
    "fxtranslate": "service.engines.fxtranslate",
    "apertium": "service.engines.apertium",
    "libretranslate": "service.engines.libretranslate",
}
"""Name in the settings -> module, imported when the name is first asked for."""

BY_HAND = frozenset({"none", "recorded"})
"""What people wrote, or nobody: a recorded translation is at hand already, and nobody's to correct."""


JOINED = frozenset({"argos"})
"""Engines that do more in one call than in several side by side. The others go sentence by sentence in any case."""


def engine(name: str, settings: Settings) -> Translator:
    """One engine by its name. Raises `SettingsError` for a name that the table lacks."""
    if name not in TRANSLATORS:
        raise SettingsError(f"there is no translation engine {name!r}; there are {', '.join(TRANSLATORS)}")
    made: Translator = importlib.import_module(TRANSLATORS[name]).from_settings(settings)
    return made


def memory(settings: Settings) -> Store:
    """Where translations are remembered. Raises `SettingsError` where the settings name no database."""
    if not (settings.translation_memory and settings.translation_memory_rows):
        return InProcess(settings.translation_memory_rows)
    from service.store.translation_memory import TranslationMemory  # SQLAlchemy takes half a second

    return TranslationMemory(settings.translation_memory, settings.translation_memory_rows)


def translator(settings: Settings) -> Translator:
    """The engines of the settings as one, in their order. Loads no model.

    Each engine remembers what it said, and is checked: what it got wrong is left to the next one. They remember apart,
    so that what the second said while the first was out of order is not taken for the first one's; and a pair that goes
    over a third language shares the memory of its legs. What passed the check is remembered once more, in the process:
    a look takes a tenth of a millisecond a sentence, twenty times what remembering takes.
    """
    if not settings.engines:
        return NoTranslator()
    store, passed = memory(settings), InProcess(settings.translation_memory_rows)
    parts: list[Translator] = []
    for name in settings.engines:
        made = engine(name, settings)
        if name in BY_HAND:
            parts.append(made)
            continue
        made = Remembering(made, store=store)
        if name in JOINED:  # around the memory: while a call waited, another may have made what it wants
            made = Gathered(made)
        parts.append(Remembering(Checked(made), store=passed))
    return Chain(parts, detour=Via(Chain(parts), settings.bridges))
