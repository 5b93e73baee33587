"""Fair use."""

import pytest
from starlette.testclient import TestClient

from service.addresses import client_address, counted
from service.app import create_app
from service.limits import Buckets
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
