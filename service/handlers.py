"""Errors as HTTP: the only file that knows status codes, bodies by RFC 9457 problem details.

What an audience may not see comes here as `NotFound`, with the same words as what never was. An
error that nobody foresaw says no more than that it happened; its trace goes to the log.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus import errors as corpus_errors
from index import errors as index_errors
from service import errors
from service.web.problems import problem_page, wants_page

log = structlog.get_logger()

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of problem: the last part of its type's address, its status and title."""

    name: str
    status: int
    title: str

    @property
    def type(self) -> str:
        """The problem's type, an address that describes it."""
        return f"/api/v1/problems/{self.name}"


NOT_FOUND = Problem("not-found", 404, "There is no such thing")
BAD_REQUEST = Problem("bad-request", 400, "The request cannot be understood")
INVALID = Problem("invalid", 422, "Something in the request is not as it must be")
KEY_WRONG = Problem("key-wrong", 401, "The key is not good")
KEY_NEEDED = Problem("key-needed", 401, "A key is needed")
NOT_ALLOWED = Problem("not-allowed", 403, "The caller may not do this")
WRONG_METHOD = Problem("wrong-method", 405, "The method is not for this address")
TOO_LARGE = Problem("too-large", 413, "Too much at a time")
UPLOAD_REFUSED = Problem("upload-refused", 422, "The file could not be read")
TOO_FAST = Problem("too-fast", 429, "Too many requests")
FAULT = Problem("fault", 500, "Something went wrong here")
NO_PICTURE = Problem("no-picture", 503, "The page picture cannot be had now")
NOT_READY = Problem("not-ready", 503, "The service cannot do this now")

PROBLEMS = {
    p.name: p
    for p in (
        NOT_FOUND, BAD_REQUEST, INVALID, KEY_WRONG, KEY_NEEDED, NOT_ALLOWED, WRONG_METHOD,
        TOO_LARGE, UPLOAD_REFUSED, TOO_FAST, FAULT, NO_PICTURE, NOT_READY,
    )
}  # fmt: skip

OF_ERROR: dict[type[Exception], Problem] = {
    corpus_errors.NotFound: NOT_FOUND,
    corpus_errors.BadFact: INVALID,
    corpus_errors.RecordMissing: NOT_READY,
    corpus_errors.RecordNewer: NOT_READY,
    corpus_errors.RecordReadOnly: NOT_READY,
    index_errors.FindingError: NOT_READY,
    errors.KeyWrong: KEY_WRONG,
    errors.KeyNeeded: KEY_NEEDED,
    errors.NotAllowed: NOT_ALLOWED,
    errors.FormForged: NOT_ALLOWED,
    errors.SignInFailed: KEY_WRONG,
    errors.TooFast: TOO_FAST,
    errors.TooLarge: TOO_LARGE,
    errors.BadRequest: BAD_REQUEST,
    errors.UploadRefused: UPLOAD_REFUSED,
    errors.PictureFailed: NO_PICTURE,
    errors.NotReady: NOT_READY,
}

HINTS: dict[type[Exception], str] = {
    corpus_errors.NotFound: "See what there is at /api/v1/publications"
}
"""What mends an error here, where its own hint is for the command line."""

OF_STATUS = {400: BAD_REQUEST, 404: NOT_FOUND, 405: WRONG_METHOD, 413: TOO_LARGE}


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one problem: its kind, what happened, what mends it, which fields."""

    problem: Problem
    detail: str = ""
    hint: str = ""
    errors: tuple[dict[str, str], ...] | None = None
    headers: Mapping[str, str] | None = None


def response_to(request: Request, told: Told) -> Response:
    """A problem as a page for somebody reading pages, as problem details for everything else."""
    detail = told.detail or f"{told.problem.title}."
    content = json.dumps(_body(told, detail), ensure_ascii=False, separators=(",", ":"))
    response = Response(content.encode(), told.problem.status, media_type=MEDIA_TYPE)
    response.headers.update(told.headers or {})
    if wants_page(request):
        response = problem_page(request, response, detail=detail, hint=told.hint)
    response.headers["Cache-Control"] = "no-store"
    return response


def _body(told: Told, detail: str) -> dict[str, Any]:
    body: dict[str, Any] = {
        "type": told.problem.type,
        "title": told.problem.title,
        "status": told.problem.status,
        "detail": detail,
        "hint": told.hint,
    }
    if told.errors is not None:
        body["errors"] = list(told.errors)
    return body


def response_for(request: Request, error: Exception) -> Response:
    """The response to an error: ours by its kind, any other as a fault."""
    kind = next((k for k in type(error).__mro__ if k in OF_ERROR), None)
    if kind is None:
        _log_fault(error)
        hint = "Tell the staff of the service when it happened."
        return response_to(request, Told(FAULT, hint=hint))
    problem = OF_ERROR[kind]
    headers = {}
    if problem.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="VRU Evidence"'
    if isinstance(error, errors.TooFast):
        headers["Retry-After"] = str(error.retry_after_seconds)
    hint = HINTS.get(kind) or str(getattr(error, "hint", ""))
    return response_to(request, Told(problem, str(error), hint, headers=headers))


def _log_fault(error: Exception) -> None:
    # The message of a foreign error may hold words of a report, so only its kind is logged.
    frames = []
    trace = error.__traceback__
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
        trace = trace.tb_next
    log.error("request failed", kind=type(error).__name__, trace=frames[-12:])


def install(app: FastAPI) -> None:
    """Teach the application every error of ours, and what to say to any other."""
    for kind in OF_ERROR:
        app.add_exception_handler(kind, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


async def _ours(request: Request, error: Exception) -> Response:
    return response_for(request, error)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = tuple(
        {"where": ".".join(str(part) for part in e["loc"]), "what": e["msg"]}
        for e in error.errors()
    )
    first = found[0] if found else {"where": "request", "what": "not valid"}
    detail = f"{first['where']}: {first['what']}."
    hint = "See the description of the interface at /api/v1/openapi.json"
    return response_to(request, Told(INVALID, detail, hint, found))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    problem = OF_STATUS.get(error.status_code, FAULT if error.status_code >= 500 else BAD_REQUEST)
    return response_to(request, Told(problem, headers=error.headers))


class CatchAll:
    """ASGI middleware: what nobody foresaw becomes a fault inside the other middlewares.

    Starlette's own handler of last resort stands outside of them, where a 500 would miss the
    hardened headers and the log.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with a fault if nothing was sent yet."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        has_started = False

        async def noted(message: Message) -> None:
            nonlocal has_started
            has_started = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception as error:
            if has_started:
                raise
            await response_for(Request(scope), error)(scope, receive, send)
