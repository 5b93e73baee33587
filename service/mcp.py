"""The Model Context Protocol: search, ask, read_page and verify as tools for assistants.

By the official SDK, over standard input and output (`vru mcp`) and over streamable HTTP at `/mcp`.
The audience comes from the key, as everywhere; on standard input from the setting `mcp_key`, and
none is public, since an assistant passes on whatever it reads. The SDK takes a second to load, so
a service loads it when the first assistant calls.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Literal

import anyio
import structlog
from pydantic import Field
from starlette.types import Receive, Scope, Send

from corpus.errors import RecordError
from corpus.records import Audience
from index.errors import FindingError
from index.hits import Filters, Query
from service import audit
from service.access.caller import PUBLIC, Caller
from service.access.keys import KeyStore
from service.api.publications import seen_edition
from service.errors import KeyWrong, ServiceError
from service.present import answer_body, hits_body, page_body
from service.runtime import Runtime
from service.settings import Settings
from service.verified import verified_body

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

log = structlog.get_logger()

INSTRUCTIONS = """Violence Reduction Unit reports, searched and quoted. Every quote stands verbatim
on the page it is cited from: pass on quote, reference and url together. When ask says not_found,
the reports do not say, and neither should you."""

Body = dict[str, Any]
Text = Annotated[str, Field(min_length=1, max_length=1000)]
KindName = Literal[
    "strategy", "needs-assessment", "annual-report", "evaluation", "briefing", "other"
]


class Tools:
    """The tools; each works in a thread, and its errors hold no foreign words."""

    def __init__(self, runtime: Runtime, caller_of: Callable[[Any], Caller]) -> None:
        self._runtime = runtime
        self._caller_of = caller_of

    async def run(self, context: Any, work: Callable[[Caller], Body]) -> Body:
        """Do the work as the caller.

        *Raises*: ToolError, for the assistant to read.
        """
        from mcp.server.mcpserver.exceptions import ToolError

        caller = self._caller_of(context)
        try:
            return await anyio.to_thread.run_sync(lambda: work(caller))
        except (ServiceError, RecordError, FindingError) as error:
            raise ToolError(f"{error} {error.hint}".strip()) from None
        except Exception as error:
            log.error("tool failed", kind=type(error).__name__)
            raise ToolError("Something went wrong here.") from None

    def search(self, query: Query) -> Body:
        """Hits as the API gives them."""
        return hits_body(self._runtime, query, self._runtime.search(query))

    def ask(self, caller: Caller, question: str, filters: Filters) -> Body:
        """An answer as the API gives it."""
        answer = self._runtime.ask(question, audience=caller.audience, filters=filters)
        return answer_body(self._runtime, answer, caller.audience)

    def read_page(self, caller: Caller, publication_id: str, number: int) -> Body:
        """A page as the API gives it."""
        view = self._runtime.view(caller.audience)
        publication, edition = seen_edition(view, publication_id, None)
        body = page_body(publication, edition, view.page(edition.sha256, number))
        if publication.audience is not Audience.PUBLIC:
            audit.note(self._runtime.settings, "read", caller, what=publication.id, path="/mcp")
        return body

    def verify(self, caller: Caller, quote: str) -> Body:
        """A verification as the API gives it."""
        found = self._runtime.verifier(caller.audience).verify(quote)
        return verified_body(found, base=self._runtime.settings.public_url)


def server_of(tools: Tools) -> "MCPServer":
    """The protocol's server with the four tools."""
    from mcp.server.mcpserver import Context, MCPServer
    from mcp_types import ToolAnnotations

    server = MCPServer("vru-evidence", title="VRU Evidence", instructions=INSTRUCTIONS)
    reading = ToolAnnotations(read_only_hint=True, open_world_hint=False)

    @server.tool(annotations=reading)
    async def search(
        ctx: Context,
        query: Text,
        kind: list[KindName] | None = None,
        publication: list[str] | None = None,
        year_from: Annotated[int | None, Field(ge=1900, le=2200)] = None,
        year_to: Annotated[int | None, Field(ge=1900, le=2200)] = None,
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
    ) -> Body:
        """Find passages of the reports by words and meaning, best first, each with its address."""
        filters = Filters(tuple(kind or ()), (), tuple(publication or ()), year_from, year_to)
        return await tools.run(
            ctx,
            lambda caller: tools.search(Query(query, caller.audience, filters, limit=limit)),
        )

    @server.tool(annotations=reading)
    async def ask(
        ctx: Context,
        question: Text,
        kind: list[KindName] | None = None,
        publication: list[str] | None = None,
        year_from: Annotated[int | None, Field(ge=1900, le=2200)] = None,
        year_to: Annotated[int | None, Field(ge=1900, le=2200)] = None,
    ) -> Body:
        """Answer a question by verbatim quotes with page and reference, or say there is none."""
        filters = Filters(tuple(kind or ()), (), tuple(publication or ()), year_from, year_to)
        return await tools.run(ctx, lambda caller: tools.ask(caller, question, filters))

    @server.tool(annotations=reading)
    async def read_page(
        ctx: Context, publication_id: str, page: Annotated[int, Field(ge=1, le=100_000)]
    ) -> Body:
        """The whole text of one page of a publication; pages are counted from 1 in the file."""
        return await tools.run(ctx, lambda caller: tools.read_page(caller, publication_id, page))

    @server.tool(annotations=reading)
    async def verify(
        ctx: Context, quote: Annotated[str, Field(min_length=1, max_length=4000)]
    ) -> Body:
        """Whether words stand in the reports, where, and with which differences."""
        return await tools.run(ctx, lambda caller: tools.verify(caller, quote))

    return server


def serve_stdio(settings: Settings) -> None:
    """Serve one assistant on standard input and output.

    *Raises*: KeyWrong where `mcp_key` is set and not good.
    """
    caller = PUBLIC
    if settings.mcp_key:
        key = KeyStore(settings.access_path).good(settings.mcp_key)
        if key is None:
            raise KeyWrong("The key in VRU_MCP_KEY is not good.")
        caller = Caller(key.audience, name=key.name, key_id=key.id)
    server_of(Tools(Runtime(settings), lambda _: caller)).run("stdio")


class McpOverHttp:
    """ASGI application for `/mcp`: the SDK's own, opened when the first assistant calls.

    It knows no sessions: every request stands alone and carries its key, so that a revoked key
    ends what it could do at once.
    """

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._manager: Any = None
        self._opening = asyncio.Lock()
        self._closing = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        async with self._opening:
            if self._manager is None:
                opened = asyncio.Event()
                self._task = asyncio.create_task(self._run(opened))
                await opened.wait()
        await self._manager.handle_request(scope, receive, send)

    async def _run(self, opened: asyncio.Event) -> None:
        # The SDK wants its task group entered and left by one task.
        from mcp.server.transport_security import TransportSecuritySettings

        server = server_of(Tools(self._runtime, _caller_of_request))
        # Which hosts and origins may call is the proxy's and `service.headers`' to say.
        unchecked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        server.streamable_http_app(
            stateless_http=True, json_response=True, transport_security=unchecked
        )
        async with server.session_manager.run():
            self._manager = server.session_manager
            opened.set()
            await self._closing.wait()

    async def close(self) -> None:
        """End what was opened."""
        self._closing.set()
        if self._task is not None:
            await self._task


def _caller_of_request(context: Any) -> Caller:
    # No default: a request that nobody identified is a fault, and must not pass as public.
    caller: Caller = context.request_context.request.state.caller
    return caller
