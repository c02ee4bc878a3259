from collections.abc import Sequence

import numpy as np
import pytest
from flask import Flask

from service.app import create_app
from service.engines.none import NoTranslator
from service.model.protocols import Engines, Vectors
from service.model.version import Language
from service.settings import Settings


class Detects:
    """Finds everything English."""

    name, version = "english", "1"

    def rank(self, text: str) -> tuple[Language, ...]:
        return (Language("en", 0.9),)


class Counts:
    """Vectors of letter counts: equal sentences are equal."""

    name, version = "letters", "1"

    def covers(self, language: str) -> bool:
        return True

    def encode(self, texts: Sequence[str]) -> Vectors:
        counts = np.array([[text.lower().count(chr(97 + n)) + 0.01 for n in range(26)] for text in texts], np.float32)
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)


@pytest.fixture(scope="session")
def light() -> Engines:
    """Engines that load nothing."""
    return Engines(Detects(), Counts(), NoTranslator())


@pytest.fixture(scope="session")
def app(light: Engines) -> Flask:
    return create_app(Settings(max_versions=4, max_characters=500, max_request_bytes=10_000), light)
