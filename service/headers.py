"""Headers that harden every response, errors included: one place, before anything can answer.

Source of the choices: OWASP Secure Headers Project. Scripts and styles come from our own files
only, nothing inline; framing is refused but for the embedded parts and the sites that are listed.
A response that needs a policy of its own brings it.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors {ancestors}"
)
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
HSTS = "max-age=31536000; includeSubDomains"
EMBEDDED = "/embed"
API = "/api/"
EXPOSED = "ETag, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, X-Request-ID"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "authorization, content-type, if-none-match",
    "Access-Control-Max-Age": "600",
}
"""What a listed site's script may do: ask, with a key, never with the visitor's own session."""


class Harden:
    """ASGI middleware that puts the headers on every response."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app = app
        self._is_https = settings.public_url.startswith("https://")
        self._embed_sites = settings.embed_sites
        self._cors = frozenset(settings.cors_sites.split())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with hardened headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        origin = Headers(scope=scope).get("origin", "")
        may_call = origin in self._cors and scope["path"].startswith(API)

        async def hardened(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                self._harden(headers, scope)
                if may_call:
                    headers["Access-Control-Allow-Origin"] = origin
                    headers["Access-Control-Expose-Headers"] = EXPOSED
                    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
                if self._cors:
                    headers.add_vary_header("Origin")
            await send(message)

        if may_call and scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=PREFLIGHT)(scope, receive, hardened)
            return
        await self.app(scope, receive, hardened)

    def _harden(self, headers: MutableHeaders, scope: Scope) -> None:
        is_embed = scope["path"] == EMBEDDED or scope["path"].startswith(f"{EMBEDDED}/")
        ancestors = self._embed_sites if is_embed and self._embed_sites else "'none'"
        headers.setdefault("Content-Security-Policy", POLICY.format(ancestors=ancestors))
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Permissions-Policy"] = PERMISSIONS
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "cross-origin" if is_embed else "same-origin"
        if ancestors == "'none'":
            headers["X-Frame-Options"] = "DENY"
        if self._is_https:
            headers["Strict-Transport-Security"] = HSTS


class Head:
    """ASGI middleware that answers HEAD as GET without the body (RFC 9110, section 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; of a HEAD only the head."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return
        has_ended = False

        async def headed(message: Message) -> None:
            nonlocal has_ended
            if message["type"] == "http.response.start":
                await send(message)
            elif not has_ended:
                has_ended = True
                await send({"type": "http.response.body", "body": b""})

        await self.app({**scope, "method": "GET"}, receive, headed)
