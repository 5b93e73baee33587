"""Exact search: where these words stand side by side, in this order.

Every passage's words are kept as one long row of word numbers; a phrase is sought by comparing
shifted copies of that row, so the cost grows with the corpus and with nothing else. Small words
count here, endings too. Does not rank.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis import words


@dataclass(frozen=True, slots=True)
class Sequences:
    """Passages as rows of word numbers.

    *Shapes*: passage i has `numbers[starts[i]:starts[i+1]]`. `vocabulary` is sorted.
    """

    vocabulary: list[str]
    starts: NDArray[np.int64]
    numbers: NDArray[np.int32]


def lay_out(texts: Iterable[str]) -> tuple[Sequences, NDArray[np.int32]]:
    """The sequences of some texts, and how many passages hold each word."""
    number_of: dict[str, int] = {}
    rows = [
        np.array([number_of.setdefault(w, len(number_of)) for w in words(t)], dtype=np.int32)
        for t in texts
    ]
    vocabulary = sorted(number_of)
    place = np.empty(len(vocabulary), dtype=np.int32)
    place[[number_of[word] for word in vocabulary]] = np.arange(len(vocabulary), dtype=np.int32)
    holding = np.zeros(len(vocabulary), dtype=np.int32)
    for row in rows:
        holding[place[np.unique(row)]] += 1
    starts = np.concatenate(([0], np.cumsum([len(row) for row in rows]))).astype(np.int64)
    numbers = place[np.concatenate(rows)] if rows else np.zeros(0, dtype=np.int32)
    return Sequences(vocabulary, starts, numbers.astype(np.int32)), holding


def holding_phrase(
    sequences: Sequences, number_of: dict[str, int], phrase: str
) -> NDArray[np.bool_]:
    """Which passages hold the phrase word for word. *Shapes*: (passages,)."""
    wanted = [number_of.get(word, -1) for word in words(phrase)]
    if not wanted or -1 in wanted:
        return np.zeros(len(sequences.starts) - 1, dtype=np.bool_)
    return _holding(sequences, wanted)


def _holding(sequences: Sequences, wanted: Sequence[int]) -> NDArray[np.bool_]:
    numbers, starts = sequences.numbers, sequences.starts
    found = np.zeros(len(starts) - 1, dtype=np.bool_)
    at = np.flatnonzero(numbers[: len(numbers) - len(wanted) + 1] == wanted[0])
    for offset, number in enumerate(wanted[1:], 1):
        at = at[numbers[at + offset] == number]
    owner = np.searchsorted(starts, at, side="right") - 1
    # A phrase must not run from one passage into the next.
    found[owner[at + len(wanted) <= starts[owner + 1]]] = True
    return found
