"""`GET /problems`: every type of problem that the API answers with, by its address."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from corpus.errors import NotFound
from service.access.caller import PublicCaller
from service.api import told
from service.api.replies import reply
from service.handlers import PROBLEMS, Problem

router = APIRouter(tags=["service"])


@router.get(
    "/problems",
    response_model=told.ProblemKinds,
    responses=told.shown("All types", "problem-types") | told.problems(401),
)
def problems(request: Request, caller: PublicCaller) -> Response:  # noqa: ARG001
    """Every type of problem."""
    return reply(request, {"problems": [_body(p) for p in PROBLEMS.values()]})


@router.get(
    "/problems/{name}",
    response_model=told.ProblemKind,
    responses=told.shown("The type", "problem-type") | told.problems(401, 404, 422),
)
def problem(
    request: Request,
    caller: PublicCaller,  # noqa: ARG001
    name: Annotated[str, Path(max_length=100, examples=["not-found"])],
) -> Response:
    """One type of problem."""
    if name not in PROBLEMS:
        raise NotFound(f"There is no problem type {name!r}.")
    return reply(request, _body(PROBLEMS[name]))


def _body(kind: Problem) -> dict[str, object]:
    return {"type": kind.type, "title": kind.title, "status": kind.status}
