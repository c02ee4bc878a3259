import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.engines.loaded import Loaded


def test_loads_once_for_sixteen_threads() -> None:
    loaded: Loaded[str, object] = Loaded("things")
    start, loads = threading.Barrier(16), []

    def load() -> object:
        loads.append(1)
        return object()

    def ask(_: int) -> object:
        start.wait()
        return loaded.get("a", load)

    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(ask, range(16)))) == 1
    assert len(loads) == 1


def test_a_load_that_fails_is_tried_again() -> None:
    loaded: Loaded[str, int] = Loaded("things")
    with pytest.raises(ZeroDivisionError):
        loaded.get("a", lambda: 1 // 0)
    assert loaded.get("a", lambda: 1) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_loads_anew_even_if_a_thread_held_the_lock() -> None:
    loaded: Loaded[str, int] = Loaded("things")
    loaded.get("a", lambda: 1)
    holding, release = threading.Event(), threading.Event()

    def slow() -> int:
        holding.set()
        release.wait()
        return 2

    thread = threading.Thread(target=loaded.get, args=("b", slow))
    thread.start()
    holding.wait()
    child = os.fork()
    if child == 0:
        os._exit(loaded.get("a", lambda: 3) * 10 + loaded.get("b", lambda: 4))
    release.set()
    thread.join()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 34
    assert loaded.get("a", lambda: 5) == 1
