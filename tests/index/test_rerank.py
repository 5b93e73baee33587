"""Rereading the best hits."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

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

    rows = reranked(list(range(30)), "q", total, ids, last_is_best)
    assert seen == [f"p{n:02}" for n in range(DEPTH)]
    assert rows[0] == DEPTH - 1 or total[0] > total[DEPTH - 1]
    assert rows[DEPTH:] == list(range(DEPTH, 30))


def test_a_reader_sees_title_heading_and_words(data: Path) -> None:
    """A searcher with a reader shows it each passage's words behind its title and heading."""
    shown: list[str] = []

    class Prefers:
        """Scores one figure high and everything else low."""

        def score(self, _: str, texts: Sequence[str]) -> np.ndarray:
            shown.extend(texts)
            odds = [9.0 if "150 robberies" in text else -9.0 for text in texts]
            return np.array(odds, dtype=np.float32)

    view = View(data / "record.sqlite", Audience.PUBLIC)
    plain = Searcher(data / "generations", Audience.PUBLIC, HashingEmbedder())
    reads = Searcher(
        data / "generations",
        Audience.PUBLIC,
        HashingEmbedder(),
        rerank=reading(view, Prefers()),
    )
    query = Query("robberies during the year", Audience.PUBLIC)
    before, after = plain.search(query).hits, reads.search(query).hits
    assert "150 robberies" not in view.passage(before[0].passage_id).text
    assert "150 robberies" in view.passage(after[0].passage_id).text
    assert any(text.startswith("Southmere Needs 2022 Robbery: ") for text in shown)
    assert not any("Zebrafish" in text for text in shown)
