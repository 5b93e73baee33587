"""Comparisons in words: for each period and place the words its reports have for it.

For what is promised, planned or described; figures are `service.answer.compare`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from index.hits import Filters
from service.answer.cells import NOT_STATED
from service.answer.claims import ComparisonTable, TableCell
from service.answer.columns import Column
from service.answer.gather import Candidate
from service.answer.ground import Ledger
from service.answer.question import Asked, Asks, meaning_of
from service.answer.readings import subject_of_comparison
from service.answer.weigh import Weighed

MOST_ROWS = 6
LEAST_COVER = 0.6
"""Share of the subject's words that must stand in the words of a cell."""
LEAST_SCORE = 0.1
RETRIEVED = 8
READ = 4
"""Passages looked at and candidates read for one cell."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A table, and the candidates whose words fill it. *Order*: newest first."""

    table: ComparisonTable
    candidates: tuple[Candidate, ...]


class Consider(Protocol):
    """What finds and weighs the candidates for some cells."""

    def __call__(
        self, asked: Asked, *, filters: Filters, limit: int, read: int
    ) -> Sequence[Weighed]:
        """Candidates of `limit` passages best first, `read` of them read by the models."""
        ...


def compare_words(
    asked: Asked,
    columns: Sequence[Column],
    filters: Filters,
    consider: Consider,
    ledger: Ledger,
) -> Compared | None:
    """The best words of each period's reports for each place."""
    rows = list(asked.places[:MOST_ROWS]) or [""]
    found = [[_best(asked, row, column, filters, consider) for column in columns] for row in rows]
    used = [entry.candidate for line in found for entry in line if entry]
    if len(used) < 2:
        return None
    table = ComparisonTable(
        caption=asked.text,
        columns=tuple(period.words for period, _ in columns),
        rows=tuple(row or "All" for row in rows),
        cells=tuple(tuple(_worded(entry, ledger) for entry in line) for line in found),
    )
    newest = sorted(used, key=last_day, reverse=True)
    return Compared(table, tuple({c.key: c for c in newest}.values()))


def last_day(candidate: Candidate) -> str:
    """The last day that a candidate's report covers; empty where it is not known."""
    period = candidate.evidence.publication.period
    return period.last_day if period else ""


def _best(
    asked: Asked, place: str, column: Column, filters: Filters, consider: Consider
) -> Weighed | None:
    """The words that fill one cell, or None where the reports of that period do not say."""
    period, ids = column
    own = asked.text if place in asked.text else f"{asked.text} {place}"
    places = (place,) if place else ()
    subject = tuple(s for s in meaning_of(asked.text) if s in subject_of_comparison(asked))
    cell = replace(asked, text=own, kind=Asks.FACT, stems=subject, places=places, periods=(period,))
    only = replace(filters, publications=ids)
    for entry in consider(cell, filters=only, limit=RETRIEVED, read=READ):
        if entry.candidate.evidence.publication.id in ids and _fills(entry, place):
            return entry
    return None


def _fills(entry: Weighed, place: str) -> bool:
    signals = entry.signals
    return (
        signals.cover >= LEAST_COVER
        and (signals.place > 0 or not place)
        and signals.own_year > -1
        and entry.score >= LEAST_SCORE
    )


def _worded(entry: Weighed | None, ledger: Ledger) -> TableCell:
    statement = ledger.state(entry.candidate) if entry else None
    return TableCell(statement.text, statement.citations[0]) if statement else NOT_STATED
