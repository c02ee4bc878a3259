"""Asks the HTTP service whatever its specification allows, and what it does not, by schemathesis: no answer may be
a 5xx (but a 503 that says when to come back), and none may be one that the specification lacks.

    PYTHONPATH=. .venv/bin/python benchmarks/fuzz_api.py [--quick]
"""

import argparse
import itertools
import json
import logging
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi import checks

from service.app import create_app
from service.settings import Settings
from tests.servers.variorum import serving

REQUESTS, QUICK = 10_000, 200
ROUND = 25
"""Requests of a kind in one round."""
LEFT_OUT = [checks.positive_data_acceptance]
"""Any string is an id or a language code as far as a schema can tell; most are refused all the same."""
FIRST, SECOND = "Five boats burned on Tuesday.", "Nine boats burned on Tuesday."


@contextmanager
def service() -> Iterator[str]:
    """The service with its own engines on an empty database."""
    with tempfile.TemporaryDirectory() as folder:
        values = Settings(database=f"{folder}/variorum.sqlite", rate_limit=0, wait_seconds=1)
        with serving(create_app(values)) as url:
            yield url


def real(url: str) -> dict[str, str]:
    """A comparison that is done, and a finding of it: made-up ids would never get further than a 404."""
    body = {"versions": [{"text": FIRST}, {"text": SECOND}], "translate": False}
    id = requests.post(f"{url}/v1/comparisons", json=body, timeout=60).json()["id"]
    end = time.monotonic() + 60
    while requests.get(f"{url}/v1/comparisons/{id}", timeout=60).json()["state"] != "done":
        assert time.monotonic() < end
        time.sleep(0.1)
    (finding,) = requests.get(f"{url}/v1/comparisons/{id}/findings", timeout=60).json()["items"]
    return {"id": id, "finding": finding["id"]}


class Run:
    """Counts what was asked and answered, and keeps what was wrong."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.statuses: Counter[int] = Counter()
        self.wrong: dict[str, str] = {}
        config = SchemathesisConfig.from_dict({"headers": {"Accept": "*/*"}, "request-timeout": 60})
        self.schema = schemathesis.openapi.from_url(f"{url}/openapi.json", config=config)

    def ask(self, count: int, seconds: float = float("inf")) -> None:
        """So many requests in all, or as many as there is time for, evenly over operations and kinds of data, and where
        an id is asked for as often with a real one. Round after round, each with other data."""
        operations = [each.ok() for each in self.schema.get_all_operations()]
        kinds = [
            (operation, mode, known)
            for operation in operations
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
            for known in ([False, True] if "{id}" in operation.path and operation.method != "delete" else [False])
        ]
        each_time = max(1, min(ROUND, count // len(kinds)))
        rounds, end = itertools.count(), time.monotonic() + seconds
        while self.statuses.total() < count and time.monotonic() < end:
            number = next(rounds)
            print(f"round {number}: {self.statuses.total()} requests, {len(self.wrong)} wrong", flush=True)
            for operation, mode, known in kinds:
                if time.monotonic() < end:
                    self._one(operation, mode, known, each_time, number)

    def _one(self, operation: Any, mode: GenerationMode, known: bool, count: int, number: int) -> None:
        found = real(self.url) if known else {}
        path = {name: found[name] for name in ("id", "finding") if f"{{{name}}}" in operation.path} if known else None
        strategy = operation.as_strategy(generation_mode=mode, **({"path_parameters": path} if path else {}))

        @settings(
            max_examples=count,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @seed(number)
        @given(case=strategy)
        def each(case: Any) -> None:
            answer = case.call(base_url=self.url)
            self.statuses[answer.status_code] += 1
            if answer.status_code == 503 and "Retry-After" in answer.headers:
                return  # the queue is full: that is how it should say so
            try:
                case.validate_response(answer, excluded_checks=LEFT_OUT)
            except (FailureGroup, Failure) as group:
                for failure in getattr(group, "exceptions", [group]):
                    name = f"{operation.label} {answer.status_code} {failure.title}"
                    self.wrong.setdefault(name, f"{failure.message[:300]} | {case.as_curl_command()[:500]}")

        try:
            each()
        except Exception as error:
            if "Unsatisfiable" not in type(error).__name__ and "Unsatisfiable" not in str(error):
                raise


def main() -> None:
    """Prints what was wrong, and the figures as JSON in the last line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--requests", type=int)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    began = time.perf_counter()
    with service() as url:
        run = Run(url)
        run.ask(options.requests or (QUICK if options.quick else REQUESTS))
    for name, about in sorted(run.wrong.items()):
        print(f"{name}\n    {about}")
    figures = {
        "requests": run.statuses.total(),
        "statuses": {str(status): number for status, number in sorted(run.statuses.items())},
        "server_errors": sum(number for status, number in run.statuses.items() if status >= 500 and status != 503),
        "wrong": len(run.wrong),
        "seconds": round(time.perf_counter() - began, 1),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
