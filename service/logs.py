"""Structured logs, configured once, and the line that each request leaves, with its id.

Fixed event text and facts beside it. The text of a question, a key or a page is never logged;
addresses are logged as route templates. `log_queries` adds the words of queries, if somebody must.
"""

import logging
import math
import re
import secrets
import sys
import time

import structlog
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.access.caller import PUBLIC, Caller
from service.metrics import Metrics
from service.settings import Settings

REQUEST_ID = "X-Request-ID"
SILENT_SECONDS = 60.0
_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")

log = structlog.get_logger()


def configure(settings: Settings) -> None:
    """Log JSON lines to standard error, those of libraries included."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        # Looked up for each line, so that whoever redirects standard error gets the lines.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    if not any(isinstance(handler, Libraries) for handler in root.handlers):
        root.addHandler(Libraries())


class Libraries(logging.Handler):
    """What libraries warn of, as lines of our log: where and what kind, once a minute for a place.

    Their words are left out, and the errors that they print: both may hold words of a report, a
    question or an address with a key.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._told_at: dict[str, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Log that something was said, and where."""
        place = f"{record.name}:{record.module}:{record.lineno}"
        if record.created - self._told_at.get(place, -math.inf) < SILENT_SECONDS:
            return
        self._told_at[place] = record.created
        kind = record.exc_info[0] if record.exc_info else None
        say = log.error if record.levelno >= logging.ERROR else log.warning
        say("library", place=place, kind=kind.__name__ if kind else None)


class RequestLog:
    """ASGI middleware that names, times, counts and logs each request."""

    def __init__(self, app: ASGIApp, *, settings: Settings, metrics: Metrics) -> None:
        self.app = app
        self._metrics = metrics
        self._log_queries = settings.log_queries

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, then tell of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _request_id(Headers(scope=scope))
        started, status = time.perf_counter(), 500

        async def named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            await self.app(scope, receive, named)
        finally:
            self._tell(scope, status, time.perf_counter() - started)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        route = route_of(scope)
        caller: Caller = scope.get("state", {}).get("caller", PUBLIC)
        self._metrics.count(route, scope["method"], status, seconds, is_public=not caller.is_known)
        facts: dict[str, object] = {
            "method": scope["method"],
            "route": route,
            "status": status,
            "took_ms": round(seconds * 1000, 1),
            "audience": caller.audience.value,
            "key": caller.key_id or None,
        }
        if self._log_queries:
            facts["query"] = QueryParams(scope.get("query_string", b"")).get("q")
        log.info("request", **facts)


def _request_id(headers: Headers) -> str:
    # A caller's own id is kept so that two systems' logs can be joined, if it can do no harm.
    given = headers.get(REQUEST_ID, "")
    return given if _GIVEN_ID.fullmatch(given) else secrets.token_hex(8)


def templates_of(app: FastAPI) -> dict[object, str]:
    """The whole path template of each route, by its endpoint."""
    found = {}
    for context in iter_route_contexts(app.routes):
        endpoint = getattr(context.original_route, "endpoint", None)
        if endpoint is not None and context.path:
            found[endpoint] = context.path
    return found


def route_of(scope: Scope) -> str:
    """The route's template, or "none" where there is no such route: never the path as asked."""
    templates: dict[object, str] = scope["app"].state.templates
    return templates.get(scope.get("endpoint"), "none")
