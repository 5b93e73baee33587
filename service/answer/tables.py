"""Rows of a found table: a table found as a whole is quoted by the rows that speak of the question.

A row alone may share too few words with a question to be found, its caption and heads share them
with every row. Judges nothing: that is `service.answer.weigh`.
"""

from collections.abc import Sequence
from dataclasses import replace

from corpus.reader import View
from corpus.records import Passage, PassageKind
from index.analysis import stems, words
from service.answer.claims import Evidence
from service.answer.question import Asked, is_stood_for

MOST_TABLES = 3
MOST_ROWS = 8
"""Rows of one table that are looked at: those that share most with the question."""


def with_rows(view: View, asked: Asked, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence with whole tables replaced by their rows, whose cells have heads."""
    known = {e.passage.id for e in evidence}
    made: list[Evidence] = []
    tables = 0
    for one in evidence:
        is_table = one.passage.kind is PassageKind.TABLE and tables < MOST_TABLES
        all_rows = _rows(view, one.passage) if is_table else []
        if not all_rows:
            made.append(one)
            continue
        tables += 1
        rows = [row for row in all_rows if row.id not in known]
        rows.sort(key=lambda row: -_shared(asked, row, one.publication.area))
        known.update(row.id for row in rows[:MOST_ROWS])
        made.extend(replace(one, passage=row) for row in rows[:MOST_ROWS])
    return tuple(made)


def _rows(view: View, table: Passage) -> list[Passage]:
    """The rows that stand in the table's span, in reading order."""
    return [
        row
        for page in dict.fromkeys(span.page for span in table.spans)
        for row in view.passages_of(table.edition_sha256, page=page)
        if row.cells and _within(row, table)
    ]


def _within(row: Passage, table: Passage) -> bool:
    first = row.spans[0]
    return any(s.page == first.page and s.start <= first.start < s.end for s in table.spans)


def _shared(asked: Asked, row: Passage, area: str) -> int:
    """How many of the question's words and places a row's own words meet.

    Where no place is asked for, the row of the report's whole area is meant.
    """
    wanted = asked.places or ((area,) if area else ())
    heads = " ".join(head for cell in row.cells for head in cell.heads)
    present = frozenset(stems(words(f"{row.text} {heads}")))
    met = sum(s in present or is_stood_for(s, present, asked.stand_ins) for s in asked.stems)
    return met + sum(place.casefold() in row.text.casefold() for place in wanted)
