"""txtai as a process of its own that answers queries for `bench/search.py`, told line by line.

    python bench/txtai_beside.py MODEL_FOLDER GROWN_FOLDER

Reads the grown texts and vectors, indexes them for hybrid search (its own BM25 and FAISS, as txtai
sets them up), and writes one line of JSON with what that cost; then reads one query a line and
writes the milliseconds of the search. Passages come with their vectors, since embedding them here
would take an hour at the largest size; queries are embedded by txtai itself with the same model.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import psutil
from txtai import Embeddings  # type: ignore[import-not-found]

SAMPLE = 60
"""Passages that txtai embeds itself, to tell its rate."""


def main() -> None:
    """Index, then answer until the input ends."""
    model, folder = sys.argv[1], Path(sys.argv[2])
    texts = json.loads((folder / "texts.json").read_text())
    at_hand = dict(zip(texts, np.load(folder / "vectors.npy"), strict=True))
    own = Embeddings(path=model)
    own.index([texts[0]])
    began = time.perf_counter()
    own.batchtransform(texts[:SAMPLE], "data")
    rate = SAMPLE / (time.perf_counter() - began)

    def transform(some: list[str]) -> np.ndarray:
        if all(text in at_hand for text in some):
            return np.stack([at_hand[text] for text in some])
        return np.asarray(own.batchtransform(some, "query"), dtype=np.float32)

    peer = Embeddings(method="external", transform=transform, hybrid=True)
    began = time.perf_counter()
    peer.index(texts)
    taken = time.perf_counter() - began
    told = {"indexed_a_second": round(1 / (1 / rate + taken / len(texts)), 1)}
    # Not txtai's own memory.
    at_hand.clear()
    del texts
    peer.search("warm", 10)
    told["memory_mb"] = round(psutil.Process().memory_info().rss / 2**20)
    _say(json.dumps(told))
    for line in sys.stdin:
        began = time.perf_counter()
        peer.search(line.strip(), 10)
        _say(str((time.perf_counter() - began) * 1000))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
