"""Charts of comparisons: geometry computed by hand."""

from dataclasses import replace

import pytest

from service.answer.claims import ComparisonTable, TableCell
from service.web.chart import BOTTOM, HEIGHT, TOP, chart_of, number_in


def table(*rows: tuple[str, ...]) -> ComparisonTable:
    """A comparison with the given values."""
    return ComparisonTable(
        caption="Offences",
        columns=tuple(f"202{i}" for i in range(len(rows[0]))),
        rows=tuple(f"Place {i}" for i in range(len(rows))),
        cells=tuple(tuple(TableCell(value, None) for value in row) for row in rows),
    )


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1,234", 1234.0),
        ("12.5 %", 12.5),
        ("£1.2 million", 1_200_000.0),
        ("3 thousand", 3000.0),
        ("from 3 to 4", None),
        ("under 25", None),
        ("+5 per cent", 5.0),
        ("none", None),
        ("", None),
    ],
)
def test_number_is_read_only_where_there_is_exactly_one(words: str, value: float | None) -> None:
    """A value with two numbers, or none, is not drawn."""
    assert number_in(words) == value


def test_bars_are_as_high_as_their_values() -> None:
    """With a top of 100 on the axis, 50 is half the room high and stands on the floor."""
    chart = chart_of(table(("100", "50")))
    assert chart
    room = HEIGHT - TOP - BOTTOM
    assert [bar.height for bar in chart.bars] == [pytest.approx(room), pytest.approx(room / 2)]
    assert all(bar.y + bar.height == pytest.approx(chart.floor) for bar in chart.bars)
    assert [tick.words for tick in chart.ticks] == ["0", "25", "50", "75", "100"]


def test_bars_of_one_column_stand_side_by_side() -> None:
    """Two rows make two bars a column that do not overlap."""
    chart = chart_of(table(("10", "20"), ("30", "40")))
    assert chart
    first, second = (bar for bar in chart.bars if bar.words in ("10", "30"))
    assert first.x + first.width <= second.x


def test_columns_that_are_no_years_are_left_to_the_table() -> None:
    """A column of changes beside two years is not drawn as if it were a third."""
    made = table(("10", "20", "50"))
    chart = chart_of(replace(made, columns=("2022/23", "2023/24", "Change")))
    assert chart
    assert [bar.words for bar in chart.bars] == ["10", "20"]


def test_columns_of_two_measures_are_not_drawn() -> None:
    """A number and a rate of the same year do not share an axis."""
    made = replace(table(("2384", "14")), columns=("Number 2021/22", "Rate 2022/23"))
    assert chart_of(made) is None


def test_value_that_is_no_number_forbids_the_chart() -> None:
    """Where one year's value is words, bars of the others would mislead."""
    assert chart_of(table(("10", "under 25", "30"))) is None


def test_value_not_stated_leaves_a_gap() -> None:
    """What no report says is not drawn as nought."""
    chart = chart_of(table(("10", "", "30"), ("5", "not stated", "7"), ("1", "2", "3")))
    assert chart
    assert [bar.words for bar in chart.bars] == ["10", "30", "5", "7", "1", "2", "3"]


@pytest.mark.parametrize(
    "values", [(("10", ""),), (("0", "0"),), (("-1", "2"),), (("1", "2"),) * 5]
)
def test_nothing_is_drawn_that_would_mislead(values: tuple[tuple[str, ...], ...]) -> None:
    """One value, all noughts, negative values or too many rows are left to the table."""
    assert chart_of(table(*values)) is None


def test_few_columns_fit_a_phone_and_many_scroll() -> None:
    """Four years are drawn no wider than a phone; eight keep room for their labels and scroll."""
    few, many = (chart_of(table(tuple(str(i) for i in range(1, n + 1)))) for n in (4, 8))
    assert few
    assert many
    assert (few.is_wide, many.is_wide) == (False, True)
    assert few.width <= 350
    assert many.columns[1][0] - many.columns[0][0] >= 64


def test_many_places_of_one_year_stand_side_by_side() -> None:
    """A year of six districts has a bar for each, under its name and wide enough for it."""
    made = table(*((str(10 * n),) for n in range(1, 7)))
    chart = chart_of(replace(made, rows=("Castlebridge", *made.rows[1:])))
    assert chart
    assert [name for _, name in chart.columns] == ["Castlebridge", *made.rows[1:]]
    assert [bar.words for bar in chart.bars] == ["10", "20", "30", "40", "50", "60"]
    assert chart.columns[1][0] - chart.columns[0][0] >= 8 * len("Castlebridge")
