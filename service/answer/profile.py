"""Places side by side where a question names nothing but them: "compare Northgate and Southmere".

Of the newest report that tells of all of them in its tables, the latest figure of each table. Every
cell is one printed cell with its citation; nothing is computed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.periods import find_periods
from corpus.reader import View
from corpus.records import Cell, Passage
from service.answer.cells import NOT_STATED
from service.answer.claims import ComparisonTable, Evidence, TableCell, first_of_each
from service.answer.compare_words import Compared, last_day
from service.answer.gather import Candidate, candidates_of
from service.answer.ground import Ledger
from service.answer.question import Asked
from service.answer.rows import plain_caption, row_words
from service.answer.tables import TableKey, table_of

MOST_MEASURES = 6
FEWEST_MEASURES = 2
_NUMBER = re.compile(r"£?\s?\d[\d,]*(?:\.\d+)?")
_NO_COUNT = re.compile(r"\b(?:change|rate|per|rank|target)\b|%", re.IGNORECASE)
_OF_PARTS = re.compile(
    r"\s*,?\s*\bby (?:district|borough|area|place|council|local authority)\b.*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What one table tells of each place: a row of the profile."""

    title: str
    cells: Mapping[str, tuple[Candidate, Cell]]


def profile(
    view: View, asked: Asked, evidence: Sequence[Evidence], ledger: Ledger
) -> Compared | None:
    """The places that are asked for, side by side; None where no report tells of all of them."""
    newest = sorted(first_of_each(evidence), key=_last_day, reverse=True)
    for one in newest:
        told = list(_told(view, asked, one))[:MOST_MEASURES]
        if len(told) >= FEWEST_MEASURES:
            return _compared(asked, told, ledger)
    return None


def _last_day(one: Evidence) -> str:
    return one.publication.period.last_day if one.publication.period else ""


def _told(view: View, asked: Asked, one: Evidence) -> Iterator[_Told]:
    """The tables of a report that have a row for each place. *Order*: reading order."""
    tables: dict[TableKey, dict[str, Passage]] = {}
    for row in view.passages_of(one.passage.edition_sha256):
        place = _place(asked, row) if row.cells else ""
        if place:
            tables.setdefault(table_of(row), {}).setdefault(place, row)
    seen: set[str] = set()
    for rows in tables.values():
        first = next(iter(rows.values()))
        at, caption = _telling(first.cells), plain_caption(first)
        if at is None or not caption or len(rows) < len(asked.places):
            continue
        head = " ".join(" ".join(first.cells[at].heads).split())
        title = f"{_OF_PARTS.sub('', caption)}, {head}"
        if title not in seen:
            seen.add(title)
            yield _Told(title, {p: _cell(view, one, row, at) for p, row in rows.items()})


def _place(asked: Asked, row: Passage) -> str:
    """The asked place that a row is about, by its first cell alone."""
    named = " ".join(row.cells[0].value.split()).casefold()
    return next((place for place in asked.places if place.casefold() == named), "")


def _telling(cells: Sequence[Cell]) -> int | None:
    """Which cell holds the latest count; None where none does."""
    dated = [
        (find_periods(heads)[-1].period.last_day, at)
        for at, cell in enumerate(cells)
        if (heads := " ".join(cell.heads)) and find_periods(heads)
        if _NUMBER.fullmatch(" ".join(cell.value.split())) and not _NO_COUNT.search(heads)
    ]
    return max(dated)[1] if dated else None


def _cell(view: View, one: Evidence, row: Passage, at: int) -> tuple[Candidate, Cell]:
    (candidate,) = candidates_of(view, replace(one, passage=row))
    kept = (row.cells[0], row.cells[at])
    spans = tuple(cell.span for cell in kept)
    return replace(candidate, text=row_words("", kept), spans=spans), row.cells[at]


def _compared(asked: Asked, told: Sequence[_Told], ledger: Ledger) -> Compared:
    lines = [[one.cells.get(place) for place in asked.places] for one in told]
    cells = tuple(tuple(_stated(held, ledger) for held in line) for line in lines)
    table = ComparisonTable(asked.text, asked.places, tuple(one.title for one in told), cells)
    used = [held[0] for line in lines for held in line if held]
    return Compared(table, tuple(sorted(used, key=last_day, reverse=True)))


def _stated(held: tuple[Candidate, Cell] | None, ledger: Ledger) -> TableCell:
    numbers = ledger.numbers_for(held[0].evidence, (held[1].span,)) if held else ()
    return (
        TableCell(" ".join(held[1].value.split()), numbers[0]) if held and numbers else NOT_STATED
    )
