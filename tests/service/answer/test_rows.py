"""Table rows as answers."""

from pathlib import Path

import pytest

from corpus.records import Cell, PassageKind, Span
from service.answer.question import understand
from service.answer.rows import asked_cells, captioned, row_label, row_words
from tests.service.answer.reports import edition, report, store, tabled


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


ACTION = (
    Cell(("No.",), "3.4", Span(1, 0, 3)),
    Cell(("Action",), "Trial on school buses", Span(1, 4, 25)),
    Cell(("Who leads",), "Bus companies", Span(1, 26, 39)),
    Cell(("By",), "July 2025", Span(1, 40, 49)),
    Cell(("Cost",), "£9,400", Span(1, 50, 56)),
    Cell(("Cost, per cent",), "12", Span(1, 57, 59)),
)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Who is behind the trial?", ["Trial on school buses", "Bus companies"]),
        ("When does it end?", ["Trial on school buses", "July 2025"]),
        (
            "Who runs it and when does it end?",
            ["Trial on school buses", "Bus companies", "July 2025"],
        ),
        ("What share of the cost is it?", ["Trial on school buses", "12"]),
        ("Which action is this?", [cell.value for cell in ACTION]),
    ],
)
def test_the_sort_of_cell_asked_for_is_told_after_the_rows_name(
    question: str, values: list[str]
) -> None:
    """Who, when and how much choose cells by their heads; a name is never all that is told."""
    told = asked_cells(understand(question), ACTION)
    assert [cell.value for cell in told] == values


def test_a_caption_says_what_a_row_counts(tmp_path: Path) -> None:
    """The caption stands before the row without its number, where it is found on the page."""
    publication = report("needs", 2023)
    page = "Northgate 143\nTable 3: Robbery\nby district"
    cells = (Cell(("2022/23",), "143", Span(1, 10, 13)),)
    row = (Span(1, 0, 13),)
    for context, told in (
        ("Table 3: Robbery by district. 2022/23", "Robbery by district – Northgate: 143"),
        ("Table 3: Burglary by street. 2022/23", "Northgate: 143"),
        ("2022/23; 2023/24", "Northgate: 143"),
        ("", "Northgate: 143"),
    ):
        read = edition(publication, (page,), (), [(PassageKind.TABLE_ROW, row, context, cells)])
        view = store(tmp_path / f"{len(context)}.sqlite", (publication, read))
        assert captioned(view, view.passage("needs-1"), "Northgate: 143") == told


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("What was the rate of robbery in 2023/24?", ["Northgate", "1.85"]),
        ("What was the rate of robbery?", ["Northgate", "1.85"]),
        ("What was the rate of robbery in 2022/23?", ["Northgate", "350"]),
        ("How many robberies in 2022/23?", ["Northgate", "350"]),
    ],
)
def test_one_rate_of_a_row_is_of_its_last_year(question: str, values: list[str]) -> None:
    """A rate without a year of its own answers for the last year of its row and no other."""
    cells = (
        Cell(("District",), "Northgate", Span(1, 0, 9)),
        Cell(("2022/23",), "350", Span(1, 10, 13)),
        Cell(("2023/24",), "318", Span(1, 14, 17)),
        Cell(("Rate per 1,000 residents",), "1.85", Span(1, 18, 22)),
    )
    assert [cell.value for cell in asked_cells(understand(question), cells)] == values


def test_a_count_is_no_rate() -> None:
    """ "How many" is not answered by the cell of a rate, though its head names the place."""
    cells = (
        Cell(("Measure",), "Robbery", Span(1, 0, 7)),
        Cell(("2022/23",), "350", Span(1, 8, 11)),
        Cell(("Rate, 2022/23", "Northgate"), "2.05", Span(1, 12, 16)),
    )
    told = asked_cells(understand("How many robberies in Northgate in 2022/23?"), cells)
    assert [cell.value for cell in told] == ["Robbery", "350"]
