"""Which network addresses may be fetched from, and connections to exactly those.

A name is looked up once, every address it has is checked, and the connection goes to a checked
address: a name that answers differently the second time gains nothing. Follows no redirects.
*Source*: the ranges are IANA's special-purpose registries, as `ipaddress` holds them; addresses
that carry another inside (RFC 4291, 6052, 3056, 4380) are judged by the one inside.
"""

import http.client
import ipaddress
import socket
import ssl
from urllib.parse import SplitResult, urlsplit

from ingest.errors import Unreachable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}


def checked_url(url: str, *, allow_private: bool) -> SplitResult:
    """The parts of a web address that may be fetched as far as its own words tell.

    *Raises*: Unreachable.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Unreachable(f"The address is not one: {url[:200]}") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise Unreachable("Only http and https addresses are fetched.")
    if parts.username or parts.password:
        raise Unreachable("Addresses with a user name in them are not fetched.")
    if port not in (None, _PORTS[parts.scheme]) and not allow_private:
        raise Unreachable(f"Port {port} is not fetched from.")
    return parts


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet."""
    try:
        found = _innermost(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    return found.is_global and not (
        found.is_multicast or found.is_reserved or found.is_unspecified or found.is_loopback
    )


def _innermost(address: Address) -> Address:
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    inside = address.ipv4_mapped or address.sixtofour
    if inside is None and address.teredo:
        inside = address.teredo[1]
    return inside or address


def resolved(host: str, port: int, *, allow_private: bool) -> str:
    """One address of a host, all of whose addresses may be fetched from.

    *Raises*: Unreachable.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"There is no host {host}.") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not (allow_private or all(map(is_public, addresses))):
        raise Unreachable(f"{host} is not on the public internet.")
    return addresses[0]


def connected(
    parts: SplitResult, *, timeout_seconds: float, allow_private: bool
) -> http.client.HTTPConnection:
    """A connection to a checked address of the host, its certificate checked against its name.

    *Raises*: Unreachable.
    """
    host = parts.hostname or ""
    port = parts.port or _PORTS[parts.scheme]
    address = resolved(host, port, allow_private=allow_private)
    connection = http.client.HTTPConnection(host, port, timeout=timeout_seconds)
    try:
        opened = socket.create_connection((address, port), timeout=timeout_seconds)
        if parts.scheme == "https":
            opened = ssl.create_default_context().wrap_socket(opened, server_hostname=host)
    except (OSError, ssl.SSLError) as error:
        raise Unreachable(f"{host} does not answer: {error}") from error
    connection.sock = opened
    return connection
