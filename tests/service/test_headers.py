"""Headers that harden."""

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from tests.service.conftest import Library

EVERYWHERE = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
    "X-Request-ID",
)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/health", 200),
        ("/", 200),
        ("/nowhere", 404),
        ("/api/v1/search", 422),
        ("/api/v1/search?q=a&year_from=2024&year_to=2020", 400),
        ("/api/v1/publications/none/file", 404),
    ],
)
def test_every_answer_is_hardened(library: Library, path: str, status: int) -> None:
    """The same headers stand on pages, JSON and problems; nothing inline may run."""
    reply = library.client.get(path)
    assert reply.status_code == status
    assert [name for name in EVERYWHERE if name not in reply.headers] == []
    assert "unsafe" not in reply.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]


def test_a_fault_is_hardened_and_says_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error nobody foresaw answers 500 with the same headers and none of its own words."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the words of a page")

    monkeypatch.setattr(library.runtime, "search", broken)
    reply = library.client.get("/api/v1/search", params={"q": "knife"})
    assert reply.status_code == 500
    assert "words of a page" not in reply.text
    assert [name for name in EVERYWHERE if name not in reply.headers] == []


def test_only_listed_sites_may_frame_the_embedded_parts(library: Library) -> None:
    """Embedded parts name the listed sites as frame ancestors, every other page none."""
    settings = library.settings.model_copy(update={"embed_sites": "https://council.example"})
    client = TestClient(create_app(settings, library.runtime))
    embedded = client.get("/embed/search").headers
    assert "frame-ancestors https://council.example" in embedded["Content-Security-Policy"]
    assert "X-Frame-Options" not in embedded
    assert "frame-ancestors 'none'" in client.get("/").headers["Content-Security-Policy"]


def test_https_is_held_to(library: Library) -> None:
    """Behind https browsers are told to stay there; else they are not."""
    settings = library.settings.model_copy(update={"public_url": "https://evidence.example"})
    client = TestClient(create_app(settings, library.runtime))
    assert "max-age" in client.get("/api/v1/health").headers["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in library.client.get("/api/v1/health").headers


def test_other_sites_scripts_only_where_listed(library: Library) -> None:
    """A listed site may call the API from a browser, another may not, and no cookie goes along."""
    settings = library.settings.model_copy(update={"cors_sites": "https://council.example"})
    client = TestClient(create_app(settings, library.runtime))
    listed = client.get("/api/v1/health", headers={"Origin": "https://council.example"})
    assert listed.headers["Access-Control-Allow-Origin"] == "https://council.example"
    assert "Access-Control-Allow-Credentials" not in listed.headers
    other = client.get("/api/v1/health", headers={"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in other.headers
    asked = client.options(
        "/api/v1/ask",
        headers={
            "Origin": "https://council.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type",
        },
    )
    assert asked.status_code == 204
    assert "authorization" in asked.headers["Access-Control-Allow-Headers"].lower()


def test_uploads_are_never_active_content(library: Library) -> None:
    """A publication's file is served as a PDF in a sandbox, whatever is in it."""
    reply = library.client.get("/api/v1/publications/public-report/file")
    assert reply.headers["Content-Type"] == "application/pdf"
    assert "sandbox" in reply.headers["Content-Security-Policy"].split("; ")
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
