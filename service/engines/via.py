"""A pair that no engine has, over a third language where two engines together have it: de-fr as de-en, en-fr."""

from collections.abc import Sequence
from itertools import pairwise

from service.engines.none import what_to_install
from service.model import offers
from service.model.errors import UnsupportedPair
from service.model.protocols import Translator
from service.model.version import primary_subtag


class Via:
    """What its translator serves directly stays with it. Name and version are the translator's own."""

    def __init__(self, inner: Translator, bridges: Sequence[str] = ("en",)) -> None:
        """`bridges`: the third languages to go over, the best first."""
        self._inner = inner
        self._bridges = tuple(bridges)
        self.name = inner.name
        self.version = inner.version

    def supports(self, source: str, target: str) -> bool:
        """Whether there is a route."""
        return bool(self.route(source, target))

    def route(self, source: str, target: str) -> tuple[str, ...]:
        """The languages gone through, both ends included: two if direct, three if over a bridge, none if not at all.

        Never from a language to its own variants (pt to pt-BR): there and back again would change every sentence.
        """
        if self._inner.supports(source, target):
            return source, target
        for bridge in self._bridges:
            if len({primary_subtag(source), primary_subtag(bridge), primary_subtag(target)}) == 3 and all(
                self._inner.supports(*leg) for leg in ((source, bridge), (bridge, target))
            ):
                return source, bridge, target
        return ()

    def package(self, source: str, target: str) -> str:
        """Who serves each leg, with what: "de-en by argos 1.12.1, de-en 1.9; en-fr by ..."; "" if nobody does."""
        legs = _legs(self.route(source, target))
        packages = [offers.package(self._inner, *leg) or f"{self.name} {self.version}" for leg in legs]
        if len(legs) == 1:
            return packages[0]
        return "; ".join(f"{'-'.join(leg)} by {package}" for leg, package in zip(legs, packages, strict=True))

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """As many translations as texts; "" for one that was lost on the way. Raises `UnsupportedPair`."""
        return self._over(_legs(self._route(source, target)), texts)

    def alternatives(self, texts: Sequence[str], source: str, target: str) -> offers.Alternatives:
        """Those of the last leg: what comes before it is translated once."""
        *before, last = _legs(self._route(source, target))
        return offers.alternatives(self._inner, self._over(before, texts), *last)

    def scores(self, sources: Sequence[str], translations: Sequence[str], source: str, target: str) -> offers.Scores:
        """Those of the last leg, given our own translation as its source."""
        *before, last = _legs(self._route(source, target))
        return offers.scores(self._inner, self._over(before, sources), translations, *last)

    def _route(self, source: str, target: str) -> tuple[str, ...]:
        route = self.route(source, target)
        if not route:
            raise UnsupportedPair(what_to_install(source, target))
        return route

    def _over(self, legs: Sequence[tuple[str, str]], texts: Sequence[str]) -> tuple[str, ...]:
        for leg in legs:
            known = [text for text in texts if text.strip()]
            done = iter(self._inner.translate(known, *leg) if known else ())
            texts = [next(done) if text.strip() else "" for text in texts]
        return tuple(texts)


def _legs(route: Sequence[str]) -> list[tuple[str, str]]:
    return list(pairwise(route))
