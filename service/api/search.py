"""`GET /search`: passages for a query."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from index.hits import Mode, Query
from service.access.caller import PublicCaller
from service.api import bodies, told
from service.api.asking import Limit, Offset, Stopwatch, Text, TheFilters, TheRuntime, base_of
from service.api.replies import reply
from service.present import hits_body
from service.turns import in_turn

router = APIRouter(tags=["search"])


@router.get(
    "/search",
    response_model=bodies.Hits,
    responses=told.shown("The hits of a page, the best first", "hits")
    | told.problems(400, 401, 422, 503),
)
@in_turn
def search(
    request: Request,
    caller: PublicCaller,
    runtime: TheRuntime,
    q: Text,
    filters: TheFilters,
    limit: Limit = 10,
    offset: Offset = 0,
    mode: Mode = Mode.HYBRID,
) -> Response:
    """Find passages by words, by meaning, or by both."""
    watch = Stopwatch()
    query = Query(q, caller.audience, filters, limit=limit, offset=offset, mode=mode)
    found = runtime.search(query)
    body = hits_body(runtime, query, found, took_ms=watch.took_ms, base=base_of(request))
    return reply(request, body)
