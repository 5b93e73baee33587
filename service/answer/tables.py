"""Rows of a found table: a table found as a whole is quoted by the rows that speak of the question.

A row alone may share too few words with a question to be found, its caption and heads share them
with every row. Knows which rows belong to one table; judges nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from corpus.reader import View
from corpus.records import Passage, PassageKind
from index.analysis import stems, words
from service.answer.claims import Evidence
from service.answer.gather import Candidate
from service.answer.question import Asked, is_stood_for
from service.answer.rows import row_name

TableKey = tuple[str, str, tuple[tuple[str, ...], ...]]
"""Edition, caption and heads: what the rows of one table have alike."""
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


def with_siblings(view: View, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with the other rows of the tables whose rows are among it.

    Of a table that tells of each district some rows may not have been found by themselves, and it
    may run over a page.
    """
    known = {one.passage.id for one in evidence}
    tables = {table_of(one.passage): one for one in evidence if one.passage.cells}
    made = list(evidence)
    for sha256 in dict.fromkeys(own for own, *_ in tables):
        for row in view.passages_of(sha256):
            if row.id not in known and (one := tables.get(table_of(row))):
                known.add(row.id)
                made.append(replace(one, passage=row))
    return made


def named_tables(asked: Asked, candidates: Sequence[Candidate]) -> frozenset[TableKey]:
    """The tables of which the question names a row whole: "Northgate Police" and no other."""
    named = _named_in(asked)
    return frozenset(
        table_of(row)
        for candidate in candidates
        if (row := candidate.evidence.passage).cells
        and (name := row_name(row, candidate.text))
        and name <= named
    )


def is_other_row(asked: Asked, named: frozenset[TableKey], candidate: Candidate) -> bool:
    """Whether another row of a candidate's table is the one that the question names."""
    row = candidate.evidence.passage
    return table_of(row) in named and not row_name(row, candidate.text) <= _named_in(asked)


def _named_in(asked: Asked) -> frozenset[str]:
    names = stems(words(" ".join((*asked.names, *asked.places))))
    return frozenset((*asked.stems, *names))


def table_of(row: Passage) -> TableKey:
    """The table that a row belongs to."""
    heads = tuple(cell.heads for cell in row.cells)
    return row.edition_sha256, row.context.split(". ")[0], heads


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
