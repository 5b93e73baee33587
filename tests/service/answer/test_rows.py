"""Table rows as answers."""

from pathlib import Path

import pytest

from corpus.records import Cell, Span
from service.answer.question import understand
from service.answer.rows import asked_cells, row_label, row_words
from tests.service.answer.reports import store, tabled


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("How many robberies in Northgate in 2022/23?", ["143"]),
        ("How many robberies in Northgate in 2023/24?", ["151"]),
        ("How many robberies in Northgate?", ["143", "151"]),
    ],
)
def test_the_cell_of_the_asked_year_is_told(
    tmp_path: Path, question: str, values: list[str]
) -> None:
    """Column heads decide which cells are told; where they do not, all are."""
    view = store(tmp_path / "r.sqlite", tabled())
    cells = asked_cells(understand(question), view.passage("tables-1").cells)
    assert [cell.value for cell in cells] == values


def test_the_name_of_a_row_is_told_with_its_asked_cell() -> None:
    """Where the first cell names the row, a chosen cell never stands without it."""
    cells = (
        Cell(("District",), "Northgate", Span(1, 0, 9)),
        Cell(("2022/23",), "143", Span(1, 10, 13)),
        Cell(("2023/24",), "151", Span(1, 14, 17)),
    )
    told = row_words("", asked_cells(understand("How many robberies in 2023/24?"), cells))
    assert told == "District: Northgate; 2023/24: 151"


def test_a_row_is_told_with_label_and_heads(tmp_path: Path) -> None:
    """Label, head and value, each as printed."""
    view = store(tmp_path / "r.sqlite", tabled())
    passage = view.passage("tables-2")
    assert row_words(row_label(view, passage), passage.cells[:1]) == "Southmere: 2022/23: 98"
