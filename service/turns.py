"""Taking turns: few threads at a time do what keeps the processor busy, the others wait in order.

Python runs one thread at a time, and each that is ready to run takes time from the others: with
forty threads, the framework's own bound, two cores answered 85 searches a second at 14 ms of the
processor each; in turns, two at a time, 150 a second at 7 ms each. Two, because about half of a
search is work of libraries that Python lets run beside another thread. What waits for something
else (an upload being read, a language model) takes no turn, or it would hold up the others.
"""

from collections.abc import Callable, Coroutine
from functools import partial, wraps
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import Request
from starlette.responses import Response

TURNS = 2

Endpoint = Callable[..., Response]
Waiting = Callable[..., Coroutine[Any, Any, Response]]


def turns() -> CapacityLimiter:
    """The turns of one service. *Order*: who comes first is served first."""
    return CapacityLimiter(TURNS)


def in_turn(endpoint: Endpoint) -> Waiting:
    """A route's function, run in a worker thread when its turn comes."""

    @wraps(endpoint)
    async def waiting(request: Request, **given: Any) -> Response:
        work = partial(endpoint, request, **given)
        return await to_thread.run_sync(work, limiter=request.app.state.turns)

    return waiting


def in_turn_unless_written(endpoint: Endpoint) -> Waiting:
    """As `in_turn`, but at once where a language model is set, which takes seconds to write."""
    in_its_turn = in_turn(endpoint)

    @wraps(endpoint)
    async def waiting(request: Request, **given: Any) -> Response:
        if not request.app.state.settings.llm_url:
            return await in_its_turn(request, **given)
        return await to_thread.run_sync(partial(endpoint, request, **given))

    return waiting
