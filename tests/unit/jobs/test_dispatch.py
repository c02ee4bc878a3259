from service.jobs.dispatch import LONGEST_SECONDS, Dispatcher
from service.model.errors import StoreError
from service.model.stores import Stores
from tests.unit.jobs.conftest import Clock
from tests.unit.jobs.stories import OWNER, added


class Broker:
    """Keeps what it is sent, and is away when told so."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.away = False

    def __call__(self, job: str) -> None:
        if self.away:
            raise ConnectionError("refused")
        self.sent.append(job)


class Seconds:
    """The dispatcher's own clock, that goes with the store's."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._began = clock, clock.now

    def __call__(self) -> float:
        return (self._clock.now - self._began).total_seconds()


def test_a_message_that_nobody_took_is_sent_again_and_then_less_often(timed: Stores, clock: Clock) -> None:
    broker = Broker()
    dispatch = Dispatcher(timed.jobs, broker, 30, Seconds(clock))
    job = added(timed).job.id
    assert dispatch() == 0  # it may still be on its way
    times = []
    for second in range(0, 600, 10):
        if dispatch():
            times.append(second)
        clock.turn(10)
    assert times == [30, 60, 120, 240, 360, 480]
    assert set(broker.sent) == {job}
    assert times[-1] - times[-2] == LONGEST_SECONDS


def test_a_dead_workers_job_is_sent_again(timed: Stores, clock: Clock) -> None:
    broker = Broker()
    dispatch = Dispatcher(timed.jobs, broker, 30, Seconds(clock))
    job = added(timed).job.id
    assert timed.jobs.claim("one", 30, job)
    clock.turn(29)
    assert dispatch() == 0
    clock.turn(2)
    assert dispatch() == 1
    assert broker.sent == [job]


def test_what_is_over_is_forgotten(timed: Stores, clock: Clock) -> None:
    broker = Broker()
    dispatch = Dispatcher(timed.jobs, broker, 30, Seconds(clock))
    comparison = added(timed)
    clock.turn(31)
    assert dispatch() == 1
    timed.comparisons.cancel(OWNER, comparison.id)
    clock.turn(3600)
    assert dispatch() == 0


def test_a_broker_or_a_database_that_is_away_is_tried_again(timed: Stores, clock: Clock) -> None:
    broker = Broker()
    dispatch = Dispatcher(timed.jobs, broker, 30, Seconds(clock))
    added(timed)
    clock.turn(31)
    broker.away = True
    assert dispatch() == 0
    broker.away = False
    assert dispatch() == 1

    class Away:
        def expired(self, seconds: float) -> tuple[str, ...]:
            raise StoreError("no connection")

    assert Dispatcher(Away(), broker, 30)() == 0  # type: ignore[arg-type]
