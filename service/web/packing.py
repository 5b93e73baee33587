"""Pages and files made smaller on their way to a browser: gzip, of what holds nothing secret.

A page that holds both a secret and words of its address would tell the secret by its length
(BREACH: Gluck, Harris and Prado, 2013), so what somebody signed in sees is sent as it is.
"""

import gzip
import re
from functools import lru_cache

from fastapi import Request
from starlette.responses import Response

SMALLEST_BYTES = 1000
"""Smaller bodies fit into one packet as they are."""

_TAKES_GZIP = re.compile(r"(?:^|,)\s*gzip\s*(?:,|$|;\s*q=(?!0(?:\.0*)?\s*(?:,|$)))", re.IGNORECASE)


def takes_gzip(request: Request) -> bool:
    """Whether the caller takes gzip (RFC 9110, section 12.5.3)."""
    return bool(_TAKES_GZIP.search(request.headers.get("accept-encoding", "")))


def packed(request: Request, response: Response, *, is_kept: bool = False) -> Response:
    """A response with its body packed where the caller takes that.

    `is_kept` says that the same body is sent again and again, so that packing it once is enough.
    """
    response.headers.add_vary_header("Accept-Encoding")
    body = bytes(response.body)
    if len(body) < SMALLEST_BYTES or not takes_gzip(request):
        return response
    response.body = _packed_once(body) if is_kept else gzip.compress(body, 5, mtime=0)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.body))
    return response


@lru_cache(maxsize=32)
def _packed_once(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)
