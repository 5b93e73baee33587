"""Table rows as answers: the cell that was asked for, said with its row and column heads.

Every piece of what is said stands in the table; only the order and the colons are ours. Does not
find rows: they are passages like any other.
"""

import re
from collections.abc import Sequence

from corpus.periods import find_periods
from corpus.reader import View
from corpus.records import Cell, Passage
from index.analysis import stems, words
from service.answer.agreement import agreement
from service.answer.question import Asked, Measure

TELLING = 0.5
"""A cell is told alone when its heads fit the question better than others' by this much."""
_IS_RATE = re.compile(r"%|\b(?:per|rates?|percent\w*|proportion|share|change)\b", re.IGNORECASE)
"""A head or value of what is no number of things."""


def row_label(view: View, passage: Passage) -> str:
    """What stands in the row before its first cell; empty where the cells begin the row."""
    if not passage.cells:
        return ""
    row, first = passage.spans[0], min(cell.span.start for cell in passage.cells)
    page = view.page(passage.edition_sha256, row.page)
    return " ".join(page.text[row.start : first].split())


def row_words(label: str, cells: Sequence[Cell]) -> str:
    """A row in words: "Medway: 2022/23, Robberies: 41; 2023/24, Robberies: 38"."""
    told = "; ".join(_told(cell) for cell in cells)
    return f"{label}: {told}" if label else told


def asked_cells(asked: Asked, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells whose heads fit the question best; all where the heads do not tell them apart.

    A first cell of words is the row's own name and always told.
    """
    fits = [_fit(asked, cell) for cell in cells]
    best = max(fits, default=0.0)
    if best <= 0:
        return tuple(cells)
    return tuple(
        cell
        for place, (cell, fit) in enumerate(zip(cells, fits, strict=True))
        if fit > best - TELLING or (place == 0 and not any(c.isdigit() for c in cell.value))
    )


def _told(cell: Cell) -> str:
    heads = ", ".join(" ".join(head.split()) for head in cell.heads if head.strip())
    value = " ".join(cell.value.split())
    return f"{heads}: {value}" if heads else value


def _fit(asked: Asked, cell: Cell) -> float:
    heads = " ".join(cell.heads)
    named = find_periods(heads)
    rest = heads
    for found in reversed(named):
        rest = rest[: found.start] + " " + rest[found.end :]
    shared = sum(stem in asked.stems for stem in set(stems(words(rest))))
    periods = [found.period for found in named]
    if asked.measure is Measure.COUNT and _IS_RATE.search(f"{rest} {cell.value}"):
        return 0.0
    timed = 2.0 * agreement(asked.periods, periods) if asked.periods and periods else 0.0
    return shared + timed
