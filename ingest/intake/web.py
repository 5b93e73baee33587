"""One document from the web: redirects checked anew, size and time bounded.

Connects only where `ingest.intake.addresses` allows. Sends no cookies and runs no script.
"""

import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from ingest.errors import TooLarge, Unreachable
from ingest.intake.addresses import checked_url, connected

AGENT = "vru-evidence"
REDIRECTS = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 5
CHUNK_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How much may be fetched, and from where.

    `total_seconds` bounds a whole resources page with all its documents, `pause_seconds` is waited
    between two requests. `allow_private` also fetches from private and loopback addresses.
    """

    allow_private: bool = False
    most_files: int = 200
    most_bytes: int = 200 << 20
    most_page_bytes: int = 5 << 20
    timeout_seconds: float = 20.0
    total_seconds: float = 900.0
    pause_seconds: float = 0.5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came from an address after redirects."""

    url: str
    status: int
    content_type: str
    content: bytes


def fetch(
    url: str,
    *,
    options: FetchOptions,
    most_bytes: int,
    deadline: float,
    may_follow: Callable[[str], bool] = lambda _: True,
) -> Fetched:
    """Fetch one address.

    *Units*: `deadline` in seconds of `time.monotonic`. *Raises*: Unreachable, TooLarge.
    """
    for _ in range(MOST_REDIRECTS + 1):
        answer, target = _asked(url, options, most_bytes, deadline)
        if answer is not None:
            return answer
        url = urljoin(url, target)
        if not may_follow(url):
            raise Unreachable("The address leads to where it may not be followed.")
    raise Unreachable("The address redirects too often.")


def _asked(
    url: str, options: FetchOptions, most_bytes: int, deadline: float
) -> tuple[Fetched | None, str]:
    """The document, or the address it is said to be at."""
    parts = checked_url(url, allow_private=options.allow_private)
    seconds = min(options.timeout_seconds, _left(deadline))
    connection = connected(parts, timeout_seconds=seconds, allow_private=options.allow_private)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        headers = {"Host": parts.netloc, "User-Agent": AGENT, "Accept-Encoding": "identity"}
        connection.request("GET", target, headers=headers)
        response = connection.getresponse()
        if response.status in REDIRECTS and response.headers.get("Location"):
            return None, response.headers["Location"]
        kind = response.headers.get_content_type()
        content = _content(response, most_bytes, deadline)
        return Fetched(url, response.status, kind, content), ""
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(f"{parts.hostname} does not answer as it should: {error}") from error
    finally:
        connection.close()


def _content(response: http.client.HTTPResponse, most_bytes: int, deadline: float) -> bytes:
    chunks = bytearray()
    while chunk := response.read1(CHUNK_BYTES):
        chunks += chunk
        if len(chunks) > most_bytes:
            raise TooLarge("The document is larger than the limit.")
        _left(deadline)
    return bytes(chunks)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise Unreachable("Fetching took longer than it may.")
    return left
