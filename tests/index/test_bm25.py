"""BM25 from a sparse matrix."""

import random
from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from index import bm25

WORDS = [f"w{number}" for number in range(30)]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20), min_size=2, max_size=30)


def scored(texts: list[list[str]], query: list[str]) -> np.ndarray:
    """Our scores of a query over texts."""
    vocabulary, postings = bm25.build(texts)
    number_of = {term: number for number, term in enumerate(vocabulary)}
    weights = {number_of[t]: float(n) for t, n in Counter(query).items() if t in number_of}
    return bm25.scores(postings, weights, len(texts))


@given(TEXTS, st.lists(st.sampled_from([*WORDS, "unknown"]), max_size=8))
def test_scores_equal_rank_bm25(texts: list[list[str]], query: list[str]) -> None:
    """Every passage's score equals rank-bm25's within a millionth, common terms included."""
    expected = BM25Okapi(texts).get_scores(query)
    assert np.abs(scored(texts, query) - expected).max() <= 1e-6


def test_scores_equal_on_a_larger_corpus() -> None:
    """Equality holds on two thousand passages whose words are as uneven as in real text."""
    chance = random.Random(7)
    words = [f"w{int(chance.paretovariate(0.6))}" for _ in range(120_000)]
    texts = [words[at : at + 60] for at in range(0, len(words), 60)]
    query = ["w1", "w2", "w17", "w400", "w2"]
    assert np.abs(scored(texts, query) - BM25Okapi(texts).get_scores(query)).max() <= 1e-6


def test_only_touched_passages_score() -> None:
    """A passage without a term of the query scores nothing."""
    assert scored([["knife"], ["robbery"], ["school"]], ["knife"])[1:].tolist() == [0, 0]


def test_no_passages() -> None:
    """An empty corpus builds and has no scores."""
    vocabulary, postings = bm25.build([])
    assert vocabulary == []
    assert bm25.scores(postings, {}, 0).shape == (0,)


def test_a_weight_multiplies_a_terms_share() -> None:
    """A term at half weight adds half of what it would add."""
    vocabulary, postings = bm25.build([["knife", "crime"], ["school"], ["road"]])
    number = vocabulary.index("knife")
    whole = bm25.scores(postings, {number: 1.0}, 3)
    assert np.allclose(bm25.scores(postings, {number: 0.5}, 3), whole / 2)
