"""`POST /verify`: where, if anywhere, these words stand."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.access.caller import PublicCaller
from service.api import bodies, sent, told
from service.api.asking import TheRuntime, base_of
from service.api.replies import reply
from service.verified import verified_body

router = APIRouter(tags=["passages"])


@router.post(
    "/verify",
    response_model=bodies.Verified,
    responses=told.shown("Every place of the words", "stands", "misquoted")
    | told.problems(400, 401, 422, 503),
)
def verify(
    request: Request, caller: PublicCaller, runtime: TheRuntime, asked: sent.Quote
) -> Response:
    """Where these words stand, word for word; or where they nearly do, with each difference."""
    found = runtime.verifier(caller.audience).verify(asked.quote)
    return reply(request, verified_body(found, base=base_of(request)))
