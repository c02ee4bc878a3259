"""langdetect (a port of Google's language-detection): what it knows about 55 languages, without its dice.

langdetect multiplies the probabilities of n-grams that it draws at random, 7 times until it is sure; hence the advice
to seed it. Adding up *all* n-grams needs no dice: the same answer at each call and in each thread, a tenth of the time
(0.3 ms a sentence instead of 3.2), and no worse (benchmarks/README.md). Its cleaning, its n-grams and its profiles
are used as they are; only the profiles are read by us, in the order of their names and into one matrix: 0.2 s and
25 MB, where its own loader takes twice the time, 60 MB, and the order in which the folder lists them.
"""

import json
import logging
import threading
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.model.version import Language

SMOOTHING = 0.5 / 10_000  # langdetect's own: Detector.ALPHA_DEFAULT / Detector.BASE_FREQ
LEAST = 0.001  # what is less likely is left out of a ranking
# langdetect's names of profiles -> BCP 47, where they differ; `zh-cn` is text in simplified characters, the usual `zh`.
CODES = {"zh-cn": "zh", "zh-tw": "zh-Hant"}

_log = logging.getLogger(__name__)


class LangdetectDetector:
    """Ranks languages by langdetect's profiles. Loads them at the first call; threads may share one instance."""

    name = "langdetect"

    def __init__(self) -> None:
        self.version = version("langdetect")
        self._lock = threading.Lock()
        self._profiles: _Profiles | None = None

    def rank(self, text: str) -> tuple[Language, ...]:
        """The likely languages of `text`, likeliest first; empty where it has no n-gram that a profile knows."""
        return self._loaded().rank(text)

    def languages(self) -> frozenset[str]:
        """The codes that it can tell."""
        return frozenset(self._loaded().codes)

    def _loaded(self) -> "_Profiles":
        with self._lock:
            if self._profiles is None:
                started = time.perf_counter()
                self._profiles = _Profiles()
                _log.info("langdetect: profiles loaded in %.2f s", time.perf_counter() - started)
            return self._profiles


class _Profiles:
    """How likely each n-gram is in each language: `logs[rows[ngram], language]`."""

    def __init__(self) -> None:
        from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

        paths = sorted(Path(PROFILES_DIRECTORY).iterdir())
        self.codes = tuple(CODES.get(path.name, path.name) for path in paths)
        self.rows: dict[str, int] = {}
        seen = [self._frequencies(path) for path in paths]
        self.logs = np.full((len(self.rows), len(paths)), SMOOTHING, dtype=np.float32)
        for column, (rows, frequencies) in enumerate(seen):
            self.logs[rows, column] += frequencies
        np.log(self.logs, out=self.logs)
        self._factory = DetectorFactory()
        self._factory.word_lang_prob_map = self.rows  # it asks no more of it than which n-grams are known
        self._factory.langlist = list(self.codes)

    def _frequencies(self, path: Path) -> tuple[list[int], NDArray[np.float32]]:
        """Of one language: the rows of its n-grams (new ones get a row), and how frequent each is among its length."""
        profile = json.loads(path.read_bytes())
        counts, totals, known = profile["freq"], profile["n_words"], self.rows
        rows = [known.setdefault(gram, len(known)) for gram in counts]
        return rows, np.array([count / totals[len(gram) - 1] for gram, count in counts.items()], dtype=np.float32)

    def rank(self, text: str) -> tuple[Language, ...]:
        detector = self._factory.create()
        detector.append(text)
        detector.cleaning_text()
        grams = detector._extract_ngrams()
        if not grams:
            return ()
        # Overlapping n-grams say much the same: dividing by the root of their number instead of believing each keeps a
        # short text's probabilities honest (second_opinion.py has the measurement).
        scores = self.logs[[self.rows[gram] for gram in grams]].sum(axis=0) / np.sqrt(len(grams))
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        order = np.argsort(-shares, kind="stable")
        return tuple(Language(self.codes[i], float(shares[i])) for i in order if shares[i] >= LEAST)
