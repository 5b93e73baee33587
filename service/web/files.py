"""Static files, the set colours and the logo: the site's only files beside its pages."""

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response

from corpus.errors import NotFound
from service.web.packing import packed
from service.web.templating import ANYONE, STATIC_DIR, runtime_of, styles

router = APIRouter(include_in_schema=False)

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
}
FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}
FOR_AN_HOUR = {"Cache-Control": "public, max-age=3600"}


@router.get("/static/{name}", dependencies=ANYONE)
def static_file(request: Request, name: str) -> Response:
    """A script or picture of the site."""
    known = {path.name: path for path in STATIC_DIR.iterdir() if path.suffix in MEDIA_TYPES}
    if name not in known:
        raise NotFound(f"There is no file {name!r}.")
    return _for_good(request, known[name].read_bytes(), known[name].suffix)


@router.get("/brand/site.css", dependencies=ANYONE)
def site_stylesheet(request: Request) -> Response:
    """The stylesheet with the set colours."""
    return _for_good(request, styles(runtime_of(request).settings.site_colour), ".css")


def _for_good(request: Request, content: bytes, suffix: str) -> Response:
    response = Response(content, headers=FOR_GOOD, media_type=MEDIA_TYPES[suffix])
    return packed(request, response, is_kept=True)


@router.get("/brand/logo", dependencies=ANYONE)
def logo(request: Request) -> Response:
    """The set logo."""
    path = runtime_of(request).settings.site_logo
    if path is None or path.suffix not in MEDIA_TYPES or not path.exists():
        raise NotFound("There is no logo.")
    return FileResponse(path, media_type=MEDIA_TYPES[path.suffix], headers=FOR_AN_HOUR)
