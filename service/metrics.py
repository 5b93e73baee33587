"""Prometheus metrics: how many requests, how they ended, how long they took.

Labels are route templates, never addresses as asked, so that no id, word or name gets in. Public
callers are shown only what public callers did, since how busy staff are is not theirs to know;
staff are shown all.
"""

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Tally:
    """The counters shown to one sort of reader."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "vru_requests",
            "Requests, by route and how they ended.",
            ("route", "method", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "vru_request_seconds",
            "Time to answer, by route.",
            ("route",),
            registry=self.registry,
            buckets=SECONDS,
        )

    def count(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)


class Metrics:
    """The counters of one service."""

    def __init__(self) -> None:
        self._public = Tally()
        self._all = Tally()

    def count(
        self, route: str, method: str, status: int, seconds: float, *, is_public: bool
    ) -> None:
        """Count one request."""
        self._all.count(route, method, status, seconds)
        if is_public:
            self._public.count(route, method, status, seconds)

    def exposition(self, *, of_all: bool) -> bytes:
        """The metrics as Prometheus reads them."""
        return generate_latest((self._all if of_all else self._public).registry)
