"""The scaled-out form: the same jobs under Celery, with Redis or RabbitMQ between the server and its workers.

A message carries a job's id and nothing else, and says that one more waits; the database says whose turn it is. So a
message that comes twice does no harm, and one that is lost is sent again (service/jobs/dispatch.py).
"""

from typing import Any

from celery import Celery

from service.jobs.lease import check
from service.model.errors import SettingsError
from service.settings import Settings

TASK = "variorum.compare"
QUEUE = "variorum"
SCHEMES = ("redis", "rediss", "amqp", "amqps")
STUCK_SECONDS = 60
"""How long a job's child may take to notice that its time is over: models load, and an engine ends its batch."""
BROKER_SECONDS = 3.0
"""How long a broker may take to answer; a request does not wait for it (service/jobs/celery_queue.py)."""


def celery_app(settings: Settings) -> Celery:
    """Celery with its settings, and no task yet. Raises `SettingsError` where `settings.queue` names no broker."""
    check(settings)
    scheme, is_url, _ = settings.queue.partition("://")
    if not is_url or scheme not in SCHEMES:
        raise SettingsError(f"VARIORUM_QUEUE must begin with {', '.join(f'{known}://' for known in SCHEMES)}")
    app = Celery("variorum", broker=settings.queue, set_as_current=False)
    app.conf.update(
        # A message is data: pickle would let who reaches the broker run programs here.
        task_serializer="json",
        accept_content=["json"],
        task_ignore_result=True,
        task_default_queue=QUEUE,
        # A killed worker's message goes to another, and none hoards what others could do.
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        worker_concurrency=max(1, settings.workers),
        # A child that does not notice the end of its time is killed, and another takes its place.
        task_time_limit=settings.job_seconds + STUCK_SECONDS if settings.job_seconds else None,
        # The broker may be started after the worker, and anew at any time.
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_connection_timeout=BROKER_SECONDS,
        broker_transport_options=_transport(scheme, settings),
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
        worker_cancel_long_running_tasks_on_connection_loss=False,  # the job is done all the same
    )
    return app


def _transport(scheme: str, settings: Settings) -> dict[str, Any]:
    if scheme.startswith("amqp"):
        return {}
    return {
        # Redis gives a message out again that nobody acknowledged for so long. It looks for them every
        # `interval` x `throttle` seconds, which by itself is 100.
        "visibility_timeout": max(60, 2 * settings.lease_seconds),
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": BROKER_SECONDS,
        "socket_timeout": 4 * BROKER_SECONDS,
        "health_check_interval": 10,
    }
