"""A LibreTranslate-compatible server by URL. The texts leave this machine: it is asked only where a URL is set."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from service.engines.breaker import Breaker
from service.engines.codes import readable_by_argos, written_by_argos
from service.engines.json_http import JsonHttp
from service.engines.pieces import cut_at_marks, translate_pieces
from service.model.errors import EngineError, SettingsError, UnsupportedPair
from service.settings import Settings

LISTING_SECONDS = 3.0
"""Patience for the list of languages: `supports` is asked before anything is translated, and must not hang."""
LISTING_AGAIN = 30.0  # seconds until it is asked for again after a failure
LONGEST = 1500  # code points of a text; servers split sentences themselves, so this is for their limits alone
TEXTS = 32  # a request
CHARACTERS = 4000
"""Code points a request: public servers refuse more than 5000 (LibreTranslate's --char-limit as they set it)."""
ALIASES = {"zh": ("zh", "zh-hans"), "zt": ("zt", "zh-hant"), "pb": ("pb", "pt-br"), "nb": ("nb", "no")}
"""Newer servers (1.6.4 on) have BCP 47 names where older ones have Argos's."""

Pairs = Mapping[str, Mapping[str, str]]
"""Source -> target in lower case -> the server's spelling of it; the source's own is under ""."""


class LibreTranslate:
    """What the server at the URL translates. Without a URL: nothing."""

    def __init__(
        self,
        url: str = "",
        key: str = "",
        timeout: float = 20.0,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`key`: the server's API key, if it asks for one. `timeout`: seconds of one request."""
        self._server = JsonHttp(url, Breaker(clock), sleep)
        self._key = key
        self._timeout = timeout
        self._clock = clock
        self._pairs: Pairs | None = None if url else {}
        self._ask_again = float("-inf")
        self.name = "libretranslate"
        self.version = self._server.host if url else "unset"

    def supports(self, source: str, target: str) -> bool:
        """Whether the server lists the pair; it is asked for its list once. False while it does not answer."""
        return self._find(source, target) is not None

    def package(self, source: str, target: str) -> str:
        """The pair as the server calls it; which model it has, it does not tell."""
        found = self._find(source, target)
        return "-".join(found) if found else ""

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """As many translations as texts. Raises `EngineError` where the server fails, `UnsupportedPair`."""
        found = self._find(source, target)
        if found is None:
            raise UnsupportedPair(f"{self.version} translates no {source} to {target}, or does not answer")

        def run(pieces: Sequence[str]) -> list[str]:
            return [words for part in _parts(pieces) for words in self._ask(part, *found)]

        return translate_pieces(texts, target, lambda text: cut_at_marks(text, LONGEST), run)

    def _ask(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        body = {"q": list(texts), "source": source, "target": target, "format": "text"}
        answer = self._server.ask("/translate", body | ({"api_key": self._key} if self._key else {}), self._timeout)
        words = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(words, list) or not all(isinstance(one, str) for one in words):
            raise EngineError(f"{self.version} did not answer with a list of translations")
        if len(words) != len(texts):
            raise EngineError(f"{self.version} gave {len(words)} translations for {len(texts)} texts")
        return words

    def _find(self, source: str, target: str) -> tuple[str, str] | None:
        """The pair in the server's spelling."""
        pairs = self._listed()
        for one in _names(readable_by_argos(source)):
            for other in _names(written_by_argos(target)):
                if one != other and other in (targets := pairs.get(one, {})):
                    return targets[""], targets[other]
        return None

    def _listed(self) -> Pairs:
        """Threads that come first together may each ask: no lock, as none must outlive a fork."""
        if self._pairs is None and self._clock() >= self._ask_again:
            self._ask_again = self._clock() + LISTING_AGAIN
            try:
                self._pairs = _pairs(self._server.ask("/languages", None, min(self._timeout, LISTING_SECONDS), 1))
            except EngineError:
                return {}
        return self._pairs or {}


def from_settings(settings: Settings) -> LibreTranslate:
    """For the table of engines. Raises `SettingsError` for a URL that is none."""
    url = settings.libretranslate_url
    try:
        parts = urlsplit(url)
        good = not url or (parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0)
    except ValueError:
        good = False
    if not good:
        raise SettingsError(f"VARIORUM_LIBRETRANSLATE_URL must be like https://host:port, not {url!r}")
    return LibreTranslate(url, settings.libretranslate_key, max(1, settings.libretranslate_timeout))


def _pairs(answer: Any) -> Pairs:
    """From [{"code": "de", "targets": ["en", ...]}]; servers before 1.3.9 gave no targets and translated all to all."""
    try:
        codes = [str(one["code"]) for one in answer]
        targets = {str(one["code"]): [str(t) for t in one.get("targets", codes)] for one in answer}
    except (TypeError, KeyError, AttributeError) as error:
        raise EngineError("the list of languages is none") from error
    return {code.lower(): {"": code} | {t.lower(): t for t in targets[code]} for code in codes}


def _names(codes: Sequence[str]) -> list[str]:
    return [name for code in codes for name in ALIASES.get(code, (code,))]


def _parts(pieces: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for piece in pieces:
        if part and (len(part) == TEXTS or sum(map(len, part)) + len(piece) > CHARACTERS):
            yield part
            part = []
        part.append(piece)
    if part:
        yield part
