"""The table of language detectors: a new one is one file, and one line here. Models load when first asked."""

from collections.abc import Callable, Mapping

from service.engines.langdetect_detector import LangdetectDetector
from service.engines.langid_detector import LangidDetector
from service.engines.second_opinion import SecondOpinion
from service.model.errors import SettingsError
from service.model.protocols import Detector
from service.settings import Settings

DETECTORS: Mapping[str, Callable[[], Detector]] = {
    "langdetect": lambda: SecondOpinion(LangdetectDetector(), LangidDetector()),
    "langdetect-alone": LangdetectDetector,
    "py3langid": LangidDetector,
}
"""Name in the settings -> factory."""


def detector(settings: Settings) -> Detector:
    """The detector that the settings name. Raises `SettingsError` for a name that the table lacks."""
    if settings.detector not in DETECTORS:
        raise SettingsError(f"there is no detector {settings.detector!r}; there are {', '.join(sorted(DETECTORS))}")
    return DETECTORS[settings.detector]()
