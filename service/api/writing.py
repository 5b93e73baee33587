"""Writing, for staff: `POST /publications`, `PATCH` and `DELETE /publications/{id}`.

Each act leaves a line in the audit trail. What an act takes away is gone from the next request on,
since every text comes from the record; the index follows in a process of its own.
"""

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import Response

from corpus.records import Audience, Kind
from service import audit, intake
from service.access.caller import StaffCaller
from service.api import bodies, holdings, sent, told
from service.api.asking import TheRuntime
from service.api.publications import Id
from service.api.replies import reply
from service.curating import corrected
from service.present import publication_body

router = APIRouter(tags=["curating"])


@router.post(
    "/publications",
    status_code=201,
    response_model=bodies.Read,
    responses=told.shown("What became of the file", "added", status=201)
    | told.problems(400, 401, 403, 413, 422, 503),
)
def upload(
    request: Request,
    caller: StaffCaller,
    runtime: TheRuntime,
    file: Annotated[UploadFile, File()],
    audience: Annotated[Audience | None, Form()] = None,
    kind: Annotated[Kind | None, Form()] = None,
) -> Response:
    """Read a PDF (or an e-mail with PDFs) into the record and the index."""
    name = file.filename or "upload.pdf"
    outcomes = intake.take_in(
        runtime.settings, file.file, file_name=name, audience=audience, kind=kind
    )
    for outcome in outcomes:
        what = str(outcome["publication_id"])
        audit.note(runtime.settings, "upload", caller, what=what, outcome=outcome["status"])
    return reply(request, outcomes[0] | {"also": outcomes[1:]}, status=201)


@router.patch(
    "/publications/{publication_id}",
    response_model=holdings.PublicationBody,
    responses=told.shown("The publication as it is now", "changed")
    | told.problems(400, 401, 403, 404, 422, 503),
)
def change(
    request: Request,
    caller: StaffCaller,
    runtime: TheRuntime,
    publication_id: Id,
    changes: sent.Changes,
) -> Response:
    """Correct what is known of a publication, or withdraw and restore it."""
    said: dict[str, Any] = changes.model_dump(mode="json", exclude_none=True)
    withdrawn = said.pop("withdrawn", None)
    with runtime.record() as record:
        before = record.publication(publication_id)
        record.put(corrected(before, said))
        if withdrawn is not None:
            record.withdraw(publication_id, withdrawn=withdrawn)
        after = record.publication(publication_id)
    audit.note(
        runtime.settings,
        "change",
        caller,
        what=publication_id,
        changed=sorted(changes.model_fields_set),
        audience_before=before.audience.value,
        audience_after=after.audience.value,
        withdrawn=after.withdrawn,
    )
    intake.bring_index_up(runtime.settings)
    return reply(request, publication_body(after))


@router.delete(
    "/publications/{publication_id}",
    response_model=holdings.PublicationBody,
    responses=told.shown("The publication, withdrawn", "withdrawn")
    | told.problems(401, 403, 404, 422, 503),
)
def withdraw(
    request: Request, caller: StaffCaller, runtime: TheRuntime, publication_id: Id
) -> Response:
    """Withdraw a publication from every audience; `vru purge` removes one for good."""
    with runtime.record() as record:
        after = record.withdraw(publication_id)
    audit.note(runtime.settings, "withdraw", caller, what=publication_id)
    intake.bring_index_up(runtime.settings)
    return reply(request, publication_body(after))
