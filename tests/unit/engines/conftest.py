"""A whole Argos package with random weights, built here: nothing is downloaded, and no test touches the real home."""

import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

WIDTH, INNER = 32, 64  # of the model's layers

METADATA = {
    "package_version": "1.0",
    "argos_version": "1.9",
    "from_code": "de",
    "from_name": "German",
    "to_code": "en",
    "to_name": "English",
}

SENTENCES = [
    "Die Fähre legte am Morgen im Hafen an.",
    "The ferry docked in the harbour in the morning.",
    "Der Bürgermeister sprach vor zweihundert Gästen.",
    "The mayor spoke to two hundred guests.",
    "Niemand wurde bei dem Brand verletzt.",
    "Nobody was hurt in the fire.",
]


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """argostranslate makes folders under HOME when it is imported."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR"):
            patch.delenv(name, raising=False)
        yield folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One installed package, German to English, that babbles in the same way every time."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "metadata.json").write_text(json.dumps(METADATA), encoding="utf-8")
    (folder / "sentencepiece.model").write_bytes(_tokenizer())
    _save_model(folder)
    return folder


@pytest.fixture
def packages(tmp_path: Path, built: Path) -> Path:
    """A folder of packages that holds the built one."""
    shutil.copytree(built, tmp_path / "packages" / "translate-de_en-1_0")
    return tmp_path / "packages"


@pytest.fixture
def add_package(packages: Path, built: Path) -> Callable[..., Path]:
    """Adds the built package again, under another name and with other metadata."""

    def add(name: str, **metadata: Any) -> Path:
        place = shutil.copytree(built, packages / name)
        (place / "metadata.json").write_text(json.dumps(METADATA | metadata), encoding="utf-8")
        return place

    return add


def _tokenizer() -> bytes:
    from sentencepiece import SentencePieceTrainer

    model = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES),
        model_writer=model,
        vocab_size=120,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return model.getvalue()


def _save_model(folder: Path) -> None:
    from ctranslate2.specs import TransformerSpec
    from sentencepiece import SentencePieceProcessor

    pieces = SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    words = [pieces.id_to_piece(i) for i in range(pieces.get_piece_size())]
    spec = TransformerSpec.from_config(1, 2)
    random = np.random.default_rng(7)

    def drawn(*shape: int) -> np.ndarray:
        return random.normal(0, 0.3, shape).astype(np.float32)

    def linear(layer: Any, outputs: int, inputs: int) -> None:
        layer.weight, layer.bias = drawn(outputs, inputs), drawn(outputs)

    def normal(layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def attention(layer: Any, *outputs: int) -> None:
        normal(layer.layer_norm)
        for part, size in zip(layer.linear, outputs, strict=True):
            linear(part, size, WIDTH)

    spec.encoder.embeddings[0].weight = drawn(len(words), WIDTH)
    spec.decoder.embeddings.weight = drawn(len(words), WIDTH)
    linear(spec.decoder.projection, len(words), WIDTH)
    for half in (spec.encoder, spec.decoder):
        normal(half.layer_norm)
        attention(half.layer[0].self_attention, 3 * WIDTH, WIDTH)
        normal(half.layer[0].ffn.layer_norm)
        linear(half.layer[0].ffn.linear_0, INNER, WIDTH)
        linear(half.layer[0].ffn.linear_1, WIDTH, INNER)
    attention(spec.decoder.layer[0].attention, WIDTH, 2 * WIDTH, WIDTH)
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(words)
    spec.validate()
    (folder / "model").mkdir()
    spec.save(os.fspath(folder / "model"))
