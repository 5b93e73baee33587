"""Signing in and out: the routes that start and end a session of a person.

`/sign-in` goes to the provider, `/sign-in/once` takes a one-time link, signing out ends one session
or all of the person's. What the pages look like is the site's; keys never pass through here.
"""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from corpus.records import Audience
from service import audit
from service.access.caller import Caller, PublicCaller, check_form
from service.access.invitations import Invitations
from service.access.oidc import Person, Provider
from service.access.sessions import COOKIE, SessionStore, set_cookie
from service.addresses import client_address
from service.errors import KeyWrong
from service.settings import Settings

router = APIRouter(include_in_schema=False)

AFTER = "/"


@router.get("/sign-in")
async def sign_in(request: Request, caller: PublicCaller) -> Response:  # noqa: ARG001
    """Go to the provider of sign-in."""
    settings: Settings = request.app.state.settings
    provider: Provider = request.app.state.provider
    callback = f"{_base(request, settings)}/sign-in/callback"
    return await provider.send_there(request, callback=callback)


@router.get("/sign-in/callback")
async def come_back(request: Request, caller: PublicCaller) -> Response:  # noqa: ARG001
    """Come back from the provider, and start a session."""
    provider: Provider = request.app.state.provider
    return _start(request, await provider.person(request))


@router.get("/sign-in/once")
def sign_in_once(
    request: Request,
    caller: PublicCaller,  # noqa: ARG001
    link: Annotated[str, Query(max_length=100)],
) -> Response:
    """Start a staff session by a one-time link."""
    settings: Settings = request.app.state.settings
    address = client_address(request.scope, settings)
    request.app.state.tries.check(address)
    if not Invitations(settings.access_path).use(link):
        request.app.state.tries.add(address)
        raise KeyWrong(
            "This link is not good, or was used before.",
            hint="Start the service again for a new one, or see: vru serve --help",
        )
    return _start(request, Person("one-time link", "Staff (one-time link)", Audience.STAFF))


@router.post("/sign-out")
def sign_out(
    request: Request,
    caller: PublicCaller,
    form_token: Annotated[str, Form(max_length=100)] = "",  # nosec B107
    everywhere: Annotated[bool, Form()] = False,
) -> Response:
    """End this session, or every session of this person."""
    check_form(caller, form_token)
    settings: Settings = request.app.state.settings
    sessions = SessionStore(settings.access_path)
    if caller.session_id:
        if everywhere:
            sessions.end_all(caller.session_id)
        else:
            sessions.end(caller.session_id)
        audit.note(settings, "sign out everywhere" if everywhere else "sign out", caller)
    response = RedirectResponse(AFTER, status_code=303)
    response.delete_cookie(COOKIE, path="/")
    return response


def _start(request: Request, person: Person) -> Response:
    settings: Settings = request.app.state.settings
    secret, session = SessionStore(settings.access_path).start(
        person.subject,
        name=person.name,
        audience=person.audience,
        hours=settings.session_hours,
    )
    caller = Caller(person.audience, name=person.name, session_id=session.id)
    audit.note(settings, "sign in", caller)
    response = RedirectResponse(AFTER, status_code=303)
    # A page that loads from an address with a secret in it would pass it on as its referrer.
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    is_https = _base(request, settings).startswith("https://")
    set_cookie(response, secret, hours=settings.session_hours, is_https=is_https)
    return response


def _base(request: Request, settings: Settings) -> str:
    if settings.public_url:
        return settings.public_url.rstrip("/")
    parts = urlsplit(str(request.base_url))
    return f"{parts.scheme}://{parts.netloc}"
