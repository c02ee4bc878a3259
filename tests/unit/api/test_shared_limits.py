"""Requests counted at a real Redis, by several servers together."""

import pytest

from service.model.errors import SettingsError
from tests.servers.redis import Redis, redis
from tests.unit.api.conftest import MakeApp, problem

__all__ = ["redis"]


def statuses(app: object, count: int) -> list[int]:
    client = app.test_client()  # type: ignore[attr-defined]
    return [client.get("/v1/engines").status_code for _ in range(count)]


def test_two_servers_count_together(make_app: MakeApp, redis: Redis) -> None:
    one, other = (make_app(rate_limit=3, rate_limit_storage=redis.url) for _ in range(2))
    assert statuses(one, 2) + statuses(other, 2) == [200, 200, 200, 429]
    assert problem(one.test_client().get("/v1/engines")) == (429, "too-many-requests")


def test_without_redis_each_counts_for_itself(make_app: MakeApp) -> None:
    server = Redis()
    app = make_app(rate_limit=3, rate_limit_storage=server.url)
    assert statuses(app, 1) == [200]
    server.close()
    assert statuses(app, 4) == [200, 200, 200, 429]


def test_a_storage_that_is_none(make_app: MakeApp) -> None:
    with pytest.raises(SettingsError, match="VARIORUM_RATE_LIMIT_STORAGE must begin with redis://"):
        make_app(rate_limit_storage="postgresql://user:secret@host/name")
