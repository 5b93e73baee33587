"""The page of an answer that a language model writes, in a real browser."""

import json
import re
from http.server import BaseHTTPRequestHandler
from typing import Any

import httpx
import pytest

from tests.service.answer.test_writer import Reply, endpoint, streamed
from tests.service.test_hostile_writer import serving
from tests.service.web.chromium import Chromium
from tests.service.web.conftest import Site
from tests.service.web.test_checks import WIDTHS, faults

ADDRESS = "/search?q=How+many+knife+offences+were+recorded+in+2022%2F23%3F"


def quoting(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
    """A model that says the first sentence of each passage, with its number."""
    passages = json.loads(body["messages"][1]["content"])["passages"]
    said = [(re.split(r"(?<=[.!?]) ", p["text"])[0].rstrip("."), p["number"]) for p in passages]
    streamed(handler, *(f"{words} [{number}]. " for words, number in said))


def breaking_off(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
    """A model that says as much and then what is no protocol."""
    passages = json.loads(body["messages"][1]["content"])["passages"]
    handler.send_response(200)
    handler.end_headers()
    for passage in passages:
        words = re.split(r"(?<=[.!?]) ", passage["text"])[0].rstrip(".")
        content = f"{words} [{passage['number']}]. "
        event = json.dumps({"choices": [{"delta": {"content": content}}]})
        handler.wfile.write(f"data: {event}\n\n".encode())
    handler.wfile.write(b"data: {\n\n")


@pytest.mark.parametrize(
    ("reply", "told"),
    [(quoting, "Written by a language model"), (breaking_off, "The writing broke off here")],
)
@pytest.mark.browser
def test_a_written_page_is_sound(site: Site, chromium: Chromium, reply: Reply, told: str) -> None:
    """Whole or broken off, at both widths, the page has no fault that an engine can find."""
    with endpoint(reply) as url, serving(site.settings.data, url) as made:
        assert told in httpx.get(made.base + ADDRESS, headers={"accept": "text/html"}).text
        for width in WIDTHS.values():
            assert faults(chromium, made.base + ADDRESS, width=width) == []
