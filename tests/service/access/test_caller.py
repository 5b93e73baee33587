"""Who calls, and what a route declares."""

import sqlite3

import pytest
from fastapi import FastAPI

from corpus.records import Audience
from service.access.caller import PublicCaller, undeclared
from service.app import create_app
from tests.service.conftest import Library


def test_a_route_that_declares_nothing_is_named() -> None:
    """A route without an audience is found wherever it hangs, and one with passes."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    @app.get("/declared")
    def declared(caller: PublicCaller) -> None:
        """Declares."""

    @app.get("/bare")
    def bare() -> None:
        """Does not."""

    assert undeclared(app) == ("/bare",)


def test_every_route_declares(library: Library) -> None:
    """The whole service has no route without an audience but the assistants', tested by itself."""
    assert undeclared(create_app(library.settings, library.runtime)) == ("/mcp",)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/v1/publications"),
        ("PATCH", "/api/v1/publications/public-report"),
        ("DELETE", "/api/v1/publications/public-report"),
    ],
)
def test_writing_is_for_staff(library: Library, method: str, path: str) -> None:
    """Without a key writing is 401, with a partner's 403, and nothing changes."""
    assert library.client.request(method, path).status_code == 401
    headers = library.key(Audience.PARTNER)
    assert library.client.request(method, path, headers=headers).status_code == 403
    assert library.client.get("/api/v1/publications/public-report").status_code == 200


def test_a_failing_look_up_closes(library: Library) -> None:
    """With the file of keys broken, a key is refused as a fault and never taken for public."""
    headers = library.key(Audience.STAFF)
    with sqlite3.connect(library.settings.access_path) as connection:
        connection.execute("DROP TABLE key")
    reply = library.client.get("/api/v1/search", params={"q": "knife"}, headers=headers)
    assert reply.status_code == 500
    assert "knife" not in reply.text
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ", "Basic abc", "Bearer a b", "vru_x"])
def test_what_is_no_key_is_refused(library: Library, given: str) -> None:
    """Any Authorization that is not a good key is 401, whatever its form."""
    reply = library.client.get("/api/v1/health", headers={"Authorization": given})
    assert reply.status_code == 401
    assert reply.headers["WWW-Authenticate"].startswith("Bearer")
