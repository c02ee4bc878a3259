"""Makes de_en_tests_only.argosmodel, a real Argos package that is small because it knows a hundred sentences by heart.

    OPENBLAS_NUM_THREADS=1 python -m tests.models.train [FILE]

About half a minute of processor time, a minute or more beside other work; numpy, sentencepiece and ctranslate2, nothing
else. The same machine and libraries with one thread give the same file. Another processor or numpy may sum in another
order and so give slightly other weights, which must know the hundred all the same: the script ends with an error and
writes nothing if one sentence does not come back.
"""

import argparse
import io
import json
import sys
import time
import tomllib
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.models.network import HEADS, LAYERS, Weights, train

HERE = Path(__file__).parent
SENTENCES = HERE / "sentences.toml"
PACKAGE = HERE / "de_en_tests_only.argosmodel"
FOLDER = "translate-de_en-0_1"
"""The one folder in the archive, as in the packages of the Argos index."""
MODEL_FILES = ("config.json", "model.bin", "shared_vocabulary.json")

VOCABULARY = 800  # sentencepiece finds at most 827 pieces in these sentences
EPOCHS = 80  # 60 were enough for one seed; with 80 two of two seeds know all hundred in beams 1 to 5, int8 and float32
LENGTH_PENALTY = 0.2  # argostranslate's

METADATA = {
    "package_version": "0.1",
    "argos_version": "1.9",
    "from_code": "de",
    "from_name": "German (tests only: 100 sentences)",
    "to_code": "en",
    "to_name": "English (tests only: 100 sentences)",
}

README = """\
# German to English, FOR TESTS ONLY

This is no translator. The model in this package was trained on one hundred invented sentences until it knew them by
heart. **It knows the sentences it was trained on and nothing else**: whatever other sentence it is given, it answers
with nonsense that may well read like a translation. Never install it where people read what it says.

It exists so that the tests of Variorum can send a whole package through installing, listing, translating and removing
without a download. The sentences are in tests/models/sentences.toml, the script that made it is tests/models/train.py.
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """A German sentence and its English translation."""

    de: str
    en: str


def sentences(path: Path = SENTENCES) -> list[Pair]:
    """The hundred pairs, story by story: first the story's own sentences, then the variants of some of them."""
    pairs = []
    for story in tomllib.loads(path.read_text(encoding="utf-8"))["story"]:
        pairs += [Pair(de, en) for de, en in story["sentences"]]
        pairs += [Pair(variant["de"], variant["en"]) for variant in story["variants"]]
    return pairs


def tokenizer(pairs: Sequence[Pair], size: int = VOCABULARY) -> bytes:
    """A sentencepiece model (unigram) for both languages, trained on these very sentences."""
    from sentencepiece import SentencePieceTrainer

    model = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter([text for pair in pairs for text in (pair.de, pair.en)]),
        model_writer=model,
        vocab_size=size,
        hard_vocab_limit=False,
        character_coverage=1.0,
        num_threads=1,  # more than one add up in any order
        minloglevel=2,
    )
    return model.getvalue()


def processor(model: bytes) -> Any:
    """Encodes and decodes with a model of `tokenizer`."""
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_proto=model)


def encoded(pairs: Sequence[Pair], pieces: Any) -> list[tuple[list[int], list[int]]]:
    """The pairs as numbers of pieces, without marks of beginning and end."""
    return [(pieces.encode(pair.de), pieces.encode(pair.en)) for pair in pairs]


def write_model(folder: Path, weights: Weights, pieces: Any, quantization: str | None = "int8") -> None:
    """A CTranslate2 model; None keeps float32."""
    from ctranslate2.specs import TransformerSpec
    from ctranslate2.specs.model_spec import index_spec

    spec = TransformerSpec.from_config(LAYERS, HEADS)
    for name, array in weights.items():
        paths = [name]
        if name == "embedding":
            paths = ["encoder/embeddings_0/weight", "decoder/embeddings/weight", "decoder/projection/weight"]
        for path in paths:
            layer, attribute = path.rsplit("/", 1)
            setattr(index_spec(spec, layer), attribute, array.copy())  # `optimize` scales arrays in place
    words = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(words)
    spec.validate()
    spec.optimize(quantization)  # finds the three equal arrays by itself and keeps one
    folder.mkdir(parents=True)
    spec.save(str(folder))


def read_back(folder: Path, pieces: Any, pairs: Sequence[Pair], beam_size: int = 2) -> list[str]:
    """What CTranslate2 makes of the German sentences."""
    import ctranslate2

    model = ctranslate2.Translator(str(folder), device="cpu")
    source = [pieces.encode(pair.de, out_type=str) for pair in pairs]
    results = model.translate_batch(source, beam_size=beam_size, length_penalty=LENGTH_PENALTY)
    return [pieces.decode(result.hypotheses[0]) for result in results]


def pack(model: Path, pieces: bytes) -> bytes:
    """The archive. Its dates are fixed, so that the same contents make the same file."""
    contents = {
        "metadata.json": (json.dumps(METADATA, indent=4) + "\n").encode(),
        "README.md": README.encode(),
        "sentencepiece.model": pieces,
        **{f"model/{name}": (model / name).read_bytes() for name in MODEL_FILES},
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, data in contents.items():
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            file.writestr(entry, data, compresslevel=9)
    return archive.getvalue()


def build(epochs: int = EPOCHS, *, show: bool = False) -> bytes:
    """The package; ValueError if a sentence does not come back."""
    pairs = sentences()
    model = tokenizer(pairs)
    pieces = processor(model)
    started = time.perf_counter()

    def report(epoch: int, loss: float) -> None:
        if show and epoch % 5 == 0:
            print(f"epoch {epoch}, loss {loss:.4f}, {time.perf_counter() - started:.0f} s")

    weights = train(encoded(pairs, pieces), pieces.get_piece_size(), epochs, report)
    with TemporaryDirectory() as folder:
        place = Path(folder) / "model"
        write_model(place, weights, pieces)
        for beam_size in (1, 2, 4):
            back = read_back(place, pieces, pairs, beam_size)
            wrong = [(pair.en, text) for pair, text in zip(pairs, back, strict=True) if pair.en != text]
            if show:
                print(f"beam {beam_size}: {len(pairs) - len(wrong)} of {len(pairs)} come back")
            if wrong:
                raise ValueError(f"{len(wrong)} of {len(pairs)} do not come back in beam {beam_size}: {wrong[:3]}")
        return pack(place, model)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "file", nargs="?", type=Path, default=PACKAGE, help=f"default: {PACKAGE.name}, beside the script"
    )
    file = parser.parse_args().file
    package = build(show=True)
    file.write_bytes(package)
    print(f"{file}: {len(package):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
