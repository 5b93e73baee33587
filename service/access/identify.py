"""Finding out who calls, before any route runs: by key, by session, or public where there is none.

A key or session that is given and not good is refused, never taken for public. Wrong tries slow
down the address they come from and nobody else. Decides no audience but through `Caller`.
"""

from http.cookies import SimpleCookie

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from service.access.caller import PUBLIC, Caller
from service.access.keys import KeyStore
from service.access.sessions import COOKIE, SessionStore
from service.access.tries import WrongTries
from service.addresses import client_address
from service.errors import KeyWrong
from service.handlers import response_for
from service.settings import Settings


class Identify:
    """ASGI middleware that leaves a `Caller` on the request or refuses it."""

    def __init__(self, app: ASGIApp, *, settings: Settings, tries: WrongTries) -> None:
        self.app = app
        self._settings = settings
        self._keys = KeyStore(settings.access_path)
        self._sessions = SessionStore(settings.access_path)
        self._tries = tries

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Identify, then go on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        try:
            request.state.caller = self.caller(request)
        except Exception as error:
            # A look-up that fails closes: nobody is let in as public because the file is broken.
            await response_for(request, error)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def caller(self, request: Request) -> Caller:
        """Who calls.

        *Raises*: KeyWrong, TooWrong.
        """
        given = request.headers.get("authorization")
        if given is not None:
            return self._by_key(given, client_address(request.scope, self._settings))
        return self._by_session(request.headers.get("cookie", ""))

    def _by_key(self, given: str, address: str) -> Caller:
        self._tries.check(address)
        scheme, _, secret = given.partition(" ")
        key = self._keys.good(secret.strip()) if scheme.casefold() == "bearer" else None
        if key is None:
            self._tries.add(address)
            raise KeyWrong("This key is not good.")
        return Caller(key.audience, name=key.name, key_id=key.id)

    def _by_session(self, cookies: str) -> Caller:
        # A session that has ended is no claim of anything: browsers go on sending old cookies, and
        # the person must be able to reach the page that signs them in again.
        secret = _cookie(cookies)
        session = self._sessions.good(secret) if secret else None
        if session is None:
            return PUBLIC
        return Caller(
            session.audience,
            name=session.name,
            session_id=session.id,
            form_token=session.form_token,
        )


def _cookie(header: str) -> str:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(header)
    except Exception:
        return ""
    return jar[COOKIE].value if COOKIE in jar else ""
