"""The small package of tests/models, grown to the size of a real one: the same answers, at a real one's price.

Random weights would ramble to the longest length, and real packages are a download. So every matrix of the small model
(2+2 layers, width 96, 800 pieces) is laid into a bigger one of zeros (6+6 layers, width 512, inner width 2048, 8 heads,
32,000 pieces, int8, as most Argos packages have it), in such a way that the function stays the same:

- what is added to the residual stream is centred first (a layer norm takes the mean away anyhow), so that zeros beside
  it change nothing but the variance, which the norm's gamma makes up for;
- a head of width 64 divides by 8 where one of width 24 divides by 4.9; the queries make up for it;
- the four further layers add zero; the further pieces never win.

Matrix products take as long on zeros as on other numbers. The sentences end where they should.
"""

import json
import struct
import zipfile
from pathlib import Path

import numpy as np

from tests.models.network import HEADS, WIDTH, positions
from tests.models.train import FOLDER, PACKAGE

LAYERS, WIDE, INNER, MORE_HEADS, VOCABULARY = 6, 512, 2048, 8, 32_000
LONGEST = 512  # positions
NEVER = np.float32(-1e4)
SHRINK = np.float32((WIDTH / WIDE) ** 0.5)
"""Zeros beside a centred vector make its standard deviation so much smaller."""
TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
SCALED = "_scale"


def grow(folder: Path) -> Path:
    """Writes the grown package into a folder for it in `folder`, and gives that."""
    from ctranslate2.specs import TransformerSpec
    from ctranslate2.specs.model_spec import index_spec

    place = folder / "translate-de_en-0_2"
    (place / "model").mkdir(parents=True)
    with zipfile.ZipFile(PACKAGE) as archive:
        small = weights(archive.read(f"{FOLDER}/model/model.bin"))
        words = json.loads(archive.read(f"{FOLDER}/model/shared_vocabulary.json"))
        metadata = json.loads(archive.read(f"{FOLDER}/metadata.json"))
        (place / "sentencepiece.model").write_bytes(archive.read(f"{FOLDER}/sentencepiece.model"))
    (place / "metadata.json").write_text(json.dumps(metadata | {"package_version": "0.2"}), encoding="utf-8")
    spec = TransformerSpec.from_config(LAYERS, MORE_HEADS)
    for path, array in grown(small).items():
        layer, attribute = path.rsplit("/", 1)
        setattr(index_spec(spec, layer), attribute, array)
    words += [f"unused{number}" for number in range(len(words), VOCABULARY)]
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(words)
    spec.validate()
    spec.optimize("int8")
    spec.save(str(place / "model"))
    return place


def weights(model):
    """A CTranslate2 model.bin (version 6: ctranslate2/specs/model_spec.py, `_serialize`) as float32 by name."""
    at = 0

    def number(kind):
        nonlocal at
        (value,) = struct.unpack_from(f"<{kind}", model, at)
        at += struct.calcsize(f"<{kind}")
        return value

    def taken(size):
        nonlocal at
        at += size
        return model[at - size : at]

    def name():
        return taken(number("H")).rstrip(b"\0").decode()

    def array():
        shape = [number("I") for _ in range(number("B"))]
        kind = TYPES[number("B")]
        return np.frombuffer(taken(number("I")), kind).reshape(shape)

    number("I"), name(), number("I")
    found = {name(): array() for _ in range(number("I"))}
    return {
        key: value.astype(np.float32) / found[key + SCALED][:, None] if key + SCALED in found else value
        for key, value in found.items()
        if not key.endswith(SCALED) and value.ndim
    }


def grown(small):
    """The weights of the big model, by their paths in `TransformerSpec`."""
    embedding = small["decoder/embeddings/weight"]
    table = laid(centred(positions(LONGEST), 1), LONGEST, WIDE)
    words = laid(centred(embedding, 1) * SHRINK, VOCABULARY, WIDE)
    big = {
        "encoder/embeddings_0/weight": words,
        "decoder/embeddings/weight": words.copy(),
        "decoder/projection/weight": laid(embedding, VOCABULARY, WIDE),
        "decoder/projection/bias": np.where(np.arange(VOCABULARY) < len(embedding), np.float32(0), NEVER),
        "encoder/position_encodings/encodings": table,
        "decoder/position_encodings/encodings": table.copy(),
    }
    for half in ("encoder", "decoder"):
        big |= norm(small, f"{half}/layer_norm", f"{half}/layer_norm")
        for number in range(LAYERS):
            old, new = (f"{half}/layer_{number % 2}", f"{half}/layer_{number}")
            part = layer(small, old, new, decoder=half == "decoder")
            if number > 1:
                part = {key: np.zeros_like(value) if writes(key) else value for key, value in part.items()}
            big |= part
    return big


def writes(path):
    """Whether it is added to the residual stream."""
    return any(f"/{part}/" in path for part in ("self_attention/linear_1", "attention/linear_2", "ffn/linear_1"))


def layer(small, old, new, decoder):
    found = {}
    for part in ("self_attention", *(["attention"] if decoder else []), "ffn"):
        found |= norm(small, f"{old}/{part}/layer_norm", f"{new}/{part}/layer_norm")

    def both(part):
        return small[f"{old}/{part}/weight"], small[f"{old}/{part}/bias"]

    def put(part, weight, bias):
        found[f"{new}/{part}/weight"], found[f"{new}/{part}/bias"] = weight, bias

    def read(part, roles):  # queries, keys, values: rows belong to heads
        weight, bias = both(part)
        put(part, laid(heads(weight, roles), len(roles) * WIDE, WIDE), heads(bias[:, None], roles)[:, 0])

    def write(part):  # from heads back to the stream
        weight, bias = both(part)
        put(part, laid(centred(heads(weight.T, "v").T, 0), WIDE, WIDE), laid(centred(bias, 0), WIDE))

    read("self_attention/linear_0", "qkv")
    write("self_attention/linear_1")
    if decoder:
        read("attention/linear_0", "q")
        read("attention/linear_1", "kv")
        write("attention/linear_2")
    weight, bias = both("ffn/linear_0")
    put("ffn/linear_0", laid(weight, INNER, WIDE), laid(bias, INNER))
    weight, bias = both("ffn/linear_1")
    put("ffn/linear_1", laid(centred(weight, 0), WIDE, INNER), laid(centred(bias, 0), WIDE))
    return found


def norm(small, old, new):
    return {
        f"{new}/gamma": laid(small[f"{old}/gamma"] * SHRINK, WIDE),
        f"{new}/beta": laid(small[f"{old}/beta"], WIDE),
    }


def heads(rows, roles):
    """Rows of queries, keys or values, each head's moved to where the wider heads have theirs."""
    narrow, wide = WIDTH // HEADS, WIDE // MORE_HEADS
    made = np.zeros((len(roles), MORE_HEADS, wide, rows.shape[1]), np.float32)
    made[:, :HEADS, :narrow] = rows.reshape(len(roles), HEADS, narrow, -1)
    for role, block in zip(roles, made, strict=True):
        if role == "q":
            block *= (wide / narrow) ** 0.5
    return made.reshape(len(roles) * WIDE, -1)


def centred(array, axis):
    return array - array.mean(axis=axis, keepdims=True)


def laid(array, *shape):
    """In the first corner of zeros."""
    made = np.zeros(shape, np.float32)
    made[tuple(slice(0, size) for size in array.shape)] = array
    return made
