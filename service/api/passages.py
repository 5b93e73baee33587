"""`GET /passages/{id}` and `GET /glossary`: words and where they stand."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from service.access.caller import PublicCaller
from service.api import bodies, told
from service.api.asking import TheRuntime, base_of
from service.api.examples import report
from service.api.replies import reply
from service.present import glossary_body, passage_body

router = APIRouter(tags=["passages"])


@router.get(
    "/passages/{passage_id}",
    response_model=bodies.Passage,
    responses=told.shown("The passage with its place", "passage")
    | told.problems(401, 404, 422, 503),
)
def passage(
    request: Request,
    caller: PublicCaller,
    runtime: TheRuntime,
    passage_id: Annotated[str, Path(max_length=200, examples=[report.PROSE.id])],
) -> Response:
    """One passage, of a current or a former edition."""
    view = runtime.view(caller.audience)
    found = view.passage(passage_id)
    owner = view.owners((found.edition_sha256,))[found.edition_sha256]
    return reply(request, passage_body(view, found, owner, base=base_of(request)))


@router.get(
    "/glossary",
    response_model=bodies.Glossary,
    responses=told.shown("The acronyms in their order", "glossary") | told.problems(401, 503),
)
def glossary(request: Request, caller: PublicCaller, runtime: TheRuntime) -> Response:
    """The acronyms that the reports define, each with where."""
    return reply(request, glossary_body(runtime, caller.audience))
