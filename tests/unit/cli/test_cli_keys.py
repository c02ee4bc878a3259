import json
from collections.abc import Callable
from pathlib import Path

import pytest

from service.settings import Settings
from service.wiring import store


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("VARIORUM_DATABASE", str(tmp_path / "v.sqlite"))
    return str(tmp_path / "v.sqlite")


def test_the_secret_alone_is_printed_and_opens(run: Callable, database: str) -> None:
    ran = run("keys", "create", "--owner", "desk", "--scope", "read", "--scope", "review", "--per-minute", "9")
    assert ran.code == 0
    secret = ran.out.strip()
    key = store(Settings(database=database)).keys.find(secret)
    assert (key.owner, sorted(key.scopes), key.per_minute) == ("desk", ["read", "review"], 9)
    assert secret not in ran.err
    assert key.id in ran.err
    assert secret.encode() not in Path(database).read_bytes()


def test_forget(run: Callable, database: str) -> None:
    run("keys", "create", "--owner", "desk")
    (listed,) = json.loads(run("keys", "list", "--format", "json").out)
    refused = run("keys", "forget", listed["id"])
    assert refused.code == 2 and "revoke it first" in refused.err
    run("keys", "revoke", listed["id"])
    ran = run("keys", "forget", listed["id"])
    assert ran.out == f"{listed['id']} of desk is forgotten\n"
    assert "there is no key any more" in ran.err
    assert not store(Settings(database=database)).keys.ever()


def test_list_and_revoke(run: Callable) -> None:
    run("keys", "create", "--owner", "desk")
    (listed,) = json.loads(run("keys", "list", "--format", "json").out)
    assert (listed["owner"], listed["scopes"]) == ("desk", ["read", "compare", "review"])
    assert run("keys", "revoke", listed["id"]).out == f"{listed['id']} of desk is revoked\n"
    assert "revoked 20" in run("keys", "list").out


@pytest.mark.parametrize(
    "wrong",
    [
        ["create"],
        ["create", "--owner", ""],
        ["create", "--owner", "x", "--scope", "all"],
        ["create", "--owner", "x", "--per-minute", "0"],
        ["revoke", "nothing"],
        [],
    ],
)
def test_what_cannot_be(run: Callable, wrong: list[str]) -> None:
    ran = run("keys", *wrong)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("variorum: ")
