"""OpenTelemetry, where an endpoint is set: one span a request, sent by the official library.

A span holds the method, the route's template, the status and the request id, and nothing else:
built from what may be told, not cleaned of what may not, since the library's own middleware would
send whole addresses, with the words of questions in them. Of a caller's `traceparent` only the ids
are taken, so that a proxy's trace goes on here. Names by the OpenTelemetry semantic conventions for
HTTP spans 1.23. The library costs half a second and some memory; without the setting it is not
loaded.
"""

import threading
from typing import TYPE_CHECKING

import structlog
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.logs import route_of
from service.settings import Settings

if TYPE_CHECKING:
    from opentelemetry.trace import Span

PATH = "/v1/traces"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
EXPORT_SECONDS = 5.0
MOST_AT_ONCE, MOST_WAITING = 512, 2048
"""Spans sent in one request, and spans that wait for a slow collector before any are dropped."""

GOODBYE_SECONDS = 2.0
"""How long the end of the service waits for the last spans to leave."""


class Tracing:
    """The sender of spans, with a thread of its own that no request waits for."""

    def __init__(self, settings: Settings) -> None:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
        from opentelemetry.sdk.trace.sampling import ALWAYS_ON
        from opentelemetry.util.re import parse_env_headers

        self.address = settings.otel_endpoint.rstrip("/").removesuffix(PATH) + PATH
        self._exporter = OTLPSpanExporter(
            self.address,
            headers=parse_env_headers(settings.otel_headers, liberal=True),
            timeout=EXPORT_SECONDS,
        )
        # Not made the process's own provider: other libraries would send spans with their words.
        self._provider = TracerProvider(
            resource=Resource({"service.name": "vru-evidence"}),
            sampler=ALWAYS_ON,
            shutdown_on_exit=False,
        )
        self._provider.add_span_processor(
            BatchSpanProcessor(
                self._exporter, max_queue_size=MOST_WAITING, max_export_batch_size=MOST_AT_ONCE
            )
        )
        self._tracer = self._provider.get_tracer("service")

    def begin(self, method: str, traceparent: str) -> "Span":
        """A span that has begun, part of the caller's trace where it names one."""
        from opentelemetry.trace import SpanKind
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        # `tracestate` is left out: it is free text of the caller's.
        given = {"traceparent": traceparent}
        context = TraceContextTextMapPropagator().extract(given)
        return self._tracer.start_span(method, context, kind=SpanKind.SERVER)

    def close(self) -> None:
        """Send what still waits, for as long as `GOODBYE_SECONDS`, then give up on it."""
        ending = threading.Thread(target=self._provider.shutdown, daemon=True)
        ending.start()
        ending.join(GOODBYE_SECONDS)
        if ending.is_alive():
            self._exporter.shutdown()  # type: ignore[no-untyped-call]


class Traced:
    """ASGI middleware that leaves a span for each request; stands right inside the request log."""

    def __init__(self, app: ASGIApp, *, tracing: Tracing) -> None:
        self.app = app
        self._tracing = tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and tell the collector of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method = scope["method"] if scope["method"] in METHODS else "_OTHER"
        span = self._tracing.begin(method, Headers(scope=scope).get("traceparent", ""))
        structlog.contextvars.bind_contextvars(trace_id=f"{span.get_span_context().trace_id:032x}")
        status = 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            _finish(span, method, route_of(scope), status)


def _finish(span: "Span", method: str, route: str, status: int) -> None:
    from opentelemetry.trace import StatusCode

    span.update_name(f"{method} {route}")
    span.set_attributes(
        {
            "http.request.method": method,
            "http.route": route,
            "http.response.status_code": status,
            "vru.request_id": structlog.contextvars.get_contextvars().get("request_id", ""),
        }
    )
    if status >= 500:
        span.set_status(StatusCode.ERROR)
    span.end()
