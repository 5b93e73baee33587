"""Who is calling: the one place where an audience is decided, and where a route declares its own.

`Identify` runs before every route, mounted ones included, and leaves a `Caller` on
`request.state.caller`; a look-up that fails closes. `Needs` is what a route declares: `undeclared`
lists those that do not, and the service refuses to start with any. Keys and sessions are kept by
their own modules.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.routing import APIRoute, iter_route_contexts

from corpus.records import Audience
from service.errors import FormForged, KeyNeeded, NotAllowed


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, as far as that is known: an audience and, with a key or session, a name.

    `key_id` and `session_id` are empty where there is none; neither is secret.
    """

    audience: Audience
    name: str = ""
    key_id: str = ""
    session_id: str = ""
    form_token: str = ""

    @property
    def is_known(self) -> bool:
        """Whether a key or session vouches for the caller."""
        return bool(self.key_id or self.session_id)


PUBLIC = Caller(Audience.PUBLIC)
LOCAL = Caller(Audience.STAFF, name="command line", key_id="local")


SAFE = ("GET", "HEAD", "OPTIONS")
FORM_HEADER = "X-Form-Token"
"""How a script of our own pages sends its session's form token to the API."""


def check_form(caller: Caller, token: str) -> None:
    """Refuse what does not carry the form token of the caller's session.

    A caller with a key sends it in a header that no other site can make a browser send.
    *Raises*: FormForged.
    """
    if caller.session_id and not hmac.compare_digest(caller.form_token.encode(), token.encode()):
        raise FormForged("This was not sent from a page of this session.")


class Needs:
    """A route's declaration of the lowest audience that may use it; gives the route its caller.

    *Raises*: KeyNeeded, NotAllowed, FormForged.
    """

    def __init__(self, audience: Audience) -> None:
        self.audience = audience

    async def __call__(self, request: Request) -> Caller:
        """The caller, when it may use the route.

        Async though it awaits nothing, like every small dependency: a plain function would be sent
        to a worker thread and back, which costs more than the work.
        """
        # No default: a request that nobody identified is a fault, and must not pass as public.
        caller: Caller = request.state.caller
        if caller.audience.may_see(self.audience):
            is_act = self.audience is not Audience.PUBLIC and request.method not in SAFE
            if is_act and request.url.path.startswith("/api/"):
                check_form(caller, request.headers.get(FORM_HEADER, ""))
            return caller
        if caller.is_known:
            raise NotAllowed(f"This is for {self.audience.value}.")
        raise KeyNeeded(f"This is for {self.audience.value}.")


PublicCaller = Annotated[Caller, Depends(Needs(Audience.PUBLIC))]
PartnerCaller = Annotated[Caller, Depends(Needs(Audience.PARTNER))]
StaffCaller = Annotated[Caller, Depends(Needs(Audience.STAFF))]


def declared(dependant: Any) -> Iterator[Audience]:
    """The audiences that a route's dependencies declare."""
    if isinstance(dependant.call, Needs):
        yield dependant.call.audience
    for inner in dependant.dependencies:
        yield from declared(inner)


def undeclared(app: FastAPI, *, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Paths of routes that declare no audience; `known` are those that decide otherwise."""
    bare = []
    for context in iter_route_contexts(app.routes):
        route, path = context.original_route, context.path or repr(context.original_route)
        if isinstance(route, APIRoute):
            if not any(declared(route.dependant)):
                bare.append(path)
        elif path not in known:
            bare.append(path)
    return tuple(bare)
