"""Addresses that may be fetched from, and connections to checked ones alone."""

import socket
from typing import Any

import pytest

from ingest.errors import Unreachable
from ingest.intake.addresses import checked_url, connected, is_public, resolved


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_public_addresses_pass(address: str) -> None:
    """What belongs to the public internet may be fetched from."""
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "not an address",
    ],
)
def test_private_loopback_and_link_local_addresses_do_not(address: str) -> None:
    """Addresses inside, also those carried in another address, are refused."""
    assert not is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a.pdf",
        "file:///etc/passwd",
        "https://user:pass@example.org/",
        "http://example.org:22/",
        "http://",
        "http://example.org:port/",
        "//example.org/a.pdf",
    ],
)
def test_odd_web_addresses_are_refused(url: str) -> None:
    """Other schemes, user names and ports are not for fetching."""
    with pytest.raises(Unreachable):
        checked_url(url, allow_private=False)


def answering(*addresses: str) -> Any:
    """A name service that gives these addresses."""

    def answer(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]

    return answer


def test_one_private_address_among_public_ones_refuses_the_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that could lead inside is not fetched from at all."""
    monkeypatch.setattr(socket, "getaddrinfo", answering("8.8.8.8", "10.0.0.1"))
    with pytest.raises(Unreachable):
        resolved("example.org", 443, allow_private=False)
    assert resolved("example.org", 443, allow_private=True) == "8.8.8.8"


def test_the_connection_goes_to_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The name is looked up once: a second answer (DNS rebinding) is never asked for."""
    asked: list[str] = []
    reached: list[Any] = []

    def answer(host: str, port: int, **more: Any) -> list[Any]:
        asked.append(host)
        found: list[Any] = answering("8.8.8.8" if len(asked) == 1 else "127.0.0.1")(host, port)
        return found

    def connect(address: Any, timeout: float) -> socket.socket:
        reached.append(address)
        return socket.socket()

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    monkeypatch.setattr(socket, "create_connection", connect)
    parts = checked_url("http://example.org/a.pdf", allow_private=False)
    connected(parts, timeout_seconds=1, allow_private=False).close()
    assert (asked, reached) == (["example.org"], [("8.8.8.8", 80)])


def test_a_name_that_is_nowhere_is_our_own_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Failures of the name service and of connecting reach the caller as refusals."""

    def nowhere(*_: Any, **__: Any) -> Any:
        raise socket.gaierror("unknown")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(Unreachable):
        resolved("nowhere.invalid", 80, allow_private=True)
