"""How what is known of each passage becomes one score, and the order of a page of hits.

Two retrievers speak of the subject, words (BM25) and meaning (cosine), each brought to 0..1 by
its best passage and added. What is known of place, time, newness, figures, lists and
definitions lifts by a fixed amount each; a fragment of a few words is lowered. The amounts were
chosen by cross-validation over question sets, grouped by document, the simpler of two equals
preferred: docs/decisions/ranking.md.

Source of adding scaled scores: Bruch, Gai and Ingber (2023), "An Analysis of Fusion Functions for
Hybrid Retrieval", section 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each thing known of a passage may add, beside the best passage's words at 1."""

    meaning: float = 0.65
    place: float = 1.0
    time: float = 0.6
    kind: float = 0.3
    latest: float = 0.8
    newest: float = 0.1
    figure: float = 0.15
    listing: float = 0.4
    definition: float = 0.35
    synonym: float = 0.3
    brevity: float = -0.4


WEIGHTS = Weights()

MOST_ALIKE = 2
"""Hits on one page of results that differ in nothing but places and figures."""


def scaled(scores: NDArray[np.floating]) -> Floats:
    """Scores as shares of the best, nothing below 0; all 0 where there is no best."""
    best = float(scores.max()) if len(scores) else 0.0
    if best <= 0:
        return np.zeros(len(scores))
    shares: Floats = np.maximum(scores, 0.0).astype(np.float64) / best
    return shares


def rank_of(scores: NDArray[np.floating], row: int) -> int:
    """The rank (from 1) of a passage by one retriever's scores."""
    return int(np.count_nonzero(scores > scores[row])) + 1


def ordered(
    scores: Floats, matching: NDArray[np.bool_], ids: NDArray[np.bytes_], most: int
) -> NDArray[np.int64]:
    """The best matching passages. *Order*: score, then passage id, so ties always fall alike."""
    rows = np.flatnonzero(matching)
    if len(rows) > most:
        edge = -np.partition(-scores[rows], most - 1)[most - 1]
        rows = rows[scores[rows] >= edge]
    return rows[np.lexsort((ids[rows], -scores[rows]))]


def spread(
    rows: Sequence[int], pages: NDArray[np.int32], alike: NDArray[np.int64], *, first: int
) -> list[int]:
    """The same rows, so that the first ones show different pages.

    A page comes once among the first, and passages that differ only in places and figures at
    most `MOST_ALIKE` times; what is held back follows in its old order.
    """
    shown: list[int] = []
    held: list[int] = []
    seen_pages: set[int] = set()
    seen_alike: dict[int, int] = {}
    for at, row in enumerate(rows):
        if len(shown) >= first:
            held.extend(rows[at:])
            break
        page, form = int(pages[row]), int(alike[row])
        if page in seen_pages or seen_alike.get(form, 0) >= MOST_ALIKE:
            held.append(row)
            continue
        seen_pages.add(page)
        seen_alike[form] = seen_alike.get(form, 0) + 1
        shown.append(row)
    return shown + held
