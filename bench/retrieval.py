"""Ranking measured: each variant's page recall on question sets, with intervals.

    python bench/retrieval.py NAME=DATA_DIRECTORY=QUESTIONS.jsonl ... [--reader] [--out TABLE.md]

A data directory is one that `vru ingest` filled from the folder the questions are about. A question
is found at k when a gold page is among the first k distinct pages. Intervals are bootstrap 95 %
over documents, since questions about one document rise and fall together. The last lines choose
among the variants by cross-validation in five folds of documents: the figure of a choice made on
other documents than those it is judged on.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from corpus.reader import View
from corpus.records import Audience
from index.embedder import OnnxEmbedder
from index.hits import Mode, Query
from index.models import prepare
from index.ranking import WEIGHTS, Weights
from index.rerank import reading
from index.search import Searcher

DEPTHS = (1, 3, 5, 10)
HITS = 40
BARE = Weights(
    place=0, time=0, latest=0, newest=0, figure=0, listing=0, definition=0, synonym=0, brevity=0
)
MISSED = 10_000


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to rank: weights, mode, and what else differs."""

    name: str
    weights: Weights = WEIGHTS
    mode: Mode = Mode.HYBRID
    by_ranks: bool = False
    reads: bool = False


def variants() -> list[Variant]:
    """What is compared: building up from nothing, then taking one thing away at a time."""
    steps: list[tuple[str, dict[str, float]]] = [
        ("fragments lowered", {"brevity": WEIGHTS.brevity}),
        ("place", {"place": WEIGHTS.place}),
        ("time, latest, newest",
         {"time": WEIGHTS.time, "latest": WEIGHTS.latest, "newest": WEIGHTS.newest}),
        ("figures", {"figure": WEIGHTS.figure}),
        ("lists", {"listing": WEIGHTS.listing}),
        ("definitions", {"definition": WEIGHTS.definition}),
        ("synonyms and acronyms", {"synonym": WEIGHTS.synonym}),
    ]  # fmt: skip
    listed = [
        Variant("words alone", BARE, Mode.LEXICAL),
        Variant("meaning alone", BARE, Mode.SEMANTIC),
        Variant("both, by reciprocal ranks", BARE, by_ranks=True),
        Variant("both, scaled and added", BARE),
    ]
    grown = BARE
    for name, change in steps:
        grown = replace(grown, **change)
        listed.append(Variant(f"+ {name}", grown))
    for name, change in steps:
        none = dict.fromkeys(change, 0.0)
        listed.append(Variant(f"all but {name}", replace(WEIGHTS, **none)))
    for meaning in (0.3, 0.4, 0.5, 0.8, 1.0):
        listed.append(Variant(f"all, meaning at {meaning}", replace(WEIGHTS, meaning=meaning)))
    for place in (0.5, 2.0):
        listed.append(Variant(f"all, place at {place}", replace(WEIGHTS, place=place)))
    for time in (0.3, 1.0):
        listed.append(Variant(f"all, time at {time}", replace(WEIGHTS, time=time)))
    return listed


class Asked:
    """One question set over one data directory."""

    def __init__(self, name: str, data: Path, questions: Path, embedder: OnnxEmbedder) -> None:
        self.name = name
        self._generations = data / "generations"
        self._embedder = embedder
        self._view = View(data / "record.sqlite", Audience.STAFF)
        self._file_of = {
            self._view.current_edition(p.id).sha256: p.file_name for p in self._view.publications()
        }
        listed = [json.loads(line) for line in questions.read_text().splitlines()]
        self.questions = [q for q in listed if q["answerable"]]

    def ranks(self, variant: Variant, reader: object | None) -> NDArray[np.int64]:
        """Rank of the first gold page of each question, MISSED where none was found."""
        rerank = reading(self._view, reader) if variant.reads and reader else None  # type: ignore[arg-type]
        searcher = Searcher(
            self._generations,
            Audience.STAFF,
            self._embedder,
            weights=variant.weights,
            rerank=rerank,
        )
        return np.array([self._rank(q, variant, searcher) for q in self.questions])

    def _rank(self, question: dict[str, object], variant: Variant, searcher: Searcher) -> int:
        query = Query(str(question["question"]), Audience.STAFF, limit=HITS, mode=variant.mode)
        hits = searcher.search(query).hits
        passages = self._view.passages([hit.passage_id for hit in hits])
        pages = dict.fromkeys((self._file_of[p.edition_sha256], p.page) for p in passages)
        gold = {(question["doc"], page) for page in question["pages"]}  # type: ignore[attr-defined]
        gold |= {(also["doc"], also["page"]) for also in question["also"]}  # type: ignore[attr-defined]
        return next((rank for rank, page in enumerate(pages, 1) if page in gold), MISSED)


def by_ranks(scores: NDArray[np.floating]) -> NDArray[np.float64]:
    """Reciprocal-rank fusion's share of each score (Cormack et al., 2009), k = 60."""
    places = np.empty(len(scores))
    places[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return np.where(scores > 0, 61.0 / (60.0 + places), 0.0)


def measures(ranks: NDArray[np.int64]) -> list[float]:
    """Recall at each depth, then the mean reciprocal rank of ten."""
    recalls = [float((ranks <= depth).mean()) for depth in DEPTHS]
    return [*recalls, float(np.where(ranks <= 10, 1 / ranks, 0).mean())]


def interval(ranks: NDArray[np.int64], documents: Sequence[str]) -> list[tuple[float, float]]:
    """Bootstrap 95 % intervals of `measures`, drawing whole documents."""
    groups: dict[str, list[int]] = {}
    for row, document in enumerate(documents):
        groups.setdefault(document, []).append(row)
    chance, names = random.Random(1), sorted(groups)
    drawn = []
    for _ in range(1000):
        rows = [row for name in chance.choices(names, k=len(names)) for row in groups[name]]
        drawn.append(measures(ranks[rows]))
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    return list(zip(low.tolist(), high.tolist(), strict=True))


def worth(ranks: NDArray[np.int64]) -> float:
    """What a variant is chosen by: mean reciprocal rank and recall at 5, alike."""
    found = measures(ranks)
    return found[-1] + found[2]


def cross_validated(
    ranks: dict[str, NDArray[np.int64]], documents: Sequence[str]
) -> NDArray[np.int64]:
    """Ranks where each document's questions are answered by the variant best on other documents."""
    names = sorted(set(documents))
    random.Random(2).shuffle(names)
    fold_of = {name: number % 5 for number, name in enumerate(names)}
    folds = np.array([fold_of[d] for d in documents])
    out = np.zeros(len(documents), dtype=np.int64)
    for fold in range(5):
        inside = folds == fold
        chosen = max(ranks, key=lambda name: worth(ranks[name][~inside]))
        out[inside] = ranks[chosen][inside]
    return out


def row(name: str, ranks: NDArray[np.int64], documents: Sequence[str]) -> str:
    """One line of the table."""
    found, spans = measures(ranks), interval(ranks, documents)
    cells = [f"{v:.3f} ({a:.2f}-{b:.2f})" for v, (a, b) in zip(found, spans, strict=True)]
    return f"| {name} | {' | '.join(cells)} |"


def table(asked: Asked, reader: object | None, tell: Callable[[str], None]) -> None:
    """Measure every variant on one question set."""
    documents = [str(q["doc"]) for q in asked.questions]
    tell(f"\n## {asked.name}: {len(documents)} questions over {len(set(documents))} documents\n")
    tell("| variant | @1 | @3 | @5 | @10 | MRR@10 |\n|---|---|---|---|---|---|")
    ranks: dict[str, NDArray[np.int64]] = {}
    for variant in variants():
        if variant.by_ranks:
            with patch("index.scoring.scaled", by_ranks):
                ranks[variant.name] = asked.ranks(variant, None)
        else:
            ranks[variant.name] = asked.ranks(variant, None)
        tell(row(variant.name, ranks[variant.name], documents))
    tell(row("chosen by cross-validation", cross_validated(ranks, documents), documents))
    if reader is not None:
        read = asked.ranks(Variant("all, first 15 reread by the reader", reads=True), reader)
        tell(row("all, first 15 reread by the reader", read, documents))


def main() -> None:
    """Measure and print, or write, the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sets", nargs="+", help="NAME=DATA_DIRECTORY=QUESTIONS.jsonl")
    parser.add_argument("--reader", action="store_true", help="measure rereading too")
    parser.add_argument("--out", type=Path, help="file to write the tables to")
    arguments = parser.parse_args()
    from index.reader import Reader

    reader = Reader() if arguments.reader else None
    lines: list[str] = []

    def tell(line: str) -> None:
        lines.append(line)
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    for named in arguments.sets:
        name, data, questions = named.split("=")
        embedder = OnnxEmbedder.open(prepare("", Path(data) / "models"))
        table(Asked(name, Path(data), Path(questions), embedder), reader, tell)
    if arguments.out:
        arguments.out.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
