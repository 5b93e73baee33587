"""Rendering: one environment for every page, with autoescape on and undefined names refused.

Decides nothing about what is shown. Static files carry a hash of their bytes in their address, so
that a browser may keep them for good.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from corpus.records import Audience
from corpus.text import legible
from service.access.caller import PUBLIC, Needs
from service.runtime import Runtime
from service.settings import Settings
from service.web import words
from service.web.colour import stylesheet
from service.web.packing import packed

STATIC_DIR = Path(__file__).parent / "static"

ANYONE = [Depends(Needs(Audience.PUBLIC))]
"""What a route declares that anyone may use and that shows nobody anything of their own."""

NAVIGATION = (
    ("/", "Search"),
    ("/publications", "Publications"),
    ("/compare", "Compare years"),
    ("/check", "Check a quote"),
    ("/help", "Help"),
)


@dataclass(frozen=True, slots=True)
class Site:
    """What the settings say of the site's look and addresses, as templates use it."""

    name: str
    organisation: str
    logo_url: str
    stylesheet_url: str
    contact_email: str
    copy_request_address: str
    navigation: tuple[tuple[str, str], ...] = NAVIGATION


def site_of(settings: Settings) -> Site:
    """The site as its settings have it."""
    return Site(
        name=settings.site_name,
        organisation=settings.site_organisation,
        logo_url="/brand/logo" if settings.site_logo else "",
        stylesheet_url=f"/brand/site.css?v={_hash(styles(settings.site_colour))}",
        contact_email=settings.contact_email,
        copy_request_address=settings.copy_request_address,
    )


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]


@cache
def styles(colour: str) -> bytes:
    """The stylesheet with the set colours: one file is waited for before a page shows."""
    return (STATIC_DIR / "site.css").read_bytes() + stylesheet(colour).encode()


@cache
def static(name: str) -> str:
    """The address of a static file, which changes with its bytes."""
    return f"/static/{name}?v={_hash((STATIC_DIR / name).read_bytes())}"


@cache
def environment() -> Environment:
    """The one environment. `words` puts names and dates into plain English."""
    made = Environment(
        loader=PackageLoader("service.web"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals["static"] = static
    made.filters |= {
        "kind": words.kind,
        "day": words.day,
        "legible": legible,
        "page_name": words.page_name,
        "size": words.size,
        "plural": words.plural,
        "reason": words.reason,
        "state": words.state,
        "dialled": words.dialled,
    }
    return made


def runtime_of(request: Request) -> Runtime:
    """The runtime of the application that a request came to."""
    runtime: Runtime = request.app.state.runtime
    return runtime


def base_of(request: Request) -> str:
    """The address of the site: as set, else as the reader reached it."""
    set_address = runtime_of(request).settings.public_url
    return (set_address or str(request.base_url)).rstrip("/")


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page as an answer; the caller and the site are known to every template."""
    body = environment().get_template(template).render(**_known(request), **context)
    page = HTMLResponse(body, status_code=status)
    if getattr(request.state, "caller", PUBLIC).audience is Audience.PUBLIC:
        packed(request, page)
    return page


def render_live(request: Request, template: str, **context: Any) -> StreamingResponse:
    """A page sent as it is made: what stands before a slow part is read while it is waited for."""
    parts = environment().get_template(template).generate(**_known(request), **context)
    return StreamingResponse(parts, media_type="text/html; charset=utf-8")


def _known(request: Request) -> dict[str, Any]:
    return {
        "site": site_of(runtime_of(request).settings),
        "caller": getattr(request.state, "caller", PUBLIC),
        "here": request.url.path,
    }
