import json
import time
from typing import Any

import pytest

from service.jobs.celery_app import QUEUE, celery_app
from service.jobs.celery_queue import CeleryQueue, send
from service.model.errors import SettingsError
from service.settings import Settings
from tests.servers.ports import free_port
from tests.servers.redis import Redis, redis

__all__ = ["redis"]


@pytest.mark.parametrize(
    "queue", ["", "localhost", "sqs://", "memory://", "filesystem://", "redis", "sqla+sqlite:///x"]
)
def test_only_brokers_that_lose_nothing_are_taken(queue: str) -> None:
    with pytest.raises(SettingsError, match="VARIORUM_QUEUE must begin with"):
        celery_app(Settings(queue=queue))


def test_a_message_is_the_jobs_id_in_json_and_nothing_else(redis: Redis) -> None:
    import redis as client

    send(celery_app(Settings(queue=redis.url)), "0123456789abcdef")
    (message,) = (json.loads(text) for text in client.Redis(port=redis.port).lrange(QUEUE, 0, -1))
    assert message["content-type"] == "application/json"
    assert _body(message)[:2] == [["0123456789abcdef"], {}]


def _body(message: dict[str, Any]) -> Any:
    from base64 import b64decode

    return json.loads(b64decode(message["body"]))


def test_messages_are_data_and_taken_back_from_who_dies() -> None:
    conf = celery_app(Settings(queue="redis://localhost", lease_seconds=45)).conf
    assert (conf.task_serializer, list(conf.accept_content)) == ("json", ["json"])
    assert conf.task_acks_late
    assert conf.task_reject_on_worker_lost
    assert conf.worker_prefetch_multiplier == 1
    assert conf.broker_transport_options["visibility_timeout"] == 90


def test_a_broker_that_is_away_or_frozen_keeps_no_request_waiting(redis: Redis) -> None:
    nobody_there = CeleryQueue(celery_app(Settings(queue=f"amqp://127.0.0.1:{free_port()}//")))
    silent = CeleryQueue(celery_app(Settings(queue=redis.url)))
    redis.freeze()
    try:
        began = time.monotonic()
        for queue in (nobody_there, silent):
            for _ in range(2_000):  # more than are kept
                queue.submit("0123456789abcdef")
            queue.stop(0.1)
        # Not how quick it is: if each of the thousands waited a hundredth of a second for the broker, it would be more.
        assert time.monotonic() - began < 2 * 2_000 * 0.01
    finally:
        redis.stop()
        redis.start()
