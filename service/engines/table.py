"""The table of translation engines: a new one is one file with `from_settings`, and one line here."""

import importlib
from collections.abc import Mapping

from service.engines.chain import Chain
from service.engines.none import NoTranslator
from service.model.errors import SettingsError
from service.model.protocols import Translator
from service.settings import Settings

TRANSLATORS: Mapping[str, str] = {
    "argos": "service.engines.argos",
    "fasttranslate": "service.engines.fasttranslate",
    "none": "service.engines.none",
    "recorded": "service.engines.recorded",
}
"""Name in the settings -> module, imported when the name is first asked for."""


def engine(name: str, settings: Settings) -> Translator:
    """One engine by its name. Raises `SettingsError` for a name that the table lacks."""
    if name not in TRANSLATORS:
        raise SettingsError(f"there is no translation engine {name!r}; there are {', '.join(sorted(TRANSLATORS))}")
    made: Translator = importlib.import_module(TRANSLATORS[name]).from_settings(settings)
    return made


def translator(settings: Settings) -> Translator:
    """The engines of the settings as one, in their order. Loads no model."""
    return Chain([engine(name, settings) for name in settings.engines]) if settings.engines else NoTranslator()
