"""Fifty callers at a steady rate: how long a search takes under load, beside a bare FastAPI route.

    python bench/load.py DATA_DIRECTORY [--rate 150] [--callers 50] [--seconds 20]

Starts the service over an ingested data directory, and after it a FastAPI application with one
empty route, both as `vru serve` does. Each caller keeps one connection and sends at its own fixed
times; a time is counted from when a request was due, so that a service that falls behind cannot
hide it (Tene 2013, "coordinated omission"). Callers share the two cores with the service.
"""

import argparse
import asyncio
import json
import random
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

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
    parser.add_argument("--rate", type=float, default=150.0)
    parser.add_argument("--callers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20.0)
    arguments = parser.parse_args()
    paths = _paths(arguments.data)
    told = {
        "service": _measured(SERVICE, paths, arguments),
        "bare_route": _measured(["-c", BARE], paths, arguments),
    }
    print(json.dumps(told, indent=2))


def _paths(data: Path) -> list[str]:
    """Searches for runs of two to five words of the reports, drawn with a fixed seed."""
    draw = random.Random(7)
    texts = [
        p.text.split() for _, p in View(data / "record.sqlite", Audience.PUBLIC).current_passages()
    ]
    found = []
    for words in draw.sample(texts, min(1000, len(texts))):
        first = draw.randrange(max(1, len(words) - 5))
        found.append(
            f"/api/v1/search?q={quote(' '.join(words[first : first + draw.randint(2, 5)]))}"
        )
    return found


def _measured(
    program: Sequence[str], paths: list[str], arguments: argparse.Namespace
) -> dict[str, Any]:
    environment = {
        "VRU_DATA": str(arguments.data),
        "VRU_ADDRESS_PER_MINUTE": "1000000",
        "VRU_LOG_LEVEL": "warning",
    }
    with served(program, environment) as port:
        return asyncio.run(_loaded(port, paths, arguments))


async def _loaded(port: int, paths: list[str], arguments: argparse.Namespace) -> dict[str, Any]:
    for path in paths[:20]:
        await _caller(port, [(time.perf_counter(), path)])
    count = int(arguments.rate * arguments.seconds)
    start = time.perf_counter() + 0.5
    due = [(start + n / arguments.rate, paths[n % len(paths)]) for n in range(count)]
    shares = [due[n :: arguments.callers] for n in range(arguments.callers)]
    answers = [
        a for part in await asyncio.gather(*(_caller(port, s) for s in shares)) for a in part
    ]
    seconds = max(done for _, done, _ in answers) - start
    took = sorted((done - due) * 1000 for due, done, _ in answers)
    return {
        "asked_a_second": arguments.rate,
        "answered_a_second": round(len(answers) / seconds, 1),
        "callers": arguments.callers,
        "errors": sum(status != 200 for _, _, status in answers),
        "median_ms": round(statistics.median(took), 1),
        "p95_ms": round(took[int(len(took) * 0.95)], 1),
        "p99_ms": round(took[int(len(took) * 0.99)], 1),
    }


async def _caller(port: int, due: list[tuple[float, str]]) -> list[tuple[float, float, int]]:
    """One caller's requests over one connection: when due, when answered, with which status."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = []
    for at, path in due:
        await asyncio.sleep(max(0.0, at - time.perf_counter()))
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(head.split("content-length:")[1].split("\r\n")[0])
        await reader.readexactly(length)
        answers.append((at, time.perf_counter(), int(head.split(" ")[1])))
    writer.close()
    return answers


if __name__ == "__main__":
    main()
