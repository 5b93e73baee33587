"""Fifty callers at a steady rate: how long a search takes under load, beside a bare FastAPI route.

    python bench/load.py DATA_DIRECTORY [--rate 60 150 200] [--callers 50] [--seconds 20]

Starts the service over an ingested data directory, and after it a FastAPI application with one
empty route, both as `vru serve` does. Each caller keeps one connection and sends at its own fixed
times; a time is counted from when a request was due, so that a service that falls behind cannot
hide it (Tene 2013, "coordinated omission"). Every search is for other words. Callers share the two
cores with the service, so what of the processor each side took is told too.
"""

import argparse
import asyncio
import json
import random
import statistics
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
import uvloop
from serving import SERVICE, served

from corpus.reader import View
from corpus.records import Audience

BARE = """
import sys, uvicorn
from fastapi import FastAPI
app = FastAPI()

@app.get("/{path:path}")
def bare(path: str, q: str = "") -> dict[str, str]:
    return {"q": q}

uvicorn.run(app, port=int(sys.argv[1]), log_config=None, access_log=False)
"""


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description="Load of searches.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--rate", type=float, nargs="+", default=[150.0])
    parser.add_argument("--callers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20.0)
    arguments = parser.parse_args()
    paths = _paths(arguments.data, int(sum(arguments.rate) * arguments.seconds) + WARMING)
    told = {
        "service": _measured(SERVICE, paths, arguments),
        "bare_route": _measured(["-c", BARE], paths, arguments),
    }
    print(json.dumps(told, indent=2))


WARMING = 50
"""Searches before the measured ones."""


def _paths(data: Path, count: int) -> list[str]:
    """Searches for runs of two to five words of the reports, drawn with a fixed seed."""
    draw = random.Random(7)
    texts = [
        p.text.split() for _, p in View(data / "record.sqlite", Audience.PUBLIC).current_passages()
    ]
    found = []
    for words in draw.choices(texts, k=count):
        first = draw.randrange(max(1, len(words) - 5))
        found.append(
            f"/api/v1/search?q={quote(' '.join(words[first : first + draw.randint(2, 5)]))}"
        )
    return found


def _measured(
    program: Sequence[str], paths: list[str], arguments: argparse.Namespace
) -> list[dict[str, Any]]:
    environment = {
        "VRU_DATA": str(arguments.data),
        "VRU_ADDRESS_PER_MINUTE": "1000000",
        "VRU_LOG_LEVEL": "warning",
    }
    left = deque(paths)
    with served(program, environment) as port:
        uvloop.run(_loaded(port, left, 10.0, WARMING, arguments.callers))
        return [
            uvloop.run(_loaded(port, left, rate, int(rate * arguments.seconds), arguments.callers))
            for rate in arguments.rate
        ]


async def _loaded(
    port: int, paths: deque[str], rate: float, count: int, callers: int
) -> dict[str, Any]:
    loop = asyncio.get_running_loop()
    (service,) = psutil.Process().children()
    before, own = _processor_seconds(service), time.process_time()
    start = loop.time() + 0.5
    due = [(start + n / rate, paths.popleft()) for n in range(count)]
    made = [_Caller(deque(due[n::callers])) for n in range(min(callers, count))]
    for caller in made:
        await loop.create_connection(lambda c=caller: c, "127.0.0.1", port)
    await asyncio.gather(*(caller.is_done.wait() for caller in made))
    answers = [answer for caller in made for answer in caller.answers]
    took = sorted((done - due) * 1000 for due, done, _ in answers)
    return {
        "asked_a_second": rate,
        "answered_a_second": round(len(answers) / (max(d for _, d, _ in answers) - start), 1),
        "callers": callers,
        "errors": count - sum(status == 200 for _, _, status in answers),
        "median_ms": round(statistics.median(took), 1),
        "p95_ms": round(took[int(len(took) * 0.95)], 1),
        "p99_ms": round(took[int(len(took) * 0.99)], 1),
        "processor_ms_each": round((_processor_seconds(service) - before) * 1000 / count, 2),
        "callers_processor_ms_each": round((time.process_time() - own) * 1000 / count, 2),
        "service_megabytes": round(service.memory_info().rss / 1e6),
    }


def _processor_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


@dataclass
class _Caller(asyncio.Protocol):
    """One caller's requests over one connection, each sent when due or as soon as may be after.

    Reads of a response no more than its status and length, so that little of the processor is
    taken from the service. `answers` holds when each was due, when answered, with which status.
    """

    due: deque[tuple[float, str]]
    answers: list[tuple[float, float, int]] = field(default_factory=list)
    is_done: asyncio.Event = field(default_factory=asyncio.Event)
    _got: bytearray = field(default_factory=bytearray)
    _transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = transport
        self._wait()

    def _wait(self) -> None:
        if self.due:
            asyncio.get_running_loop().call_at(self.due[0][0], self._send)
        else:
            self._transport.close()

    def _send(self) -> None:
        request = f"GET {self.due[0][1]} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        self._transport.write(request.encode())

    def data_received(self, data: bytes) -> None:
        """Take in a part of a response; note it once it is whole."""
        self._got += data
        head = self._got.find(b"\r\n\r\n")
        if head < 0:
            return
        at = self._got.index(b"content-length: ") + 16
        if len(self._got) < head + 4 + int(self._got[at : self._got.index(b"\r", at)]):
            return
        now = asyncio.get_running_loop().time()
        self.answers.append((self.due.popleft()[0], now, int(self._got[9:12])))
        self._got.clear()
        self._wait()

    def connection_lost(self, _error: Exception | None) -> None:
        """End, too early where the service hung up."""
        self.is_done.set()


if __name__ == "__main__":
    main()
