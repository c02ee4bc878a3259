import pytest

from service.cli.main import main


def test_a_worker_without_a_queue_says_who_does_the_work(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("VARIORUM_QUEUE", raising=False)
    assert main(["worker"]) == 2
    assert "VARIORUM_QUEUE is empty" in capsys.readouterr().err


def test_a_worker_of_an_unknown_broker_says_which_there_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VARIORUM_QUEUE", "sqs://user:secret@somewhere")
    assert main(["worker"]) == 2
    said = capsys.readouterr().err
    assert "must begin with redis://, rediss://, amqp://, amqps://" in said
    assert "secret" not in said
