"""`GET /export` and `GET /ask/pack`: quotes taken out as files."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from corpus.errors import NotFound
from corpus.records import Audience
from service import audit
from service.access.caller import PublicCaller
from service.answer.claims import Answer
from service.api import told
from service.api.asking import Text, TheFilters, TheRuntime, base_of
from service.api.examples import files, report
from service.api.replies import FRESHNESS, etag, has_already
from service.errors import PictureFailed
from service.export.formats import Exported, Format, export
from service.export.harvard import reference
from service.export.pack import PageKey, evidence_pack
from service.runtime import Runtime

router = APIRouter(tags=["export"])

MOST_PASSAGES = 200
PACK_SCALE = 1.5
FORMATS: told.Responses = {
    200: {
        "description": "The file",
        "content": files.EXPORTED,
    }
}
PACK: told.Responses = {
    200: {"description": "The pack", "content": files.binary("application/zip")},
}


@router.get(
    "/export",
    response_class=Response,
    responses=FORMATS | told.problems(401, 404, 422, 503),
)
def export_passages(
    request: Request,
    caller: PublicCaller,
    runtime: TheRuntime,
    passage: Annotated[
        list[str],
        Query(min_length=1, max_length=MOST_PASSAGES, examples=[[report.TABLE_ROW.id]]),
    ],
    form: Annotated[Format, Query(alias="format")] = Format.RIS,
) -> Response:
    """Passages as references, a table, a Word file or plain text."""
    view = runtime.view(caller.audience)
    seen = view.passages(passage)
    if not seen:
        raise NotFound("There is no such passage.")
    for owner in view.owners([p.edition_sha256 for p in seen]).values():
        if owner.audience is not Audience.PUBLIC:
            audit.note(runtime.settings, "export", caller, what=owner.id, format=form.value)
    made = export(view, passage, form, base_url=base_of(request))
    return _file(request, made)


@router.get(
    "/ask/pack",
    response_class=Response,
    responses=PACK | told.problems(400, 401, 404, 422, 503),
)
def answer_pack(
    request: Request, caller: PublicCaller, runtime: TheRuntime, q: Text, filters: TheFilters
) -> Response:
    """An answer as a pack that proves itself: quotes, page pictures, hashes, how to check."""
    answer = runtime.ask(q, audience=caller.audience, filters=filters)
    if not answer.citations:
        raise NotFound("The reports do not answer this, so there is nothing to prove.")
    for cited in answer.citations:
        if cited.publication.audience is not Audience.PUBLIC:
            audit.note(runtime.settings, "export", caller, what=cited.publication.id, format="pack")
    answer = _addressed(answer, base_of(request))
    pack = evidence_pack(answer, _pictures(runtime, answer), made_at=datetime.now(UTC))
    return _file(request, Exported(pack, "application/zip", "evidence-pack.zip"))


def _addressed(answer: Answer, base: str) -> Answer:
    """The answer with whole addresses: a pack is opened where the site is not."""
    cited = []
    for one in answer.citations:
        url = one.url if "://" in one.url else f"{base}{one.url}"
        told = reference(one.publication, one.citation, url=url)
        cited.append(replace(one, url=url, reference=told))
    return replace(answer, citations=tuple(cited))


def _pictures(runtime: Runtime, answer: Answer) -> dict[PageKey, tuple[Path, float]]:
    found: dict[PageKey, tuple[Path, float]] = {}
    for cited in answer.citations:
        key = (cited.citation.edition_sha256, cited.citation.page_number)
        try:
            found[key] = (runtime.picture(*key, PACK_SCALE), PACK_SCALE)
        except PictureFailed:
            # The quotes and their hashes still prove the answer without the picture.
            continue
    return found


def _file(request: Request, made: Exported) -> Response:
    headers = FRESHNESS | {"ETag": etag(made.body)}
    if has_already(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{made.file_name}"'
    return Response(made.body, headers=headers, media_type=made.media_type)
