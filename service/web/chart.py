"""A comparison drawn as bars: plain geometry that a template writes out as SVG.

Draws only what is a number in every sense a reader could check: the text table beside the chart
holds the values as the reports have them. No library; the browser runs nothing.
"""

import math
import re
from dataclasses import dataclass, replace

from service.answer.claims import ComparisonTable

HEIGHT = 260.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 8.0, 28.0, 36.0
LEAST_SLOT, USUAL_ROOM, LETTER = 64.0, 280.0, 8.0
"""A column is as wide as its year's label at least; few columns fill a phone's width, unscaled."""

MOST_ROWS = 4
"""More rows than colours that can be told apart are left to the table."""

_NUMBER = re.compile(
    r"[£+]?(?P<figure>-?\d[\d,]*(?:\.\d+)?)\s*"
    r"(?P<scale>thousand|million|billion|[mk]|bn)?\s*(?:%|per cent)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?\b|\b\d\d? [A-Z][a-z]{2}$")
_GAPS = ("", "not stated")
_SCALES = {"thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "k": 1e3}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its box, its row (from 1) and the value as the report has it."""

    x: float
    y: float
    width: float
    height: float
    row: int
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid at a round value."""

    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything the template draws. *Units*: those of the view box, y down."""

    title: str
    columns: tuple[tuple[float, str], ...]
    rows: tuple[str, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    width: float
    is_wide: bool
    height: float = HEIGHT
    floor: float = HEIGHT - BOTTOM
    left: float = LEFT


def number_in(words: str) -> float | None:
    """The number that a value is, or nothing where it is anything beside or else."""
    found = _NUMBER.fullmatch(words.strip())
    if found is None:
        return None
    value = float(found["figure"].replace(",", ""))
    return value * _SCALES.get((found["scale"] or "").casefold(), 1.0)


def chart_of(table: ComparisonTable) -> Chart | None:
    """The chart of a comparison, or nothing where fewer than two values can be drawn.

    Years stand side by side; places do where there is but one year.
    """
    table = _years_of(table)
    is_of_places = len(table.columns) == 1 and len(table.rows) > MOST_ROWS
    if is_of_places:
        table = _turned(table)
    values = [[number_in(cell.text) for cell in row] for row in table.cells]
    drawn = [v for row in values for v in row if v is not None]
    if len(drawn) < 2 or min(drawn) < 0 or max(drawn) == 0 or len(table.rows) > MOST_ROWS:
        return None
    measures = {_measure_of(name) for name in (table.rows if is_of_places else table.columns)}
    if len(drawn) < len(_stated(table)) or len(measures) > 1:
        # Values that are no numbers, or columns of two measures, would share an axis wrongly.
        return None
    step = _round_step(max(drawn) / 4)
    top = step * math.ceil(max(drawn) / step)
    count = len(table.columns)
    longest = max(len(name) for name in table.columns)
    slot = max(LEAST_SLOT, LETTER * longest, 16.0 + 34.0 * len(table.rows), USUAL_ROOM / count)
    return Chart(
        title=table.caption,
        columns=tuple((LEFT + slot * (i + 0.5), name) for i, name in enumerate(table.columns)),
        rows=table.rows,
        bars=_bars(table, values, slot, top),
        ticks=_ticks(step, top),
        width=LEFT + slot * count + RIGHT,
        is_wide=slot * count > USUAL_ROOM + 1,
    )


def _turned(table: ComparisonTable) -> ComparisonTable:
    """The same with rows as columns."""
    cells = tuple(zip(*table.cells, strict=True))
    return replace(table, columns=table.rows, rows=table.columns, cells=cells)


def _stated(table: ComparisonTable) -> list[str]:
    return [cell.text for row in table.cells for cell in row if cell.text not in _GAPS]


def _measure_of(column: str) -> str:
    """What a column's head says beside its year."""
    return _YEAR.sub("", column).strip(" ,:").casefold()


def _years_of(table: ComparisonTable) -> ComparisonTable:
    """The columns that name a year and state anything; others beside them would mislead."""
    kept = [
        i
        for i, name in enumerate(table.columns)
        if _YEAR.search(name) and any(row[i].text not in _GAPS for row in table.cells)
    ]
    return replace(
        table,
        columns=tuple(table.columns[i] for i in kept),
        cells=tuple(tuple(row[i] for i in kept) for row in table.cells),
    )


def _bars(
    table: ComparisonTable, values: list[list[float | None]], slot: float, top: float
) -> tuple[Bar, ...]:
    room = HEIGHT - TOP - BOTTOM
    width = min(56.0, slot * 0.8 / len(table.rows))
    bars = []
    for row, row_values in enumerate(values):
        for column, value in enumerate(row_values):
            if value is None:
                continue
            middle = LEFT + slot * (column + 0.5)
            x = middle + width * (row - len(table.rows) / 2)
            height = room * value / top
            words = table.cells[row][column].text
            bars.append(Bar(x, HEIGHT - BOTTOM - height, width * 0.92, height, row + 1, words))
    return tuple(bars)


def _ticks(step: float, top: float) -> tuple[Tick, ...]:
    room = HEIGHT - TOP - BOTTOM
    count = round(top / step)
    return tuple(
        Tick(HEIGHT - BOTTOM - room * i / count, f"{step * i:,.10g}") for i in range(count + 1)
    )


def _round_step(rough: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten, so that the grid has round values."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(f * power for f in (1, 2, 2.5, 5, 10) if f * power >= rough * (1 - 1e-9))
