"""Rereading the best hits."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.reader import View
from corpus.records import Audience
from index.hits import Query
from index.rerank import DEPTH, reading, reranked
from index.search import Searcher
from tests.index.fakes import HashingEmbedder


def test_only_the_first_hits_are_read() -> None:
    """What stands below the depth is neither read nor moved."""
    ids = np.array([f"p{n:02}".encode() for n in range(30)])
    total = np.linspace(1, 0, 30)
    seen: list[str] = []

    def last_is_best(_: str, passage_ids: Sequence[str]) -> list[float]:
        seen.extend(passage_ids)
        return [float(i == f"p{DEPTH - 1:02}") for i in passage_ids]

    reread = reranked(list(range(30)), "q", total, ids, last_is_best)
    assert seen == [f"p{n:02}" for n in range(DEPTH)]
    # The last that is read stood 14/29 below the first, and 0.4 lifts it over all but three.
    assert reread.rows[:5] == [0, 1, 2, DEPTH - 1, 3]
    assert reread.rows[DEPTH:] == list(range(DEPTH, 30))
    assert reread.chances == {row: float(row == DEPTH - 1) for row in range(DEPTH)}


class Prefers:
    """Scores one figure high and everything else low; keeps what it was shown."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.shown: list[str] = []

    def score(self, question: str, texts: Sequence[str]) -> np.ndarray:
        """Log-odds of 9 for the figure, -9 for anything else."""
        self.asked.append(question)
        self.shown.extend(texts)
        odds = [9.0 if "150 robberies" in text else -9.0 for text in texts]
        return np.array(odds, dtype=np.float32)


def rereading(data: Path, reader: Prefers) -> Searcher:
    """A searcher of the public's with a reader."""
    rerank = reading(View(data / "record.sqlite", Audience.PUBLIC), reader)
    return Searcher(data / "generations", Audience.PUBLIC, HashingEmbedder(), rerank=rerank)


def test_a_reader_sees_title_heading_and_words(data: Path) -> None:
    """A searcher with a reader shows it each passage's words behind its title and heading."""
    reader = Prefers()
    view = View(data / "record.sqlite", Audience.PUBLIC)
    plain = Searcher(data / "generations", Audience.PUBLIC, HashingEmbedder())
    reads = rereading(data, reader)
    query = Query("robberies during the year", Audience.PUBLIC)
    before, after = plain.search(query).hits, reads.search(query).hits
    assert "150 robberies" not in view.passage(before[0].passage_id).text
    assert "150 robberies" in view.passage(after[0].passage_id).text
    assert any(text.startswith("Southmere Needs 2022 Robbery: ") for text in reader.shown)
    assert not any("Zebrafish" in text for text in reader.shown)


def test_a_hit_says_where_it_stood_before(data: Path) -> None:
    """A hit that was read again tells its rank by the reading, and its rank without it."""
    searcher = rereading(data, Prefers())
    query = Query("robberies during the year", Audience.PUBLIC)
    before = [hit.passage_id for hit in searcher.search(query, is_reread=False).hits]
    first = searcher.search(query).hits[0]
    assert before[0] != first.passage_id
    told = {s.retriever: (s.rank, s.score) for s in first.standings}
    assert told["reading"] == (1, pytest.approx(0.999877))
    rank = before.index(first.passage_id) + 1
    assert first.why[-1] == f"read again, at rank {rank} before that (+0.40)"


def test_only_words_are_read(data: Path) -> None:
    """The reader is asked in plain words, and not at all where there are none."""
    reader = Prefers()
    searcher = rereading(data, reader)
    searcher.search(Query("robberies -mentor area:Southmere", Audience.PUBLIC))
    assert reader.asked == ["robberies"]
    assert searcher.search(Query("area:Southmere", Audience.PUBLIC)).hits
    assert reader.asked == ["robberies"]
