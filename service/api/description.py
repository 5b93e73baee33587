"""The OpenAPI 3.1 description: FastAPI's own, with our problem type, our examples, and keys."""

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from starlette.responses import Response

from service.access.caller import PublicCaller
from service.api.examples.named import examples
from service.api.replies import reply
from service.api.told import ProblemBody, problems

router = APIRouter(include_in_schema=False)

ABOUT = """Search and quote the evidence in Violence Reduction Unit reports.

Every quote stands verbatim on the page it is cited from. Without a key a caller sees what is
public; a key of a partner or of staff shows more, and a wrong key is refused. What a caller may not
see answers exactly as what never was. Problems follow RFC 9457."""


@router.get("/openapi.json")
def openapi(request: Request, caller: PublicCaller) -> Response:  # noqa: ARG001
    """The description of this interface."""
    return reply(request, dict(request.app.openapi()))


def describe(app: FastAPI) -> None:
    """Give the application its description, made when first asked for."""

    def description() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _made(app)
        return app.openapi_schema

    app.openapi = description  # type: ignore[method-assign]


def _made(app: FastAPI) -> dict[str, Any]:
    made = get_openapi(title=app.title, version=app.version, description=ABOUT, routes=app.routes)
    parts = made.setdefault("components", {})
    schemas = parts.setdefault("schemas", {})
    schemas["Problem"] = ProblemBody.model_json_schema()
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for methods in made["paths"].values():
        for operation in methods.values():
            # Bodies are bounded before any route sees them.
            if "requestBody" in operation:
                operation["responses"].setdefault("413", problems(413)[413])
    parts["examples"] = examples()
    parts["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    made["security"] = [{}, {"key": []}]
    return made
