"""What a server counts: requests by route and status, seconds, questions that wait, workers replaced; reported in the format of Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from hinterland.serve.workers import Pool

MEDIA = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


def known(method: str) -> str:
    """A method by its name, where it has one: what is counted and logged isn't what clients make up."""
    return method if method in ("GET", "HEAD", "POST", "OPTIONS") else "other"


class Metrics:
    """The counts of one server."""

    def __init__(self) -> None:
        self.registry = here = CollectorRegistry()
        by = ("route", "method", "status")
        self.requests = Counter("hinterland_requests", "Requests by route, method and status.", by, registry=here)
        self.seconds = Histogram("hinterland_request_seconds", "How long requests took.", by[:1], buckets=BUCKETS, registry=here)
        self.questions = Gauge("hinterland_questions", "Questions that wait or are being answered.", registry=here)
        self.replaced = Gauge("hinterland_workers_replaced", "Workers that took too long or ended, and were replaced.", registry=here)
        self.bodies = Gauge("hinterland_body_bytes", "Bytes of bodies that are held.", registry=here)
        self.state = Gauge("hinterland_state", "The state that the newest answer was given from.", registry=here)

    def watch(self, pool: Pool) -> None:
        """Report the counts of a pool from now on."""
        self.questions.set_function(lambda: pool.questions)
        self.replaced.set_function(lambda: pool.replaced)

    def seen(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request."""
        self.requests.labels(route, known(method), str(status)).inc()
        self.seconds.labels(route).observe(seconds)

    def exposition(self) -> bytes:
        """All counts in the format of Prometheus."""
        return generate_latest(self.registry)
