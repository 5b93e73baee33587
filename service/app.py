"""The service put together: who calls, how often, what they get, and every route's audience.

Middlewares from the outside in: harden headers, log and count, identify, hold to fair use, catch
what nobody foresaw. Refuses to start with a route that declares no audience.
"""

import asyncio
import importlib.metadata
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.routing import Route

from service import audit, handlers
from service.access import signin
from service.access.caller import undeclared
from service.access.identify import Identify
from service.access.oidc import Provider
from service.access.tries import WrongTries
from service.api import (
    ask,
    description,
    export,
    found_by,
    health,
    passages,
    problems,
    publications,
    search,
    verify,
    writing,
)
from service.audit import Noted
from service.handlers import CatchAll
from service.headers import Harden, Head
from service.limits import Bounded, FairUse
from service.logs import RequestLog, configure, templates_of
from service.mcp import McpOverHttp
from service.metrics import Metrics
from service.runtime import Runtime
from service.settings import Settings
from service.tracing import Traced, Tracing
from service.turns import Turns
from service.web.routes import router as web_router

API = "/api/v1"
VERSION = importlib.metadata.version("vru-evidence")

ASSISTANTS = "/mcp"
"""The one route that is no function: its tools take the caller that was identified, or fail."""

UNTOLD: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "auto_configure": False,
}
"""FastAPI's own telemetry sends whole addresses; no variable may switch it on. See `tracing`."""

DAY_SECONDS = 24 * 60 * 60


class Undeclared(RuntimeError):
    """A route declares no audience; the service must not start."""


def create_app(settings: Settings | None = None, runtime: Runtime | None = None) -> FastAPI:
    """The service's application.

    *Raises*: Undeclared.
    """
    settings = settings or (runtime.settings if runtime else Settings())
    counted, tries = Metrics(), WrongTries()
    tracing = Tracing(settings) if settings.otel_endpoint else None
    app = FastAPI(
        title="VRU Evidence",
        version=VERSION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        telemetry=UNTOLD,
        middleware=_layers(settings, counted, tries, tracing),
    )
    app.state.settings = settings
    app.state.runtime = runtime or Runtime(settings)
    app.state.metrics = counted
    app.state.tracing = tracing
    app.state.provider = Provider(settings)
    app.state.turns = Turns()
    app.state.tries = tries
    handlers.install(app)
    app.include_router(_api())
    app.include_router(signin.router)
    app.include_router(found_by.router)
    app.include_router(web_router)
    app.state.assistants = McpOverHttp(app.state.runtime)
    route = Route(ASSISTANTS, app.state.assistants, methods=["POST"])
    app.router.routes.append(route)
    description.describe(app)
    app.state.templates = templates_of(app)
    bare = undeclared(app, known=frozenset({ASSISTANTS}))
    if bare:
        raise Undeclared(f"These routes declare no audience: {', '.join(bare)}")
    return app


def _layers(
    settings: Settings, counted: Metrics, tries: WrongTries, tracing: Tracing | None
) -> list[Middleware]:
    return [
        Middleware(Harden, settings=settings),
        Middleware(RequestLog, settings=settings, metrics=counted),
        *([Middleware(Traced, tracing=tracing)] if tracing else []),
        Middleware(Identify, settings=settings, tries=tries),
        Middleware(FairUse, settings=settings),
        Middleware(Bounded, settings=settings),
        Middleware(CatchAll),
        Middleware(Noted, settings=settings),
        Middleware(Head),
        Middleware(
            SessionMiddleware,
            secret_key=secrets.token_hex(32),
            session_cookie="vru_signing_in",
            path="/sign-in",
            max_age=600,
            same_site="lax",
            https_only=settings.public_url.startswith("https://"),
        ),
    ]


def _api() -> APIRouter:
    api = APIRouter(prefix=API)
    for module in (
        search,
        ask,
        publications,
        passages,
        verify,
        export,
        health,
        problems,
        writing,
        description,
    ):
        api.include_router(module.router)
    api.include_router(found_by.described)
    return api


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    configure(app.state.settings)
    app.state.runtime.warm()
    keeping = asyncio.create_task(_forget_old(app.state.settings))
    yield
    keeping.cancel()
    await app.state.assistants.close()
    if app.state.tracing is not None:
        await asyncio.to_thread(app.state.tracing.close)


async def _forget_old(settings: Settings) -> None:
    """Hold the audit trail to its retention, at the start and once a day."""
    while True:
        await asyncio.to_thread(audit.forget_old, settings)
        await asyncio.sleep(DAY_SECONDS)
