"""Two detectors asked together: what both believe is likely, what one alone believes is not."""

import logging
from collections import defaultdict
from typing import Protocol

from service.model.errors import EngineError
from service.model.protocols import Detector
from service.model.version import Language

_log = logging.getLogger(__name__)

# The mean of two detectors is too modest: where it says .55, 93 of 100 texts are right. Squared it is honest: of the
# first 8-40 characters of sentences in 25 languages, those at .3 .4 .5 .7 .9 were right 34 44 61 83 99 times in 100.
SHARPNESS = 2
LEAST = 0.001  # what is less likely is left out of a ranking


class Knowing(Detector, Protocol):
    """A detector that says which languages it can tell."""

    def languages(self) -> frozenset[str]:
        """BCP 47 codes."""
        ...


class SecondOpinion:
    """The mean of two detectors' beliefs; a language that the first never heard of is left to the second alone."""

    def __init__(self, first: Knowing, second: Knowing) -> None:
        self._first = first
        self._second = second
        self.name = f"{first.name}+{second.name}"
        self.version = f"{first.version}+{second.version}"

    def rank(self, text: str) -> tuple[Language, ...]:
        """The likely languages of `text`, likeliest first, with confidences that add up to at most 1."""
        first = self._first.rank(text)
        try:
            second = self._second.rank(text)
        except EngineError as error:
            _log.warning("%s; %s goes on alone", error, self._first.name)
            return first
        known = self._first.languages() if first else frozenset()
        beliefs: defaultdict[str, float] = defaultdict(float)
        for language in first:
            beliefs[language.code] += language.confidence / 2
        for language in second:
            beliefs[language.code] += language.confidence / (2 if language.code in known else 1)
        sharp = {code: belief**SHARPNESS for code, belief in beliefs.items()}
        total = sum(sharp.values())
        ranking = sorted(((share / total, code) for code, share in sharp.items()), key=lambda pair: (-pair[0], pair[1]))
        return tuple(Language(code, share) for share, code in ranking if share >= LEAST)
