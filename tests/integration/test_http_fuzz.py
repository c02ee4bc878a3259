"""A short form of benchmarks/fuzz_api.py, which asks ten thousand times."""

from pathlib import Path

from benchmarks.fuzz_api import Run
from service.app import create_app
from service.engines.none import NoTranslator
from service.model.protocols import Engines
from service.settings import Settings
from tests.servers.variorum import serving
from tests.unit.api.conftest import Counts, Detects

SECONDS = 90.0  # for a busy machine; a quiet one needs ten


def test_no_answer_is_undocumented_and_none_a_failure(tmp_path: Path) -> None:
    settings = Settings(database=str(tmp_path / "v.sqlite"), rate_limit=0, wait_seconds=1)
    with serving(create_app(settings, Engines(Detects(), Counts(), NoTranslator()))) as url:
        run = Run(url)
        run.ask(80, SECONDS)
    assert run.statuses.total() >= 60
    assert run.wrong == {}
    assert not [status for status in run.statuses if status >= 500 and status != 503]
