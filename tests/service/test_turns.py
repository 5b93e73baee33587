"""Work that keeps the processor busy takes turns."""

import asyncio
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.responses import Response

from service.turns import AT_ONCE, Turns, Waiting, in_turn, in_turn_unless_written


def at_once(decorate: Callable[..., Waiting], *, llm_url: str, callers: int) -> int:
    """How many of the callers' work goes on at the same time, seen when no more can begin."""
    running, ended = threading.Semaphore(0), threading.Event()

    @decorate
    def work(_request: Any) -> Response:
        running.release()
        ended.wait()
        return Response()

    async def called() -> int:
        turns = Turns()
        state = SimpleNamespace(turns=turns, settings=SimpleNamespace(llm_url=llm_url))
        request: Any = SimpleNamespace(app=SimpleNamespace(state=state))
        tasks = [asyncio.create_task(work(request)) for _ in range(callers)]
        waiting = await _settled(turns, callers, running)
        ended.set()
        await asyncio.gather(*tasks)
        return callers - waiting

    return asyncio.run(called())


async def _settled(turns: Turns, callers: int, running: threading.Semaphore) -> int:
    """Callers that wait for a turn, once every other one is at work."""
    begun = waiting = 0
    while begun + waiting < callers:
        await asyncio.sleep(0)
        begun += running.acquire(blocking=False)
        limiters = (turns.searching, turns.answering)
        waiting = sum(limiter.statistics().tasks_waiting for limiter in limiters)
    return waiting


@pytest.mark.parametrize("decorate", [in_turn, in_turn_unless_written])
def test_few_work_at_once(decorate: Callable[..., Waiting]) -> None:
    """No more threads work at the same time than there are turns; the others wait."""
    assert at_once(decorate, llm_url="", callers=AT_ONCE + 3) == AT_ONCE


def test_a_language_model_holds_nobody_up() -> None:
    """Where a language model may take seconds, asking takes no turn."""
    callers = AT_ONCE + 3
    assert at_once(in_turn_unless_written, llm_url="http://x", callers=callers) == callers
