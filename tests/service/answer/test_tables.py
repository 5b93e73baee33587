"""Rows of a table that was found as a whole."""

from pathlib import Path

from corpus.records import Cell, PassageKind, Span
from service.answer.question import understand
from service.answer.tables import (
    MOST_ROWS,
    is_other_row,
    named_tables,
    table_of,
    with_rows,
    with_siblings,
)
from tests.service.answer.reports import candidates, edition, evidence, report, store

DISTRICTS = [f"Ward {letter}" for letter in "ABCDEFGHIJ"]


def rows_of(page: str) -> list[tuple[PassageKind, tuple[Span, ...], str, tuple[Cell, ...]]]:
    """One passage a line of the page, its last word a cell."""
    made = []
    for line in page.splitlines():
        start = page.index(line)
        span = Span(1, start, start + len(line))
        value = Span(1, span.end - 2, span.end)
        cells = (Cell(("Robberies",), page[value.start : value.end], value),)
        made.append((PassageKind.TABLE_ROW, (span,), "", cells))
    return made


def test_a_table_is_read_by_the_rows_that_speak_of_the_question(tmp_path: Path) -> None:
    """A table found whole gives its rows, the likest first, and a row found already only once."""
    made = report("r", 2022)
    page = "\n".join(f"{name} {number}" for number, name in enumerate(DISTRICTS, 20))
    whole = (PassageKind.TABLE, (Span(1, 0, len(page)),), "", ())
    view = store(tmp_path / "r.sqlite", (made, edition(made, (page,), (), [whole, *rows_of(page)])))
    table, first, last = (evidence(view, f"r-{number}") for number in (1, 2, 11))
    asked = understand("How many robberies were there in Ward J?")
    found = with_rows(view, asked, [table])
    assert found[0].passage.id == last.passage.id
    assert len(found) == MOST_ROWS
    assert all(one.passage.cells for one in found)
    again = [one.passage.id for one in with_rows(view, asked, [table, first])]
    assert len(again) == len(set(again))


def test_what_is_no_table_stays_as_it_is(tmp_path: Path) -> None:
    """Prose is kept, and a table whose rows are not known is quoted by its lines."""
    made = report("r", 2022)
    page = "Robbery fell."
    whole = (PassageKind.TABLE, (Span(1, 0, len(page)),), "", ())
    prose = (PassageKind.PROSE, (Span(1, 0, len(page)),), "", ())
    view = store(tmp_path / "r.sqlite", (made, edition(made, (page,), (), [whole, prose])))
    both = (evidence(view, "r-1"), evidence(view, "r-2"))
    assert with_rows(view, understand("Did robbery fall?"), both) == both


def test_a_found_row_brings_its_table_along(tmp_path: Path) -> None:
    """The other rows of a table are there once one of them was found, each once."""
    made = report("r", 2022)
    page = "Northgate 20\nSouthmere 21\nOxmoor 22"
    view = store(tmp_path / "r.sqlite", (made, edition(made, (page,), (), rows_of(page))))
    found = with_siblings(view, [evidence(view, "r-2")])
    assert [one.passage.id for one in found] == ["r-2", "r-1", "r-3"]
    assert len({table_of(one.passage) for one in found}) == 1


def test_the_row_that_a_question_names_is_the_one(tmp_path: Path) -> None:
    """Where one row's name stands whole in the question, the other rows are others."""
    made = report("r", 2022)
    page = "Northgate Police 20\nPolice Commissioner 21"
    view = store(tmp_path / "r.sqlite", (made, edition(made, (page,), (), rows_of(page))))
    rows = candidates(view, "r-1", "r-2")
    asked = understand("How much did Northgate Police pay?")
    tables = named_tables(asked, rows)
    assert [is_other_row(asked, tables, row) for row in rows] == [False, True]
    other = understand("How much did the police pay?")
    assert not named_tables(other, rows)
