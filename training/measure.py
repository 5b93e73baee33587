"""Judge a reader against cosine and BM25 on the question sets that were kept from training.

Three uses: choose the answering sentence, refuse what is not answered, put passages in order.
*Source*: area under the ROC curve as the share of rightly ordered pairs (Hanley and McNeil 1982).
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.reader import Reader, framed
from training.pairs import HELD_OUT
from training.pools import Candidate, Pool, blend, load_pools, standard

FALSE_REFUSALS = 0.08
RERANKED = 10
READ_SENTENCES = 10
Scores = list[NDArray[np.float32]]
Row = dict[str, float]


def _of(found: Sequence[Candidate], take: Callable[[Candidate], float]) -> NDArray[np.float32]:
    return np.array([take(c) for c in found], dtype=np.float32)


def read_all(reader: Reader, pools: Sequence[Pool], *, passages: bool) -> Scores:
    """The reader's score of every candidate of every pool."""
    scores = []
    for pool in pools:
        found = pool.passages[:RERANKED] if passages else pool.sentences
        scores.append(reader.score(pool.question, [framed(c.header, c.text) for c in found]))
    return scores


def area(right: Sequence[float], wrong: Sequence[float]) -> float:
    """Chance that an answerable question scores above an unanswerable one; ties count half."""
    high, low = np.array(right)[:, None], np.array(wrong)[None, :]
    return float((high > low).mean() + 0.5 * (high == low).mean())


def refused(right: Sequence[float], wrong: Sequence[float]) -> float:
    """Share of unanswerable questions refused where 8 % of the answerable are."""
    threshold = np.quantile(np.array(right), FALSE_REFUSALS)
    return float((np.array(wrong) < threshold).mean())


def judge_sentences(pools: Sequence[Pool], scores: Scores) -> Row:
    """Right sentence first, mean reciprocal rank, and refusal by the best sentence's score."""
    firsts, reciprocals = [], []
    right: list[float] = []
    wrong: list[float] = []
    for pool, values in zip(pools, scores, strict=True):
        (right if pool.answerable else wrong).append(float(values.max()))
        if pool.answerable:
            hits = np.array([c.right for c in pool.sentences])[np.argsort(-values, kind="stable")]
            firsts.append(float(hits[0]))
            reciprocals.append(1 / (int(hits.argmax()) + 1) if hits.any() else 0.0)
    row = {"first": float(np.mean(firsts)), "mrr": float(np.mean(reciprocals))}
    if wrong:
        row |= {"auroc": area(right, wrong), "refused": refused(right, wrong)}
    return row


def judge_passages(pools: Sequence[Pool], scores: Scores) -> Row:
    """Right passage first among the ten."""
    firsts, reciprocals = [], []
    for pool, values in zip(pools, scores, strict=True):
        if pool.answerable:
            order = np.argsort(-values, kind="stable")
            hits = np.array([c.right for c in pool.passages[:RERANKED]])[order]
            firsts.append(float(hits[0]))
            reciprocals.append(1 / (int(hits.argmax()) + 1) if hits.any() else 0.0)
    return {"first": float(np.mean(firsts)), "mrr": float(np.mean(reciprocals))}


def sentence_methods(pools: Sequence[Pool], read: Scores) -> dict[str, Scores]:
    """Ways to score sentences. Blends with BM25 stay on the scale of the question's own pool."""
    bm25 = [_of(p.sentences, lambda c: c.bm25) for p in pools]
    cosine = [_of(p.sentences, lambda c: c.cosine) for p in pools]
    return {
        "bm25": bm25,
        "cosine": cosine,
        "bm25 + cosine": [standard(b) + standard(c) for b, c in zip(bm25, cosine, strict=True)],
        "reader": read,
        "reader + 4 cosine": [r + 4 * c for r, c in zip(read, cosine, strict=True)],
        "reader + 8 cosine": [r + 8 * c for r, c in zip(read, cosine, strict=True)],
        "reader + bm25 + cosine": [
            standard(r) + standard(b) + standard(c)
            for r, b, c in zip(read, bm25, cosine, strict=True)
        ],
    }


def passage_methods(pools: Sequence[Pool], read: Scores) -> dict[str, Scores]:
    """Ways to order the first ten passages."""
    tens = [p.passages[:RERANKED] for p in pools]
    first = [
        standard(_of(t, lambda c: c.bm25)) + standard(_of(t, lambda c: c.cosine)) for t in tens
    ]
    made = {"bm25 + cosine": first, "reader": read}
    for weight in (0.5, 1.0, 2.0):
        made[f"both, reader x {weight}"] = [
            f + weight * standard(r) for f, r in zip(first, read, strict=True)
        ]
    return made


def parts(pools: Sequence[Pool]) -> dict[str, list[int]]:
    """Which pools to judge together: all, volume, its councils unlike training, others."""
    volume = [i for i, p in enumerate(pools) if p.id.startswith("vol")]
    unseen = [i for i in volume if _is_unseen(pools[i])]
    return {
        "all": list(range(len(pools))),
        "volume": volume,
        "volume, held-out councils": unseen,
        "other": [i for i, p in enumerate(pools) if not p.id.startswith("vol")],
    }


def draw(pools: Sequence[Pool], answerable: int) -> list[Pool]:
    """So many of the answerable questions, always the same, and every unanswerable one."""
    some = [pool for pool in pools if pool.answerable]
    random.Random(5).shuffle(some)
    return [*some[:answerable], *[pool for pool in pools if not pool.answerable]]


def shortlist(pools: Sequence[Pool]) -> list[Pool]:
    """The pools with the sentences that BM25 and cosine together like best, as in service."""
    short = []
    for pool in pools:
        found = pool.sentences
        order = np.argsort(-blend([c.bm25 for c in found], [c.cosine for c in found]))
        kept = tuple(found[i] for i in order[:READ_SENTENCES])
        short.append(replace(pool, sentences=kept))
    return short


def _is_unseen(pool: Pool) -> bool:
    return not pool.answerable or pool.doc.split("-children")[0].title() in HELD_OUT


def measure(reader: Reader, pools: list[Pool], *, passages: bool) -> dict[str, Any]:
    """Every method on every part."""
    table: dict[str, Any] = {}
    read = read_all(reader, pools, passages=False)
    for part, at in parts(pools).items():
        chosen, scores = [pools[i] for i in at], [read[i] for i in at]
        for name, values in sentence_methods(chosen, scores).items():
            table[f"{part} | sentence | {name}"] = judge_sentences(chosen, values)
    if passages:
        read = read_all(reader, pools, passages=True)
        for part, at in parts(pools).items():
            chosen, scores = [pools[i] for i in at], [read[i] for i in at]
            for name, values in passage_methods(chosen, scores).items():
                table[f"{part} | passage | {name}"] = judge_passages(chosen, values)
    return table


def time_of(reader: Reader, pairs: int, tokens: int) -> float:
    """Milliseconds for so many pairs of about so many tokens, median of three."""
    text = "violence " * (tokens - 12)
    spent = []
    for _ in range(3):
        began = time.perf_counter()
        reader.score("How many offences were there in 2022?", [text] * pairs)
        spent.append(1000 * (time.perf_counter() - began))
    return float(np.median(spent))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the question sets and their reports")
    parser.add_argument("cache", type=Path, help="where the pools are kept")
    parser.add_argument("folder", type=Path, help="the exported reader")
    parser.add_argument("--answerable", type=int, default=110, help="how many, to save time")
    parser.add_argument("--passages", action="store_true")
    arguments = parser.parse_args()
    reader = Reader(arguments.folder)
    pools = shortlist(load_pools(arguments.data, arguments.cache))
    pools = draw(pools, arguments.answerable)
    for name, row in measure(reader, pools, passages=arguments.passages).items():
        print(f"{name:55}", "  ".join(f"{k} {v:.3f}" for k, v in row.items()))
    for threads in (1, 2):
        timed = Reader(arguments.folder, threads=threads)
        took = {"8 x 64": time_of(timed, 8, 64), "20 x 128": time_of(timed, 20, 128)}
        print(threads, "threads, ms:", json.dumps(took))


if __name__ == "__main__":
    main()
