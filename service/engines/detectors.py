"""The language detectors by the name that the setting `detector` gives. Nothing heavy is loaded before the first text."""

from collections.abc import Callable, Mapping

from service.engines.langdetect_detector import LangdetectDetector
from service.engines.langid_detector import LangidDetector
from service.engines.second_opinion import SecondOpinion
from service.model.protocols import Detector

DETECTORS: Mapping[str, Callable[[], Detector]] = {
    "langdetect": lambda: SecondOpinion(LangdetectDetector(), LangidDetector()),
    "langdetect-alone": LangdetectDetector,
    "py3langid": LangidDetector,
}
