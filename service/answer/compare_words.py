"""Comparisons in words: for each report or place the sentence that says most of the matter.

For what is promised, said or done; figures are `service.answer.compare`. All cells are searched for
at once, and of each only the few likeliest sentences are read by the models.
"""

import re
from dataclasses import dataclass, replace

from corpus.reader import View
from corpus.records import Kind
from index.hits import Filters
from service.answer.cell_question import is_of_aims, subject_stems
from service.answer.cell_words import Cell, Consider, Finder, Read, Reply, has_form
from service.answer.cells import worded
from service.answer.claims import ComparisonTable
from service.answer.columns import about, columns_of, reports_of
from service.answer.gather import Candidate
from service.answer.ground import Ledger
from service.answer.question import Asked

MOST_ROWS = 6
IN_WORDS = "In the reports’ words"
"""The one column of a table whose rows are periods or places."""
_OVER_TIME = re.compile(
    r"\b(?:each|every|since|chang\w*|over (?:time|the years)|year[- ](?:on|by)[- ]year|evolv\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Compared:
    """A table, and the candidates whose words fill it. *Order*: newest first."""

    table: ComparisonTable
    candidates: tuple[Candidate, ...]


def compare_words(
    view: View,
    asked: Asked,
    filters: Filters,
    *,
    consider: Consider,
    read: Read,
    reply: Reply,
    ledger: Ledger,
) -> Compared | None:
    """The best words of each report or place; None where fewer than two cells can be filled."""
    grid = _grid(view, asked, filters)
    cells = [cell for line in grid.values() for cell in line]
    if not (subject_stems(asked) or has_form(asked)) or len(cells) < 2:
        return None
    finder = Finder(view, asked, filters, consider, read, reply)
    finder.search_all(cells)
    found = [[finder.best(cell) for cell in line] for line in grid.values()]
    used = [candidate for line in found for candidate in line if candidate]
    if len({c.key for c in used}) < 2:
        return None
    places = asked.places[:MOST_ROWS]
    table = ComparisonTable(
        caption=asked.text,
        columns=tuple(places) if len(places) > 1 and len(cells) > len(grid) else (IN_WORDS,),
        rows=tuple(grid),
        cells=tuple(tuple(worded(c, ledger) for c in line) for line in found),
    )
    newest = sorted(used, key=last_day, reverse=True)
    return Compared(table, tuple({c.key: c for c in newest}.values()))


def last_day(candidate: Candidate) -> str:
    """The last day that a candidate's report covers; empty where it is not known."""
    period = candidate.evidence.publication.period
    return period.last_day if period else ""


def _grid(view: View, asked: Asked, filters: Filters) -> dict[str, list[Cell]]:
    """The cells by row: a period each, or a place each where only places are compared."""
    places = asked.places[:MOST_ROWS]
    if len(places) > 1 and not _OVER_TIME.search(asked.text):
        reports = reports_of(view, asked, filters)
        return {p: [Cell(p, None, tuple(r.id for r in about(reports, [p])))] for p in places}
    grid = {}
    by_id = {p.id: p for p in view.publications()}
    columns = columns_of(view, asked, filters)
    if is_of_aims(asked) and not filters.kinds:
        # What is set out to be done is set out in strategies, where there are some.
        strategies = columns_of(view, asked, replace(filters, kinds=(Kind.STRATEGY.value,)))
        columns = strategies if len(strategies) > 1 else columns
    for period, ids in columns:
        here = [by_id[name] for name in ids]
        grid[period.words] = [
            Cell(place, period, tuple(p.id for p in about(here, [place]))) for place in places
        ] or [Cell("", period, ids)]
    return grid
