"""Bringing reports in from the browser: by a plain form, or file by file with live progress."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from corpus.records import Audience, Kind
from service import audit, intake
from service.access.caller import Caller, StaffCaller, check_form
from service.errors import ServiceError
from service.limits import MOST_FILES
from service.runtime import Runtime
from service.web.staff.acts import said
from service.web.templating import render, runtime_of
from service.web.words import AUDIENCES, KINDS

router = APIRouter(include_in_schema=False)


@router.get("/staff/upload")
def form(request: Request, caller: StaffCaller) -> HTMLResponse:
    """The form."""
    return _page(request, outcomes=[], error="" if caller.is_known else "Sign in first.")


@router.post("/staff/upload")
async def upload(request: Request, caller: StaffCaller) -> Response:
    """Read what was sent; one bad file never stops the others."""
    async with request.form(max_files=MOST_FILES) as sent:
        check_form(caller, said(sent, "form_token"))
        files = [f for f in sent.getlist("file") if isinstance(f, UploadFile) and f.filename]
        audience = _choice(Audience, said(sent, "audience"))
        kind = _choice(Kind, said(sent, "kind"))
        runtime = runtime_of(request)
        outcomes = [
            outcome
            for file in files
            for outcome in await run_in_threadpool(_take_in, runtime, caller, file, audience, kind)
        ]
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"files": outcomes})
    error = "" if outcomes else "Choose at least one PDF file."
    return _page(request, outcomes=outcomes, error=error)


def _choice(kind: Any, value: str) -> Any:
    """The chosen value, or nothing where none was chosen."""
    return kind(value) if value in [known.value for known in kind] else None


def _take_in(
    runtime: Runtime,
    caller: Caller,
    file: UploadFile,
    audience: Audience | None,
    kind: Kind | None,
) -> list[dict[str, Any]]:
    name = file.filename or "upload.pdf"
    try:
        outcomes = intake.take_in(
            runtime.settings, file.file, file_name=name, audience=audience, kind=kind
        )
    except ServiceError as error:
        refused = {
            "file_name": name, "status": "refused", "reason": str(error), "hint": error.hint,
            "publication_id": "", "pages": 0,
        }  # fmt: skip
        outcomes = [refused]
    for outcome in outcomes:
        what = str(outcome["publication_id"])
        audit.note(runtime.settings, "upload", caller, what=what, outcome=outcome["status"])
    return outcomes


def _page(request: Request, *, outcomes: list[dict[str, Any]], error: str) -> HTMLResponse:
    settings = runtime_of(request).settings
    return render(
        request,
        "staff/upload.html",
        outcomes=outcomes,
        error=error,
        audiences=AUDIENCES,
        kinds=KINDS,
        most_megabytes=settings.upload_megabytes,
    )
