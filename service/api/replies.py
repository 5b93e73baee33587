"""Replies of the API: JSON with an ETag made only of what the caller was shown, and 304s.

The time taken is left out of the ETag, since it says nothing about what was found. Every reply
must be asked for again before it is reused, so that a withdrawal holds from the next request on.
"""

import hashlib
from typing import Any

from fastapi import Request
from pydantic_core import to_json
from starlette.responses import Response

FRESHNESS = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}


def reply(request: Request, body: dict[str, Any], *, status: int = 200) -> Response:
    """A body as JSON, or 304 where the caller has it already."""
    took = body.pop("took_ms", None)
    content = to_json(body)
    tag = etag(content)
    if took is not None:
        content = content[:-1] + f',"took_ms":{took:.1f}}}'.encode()
    headers = {**FRESHNESS, "ETag": tag}
    if status == 200 and has_already(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(content, status, headers=headers, media_type="application/json")


def etag(content: bytes) -> str:
    """A weak ETag of what was shown."""
    return f'W/"{hashlib.sha256(content).hexdigest()[:24]}"'


def has_already(request: Request, tag: str) -> bool:
    """Whether the caller's If-None-Match names this ETag (RFC 9110, section 13.1.2)."""
    given = request.headers.get("if-none-match", "")
    known = {part.strip().removeprefix("W/") for part in given.split(",")}
    return "*" in known or tag.removeprefix("W/") in known
