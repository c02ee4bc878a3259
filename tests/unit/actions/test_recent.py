"""What was made of a kept report goes with its comparison, and some time after the last look."""

from datetime import UTC, datetime

import pytest

from service.actions import recent
from service.model.work import StoredReport


def stored(comparison: str, etag: str = "e") -> StoredReport:
    return StoredReport(comparison, "job", etag, "{}", datetime.now(UTC))


def test_it_is_made_once_for_a_report_and_anew_for_the_next() -> None:
    made: list[tuple[str, str]] = []

    @recent.while_looked_at
    def shown(report: StoredReport, base: str = "") -> str:
        made.append((report.etag, base))
        return f"{report.comparison} {base}"

    assert shown(stored("c")) == shown(stored("c"))
    assert shown(stored("c"), "b") == shown(stored("c"), base="b") == "c b"
    shown(stored("c", "newer"))
    assert made == [("e", ""), ("e", "b"), ("e", "b"), ("newer", "")]
    shown(stored("other"))
    recent.forget("c")
    shown(stored("other"))
    assert len(made) == 5
    shown(stored("c"))
    assert len(made) == 6


def test_it_goes_when_nobody_looked_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    now, made = [0.0], []
    monkeypatch.setattr(recent, "monotonic", lambda: now[0])

    @recent.while_looked_at
    def shown(report: StoredReport) -> str:
        made.append(report.comparison)
        return report.comparison

    for moment in (0.0, 200.0, 400.0):
        now[0] = moment
        shown(stored("mine"))
    assert made == ["mine"]
    now[0] = 800.0
    shown(stored("other"))
    assert not any(key[0] == "mine" for kept in recent._all for key in kept)
