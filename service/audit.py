"""The audit trail: one JSON line for each act of staff and each reading of what is not public.

Append-only files, one a day, so that retention is deleting whole days. Never holds the text of a
question, a key or a session; `service.logs` is for operation, this is for answering who did what.
Whatever quotes a publication says so (`quoting`), and `Noted` leaves the lines before the words go.
"""

import json
import os
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.records import Audience, Publication
from service.errors import NotReady
from service.settings import Settings

if TYPE_CHECKING:
    # The command line quotes too, and need not load a web framework for it.
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from service.access.caller import Caller

_quoted: ContextVar[set[str] | None] = ContextVar("quoted", default=None)
"""Ids of what this request quotes and is not public; worker threads share their request's."""


def note(
    settings: Settings, act: str, caller: "Caller", *, what: str = "", **facts: object
) -> None:
    """Append a line; a trail that cannot be written fails the act.

    *Raises*: NotReady.
    """
    now = datetime.now(UTC)
    line = {
        "at": now.isoformat(timespec="milliseconds"),
        "act": act,
        "who": caller.name or "unknown",
        "audience": caller.audience.value,
        "key": caller.key_id,
        "session": caller.session_id,
        "what": what,
        **facts,
    }
    content = json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n"
    try:
        _append(settings.audit_dir / f"{now:%Y-%m-%d}.jsonl", content.encode())
    except OSError as error:
        hint = "Make room on the disk, or let the service write to its data directory."
        raise NotReady("The audit trail cannot be written.", hint=hint) from error


def _append(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # One write to a file opened for appending: lines of several processes never mix.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, content)
    finally:
        os.close(descriptor)


def quoting(publication: Publication) -> Publication:
    """Say that words of a publication are about to be shown; gives it back."""
    quoted = _quoted.get()
    if quoted is not None and publication.audience is not Audience.PUBLIC:
        quoted.add(publication.id)
    return publication


class Noted:
    """ASGI middleware: a line for each publication that is not public, before its words leave."""

    def __init__(self, app: "ASGIApp", *, settings: Settings) -> None:
        self.app = app
        self._settings = settings

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer, noting first what the answer quotes."""
        if scope["type"] != "http" or scope["state"]["caller"].audience is Audience.PUBLIC:
            await self.app(scope, receive, send)
            return
        quoted: set[str] = set()
        reply = _Reply(self._settings, scope, receive, send, quoted)
        token = _quoted.set(quoted)
        try:
            await self.app(scope, receive, reply.send)
        finally:
            _quoted.reset(token)


class _Reply:
    """One answer on its way; refused as a whole where its first line cannot be written."""

    def __init__(
        self,
        settings: Settings,
        scope: "Scope",
        receive: "Receive",
        send: "Send",
        quoted: set[str],
    ) -> None:
        self._settings = settings
        self._scope, self._receive, self._send = scope, receive, send
        self._quoted = quoted
        self._noted: set[str] = set()
        self._is_refused = False

    async def send(self, message: "Message") -> None:
        """Note what is quoted and not yet noted, then pass the message on."""
        if self._is_refused:
            return
        try:
            self._note()
        except NotReady as error:
            if message["type"] != "http.response.start":
                raise
            self._is_refused = True
            await self._refuse(error)
        else:
            await self._send(message)

    def _note(self) -> None:
        caller, path = self._scope["state"]["caller"], self._scope["path"]
        for what in sorted(self._quoted.copy() - self._noted):
            note(self._settings, "read", caller, what=what, path=path)
            self._noted.add(what)

    async def _refuse(self, error: NotReady) -> None:
        from starlette.requests import Request

        from service.handlers import response_for

        refusal = response_for(Request(self._scope), error)
        await refusal(self._scope, self._receive, self._send)


def forget_old(settings: Settings, *, today: date | None = None) -> tuple[Path, ...]:
    """Delete the days that are older than the retention; returns what was deleted."""
    first = (today or datetime.now(UTC).date()) - timedelta(days=settings.audit_days)
    gone = []
    for path in sorted(settings.audit_dir.glob("????-??-??.jsonl")):
        if path.stem < first.isoformat():
            path.unlink(missing_ok=True)
            gone.append(path)
    return tuple(gone)
