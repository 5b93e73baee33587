"""Errors as pages, for people; programs get problem details (`service.handlers`)."""

from fastapi import Request
from starlette.responses import Response

from service.web.templating import render

TITLES = {
    401: "You need to sign in",
    403: "You may not see this",
    404: "Page not found",
    413: "That is too much at a time",
    422: "Something is not as it must be",
    429: "Too many requests",
    503: "This cannot be done just now",
}
FAULT = "Something went wrong"


def wants_page(request: Request) -> bool:
    """Whether the request came from someone reading pages."""
    accepts = request.headers.get("accept", "")
    return "text/html" in accepts and not request.url.path.startswith("/api/")


def problem_page(
    request: Request, problem: Response, *, detail: str = "", hint: str = ""
) -> Response:
    """A problem as a page with ways on; status and headers are those of the problem details."""
    status = problem.status_code
    title = TITLES.get(status, FAULT)
    page = render(
        request, "problem.html", status=status, title=title, code=status, detail=detail, hint=hint
    )
    for name in ("Retry-After", "Allow"):
        if name in problem.headers:
            page.headers[name] = problem.headers[name]
    return page
