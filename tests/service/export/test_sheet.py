"""Quotes as a table for a spreadsheet."""

import csv
import io

import pytest

from service.export.sheet import HEADS, csv_table, harmless
from tests.service.export.quotes import item


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+44 20", "-2", "@SUM(A1)", "\t=1", " =1", "\n=1", "|calc", "＝1", "%x"],
)
def test_no_cell_can_be_a_formula(cell: str) -> None:
    """Whatever could begin a formula, after blanks too, becomes text."""
    assert harmless(cell).startswith("'")


@pytest.mark.parametrize("cell", ["Robbery fell by 3 - 4 %", "12 %", "a=b", ""])
def test_ordinary_words_stay_as_they_are(cell: str) -> None:
    """Only the beginning of a cell is guarded."""
    assert harmless(cell) == cell


def test_table_reads_back_with_a_head_row() -> None:
    """Every column is there, line ends inside a quote are blanks, quotation marks survive."""
    rows = list(csv.reader(io.StringIO(csv_table([item('He said "no",\nthen left.')]))))
    assert tuple(rows[0]) == HEADS
    assert rows[1][0] == 'He said "no", then left.'
    assert rows[1][HEADS.index("page")] == "12"
    assert rows[1][HEADS.index("printed page")] == "10"
