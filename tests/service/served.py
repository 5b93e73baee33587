"""A service with a writer, on a real port, as an HTTP caller sees it."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from service.app import create_app
from service.runtime import Runtime
from service.settings import Settings
from tests.service.conftest import WordEmbedder

QUESTION = "How many robberies were recorded in Northgate in 2022/23?"


class Served:
    """A service with a writer, over HTTP."""

    def __init__(self, base: str) -> None:
        self.base = base

    def ask(self) -> dict[str, Any]:
        """The answer by the API."""
        sent = {"question": QUESTION}
        reply = httpx.post(f"{self.base}/api/v1/ask", json=sent, timeout=60)
        assert reply.status_code == 200
        found: dict[str, Any] = reply.json()
        return found

    def page(self) -> str:
        """The page of the question, as a reader without scripts has it in the end."""
        reply = httpx.get(
            f"{self.base}/search",
            params={"q": QUESTION},
            headers={"accept": "text/html"},
            timeout=60,
        )
        assert "'unsafe-inline'" not in reply.headers["content-security-policy"]
        assert reply.text.rstrip().endswith("</html>")
        return reply.text

    def events(self) -> list[tuple[str, Any]]:
        """The stream's events in their order."""
        reply = httpx.get(f"{self.base}/api/v1/ask/stream", params={"q": QUESTION}, timeout=60)
        assert reply.headers["content-type"].startswith("text/event-stream")
        return events_in(reply.text)


def events_in(text: str) -> list[tuple[str, Any]]:
    """Server-sent events by name."""
    found = re.findall(r"event: (\w+)\ndata: (.*)\n\n", text)
    return [(name, json.loads(data)) for name, data in found]


@contextmanager
def serving(data: Path, url: str) -> Iterator[Served]:
    """A service over these reports whose writer is at an address."""
    settings = Settings(data=data, llm_url=url, llm_model="m", llm_key="hush-hush-key")
    app = create_app(settings, Runtime(settings, embedder=WordEmbedder()))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    try:
        yield Served(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}")
    finally:
        server.should_exit = True
        thread.join(timeout=30)
