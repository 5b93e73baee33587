"""Search measured: speed, memory and opening, beside rank-bm25, bm25s, FAISS and txtai.

    python bench/search.py DATA_DIRECTORY [--sizes 1000 10000 100000] [--queries 100] [--out X.md]

Grows the corpus of a data directory that `vru ingest` filled: its text is cut anew, forty to eighty
words at a time from ever other starting points, until there are as many passages as wanted. A grown
passage takes the vector of the passage it begins in, slightly turned, since embedding a hundred
thousand would take half an hour and changes no time. Queries are word sequences of the text with a
fixed seed. Ours is measured in a process of its own, so that its memory is its own. txtai is
measured where it is installed (same model by path), at no more than 5,000 passages.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from corpus.reader import View
from corpus.records import (
    Audience,
    Edition,
    Kind,
    Page,
    Passage,
    PassageKind,
    Period,
    Publication,
    Quality,
    ReadEdition,
    Span,
)
from corpus.store import Record
from index.analysis import terms
from index.build import build
from index.embedder import OnnxEmbedder, Vectors
from index.hits import Mode, Query
from index.models import prepare
from index.search import Searcher

PASSAGES_A_PUBLICATION = 150
TURNED = 0.05


class AtHand:
    """An embedder that knows its vectors already, under a real model's name."""

    def __init__(self, identity: str, dimensions: int, vectors: dict[str, Vectors]) -> None:
        self.identity = identity
        self.dimensions = dimensions
        self._vectors = vectors

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors at hand. *Shapes*: (texts, dimensions)."""
        return np.stack([self._vectors[text] for text in texts])


def grown(texts: list[str], size: int, chance: random.Random) -> Iterator[tuple[str, int]]:
    """Passages cut anew from running text, each with the number of the text it begins in."""
    words = [word for text in texts for word in text.split()]
    owner = [number for number, text in enumerate(texts) for _ in text.split()]
    for _ in range(size):
        at = chance.randrange(len(words) - 80)
        yield " ".join(words[at : at + chance.randint(40, 80)]), owner[at]


def grow(view: View, data: Path, size: int, model: OnnxEmbedder, known: Vectors) -> list[str]:
    """Make a data directory with an index of this many passages; returns their texts."""
    chance, noise = random.Random(size), np.random.default_rng(size)
    texts = [passage.text for _, passage in view.current_passages()]
    vectors: dict[str, Vectors] = {}
    made: list[str] = []
    with Record(data / "record.sqlite") as record:
        listed = list(grown(texts, size, chance))
        for first in range(0, size, PASSAGES_A_PUBLICATION):
            _store(
                record, first, [text for text, _ in listed[first : first + PASSAGES_A_PUBLICATION]]
            )
        for text, number in listed:
            turned = known[number] + TURNED * noise.standard_normal(model.dimensions)
            vectors[text] = (turned / np.linalg.norm(turned)).astype(np.float32)
            made.append(text)
    at_hand = AtHand(model.identity, model.dimensions, vectors)
    build(record=data / "record.sqlite", generations=data / "generations", embedder=at_hand)
    return made


AREAS = ("Barnet", "Essex", "Kent", "Medway", "Norfolk", "Surrey", "Torbay", "Wigan")


def _store(record: Record, first: int, texts: list[str]) -> None:
    sha = f"{first:064x}"
    area, year = AREAS[first // PASSAGES_A_PUBLICATION % len(AREAS)], 2014 + first % 11
    period = Period(f"{year}-01-01", f"{year}-12-31", str(year))
    owner = Publication(
        f"grown-{first}", f"{area} {year}", Kind.OTHER, Audience.PUBLIC, "g.pdf", period, area
    )
    passages, pages = [], []
    for number, text in enumerate(texts):
        span = Span(number // 6 + 1, 0, len(text))
        identity = f"{first + number:020x}"
        passages.append(Passage(identity, sha, PassageKind.PROSE, (span,), text))
    for number in range(1, len(texts) // 6 + 2):
        pages.append(Page(sha, number, str(number), "", 595, 842))
    added = datetime(2024, 1, 1, tzinfo=UTC)
    edition = Edition(sha, owner.id, "g.pdf", len(pages), added, "grown", 1, Quality(len(pages)))
    words: tuple[tuple[Any, ...], ...] = tuple(() for _ in pages)
    record.add(owner, ReadEdition(edition, tuple(pages), words, (), tuple(passages)))


def milliseconds(call: Callable[[str], object], queries: Sequence[str]) -> dict[str, float]:
    """Median and 95th percentile of one call a query, and processor time, after five to warm up.

    Processor time is what remains telling where other work shares the cores.
    """
    for query in queries[:5]:
        call(query)
    taken, cpu = [], time.process_time()
    for query in queries:
        began = time.perf_counter()
        call(query)
        taken.append((time.perf_counter() - began) * 1000)
    return {
        "median": round(statistics.median(taken), 2),
        "p95": round(statistics.quantiles(taken, n=20)[-1], 2),
        "cpu": round((time.process_time() - cpu) * 1000 / len(queries), 2),
    }


def measure_ours(data: Path, models: Path, queries: list[str]) -> dict[str, Any]:
    """Opening, memory and time of our search; runs in a process of its own."""
    import psutil

    embedder = OnnxEmbedder.open(prepare("", models))
    embedder.encode(["warm"])
    began = time.perf_counter()
    searcher = Searcher(data / "generations", Audience.PUBLIC, embedder)
    searcher.opened()
    opening = time.perf_counter() - began

    def asked(mode: Mode) -> Callable[[str], object]:
        return lambda text: searcher.search(Query(text, Audience.PUBLIC, mode=mode))

    return {
        "opening_s": round(opening, 2),
        "words": milliseconds(asked(Mode.LEXICAL), queries),
        "hybrid": milliseconds(asked(Mode.HYBRID), queries),
        "embedding": milliseconds(lambda text: embedder.encode([text]), queries),
        "memory_mb": round(psutil.Process().memory_info().rss / 2**20),
    }


def measure_peers(texts: list[str], queries: list[str]) -> dict[str, Any]:
    """BM25 alone over the same terms: ours, bm25s, rank-bm25 called directly; FAISS flat."""
    import bm25s
    import faiss
    from rank_bm25 import BM25Okapi

    from index import bm25

    listed = [terms(text) for text in texts]
    vocabulary, postings = bm25.build(listed)
    number_of = {term: number for number, term in enumerate(vocabulary)}

    def ours(text: str) -> object:
        weights = {number_of[t]: 1.0 for t in terms(text) if t in number_of}
        scores = bm25.scores(postings, weights, len(texts))
        return np.argpartition(-scores, 10)[:10]

    peer = bm25s.BM25(method="atire", idf_method="atire")
    peer.index(listed, show_progress=False)
    direct = BM25Okapi(listed)
    flat = faiss.IndexFlatIP(384)
    flat.add(np.random.default_rng(1).standard_normal((len(texts), 384), dtype=np.float32))
    question = np.ones((1, 384), dtype=np.float32)
    few = queries[: 20 if len(texts) > 20_000 else len(queries)]
    return {
        "bm25_ours": milliseconds(ours, queries),
        "bm25s": milliseconds(
            lambda text: peer.retrieve([terms(text)], k=10, show_progress=False), queries
        ),
        "rank_bm25": milliseconds(lambda text: direct.get_scores(terms(text)), few),
        "faiss_flat": milliseconds(lambda _: flat.search(question, 10), queries),
    }


def measure_txtai(texts: list[str], queries: list[str], model: Path) -> dict[str, Any]:
    """Whole hybrid search by txtai, or why there is none."""
    try:
        from txtai import Embeddings  # type: ignore[import-not-found]
    except ImportError:
        return {"txtai": "not installed"}
    some = texts[:5000]
    peer = Embeddings(path=str(model), hybrid=True)
    began = time.perf_counter()
    peer.index(some)
    rate = round(len(some) / (time.perf_counter() - began))
    return {"txtai": milliseconds(lambda t: peer.search(t, 10), queries), "txtai_indexed_s": rate}


def drawn(texts: list[str], count: int) -> list[str]:
    """Queries: five to nine words in a row, half of them with a place and a year."""
    chance = random.Random(3)
    queries = []
    for number in range(count):
        words = chance.choice(texts).split()
        at = chance.randrange(max(1, len(words) - 9))
        query = " ".join(words[at : at + chance.randint(5, 9)])
        queries.append(f"{query} in {AREAS[number % 8]} in 2019" if number % 2 else query)
    return queries


def main() -> None:
    """Measure each size and print one JSON object a line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    models = arguments.data / "models"
    if arguments.measure:
        queries = json.loads((arguments.measure / "queries.json").read_text())
        sys.stdout.write(json.dumps(measure_ours(arguments.measure, models, queries)))
        return
    view = View(arguments.data / "record.sqlite", Audience.STAFF)
    texts = [passage.text for _, passage in view.current_passages()]
    model = OnnxEmbedder.open(prepare("", models), threads=2)
    sample = random.Random(4).sample(texts, min(300, len(texts)))
    began = time.perf_counter()
    model.encode(sample)
    told = {"embedded_a_second": round(len(sample) / (time.perf_counter() - began), 1)}
    sys.stdout.write(json.dumps(told) + "\n")
    known = np.random.default_rng(0).standard_normal((len(texts), model.dimensions))
    known /= np.linalg.norm(known, axis=1, keepdims=True)
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory() as made:
            data = Path(made)
            cut = grow(view, data, size, model, known.astype(np.float32))
            queries = drawn(cut, arguments.queries)
            (data / "queries.json").write_text(json.dumps(queries))
            command = [sys.executable, __file__, str(arguments.data), "--measure", made]
            ours = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            source = Path(prepare("", models)).parent
            figures = json.loads(ours) | measure_peers(cut, queries)
            figures |= measure_txtai(cut, queries, source)
        sys.stdout.write(json.dumps({"passages": size} | figures) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
