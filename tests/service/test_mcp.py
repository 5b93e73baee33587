"""The Model Context Protocol, through the official client."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import anyio
import pytest
import uvicorn
from httpx2 import AsyncClient
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

from corpus.records import Audience
from service.app import create_app
from tests.service.conftest import Library


@contextmanager
def listening(library: Library) -> Iterator[str]:
    """The service on a loopback port of its own; its address."""
    app = create_app(library.settings, library.runtime)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def called(address: str, headers: dict[str, str], tool: str, **arguments: Any) -> Any:
    """Call a tool over HTTP."""

    async def call() -> Any:
        async with (
            AsyncClient(headers=headers) as http,
            Client(streamable_http_client(f"{address}/mcp", http_client=http)) as client,
        ):
            return await client.call_tool(tool, arguments)

    return anyio.run(call)


def test_the_key_decides_what_a_tool_sees(library: Library) -> None:
    """Each tool sees with the key's audience, and without one what is public."""
    staff = library.key(Audience.STAFF)
    with listening(library) as address:
        hits = called(address, {}, "search", query="knife").structured_content["hits"]
        assert [hit["publication"]["id"] for hit in hits] == ["public-report"]
        hits = called(address, staff, "search", query="knife").structured_content["hits"]
        assert len({hit["publication"]["id"] for hit in hits}) == 3
        quote = "Robbery fell in the staff report."
        assert called(address, {}, "verify", quote=quote).structured_content["found"] == []
        assert called(address, staff, "verify", quote=quote).structured_content["found"]
        page = called(address, staff, "read_page", publication_id="staff-report", page=1)
        assert page.structured_content["text"] == quote
        asked = called(address, {}, "ask", question="How much did knife crime rise?")
        assert asked.structured_content["status"] in ("answered", "partial", "not_found")


def test_hidden_answers_as_absent(library: Library) -> None:
    """A page of a hidden publication is refused in the words of one that never was."""
    with listening(library) as address:
        hidden = called(address, {}, "read_page", publication_id="staff-report", page=1)
        absent = called(address, {}, "read_page", publication_id="other-report", page=1)
        assert hidden.is_error
        assert absent.is_error
        told = [reply.content[0].text.replace("staff", "other") for reply in (hidden, absent)]
        assert told[0] == told[1]


def test_a_wrong_key_is_refused(library: Library) -> None:
    """A wrong key reaches no tool."""
    with listening(library) as address, pytest.raises(Exception, match=r".*"):
        called(address, {"Authorization": "Bearer vru_wrong"}, "search", query="knife")


def test_standard_input_and_output(library: Library) -> None:
    """`vru mcp` lists its four tools and answers, as the public where no key is set."""

    async def call() -> Any:
        environment = {**os.environ, "VRU_DATA": str(library.settings.data)}
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "service.cli", "mcp"], env=environment
        )
        async with Client(stdio_client(command)) as client:
            listed = await client.list_tools()
            found = await client.call_tool("search", {"query": "knife"})
        return [tool.name for tool in listed.tools], found.structured_content

    names, found = anyio.run(call)
    assert sorted(names) == ["ask", "read_page", "search", "verify"]
    assert {hit["publication"]["id"] for hit in found["hits"]} == {"public-report"}
