"""OpenTelemetry, against a collector on loopback that decodes what arrives."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status
from opentelemetry.trace import ProxyTracerProvider, get_tracer_provider
from starlette.testclient import TestClient

from corpus.records import Audience
from service import tracing
from service.app import create_app
from service.settings import Settings
from service.tracing import Tracing
from tests.service.conftest import Library

TOLD = {"http.request.method", "http.route", "http.response.status_code", "vru.request_id"}
CANARY = "zwitscherling"
TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = "b7ad6b7169203331"


class Collector(ThreadingHTTPServer):
    """Keeps what is posted to it; answers once `goes_on` is set."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Receiver)
        self.bodies: list[bytes] = []
        self.heads: list[tuple[str, dict[str, str]]] = []
        self.goes_on = threading.Event()
        self.goes_on.set()
        self.was_asked = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    def spans(self) -> list[tuple[Span, dict[str, Any]]]:
        """Every span that arrived, with its attributes."""
        found = []
        for body in self.bodies:
            sent = ExportTraceServiceRequest.FromString(body)
            for resource in sent.resource_spans:
                for scope in resource.scope_spans:
                    found += [
                        (s, {a.key: _plain(a.value) for a in s.attributes}) for s in scope.spans
                    ]
        return found


def _plain(value: AnyValue) -> Any:
    return getattr(value, str(value.WhichOneof("value")))


class Receiver(BaseHTTPRequestHandler):
    """The collector's side of OTLP over HTTP."""

    server: Collector

    def do_POST(self) -> None:
        """Take a batch of spans."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.was_asked.set()
        self.server.goes_on.wait()
        self.server.bodies.append(body)
        self.server.heads.append((self.path, dict(self.headers)))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def collector() -> Iterator[Collector]:
    """A collector that listens."""
    made = Collector()
    yield made
    made.goes_on.set()
    made.shutdown()
    made.server_close()


def traced(library: Library, address: str, **more: object) -> TestClient:
    """A client of the same service with tracing on."""
    settings = library.settings.model_copy(update={"otel_endpoint": address, **more})
    return TestClient(create_app(settings, library.runtime), raise_server_exceptions=False)


def test_a_request_is_a_span(
    library: Library, collector: Collector, capfd: pytest.CaptureFixture[str]
) -> None:
    """A span has template, status and request id, joins the caller's trace; the log names it."""
    headers = {"traceparent": f"00-{TRACE}-{PARENT}-00", "tracestate": f"a={CANARY}"}
    with traced(library, collector.address, otel_headers="x-key=Bearer%20secret") as client:
        reply = client.get("/api/v1/publications/public-report", headers=headers)
        client.get(f"/{CANARY}")
        client.request(CANARY, "/api/v1/health")
    (joined, facts), (lost, missed), (odd, other) = collector.spans()
    assert facts == {
        "http.request.method": "GET",
        "http.route": "/api/v1/publications/{publication_id}",
        "http.response.status_code": 200,
        "vru.request_id": reply.headers["X-Request-ID"],
    }
    assert (joined.name, joined.kind) == (
        "GET /api/v1/publications/{publication_id}",
        Span.SPAN_KIND_SERVER,
    )
    assert (joined.trace_id.hex(), joined.parent_span_id.hex()) == (TRACE, PARENT)
    assert (lost.name, missed["http.response.status_code"]) == ("GET none", 404)
    assert other["http.request.method"] == "_OTHER"
    assert joined.end_time_unix_nano >= joined.start_time_unix_nano > 0
    path, sent = collector.heads[0]
    assert (path, sent["x-key"]) == ("/v1/traces", "Bearer secret")
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert [line["trace_id"] for line in lines if line["event"] == "request"] == [
        span.trace_id.hex() for span in (joined, lost, odd)
    ]


def test_no_word_leaves(
    library: Library, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words of questions, quotes, addresses, keys, hidden reports and faults are in no span."""
    key = library.key(Audience.STAFF)
    with traced(library, collector.address, log_queries=True) as client:
        for headers in ({}, key, {"Authorization": f"Bearer {CANARY}"}):
            sent = {**headers, "User-Agent": CANARY, "Cookie": f"a={CANARY}", "Referer": CANARY}
            query = {"params": {"q": f"{CANARY} robbery", "area": CANARY}, "headers": sent}
            for path in ("/api/v1/search", "/api/v1/ask", "/search", "/ask", f"/{CANARY}"):
                client.get(path, **query)
            client.post("/api/v1/ask", json={"question": f"What is {CANARY}?"}, headers=sent)
            client.post("/api/v1/verify", json={"quote": "the staff report"}, headers=sent)
            client.get("/api/v1/publications/staff-report/pages/1", headers=sent)
            client.get(f"/publications/{CANARY}", headers=sent)

        def broken(*_: object, **__: object) -> None:
            raise RuntimeError(CANARY)

        monkeypatch.setattr(library.runtime, "search", broken)
        assert client.get("/api/v1/search?q=knife").status_code == 500
    found = collector.spans()
    assert len(found) == 28
    assert all(set(facts) == TOLD and not span.events for span, facts in found)
    fault = found[-1][0].status
    assert (fault.code, fault.message) == (Status.STATUS_CODE_ERROR, "")
    sent_bytes = b"".join(collector.bodies)
    secret = key["Authorization"].partition(" ")[2]
    for word in (CANARY, "robbery", "staff-report", "the staff report", secret, "testclient"):
        assert word.encode() not in sent_bytes, word


def test_no_variable_switches_on_what_tells_more(
    library: Library, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The web framework's own telemetry, which sends addresses whole, stays off."""
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address)
    app = create_app(library.settings, library.runtime)
    with TestClient(app) as client:
        client.get("/api/v1/search", params={"q": CANARY})
    assert isinstance(get_tracer_provider(), ProxyTracerProvider)
    assert collector.bodies == []


def test_a_collector_that_hangs_holds_up_nothing(
    library: Library, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the collector hangs, more requests than may wait are answered, and the service ends."""
    monkeypatch.setattr(tracing, "MOST_WAITING", 8)
    monkeypatch.setattr(tracing, "MOST_AT_ONCE", 4)
    monkeypatch.setattr(tracing, "GOODBYE_SECONDS", 0.01)
    collector.goes_on.clear()
    with traced(library, collector.address) as client:
        for _ in range(5):
            assert client.get("/api/v1/health").status_code == 200
        assert collector.was_asked.wait(60)
        for _ in range(40):
            assert client.get("/api/v1/health").status_code == 200
    assert collector.bodies == []


def test_no_collector_costs_no_answer(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody listens requests are answered all the same, and the service ends."""
    monkeypatch.setattr(tracing, "GOODBYE_SECONDS", 0.01)
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with traced(library, f"http://127.0.0.1:{port}") as client:
        assert [client.get("/api/v1/health").status_code for _ in range(3)] == [200] * 3


@pytest.mark.parametrize("given", ["http://c:4318", "http://c:4318/", "http://c:4318/v1/traces"])
def test_an_endpoint_is_a_base_or_whole(given: str) -> None:
    """The collector's address may be given with and without the path that the protocol names."""
    made = Tracing(Settings(otel_endpoint=given))
    assert made.address == "http://c:4318/v1/traces"
    made.close()


def test_what_is_no_address_is_refused() -> None:
    """An endpoint that no request could reach stops the start, not the first request."""
    with pytest.raises(ValueError, match="otel_endpoint"):
        Settings(otel_endpoint="collector:4318")


def test_it_is_off_and_not_loaded_unless_set(tmp_path: Path) -> None:
    """Without the setting the service loads no sender of the library and has no layer for it."""
    code = (
        "import sys; from service.app import create_app; app = create_app();"
        "assert app.state.tracing is None;"
        "assert not any('Traced' in repr(layer) for layer in app.user_middleware);"
        "print([m for m in ('opentelemetry.sdk', 'opentelemetry.exporter', 'requests') "
        "if m in sys.modules])"
    )
    environment = {**os.environ, "VRU_DATA": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.stdout.strip() == "[]", done.stderr
