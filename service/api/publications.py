"""`/publications`: what there is, its files, and its pages as text and picture."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import FileResponse, Response

from corpus.errors import NotFound
from corpus.reader import View
from corpus.records import Audience, Edition, Publication
from service import audit
from service.access.caller import Caller, PublicCaller
from service.api import holdings, told
from service.api.asking import Kinds, TheRuntime
from service.api.examples import files, report
from service.api.replies import FRESHNESS, has_already, reply
from service.present import page_body, publication_body
from service.runtime import Runtime

router = APIRouter(tags=["publications"])

Id = Annotated[str, Path(max_length=200, examples=[report.PUBLICATION.id])]
Number = Annotated[int, Path(ge=1, le=100_000, examples=[report.PAGE.number])]
Sha = Annotated[
    str | None, Query(pattern="^[0-9a-f]{12,64}$", examples=[report.EDITION_NAME, report.SHA256])
]
PICTURES: told.Responses = {
    200: {"description": "The picture", "content": files.binary("image/png", "image/webp")}
}
ALONE = (
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; sandbox"
)
"""The policy of a stranger's file: it opens in the browser and can reach nothing of the site."""

FILES: told.Responses = {
    200: {"description": "The file", "content": files.binary("application/pdf")}
}


@router.get(
    "/publications",
    response_model=holdings.Publications,
    responses=told.shown("A page of the list", "publications") | told.problems(401, 422, 503),
)
def publications(
    request: Request,
    caller: PublicCaller,
    runtime: TheRuntime,
    kind: Kinds = [],  # noqa: B006  FastAPI copies defaults
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Response:
    """List the publications, by title."""
    found = runtime.view(caller.audience).publications()
    chosen = [p for p in found if not kind or p.kind in kind]
    page = [publication_body(p) for p in chosen[offset : offset + limit]]
    return reply(request, {"total": len(chosen), "publications": page})


@router.get(
    "/publications/{publication_id}",
    response_model=holdings.PublicationBody,
    responses=told.shown("The publication with its editions", "publication")
    | told.problems(401, 404, 422, 503),
)
def publication(
    request: Request, caller: PublicCaller, runtime: TheRuntime, publication_id: Id
) -> Response:
    """One publication with its editions and the quality report of its reading."""
    view = runtime.view(caller.audience)
    found = view.publication(publication_id)
    return reply(request, publication_body(found, view.editions(publication_id)))


@router.get(
    "/publications/{publication_id}/file",
    response_class=FileResponse,
    responses=FILES | told.problems(401, 404, 422, 503),
)
def file(
    request: Request,
    caller: PublicCaller,
    runtime: TheRuntime,
    publication_id: Id,
    edition: Sha = None,
) -> Response:
    """The file itself, as it was read, to be opened where it is."""
    found, chosen = seen_edition(runtime.view(caller.audience), publication_id, edition)
    path = runtime.settings.files_dir / f"{chosen.sha256}.pdf"
    if not path.is_file():
        raise NotFound(f"The file of {publication_id!r} is not held.")
    note_reading(request, runtime, caller, found)
    headers = FRESHNESS | {
        "ETag": f'"{chosen.sha256[:24]}"',
        "Content-Security-Policy": ALONE,
    }
    if has_already(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return FileResponse(
        path,
        headers=headers,
        media_type="application/pdf",
        filename=_safe(chosen.file_name),
        content_disposition_type="inline",
    )


@router.get(
    "/publications/{publication_id}/pages/{number}",
    response_model=holdings.PageBody,
    responses=told.shown("The page", "page") | told.problems(401, 404, 422, 503),
)
def page(
    request: Request,
    caller: PublicCaller,
    runtime: TheRuntime,
    publication_id: Id,
    number: Number,
    edition: Sha = None,
) -> Response:
    """One page as text, with where its picture is."""
    view = runtime.view(caller.audience)
    found, chosen = seen_edition(view, publication_id, edition)
    body = page_body(found, chosen, view.page(chosen.sha256, number))
    note_reading(request, runtime, caller, found)
    return reply(request, body)


@router.get(
    "/publications/{publication_id}/pages/{number}/picture",
    response_class=FileResponse,
    responses=PICTURES | told.problems(401, 404, 422, 503),
)
def picture(
    request: Request,
    caller: PublicCaller,
    runtime: TheRuntime,
    publication_id: Id,
    number: Number,
    edition: Sha = None,
    scale: Annotated[float, Query(ge=0.25, le=3)] = 1.5,
) -> Response:
    """The picture of one page, PNG or WebP by `Accept`; *scale* is in pixels a point."""
    view = runtime.view(caller.audience)
    found, chosen = seen_edition(view, publication_id, edition)
    view.page(chosen.sha256, number)
    note_reading(request, runtime, caller, found)
    return picture_reply(request, runtime, chosen.sha256, number, scale)


def picture_reply(
    request: Request, runtime: Runtime, sha256: str, number: int, scale: float
) -> Response:
    """A page's picture in the smallest form the caller takes; that it may be seen is proven.

    *Raises*: PictureFailed.
    """
    form = "webp" if "image/webp" in request.headers.get("accept", "") else "png"
    path = runtime.pictures.picture(sha256, number, scale, form=form)
    headers = {**FRESHNESS, "Vary": f"Accept, {FRESHNESS['Vary']}"}
    headers["ETag"] = f'"{sha256[:16]}-{path.name}"'
    if has_already(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return FileResponse(path, headers=headers, media_type=f"image/{form}")


def seen_edition(
    view: View, publication_id: str, sha256: str | None
) -> tuple[Publication, Edition]:
    """A publication and one of its editions, the current one unless another is named.

    *Raises*: NotFound.
    """
    found = view.publication(publication_id)
    if sha256 is None:
        return found, view.current_edition(publication_id)
    edition = view.edition(sha256)
    if edition.publication_id != publication_id:
        raise NotFound(f"There is no edition {sha256!r} of {publication_id!r}.")
    return found, edition


def note_reading(
    request: Request, runtime: Runtime, caller: Caller, publication: Publication
) -> None:
    """Leave an audit line where somebody reads what is not public."""
    if publication.audience is not Audience.PUBLIC:
        audit.note(runtime.settings, "read", caller, what=publication.id, path=request.url.path)


def _safe(file_name: str) -> str:
    kept = "".join(c for c in file_name if c.isprintable() and c not in '/\\"')
    return kept if kept.lower().endswith(".pdf") else f"{kept}.pdf"
