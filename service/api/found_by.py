"""Routes by which other programs find the service: see `service.feeds`.

The feed and metadata are those of the caller's audience; the sitemap and oEmbed are for the world,
so they show what is public whoever asks.
"""

from typing import Annotated, Literal
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from corpus.citations import cite, resolve
from corpus.errors import NotFound
from corpus.reader import View
from corpus.records import Audience
from service import feeds
from service.access.caller import PublicCaller
from service.api import holdings, told
from service.api.asking import TheRuntime, base_of
from service.api.publications import Id, seen_edition
from service.api.replies import FRESHNESS, etag, has_already, reply

router = APIRouter(include_in_schema=False)
described = APIRouter(tags=["publications"])

HOUR = {"Cache-Control": "public, max-age=3600"}


@router.get("/opensearch.xml")
def opensearch(request: Request, caller: PublicCaller, runtime: TheRuntime) -> Response:  # noqa: ARG001
    """The description by which a browser adds the search."""
    content = feeds.opensearch(runtime.settings, base_of(request))
    return Response(content, headers=HOUR, media_type="application/opensearchdescription+xml")


@router.get("/robots.txt")
def robots(request: Request, caller: PublicCaller, runtime: TheRuntime) -> Response:  # noqa: ARG001
    """What crawlers may fetch."""
    content = feeds.ROBOTS.format(base=base_of(request))
    return Response(content, headers=HOUR, media_type="text/plain; charset=utf-8")


@router.get("/feed.atom")
def atom(request: Request, caller: PublicCaller, runtime: TheRuntime) -> Response:
    """The feed of new publications."""
    held = _held(runtime.view(caller.audience))
    content = feeds.atom(runtime.settings, base_of(request), held)
    return _document(request, content, "application/atom+xml")


@router.get("/sitemap.xml")
def sitemap(request: Request, caller: PublicCaller, runtime: TheRuntime) -> Response:  # noqa: ARG001
    """Every public page worth finding."""
    held = _held(runtime.view(Audience.PUBLIC))
    content = feeds.sitemap(base_of(request), held)
    return _document(request, content, "application/xml")


@described.get(
    "/publications/{publication_id}/metadata",
    response_model=holdings.Metadata,
    responses=told.shown("The report as JSON-LD", "schema-org-report")
    | told.problems(401, 404, 422, 503),
)
def metadata(
    request: Request, caller: PublicCaller, runtime: TheRuntime, publication_id: Id
) -> Response:
    """A publication as schema.org describes a report (JSON-LD)."""
    view = runtime.view(caller.audience)
    found, edition = seen_edition(view, publication_id, None)
    held = feeds.Held(found, edition)
    base = base_of(request)
    return reply(request, feeds.schema_org(runtime.settings, base, held))


@router.get("/oembed")
def oembed(
    request: Request,
    caller: PublicCaller,  # noqa: ARG001
    runtime: TheRuntime,
    url: Annotated[str, Query(max_length=2000)],
    form: Annotated[Literal["json"], Query(alias="format")] = "json",  # noqa: ARG001
) -> Response:
    """A permalink as oEmbed: what another site shows of a cited quote.

    *Raises*: NotFound, for every address that is no permalink of something public.
    """
    base = base_of(request)
    view = runtime.view(Audience.PUBLIC)
    publication_id, number, query = _permalink(url, base)
    publication, edition = seen_edition(view, publication_id, query.get("edition"))
    page = view.page(edition.sha256, number)
    start, _, end = query.get("at", "").partition("-")
    if not (start.isdecimal() and end.isdecimal()):
        raise NotFound("There is no such quote.")
    place = resolve(page, int(start), int(end), query.get("words", ""))
    if place is None:
        raise NotFound("There is no such quote.")
    citation = cite(view, edition.sha256, place.span)
    embed = f"{base}/embed/quote/{publication_id}/{number}?{urlsplit(url).query}"
    body = feeds.oembed(runtime.settings, base, (publication, citation), embed_url=embed)
    return reply(request, body)


def _permalink(url: str, base: str) -> tuple[str, int, dict[str, str]]:
    parts = urlsplit(url)
    steps = parts.path.removeprefix(urlsplit(base).path).strip("/").split("/")
    is_ours = parts.netloc == urlsplit(base).netloc and parts.scheme in ("http", "https")
    if not is_ours or len(steps) != 4 or (steps[0], steps[2]) != ("publications", "pages"):
        raise NotFound("This is no address of a quote here.")
    if not steps[3].isdecimal() or len(steps[3]) > 6:
        raise NotFound("This is no address of a quote here.")
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return steps[1], int(steps[3]), query


def _held(view: View) -> list[feeds.Held]:
    return [
        feeds.Held(publication, view.current_edition(publication.id))
        for publication in view.publications()
        if publication.held
    ]


def _document(request: Request, content: bytes, media_type: str) -> Response:
    headers = FRESHNESS | {"ETag": etag(content)}
    if has_already(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=media_type)
