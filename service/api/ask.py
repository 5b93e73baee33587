"""`GET` and `POST /ask`: an answer made of quotes, or that the reports do not say."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from corpus.records import Audience
from index.hits import Filters
from service.access.caller import PublicCaller
from service.api import bodies, sent, streaming, told
from service.api.asking import (
    Stopwatch,
    Text,
    TheFilters,
    TheRuntime,
    base_of,
    filters_of,
)
from service.api.replies import reply
from service.present import answer_body
from service.runtime import Runtime
from service.turns import in_turn_unless_written

router = APIRouter(tags=["ask"])
router.include_router(streaming.router)
ANSWERS = told.shown(
    "An answer made of quotes, or that the reports do not say",
    "answered",
    "compared",
    "not-found",
) | told.problems(400, 401, 422, 503)


@router.get("/ask", response_model=bodies.Answer, responses=ANSWERS)
@in_turn_unless_written
def ask_by_address(
    request: Request,
    caller: PublicCaller,
    runtime: TheRuntime,
    q: Text,
    filters: TheFilters,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Response:
    """Answer a question; the address can be kept."""
    return _answer(request, runtime, (caller.audience, q), filters, limit)


@router.post("/ask", response_model=bodies.Answer, responses=ANSWERS)
@in_turn_unless_written
def ask(
    request: Request, caller: PublicCaller, runtime: TheRuntime, asked: sent.Question
) -> Response:
    """Answer a question."""
    years = (asked.year_from, asked.year_to)
    filters = filters_of(asked.kind, asked.area, asked.publication, years)
    return _answer(request, runtime, (caller.audience, asked.question), filters, asked.limit)


def _answer(
    request: Request,
    runtime: Runtime,
    asked: tuple[Audience, str],
    filters: Filters,
    limit: int,
) -> Response:
    watch = Stopwatch()
    audience, question = asked
    answer = runtime.ask(question, audience=audience, filters=filters, limit=limit)
    runtime.note_outcome(answer)
    body = answer_body(runtime, answer, audience, took_ms=watch.took_ms, base=base_of(request))
    return reply(request, body)
