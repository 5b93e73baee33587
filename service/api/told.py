"""What OpenAPI tells of a route's answers: its success and every problem, each with an example."""

from typing import Any

from pydantic import BaseModel

from service.handlers import MEDIA_TYPE, PROBLEMS

Responses = dict[int | str, dict[str, Any]]


class ProblemBody(BaseModel):
    """A problem (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    hint: str = ""
    errors: list[dict[str, str]] = []


class ProblemKind(BaseModel):
    """A type of problem."""

    type: str
    title: str
    status: int


class ProblemKinds(BaseModel):
    """Every type of problem."""

    problems: list[ProblemKind]


def shown(description: str, *examples: str, status: int = 200) -> Responses:
    """OpenAPI's account of a route's success, with examples by their names in `examples.named`."""
    # Only their names: FastAPI takes every null out of what a route is given to tell.
    told = {name: {"$ref": f"#/components/examples/{name}"} for name in examples}
    return {
        status: {"description": description, "content": {"application/json": {"examples": told}}}
    }


def problems(*statuses: int) -> Responses:
    """OpenAPI's account of a route's problems; 429, 500 and 503 may be anywhere."""
    told: Responses = {}
    for status in sorted({*statuses, 429, 500, 503}):
        kinds = [p for p in PROBLEMS.values() if p.status == status]
        examples = {p.name: {"$ref": f"#/components/examples/problem-{p.name}"} for p in kinds}
        content = {MEDIA_TYPE: {"schema": _PROBLEM, "examples": examples}}
        told[status] = {"description": " or ".join(p.title for p in kinds), "content": content}
    return told


_PROBLEM = {"$ref": "#/components/schemas/Problem"}
