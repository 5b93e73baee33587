"""Signing in and out: by a real provider process, by a one-time link."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx2
import pytest
from starlette.testclient import TestClient

from corpus.records import Audience
from service.access.invitations import Invitations, staff_link
from service.access.sessions import COOKIE, SessionStore
from service.app import create_app
from tests.service.access.provider import CLIENT_ID, CLIENT_SECRET
from tests.service.conftest import Library


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """A provider in a process of its own; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.service.access.provider", str(port)]
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                httpx2.get(f"{address}/jwks")
                break
            except httpx2.ConnectError:
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def client(library: Library, provider: str) -> Iterator[TestClient]:
    """A browser at a service that signs people in at the provider."""
    settings = library.settings.model_copy(
        update={
            "oidc_issuer": provider,
            "oidc_client_id": CLIENT_ID,
            "oidc_client_secret": CLIENT_SECRET,
            "oidc_staff_groups": "vru-staff",
            "oidc_partner_groups": "police health",
        }
    )
    with TestClient(create_app(settings, library.runtime), follow_redirects=False) as made:
        yield made


def come_in(client: TestClient, provider: str, **person: Any) -> Any:
    """Go through the whole sign-in as a person; the service's last answer."""
    httpx2.post(f"{provider}/become", json=person)
    there = client.get("/sign-in")
    assert there.status_code == 302
    back = httpx2.get(there.headers["Location"])
    address = urlsplit(back.headers["Location"])
    return client.get(address.path, params=dict(parse_qsl(address.query)))


def sees(client: TestClient) -> set[str]:
    """Ids of the publications that the browser's session sees."""
    body = client.get("/api/v1/publications").json()
    return {publication["id"] for publication in body["publications"]}


@pytest.mark.parametrize(
    ("groups", "audience"),
    [
        (["vru-staff"], Audience.STAFF),
        (["health", "football"], Audience.PARTNER),
        (["health", "vru-staff"], Audience.STAFF),
    ],
)
def test_groups_give_the_audience(
    client: TestClient, provider: str, groups: list[str], audience: Audience
) -> None:
    """A signed-in person sees what the highest of their mapped groups gives."""
    reply = come_in(client, provider, sub="1", name="Ann", groups=groups)
    assert (reply.status_code, reply.headers["Location"]) == (303, "/")
    assert sees(client) == {f"{a}-report" for a in Audience if audience.may_see(a)}


def test_cookie_is_out_of_reach_of_scripts(client: TestClient, provider: str) -> None:
    """The session's cookie is HttpOnly and SameSite, and its secret is kept only as a hash."""
    reply = come_in(client, provider, sub="1", groups=["vru-staff"])
    cookie = next(c for c in reply.headers.get_list("set-cookie") if c.startswith(COOKIE))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    secret = client.cookies[COOKIE]
    stored = client.app.state.settings.access_path.read_bytes()  # type: ignore[attr-defined]
    assert secret.encode() not in stored


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ({"sub": "1", "groups": ["football"]}, 403),
        ({"sub": "1"}, 403),
        ({"sub": "1", "groups": ["vru-staff"], "signed_by_other": True}, 401),
        ({"sub": "1", "groups": ["vru-staff"], "aud": "another"}, 401),
        ({"sub": "1", "groups": ["vru-staff"], "iss": "https://evil.example"}, 401),
        ({"sub": "1", "groups": ["vru-staff"], "nonce": "old"}, 401),
        ({"sub": "1", "groups": ["vru-staff"], "exp": 1000}, 401),
    ],
)
def test_whoever_is_not_vouched_for_stays_out(
    client: TestClient, provider: str, person: dict[str, Any], status: int
) -> None:
    """No mapped group, or a token that is not the provider's, ours, fresh: no session."""
    reply = come_in(client, provider, **person)
    assert reply.status_code == status
    assert COOKIE not in client.cookies
    assert sees(client) == {"public-report"}


def test_an_answer_nobody_asked_for_is_refused(client: TestClient) -> None:
    """A code without the state of a sign-in that began here starts no session."""
    reply = client.get("/sign-in/callback", params={"code": "x", "state": "y"})
    assert reply.status_code == 401


def test_signing_out_ends_one_or_all(library: Library) -> None:
    """Signing out ends this session; everywhere ends every one of the person, no one else's."""
    sessions = SessionStore(library.settings.access_path)

    def started(subject: str) -> tuple[str, str]:
        secret, session = sessions.start(subject, name="A", audience=Audience.STAFF, hours=1)
        return secret, session.form_token

    (first, token), (second, _), (third, _), (other, _) = map(started, ("a", "a", "a", "b"))
    client = library.client
    client.cookies.set(COOKIE, first)
    client.post("/sign-out", data={"form_token": token}, follow_redirects=False)
    assert [bool(sessions.good(s)) for s in (first, second, third, other)] == [
        False, True, True, True,
    ]  # fmt: skip
    client.cookies.set(COOKIE, second)
    found = sessions.good(second)
    assert found is not None
    form = {"form_token": found.form_token, "everywhere": "true"}
    client.post("/sign-out", data=form, follow_redirects=False)
    assert [bool(sessions.good(s)) for s in (second, third, other)] == [False, False, True]


def test_a_forged_form_is_refused(library: Library) -> None:
    """A form without its session's token does nothing, whoever's cookie goes along."""
    sessions = SessionStore(library.settings.access_path)
    secret, _ = sessions.start("a", name="A", audience=Audience.STAFF, hours=1)
    library.client.cookies.set(COOKIE, secret)
    for data in ({}, {"form_token": "guess"}):
        assert library.client.post("/sign-out", data=data).status_code == 403
    writing = library.client.delete("/api/v1/publications/public-report")
    assert writing.status_code == 403
    assert sessions.good(secret)


def test_an_old_cookie_is_public(library: Library) -> None:
    """A cookie of a session that has ended makes nobody staff and locks nobody out."""
    sessions = SessionStore(library.settings.access_path)
    secret, _ = sessions.start("a", name="A", audience=Audience.STAFF, hours=0)
    library.client.cookies.set(COOKIE, secret)
    assert sees(library.client) == {"public-report"}


def test_a_one_time_link_works_once(library: Library) -> None:
    """The link that is printed makes a staff session, once; a newer link ends it."""
    path = library.settings.access_path
    old = staff_link(path, base="http://testserver")
    link = staff_link(path, base="http://testserver")
    assert library.client.get(old, follow_redirects=False).status_code == 401
    assert library.client.get(link, follow_redirects=False).status_code == 303
    assert len(sees(library.client)) == 3
    library.client.cookies.clear()
    assert library.client.get(link, follow_redirects=False).status_code == 401
    assert not Invitations(path).use("")


def test_no_sign_in_page_without_a_provider(library: Library) -> None:
    """Where no provider is set, signing in says how staff do it."""
    reply = library.client.get("/sign-in")
    assert reply.status_code == 503
    assert "one-time link" in reply.json()["hint"]
