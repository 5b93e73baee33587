"""`GET /health` and `GET /metrics`: whether the service lives, is ready, and what is degraded."""

import importlib.metadata

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from corpus.records import Audience
from service import metrics
from service.access.caller import PublicCaller
from service.api import bodies, told
from service.api.asking import TheRuntime
from service.api.examples import files

router = APIRouter(tags=["service"])
METRICS: told.Responses = {
    200: {
        "description": "Prometheus metrics",
        "content": files.text("text/plain", files.METRICS),
    }
}
VERSION = importlib.metadata.version("vru-evidence")


@router.get(
    "/health",
    response_model=bodies.Health,
    responses=told.shown("How the service is", "health") | told.problems(401),
)
def health(caller: PublicCaller, runtime: TheRuntime) -> Response:
    """How the service is; ready means that it can answer."""
    status = runtime.status(caller.audience)
    body = {
        "live": True,
        "ready": status.is_ready,
        "degraded": list(status.degraded),
        "publications": status.publications,
        "version": VERSION,
    }
    return JSONResponse(body, headers={"Cache-Control": "no-store"})


@router.get(
    "/metrics",
    response_class=Response,
    responses=METRICS | told.problems(401),
)
def prometheus(request: Request, caller: PublicCaller) -> Response:
    """Counts and times of the service, without any word of what was asked."""
    counted: metrics.Metrics = request.app.state.metrics
    of_all = caller.audience is Audience.STAFF
    return Response(counted.exposition(of_all=of_all), media_type=metrics.MEDIA_TYPE)
