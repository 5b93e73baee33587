"""Fair use."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from corpus.records import Audience
from service.addresses import client_address, counted
from service.app import create_app
from service.limits import MOST_BODY_BYTES, Buckets
from service.settings import Settings
from tests.service.access.test_tries import Clock
from tests.service.conftest import Library


def test_a_bucket_refills_evenly() -> None:
    """Sixty a minute are one a second: an empty bucket has one again after a second."""
    clock = Clock()
    buckets = Buckets(clock)
    for _ in range(60):
        assert buckets.take("a", limit=60, cost=1).is_allowed
    refused = buckets.take("a", limit=60, cost=1)
    assert (refused.is_allowed, refused.remaining, refused.reset_seconds) == (False, 0, 1)
    assert buckets.take("b", limit=60, cost=1).is_allowed
    clock.now = 1.0
    assert buckets.take("a", limit=60, cost=1).is_allowed
    assert not buckets.take("a", limit=60, cost=1).is_allowed


def test_a_cost_above_the_limit_passes_with_a_full_bucket() -> None:
    """What costs more than a minute's worth is let through once a minute, not never."""
    clock = Clock()
    buckets = Buckets(clock)
    assert buckets.take("a", limit=3, cost=5).is_allowed
    assert not buckets.take("a", limit=3, cost=5).is_allowed
    clock.now = 60.0
    assert buckets.take("a", limit=3, cost=5).is_allowed


def test_too_fast_is_told(library: Library) -> None:
    """The request beyond the limit is 429 with Retry-After, and the headers count down."""
    settings = library.settings.model_copy(update={"address_per_minute": 2})
    client = TestClient(create_app(settings, library.runtime))
    replies = [client.get("/api/v1/health") for _ in range(3)]
    assert [r.status_code for r in replies] == [200, 200, 429]
    assert [r.headers["RateLimit-Remaining"] for r in replies] == ["1", "0", "0"]
    assert int(replies[2].headers["Retry-After"]) >= 1
    assert replies[2].json()["type"].endswith("/too-fast")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "unknown"),
    ],
)
def test_addresses_are_counted_by_household(address: str, expected: str) -> None:
    """IPv4 counts alone, IPv6 by its /64, and IPv4 written as IPv6 as IPv4."""
    assert counted(address) == expected


@pytest.mark.parametrize(
    ("trusted", "forwarded", "expected"),
    [
        ("", "198.51.100.1", "10.0.0.1"),
        ("10.0.0.0/8", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.0/8", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.0/8", "203.0.113.9, 198.51.100.1, 10.2.2.2", "198.51.100.1"),
        ("192.0.2.0/24", "198.51.100.1", "10.0.0.1"),
        ("10.0.0.0/8", "nonsense", "unknown"),
    ],
)
def test_only_a_trusted_proxy_is_believed(trusted: str, forwarded: str, expected: str) -> None:
    """X-Forwarded-For counts only from listed proxies, read from the right to the first other."""
    scope = {
        "type": "http",
        "client": ("10.0.0.1", 1234),
        "headers": [(b"x-forwarded-for", forwarded.encode())],
    }
    assert client_address(scope, Settings(trusted_proxies=trusted)) == expected


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/api/v1/ask", "application/json"),
        ("/api/v1/publications", "multipart/form-data; boundary=b"),
        ("/sign-out", "application/x-www-form-urlencoded"),
        ("/mcp", "application/json"),
    ],
)
@pytest.mark.parametrize("is_said", [True, False])
def test_a_body_beyond_the_bound_is_not_read(
    library: Library, path: str, media_type: str, is_said: bool
) -> None:
    """A stranger's body is 413 where its length says so, and else where it grows too long."""

    def body() -> Iterator[bytes]:
        yield b"--b\r\nContent-Disposition: form-data; name=a\r\n\r\n"
        yield from [b" " * 100_000] * (2 * MOST_BODY_BYTES // 100_000)

    headers = {"Content-Type": media_type, "Accept": "application/json, text/event-stream"}
    if is_said:
        headers["Content-Length"] = str(2 * MOST_BODY_BYTES)
    reply = library.client.post(path, content=body(), headers=headers)
    assert (reply.status_code, reply.json()["type"]) == (413, "/api/v1/problems/too-large")
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


def test_staff_may_send_files(library: Library) -> None:
    """The bound of staff is that of the files they upload; a partner's is everybody's."""
    body = b"x" * (2 * MOST_BODY_BYTES)
    for audience, status in ((Audience.STAFF, 422), (Audience.PARTNER, 413)):
        headers = {**library.key(audience), "Content-Type": "application/json"}
        assert (
            library.client.post("/api/v1/ask", content=body, headers=headers).status_code == status
        )
