"""`GET` and `POST /ask/stream`: an answer as server-sent events, told as it is made.

Events: `writing` once a language model has been asked, `sentence` for each of its sentences that is
proven, and last `answer`, the same body as of `/ask`, which alone holds: where the model fails
under way it is the quoted answer. A stream that ends without `answer` has failed. Source of the
form: the HTML standard, section 9.2, "Server-sent events".
"""

import json
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from corpus.records import Audience
from index.hits import Filters
from service.access.caller import PublicCaller
from service.answer.claims import Answer, Said, Told
from service.api import sent, told
from service.api.asking import Stopwatch, Text, TheFilters, TheRuntime, base_of, filters_of
from service.api.examples import found
from service.present import answer_body, said_body
from service.runtime import Runtime

router = APIRouter()

MEDIA_TYPE = "text/event-stream"
HEADERS = {
    "Cache-Control": "private, no-store",
    "Vary": "Authorization, Cookie",
    # nginx would keep the sentences back until the answer is whole.
    "X-Accel-Buffering": "no",
}


def _sent(event: str, body: dict[str, Any]) -> str:
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return f"event: {event}\ndata: {data}\n\n"


EXAMPLE = "".join(
    (
        _sent("writing", {}),
        _sent(
            "sentence",
            {"text": found.WORDED.text, "citations": [found.CITED.model_dump(mode="json")]},
        ),
        _sent("answer", found.GENERATED.model_dump(mode="json")),
    )
)
EVENTS: told.Responses = {
    200: {
        "description": "The answer as it is made: writing, sentence and, last, answer",
        # No schema: OpenAPI 3.1 has none for a stream, and readers of it take one for an event's.
        "content": {MEDIA_TYPE: {"example": EXAMPLE}},
    }
}
PROBLEMS = EVENTS | told.problems(400, 401, 422, 503)


@router.get("/ask/stream", response_class=Response, responses=PROBLEMS)
def stream_by_address(
    request: Request, caller: PublicCaller, runtime: TheRuntime, q: Text, filters: TheFilters
) -> Response:
    """Answer a question as server-sent events, so that a browser's EventSource can listen."""
    return _streamed(request, runtime, caller.audience, q, filters)


@router.post("/ask/stream", response_class=Response, responses=PROBLEMS)
def stream(
    request: Request, caller: PublicCaller, runtime: TheRuntime, asked: sent.Question
) -> Response:
    """Answer a question as server-sent events; its words stay out of the address."""
    years = (asked.year_from, asked.year_to)
    filters = filters_of(asked.kind, asked.area, asked.publication, years)
    return _streamed(request, runtime, caller.audience, asked.question, filters, asked.limit)


def _streamed(
    request: Request,
    runtime: Runtime,
    audience: Audience,
    question: str,
    filters: Filters,
    limit: int = 10,
) -> Response:
    watch = Stopwatch()
    told_live = runtime.live(question, audience=audience, filters=filters, limit=limit)
    # What cannot be answered at all fails here, before a status has been sent.
    first = next(told_live)

    def events() -> Iterator[str]:
        base = base_of(request)
        yield _event(runtime, first, audience, watch, base)
        for one in told_live:
            yield _event(runtime, one, audience, watch, base)

    return StreamingResponse(events(), headers=HEADERS, media_type=MEDIA_TYPE)


def _event(runtime: Runtime, one: Told, audience: Audience, watch: Stopwatch, base: str) -> str:
    match one:
        case Answer():
            runtime.note_outcome(one)
            took_ms = round(watch.took_ms, 1)
            body = answer_body(runtime, one, audience, took_ms=took_ms, base=base)
            return _sent("answer", body)
        case Said():
            return _sent("sentence", said_body(one, base))
        case _:
            return _sent("writing", {})
