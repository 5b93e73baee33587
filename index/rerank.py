"""The seam for a model that reads question and passage together and orders the best hits anew.

Off unless a setting names such a model. It is given passage ids, since words come from the record
and not from the index; whoever sets it up looks them up. Only the order of the first hits changes.

Source: Nogueira and Cho (2019), "Passage Re-ranking with BERT".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.reader import View
from corpus.records import Passage, Publication
from index.reader import framed

Rerank = Callable[[str, Sequence[str]], Sequence[float]]
"""Question and passage ids to one score a passage, higher for the better, each 0 to 1."""

DEPTH = 15
"""Hits that are read: what stands further down is not worth its milliseconds."""

SHARE = 0.4
"""What the best reading may add, beside the best passage's words at 1."""


@dataclass(frozen=True, slots=True)
class Reread:
    """The rows in their new order, and how good each one that was read is, from 0 to 1."""

    rows: list[int]
    chances: dict[int, float]


def reranked(
    rows: list[int],
    question: str,
    total: NDArray[np.float64],
    ids: NDArray[np.bytes_],
    rerank: Rerank,
) -> Reread:
    """The rows with the first ones ordered by score and reading together; adds to `total`."""
    first, rest = rows[:DEPTH], rows[DEPTH:]
    if not first:
        return Reread(rows, {})
    read = np.asarray(rerank(question, [ids[row].decode() for row in first]), dtype=np.float64)
    total[first] += SHARE * read
    order = np.lexsort((ids[first], -total[first]))
    chances = dict(zip(first, read.tolist(), strict=True))
    return Reread([first[i] for i in order] + rest, chances)


class Reads(Protocol):
    """What scores texts by how well they answer a question, in log-odds (`index.reader`)."""

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """One score a text, in their order."""
        ...


def reading(view: View, reader: Reads) -> Rerank:
    """Rereading by a model, words taken from the record as one audience sees it.

    A text is read as `index.reader` was taught: its report's title and heading stand before it.
    """

    def read(question: str, passage_ids: Sequence[str]) -> list[float]:
        passages = {passage.id: passage for passage in view.passages(passage_ids)}
        owners = view.owners([passage.edition_sha256 for passage in passages.values()])
        texts = [_framed(passages[i], owners) if i in passages else "" for i in passage_ids]
        odds = np.exp(-np.asarray(reader.score(question, texts), dtype=np.float64))
        return [float(chance) for chance in 1.0 / (1.0 + odds)]

    return read


def _framed(passage: Passage, owners: Mapping[str, Publication]) -> str:
    header = " ".join((owners[passage.edition_sha256].title, *passage.headings[-1:]))
    return framed(header, f"{passage.context} {passage.text}".strip())
