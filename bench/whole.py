"""The whole way measured: reading and indexing a folder, then the service that answers over HTTP.

    python bench/whole.py FOLDER [--data KEPT_DATA_DIRECTORY] [--searches 200]

Tells pages a second from PDF to searchable, size on disk, seconds until the service answers, its
memory, and the median and 95th percentile of a search and an answer over HTTP. Queries are word
sequences drawn from the reports themselves with a fixed seed. Everything runs on this machine.
"""

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
import psutil

from corpus.reader import View
from corpus.records import Audience
from index.models import prepare

HEAVY = ("torch", "pypdf", "pdfium", "pdfplumber", "sentence_transformers")


def main() -> None:
    """Measure and print one JSON object."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as made:
        data = arguments.data or Path(made)
        told: dict[str, Any] = _ingest(arguments.folder, data)
        view = View(data / "record.sqlite", Audience.STAFF)
        told["passages"] = sum(1 for _ in view.current_passages())
        told["disk_mb"] = round(_size_bytes(data) / 1e6, 1)
        told |= _serve(data, _queries(view, arguments.searches))
    print(json.dumps(told, indent=2))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--searches", type=int, default=200)
    return parser.parse_args()


def _ingest(folder: Path, data: Path) -> dict[str, Any]:
    # The model is made ready once for a data directory, whatever is read into it.
    began = time.perf_counter()
    prepare("", data / "models")
    model_seconds = time.perf_counter() - began
    began = time.perf_counter()
    command = [sys.executable, "-m", "service.cli", "ingest", str(folder), "--json"]
    process = subprocess.Popen(command, env=_environment(data), stdout=subprocess.PIPE, text=True)
    peak, out = _watch(process)
    seconds = time.perf_counter() - began
    files = json.loads(out)["files"]
    pages = sum(f["pages"] for f in files if f["status"] in ("added", "updated"))
    return {
        "files": len(files),
        "refused": sum(f["status"] == "refused" for f in files),
        "pages": pages,
        "model_seconds": round(model_seconds, 1),
        "ingest_seconds": round(seconds, 1),
        "pages_a_second": round(pages / seconds, 1),
        "ingest_peak_mb": round(peak / 1e6),
    }


def _watch(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Peak resident bytes of a process with its children, and what it printed."""
    peak = 0
    watched = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            tree = [watched, *watched.children(recursive=True)]
            peak = max(peak, sum(p.memory_info().rss for p in tree))
        except psutil.NoSuchProcess:
            pass
        time.sleep(0.2)
    assert process.stdout is not None
    return peak, process.stdout.read()


def _serve(data: Path, queries: list[str]) -> dict[str, Any]:
    port = _free_port()
    base = f"http://127.0.0.1:{port}"
    began = time.perf_counter()
    command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=_environment(data), stdout=quiet, stderr=quiet)
    try:
        with httpx.Client(base_url=base, timeout=60) as client:
            _until_ready(client)
            told: dict[str, Any] = {"ready_seconds": round(time.perf_counter() - began, 2)}
            told["search_ms"] = _times(client, "/api/v1/search", queries)
            told["ask_ms"] = _times(client, "/api/v1/ask", queries[:50])
        told["service_mb"] = round(psutil.Process(process.pid).memory_info().rss / 1e6)
        told["heavy_loaded"] = sorted(name for name in HEAVY if _has_mapped(process.pid, name))
    finally:
        process.terminate()
        process.wait(20)
    return told


def _until_ready(client: httpx.Client) -> None:
    for _ in range(600):
        try:
            if client.get("/api/v1/search", params={"q": "violence"}).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise SystemExit("The service did not answer within 30 seconds.")


def _times(client: httpx.Client, path: str, queries: list[str]) -> dict[str, float]:
    taken = []
    for query in queries:
        began = time.perf_counter()
        reply = client.get(path, params={"q": query})
        reply.raise_for_status()
        taken.append((time.perf_counter() - began) * 1000)
    ordered = sorted(taken)
    return {
        "median": round(statistics.median(taken), 1),
        "p95": round(ordered[int(len(ordered) * 0.95) - 1], 1),
    }


def _queries(view: View, count: int) -> list[str]:
    draw = random.Random(7)
    texts = [p.text.split() for _, p in view.current_passages() if len(p.text.split()) > 12]
    queries = []
    for _ in range(count):
        words = draw.choice(texts)
        first = draw.randrange(len(words) - 6)
        queries.append(" ".join(words[first : first + draw.randint(2, 6)]))
    return queries


def _has_mapped(pid: int, name: str) -> bool:
    return any(f"/{name}" in line for line in Path(f"/proc/{pid}/maps").read_text().splitlines())


def _environment(data: Path) -> dict[str, str]:
    # One caller asks as fast as it can, which fair use would slow.
    limits = {"VRU_ADDRESS_PER_MINUTE": "1000000"}
    return {**os.environ, **limits, "VRU_DATA": str(data), "HF_HUB_OFFLINE": "1"}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _size_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
