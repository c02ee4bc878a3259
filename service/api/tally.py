"""What /metrics tells: counted in this process, and asked of the store where that knows better."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from service.engines.memory import REMEMBERED
from service.model.errors import StoreError
from service.model.report import Report
from service.model.stores import JobStore

QUICK_TO_SLOW = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Tally:
    """The numbers of one application. Reports count where the work is done: in this process, or at the workers'."""

    def __init__(self, jobs: JobStore) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "variorum_requests", "Requests.", ["method", "route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "variorum_request_seconds",
            "How long requests took.",
            ["method", "route"],
            buckets=QUICK_TO_SLOW,
            registry=self._registry,
        )
        self._stages = Counter(
            "variorum_stage_seconds", "Time spent in comparisons.", ["stage"], registry=self._registry
        )
        self._reports = Counter("variorum_reports", "Reports written.", registry=self._registry)
        self._findings = Counter(
            "variorum_findings", "Findings of reports.", ["type", "severity"], registry=self._registry
        )
        self._registry.register(_Asked(jobs))

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """One was answered. `route` is the rule, not the address: ids would make a series each."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def report(self, report: Report) -> None:
        """One was written."""
        self._reports.inc()
        for stage, seconds in report.seconds.items():
            self._stages.labels(stage).inc(seconds)
        for finding in report.findings:
            self._findings.labels(str(finding.type), str(finding.severity)).inc()

    def page(self) -> bytes:
        """In Prometheus's text format."""
        return generate_latest(self._registry)


class _Asked:
    """Numbers that others hold, asked for at each look."""

    def __init__(self, jobs: JobStore) -> None:
        self._jobs = jobs

    def describe(self) -> list[Metric]:
        """Nothing, so that registering asks no database."""
        return []

    def collect(self) -> Iterator[Metric]:
        """How much waits and runs; what the translation memory knew. Without a database, the rest is still told."""
        memory = GaugeMetricFamily(
            "variorum_translation_memory_sentences_total", "Sentences looked up.", labels=["known"]
        )
        memory.add_metric(["yes"], REMEMBERED.known)
        memory.add_metric(["no"], REMEMBERED.new)
        yield memory
        try:
            depth = self._jobs.depth()
        except StoreError:
            return
        jobs = GaugeMetricFamily("variorum_jobs", "Jobs that wait and run.", labels=["state"])
        jobs.add_metric(["queued"], depth.queued)
        jobs.add_metric(["running"], depth.running)
        yield jobs
        yield GaugeMetricFamily(
            "variorum_queue_oldest_seconds", "How long the oldest waiting job has waited.", value=depth.oldest_seconds
        )
