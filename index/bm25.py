"""BM25 scores from a sparse matrix worked out once, at the cost of the postings touched.

The score is defined by `rank_bm25.BM25Okapi` (a test holds the two equal within 1e-6); this
module only stores each term's share of each passage's score by term, so that a query adds up a
few short rows instead of walking through every passage.

Source: Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond",
section 3.4; the floor for common terms is rank-bm25's. Precomputing shares: Lù (2024), "BM25S".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weighting:
    """BM25's constants: how fast repeats saturate, how far length counts, the floor's share."""

    k1: float = 1.5
    b: float = 0.75
    epsilon: float = 0.25


@dataclass(frozen=True, slots=True)
class Postings:
    """Each term's passages and their shares.

    *Shapes*: term i owns `passages[starts[i]:starts[i+1]]` and the shares beside them.
    *Order*: passages rise within a term.
    """

    starts: NDArray[np.int64]
    passages: NDArray[np.int32]
    shares: Floats

    def row(self, term: int) -> tuple[NDArray[np.int32], Floats]:
        """One term's passages and shares."""
        first, last = self.starts[term], self.starts[term + 1]
        return self.passages[first:last], self.shares[first:last]


def scores(postings: Postings, weights: Mapping[int, float], count: int) -> Floats:
    """BM25 of every passage for terms and how much each counts. *Shapes*: (count,)."""
    total = np.zeros(count, dtype=np.float64)
    for term, weight in weights.items():
        passages, shares = postings.row(term)
        total[passages] += shares if weight == 1.0 else shares * weight
    return total


def build(
    texts: Iterable[Sequence[str]], weighting: Weighting = Weighting()
) -> tuple[list[str], Postings]:
    """The vocabulary in order and its postings, from each passage's terms.

    rank-bm25 counts the words and says how rare each is; only the adding up is ours.
    """
    read = [list(text) for text in texts]
    if not any(read):
        return [], Postings(np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0))
    defined = BM25Okapi(read, k1=weighting.k1, b=weighting.b, epsilon=weighting.epsilon)
    named = sorted(defined.idf)
    number_of = {term: number for number, term in enumerate(named)}
    counted = [
        (number_of[term], passage, times)
        for passage, counts in enumerate(defined.doc_freqs)
        for term, times in counts.items()
    ]
    terms, passages, counts = np.asarray(counted, dtype=np.int64).T
    order = np.lexsort((passages, terms))
    terms, passages, counts = terms[order], passages[order], counts[order]
    lengths = np.asarray(defined.doc_len, dtype=np.float64)
    norm = weighting.k1 * (1 - weighting.b + weighting.b * lengths / defined.avgdl)
    saturated = counts * (weighting.k1 + 1) / (counts + norm[passages])
    rarity = np.asarray([defined.idf[term] for term in named], dtype=np.float64)
    starts = np.searchsorted(terms, np.arange(len(named) + 1)).astype(np.int64)
    return named, Postings(starts, passages.astype(np.int32), rarity[terms] * saturated)
