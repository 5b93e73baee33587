"""Fair use: so many requests a minute for each key and each address, told in headers.

A token bucket for each caller (Turner 1986, "New directions in communications", the leaky bucket
as a meter): it holds one minute's worth and refills evenly. What costs more takes more. Requests
in flight are bounded for all together, so that nobody waits for ever. Bodies are bounded before
they are read: the framework would keep a stranger's gigabytes before it asks who sent them.
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.records import Audience
from service.access.caller import Caller
from service.addresses import client_address
from service.errors import NotReady, TooFast, TooLarge
from service.handlers import response_for
from service.settings import Settings

COSTS = (("/api/v1/ask", 5), ("/api/v1/export", 5), ("/ask", 5), ("/mcp", 5), ("/static/", 0))
"""Requests that a request counts for, by the beginning of its path; all others count for one."""

MOST_CALLERS = 50_000
MOST_BODY_BYTES = 1_000_000
"""Of a form, question or quote; only staff send files, which are as long as the setting says."""

MOST_FILES = 20
"""Files that staff may upload at once."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What is left to a caller. *Units*: requests, seconds."""

    limit: int
    remaining: int
    reset_seconds: int
    is_allowed: bool


class Buckets:
    """Token buckets by caller; the ones longest unused are forgotten, which only refills them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, caller: str, *, limit: int, cost: int) -> Taken:
        """Take a request's cost out of a caller's bucket of `limit` a minute, if it holds it."""
        now, rate = self._clock(), limit / 60
        with self._lock:
            left, since = self._left.get(caller, (float(limit), now))
            left = min(float(limit), left + (now - since) * rate)
            # A cost above the whole bucket must not lock the caller out for good.
            is_allowed = left >= min(cost, limit)
            if is_allowed:
                left = max(0.0, left - cost)
            self._left[caller] = (left, now)
            self._left.move_to_end(caller)
            while len(self._left) > MOST_CALLERS:
                self._left.popitem(last=False)
        wanted = limit - left if is_allowed else min(cost, limit) - left
        return Taken(limit, math.floor(left), max(1, math.ceil(wanted / rate)), is_allowed)


class FairUse:
    """ASGI middleware that holds callers to fair use and says so in headers."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app = app
        self._settings = settings
        self._buckets = Buckets()
        self._in_flight = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say when to come back."""
        if scope["type"] != "http" or not (cost := _cost(scope["path"])):
            await self.app(scope, receive, send)
            return
        taken = self._take(scope, cost)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                _tell(MutableHeaders(scope=message), taken)
            await send(message)

        if not taken.is_allowed:
            error = TooFast(
                f"More than {taken.limit} requests a minute.",
                retry_after_seconds=taken.reset_seconds,
            )
            await response_for(Request(scope), error)(scope, receive, told)
        elif self._in_flight >= self._settings.most_in_flight:
            busy = NotReady("Too many requests at once.", hint="Try again soon.")
            await response_for(Request(scope), busy)(scope, receive, told)
        else:
            await self._answer(scope, receive, told)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._in_flight += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._in_flight -= 1

    def _take(self, scope: Scope, cost: int) -> Taken:
        caller: Caller = scope["state"]["caller"]
        if caller.is_known:
            name, limit = f"key {caller.key_id or caller.session_id}", self._settings.key_per_minute
        else:
            name = f"address {client_address(scope, self._settings)}"
            limit = self._settings.address_per_minute
        return self._buckets.take(name, limit=limit, cost=cost)


class Bounded:
    """ASGI middleware that reads no more of a body than its sender may send."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app = app
        self._most_uploaded = settings.upload_megabytes * 1_000_000 * MOST_FILES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse what is said or turns out to be too long."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        caller: Caller = scope["state"]["caller"]
        most = MOST_BODY_BYTES + (self._most_uploaded if caller.audience is Audience.STAFF else 0)
        said = Headers(scope=scope).get("content-length", "")
        if said.isdecimal() and int(said) > most:
            error = TooLarge("The request is longer than may be sent.")
            await response_for(Request(scope), error)(scope, receive, send)
            return
        left = most

        async def bounded() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                # The framework lets its own errors through while it reads a body, and no other.
                raise HTTPException(413)
            return message

        await self.app(scope, bounded, send)


def _cost(path: str) -> int:
    return next((cost for start, cost in COSTS if path.startswith(start)), 1)


def _tell(headers: MutableHeaders, taken: Taken) -> None:
    headers["RateLimit-Limit"] = str(taken.limit)
    headers["RateLimit-Remaining"] = str(taken.remaining)
    headers["RateLimit-Reset"] = str(taken.reset_seconds)
    headers["RateLimit-Policy"] = f"{taken.limit};w=60"
