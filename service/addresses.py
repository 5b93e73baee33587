"""Whose address a request comes from: the connection's, or a trusted proxy's word for it.

`X-Forwarded-For` is believed only as far as the listed proxies reach, read from the right. IPv6
addresses count by their /64, which is what one household or office has.
"""

from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

from service.settings import Settings

Network = IPv4Network | IPv6Network


def client_address(scope: Scope, settings: Settings) -> str:
    """The caller's address as limits count it."""
    trusted = networks(settings.trusted_proxies)
    client = scope.get("client")
    address = client[0] if client else ""
    forwarded = Headers(scope=scope).get("x-forwarded-for", "")
    for hop in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        if not is_in(address, trusted):
            break
        address = hop
    return counted(address)


@lru_cache(maxsize=16)
def networks(listed: str) -> tuple[Network, ...]:
    """The networks of a setting, blanks between."""
    return tuple(ip_network(part, strict=False) for part in listed.split())


def is_in(address: str, trusted: tuple[Network, ...]) -> bool:
    """Whether an address is in one of the networks."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in trusted)


def counted(address: str) -> str:
    """An address as limits count it: IPv6 by /64, IPv4 alone, anything else as one."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    mapped = getattr(found, "ipv4_mapped", None)
    if mapped is not None:
        return str(mapped)
    if found.version == 6:
        return str(ip_network((int(found), 64), strict=False).network_address) + "/64"
    return str(found)
