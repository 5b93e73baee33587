"""Taking turns: few threads at a time do what keeps the processor busy, the others wait in order.

Python runs one thread at a time, and each that is ready to run takes time from the others: with
forty threads, the framework's own bound, two cores answered about 100 searches a second at 15 ms of
the processor each; in turns, two at a time, 190 a second at 8 ms each. Two, because nearly half of
a search is work of libraries that Python lets run beside another thread. Answers take longer: they
wait for each other, and no search waits for them. What waits for something else (an upload being
read, a language model) takes no turn, or it would hold up the others.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial, wraps
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import Request
from starlette.responses import Response

AT_ONCE = 2

Endpoint = Callable[..., Response]
Waiting = Callable[..., Coroutine[Any, Any, Response]]


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of one service. *Order*: who comes first is served first."""

    searching: CapacityLimiter = field(default_factory=partial(CapacityLimiter, AT_ONCE))
    answering: CapacityLimiter = field(default_factory=partial(CapacityLimiter, AT_ONCE))


def in_turn(endpoint: Endpoint) -> Waiting:
    """A route's function that searches, run in a worker thread when its turn comes."""

    @wraps(endpoint)
    async def waiting(request: Request, **given: Any) -> Response:
        work = partial(endpoint, request, **given)
        return await to_thread.run_sync(work, limiter=request.app.state.turns.searching)

    return waiting


def in_turn_unless_written(endpoint: Endpoint) -> Waiting:
    """A route's function that answers, run in turn unless a language model takes its seconds."""

    @wraps(endpoint)
    async def waiting(request: Request, **given: Any) -> Response:
        state = request.app.state
        limiter = None if state.settings.llm_url else state.turns.answering
        return await to_thread.run_sync(partial(endpoint, request, **given), limiter=limiter)

    return waiting
