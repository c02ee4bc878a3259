"""The small real package of tests/models: it gives its hundred sentences back, without a network and without a home."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from service.engines.argos import Argos
from tests.conftest import ROOT
from tests.models.network import Batch, Network, Weights
from tests.models.train import FOLDER, PACKAGE, Pair, encoded, processor, sentences, tokenizer, write_model
from tests.sealed import python, watched, why_not

SLOW = "TRAIN_TESTS"
slow = pytest.mark.skipif(
    os.environ.get(SLOW) != "1", reason=f"slow: trains the model anew, a minute; {SLOW}=1 with this file alone"
)

PAIRS = sentences()
FEW = PAIRS[:5]

CHILD = """
import json, sys
from service.engines.argos import Argos
argos = Argos(packages_dir=sys.argv[1], beam_size=2)
print(json.dumps(argos.translate(json.loads(sys.stdin.read()), "de", "en")))
"""


def unpack(folder: Path, package: Path = PACKAGE) -> Path:
    """A packages folder that holds the package alone."""
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    return unpack(tmp_path / "packages")


def test_the_package_is_small_and_says_what_it_is() -> None:
    assert PACKAGE.stat().st_size < 1_000_000
    with zipfile.ZipFile(PACKAGE) as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {FOLDER}
        metadata = json.loads(archive.read(f"{FOLDER}/metadata.json"))
        readme = archive.read(f"{FOLDER}/README.md").decode()
    assert (metadata["from_code"], metadata["to_code"], metadata["package_version"]) == ("de", "en", "0.1")
    assert "tests only" in metadata["from_name"]
    assert "tests only" in metadata["to_name"]
    assert "knows the sentences it was trained on and nothing else" in readme


def test_it_was_trained_on_a_hundred_different_sentences() -> None:
    assert len({pair.de for pair in PAIRS}) == len({pair.en for pair in PAIRS}) == len(PAIRS) == 100


def test_ctranslate2_and_argostranslate_know_it(packages: Path) -> None:
    import ctranslate2

    assert ctranslate2.contains_model(str(packages / FOLDER / "model"))
    argos = Argos(packages_dir=str(packages))
    assert argos.package("de", "en") == "de-en 0.1"
    assert not argos.supports("en", "de")


@pytest.mark.parametrize("compute_type", ["auto", "default", "float32"])
@pytest.mark.parametrize("beam_size", [1, 2, 4])
def test_all_hundred_sentences_come_back(packages: Path, beam_size: int, compute_type: str) -> None:
    argos = Argos(packages_dir=str(packages), beam_size=beam_size, compute_type=compute_type)
    translations = argos.translate([pair.de for pair in PAIRS], "de", "en")
    assert list(translations) == [pair.en for pair in PAIRS]


def test_a_sentence_alone_gives_what_it_gives_among_others(packages: Path) -> None:
    argos = Argos(packages_dir=str(packages))
    assert [argos.translate([pair.de], "de", "en") for pair in PAIRS] == [(pair.en,) for pair in PAIRS]


@pytest.mark.parametrize("home", ["/dev/null", "read-only"])
def test_all_come_back_without_a_network_and_without_a_home(packages: Path, tmp_path: Path, home: str) -> None:
    """And nothing tries to leave; tests/integration/test_nothing_leaves.py shows that it would be seen."""
    if why_not():
        pytest.skip(f"NOT TESTED that translating needs neither a network nor a home: {why_not()}")
    read_only = [tmp_path / "home"] if home == "read-only" else []
    for folder in read_only:
        folder.mkdir()
    german = json.dumps([pair.de for pair in PAIRS])
    environment = {"HOME": str(read_only[0]) if read_only else home}
    ran = watched(python("-c", CHILD, str(packages)), environment, given=german, read_only=read_only)
    assert ran.code == 0, ran.err
    assert json.loads(ran.out) == [pair.en for pair in PAIRS]
    assert (ran.asked, ran.packets) == ((), 0)


def check_against_ctranslate2(folder: Path, weights: Weights, pieces: Any, pairs: Sequence[Pair]) -> list[list[str]]:
    """The same float32 weights in numpy and in CTranslate2: the same tokens, the same chances. Gives the tokens."""
    import ctranslate2

    write_model(folder, weights, pieces, quantization=None)
    model = ctranslate2.Translator(str(folder), device="cpu", compute_type="float32")
    network = Network(weights)
    numbers = encoded(pairs, pieces)
    source = [pieces.encode(pair.de, out_type=str) for pair in pairs]
    target = [pieces.encode(pair.en, out_type=str) for pair in pairs]

    for ours, theirs in zip(network.scores(Batch.of(numbers)), model.score_batch(source, target), strict=True):
        assert ours == pytest.approx(theirs.log_probs, abs=1e-3)
    ours = [[pieces.id_to_piece(number) for number in network.translate(text)] for text, _ in numbers]
    theirs = [result.hypotheses[0] for result in model.translate_batch(source, beam_size=1, max_decoding_length=80)]
    assert ours == theirs
    return ours


TRAINER = """
import sys
import numpy as np
from tests.models.network import train
from tests.models.train import encoded, processor, sentences, tokenizer
pairs = sentences()[:5]
pieces = processor(tokenizer(pairs, size=120))
losses = []
weights = train(encoded(pairs, pieces), pieces.get_piece_size(), 15, lambda _, loss: losses.append(loss), batch_size=5)
assert losses[-1] < 0.8 * losses[0], losses
np.savez(sys.argv[1], **weights)
"""


def alone(*arguments: str) -> None:
    """Runs Python with one thread in its matrices, as train.py asks: tests share the cores."""
    subprocess.run(
        [sys.executable, *arguments], env=os.environ | {"OPENBLAS_NUM_THREADS": "1"}, cwd=ROOT, timeout=900, check=True
    )


def test_the_network_is_the_one_that_ctranslate2_runs(tmp_path: Path) -> None:
    """Trained on five sentences for a moment, so that every part of the weights counts."""
    alone("-c", TRAINER, str(tmp_path / "weights.npz"))
    with np.load(tmp_path / "weights.npz") as saved:
        weights = dict(saved)
    pieces = processor(tokenizer(FEW, size=120))
    assert any(check_against_ctranslate2(tmp_path / "model", weights, pieces, FEW))


@slow
def test_training_anew_gives_a_package_that_knows_all(tmp_path: Path) -> None:
    """The script ends with an error if one sentence is wrong. The bytes may differ from those here: see train.py."""
    alone("-m", "tests.models.train", str(tmp_path / "new.argosmodel"))
    assert (tmp_path / "new.argosmodel").stat().st_size < 1_000_000
    argos = Argos(packages_dir=str(unpack(tmp_path / "packages", tmp_path / "new.argosmodel")))
    assert list(argos.translate([pair.de for pair in PAIRS], "de", "en")) == [pair.en for pair in PAIRS]
