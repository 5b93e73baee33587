"""A found table's cells to rows of words with their heads.

`ingest.tables` says where cells are; here the page's words go into them, column heads are read
from the head rows, and a row's label is its first cell under the section it stands in. Does not
find tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.text import normalise
from ingest.lines import Line, lines_of
from ingest.raw import Box, RawTable, RawWord

LEAST_HELD = 0.8
"""Share of a table's words that must stand in cells, or it is no table after all."""

Cells = tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class TableCell:
    """The lines of one cell, and the heads of its column from the outermost in."""

    lines: tuple[Line, ...]
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row that hold words, and the section of the table it belongs to."""

    cells: tuple[TableCell, ...]
    section: str = ""
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class TableDraft:
    """A table before its text is fixed; a table that goes on has its first part's heads."""

    rows: tuple[TableRow, ...]
    box: Box
    heads: tuple[tuple[str, ...], ...]
    caption: str = ""
    continues: bool = False


def words_in(words: Sequence[RawWord], box: Box) -> list[RawWord]:
    """The words whose middle lies in the box."""
    x0, y0, x1, y1 = box
    return [
        word
        for word in words
        if x0 <= (word.x0 + word.x1) / 2 < x1 and y0 <= (word.y0 + word.y1) / 2 < y1
    ]


def draft_of(
    table: RawTable, words: Sequence[RawWord], former: TableDraft | None = None
) -> TableDraft | None:
    """Put the words into the table's cells; None where too few of them stand in one.

    `former` is the table before, whose heads and section go on where this one continues it.
    """
    inside = words_in(words, table.box)
    grid = [_cells(row, inside) for row in table.cells]
    held = sum(len(line.words) for row in grid for cell in row for line in cell)
    if not inside or held < LEAST_HELD * len(inside):
        return None
    former = former if table.continues else None
    heads = _heads(table, grid)
    if former and not any(heads):
        heads = former.heads
    section = former.rows[-1].section if former else ""
    return TableDraft(
        rows=_rows(table, grid, heads, section),
        box=table.box,
        heads=heads,
        continues=former is not None,
    )


def _cells(boxes: Sequence[Box | None], words: Sequence[RawWord]) -> Cells:
    return tuple(_cell(words_in(words, box)) if box is not None else () for box in boxes)


def _cell(words: Sequence[RawWord]) -> tuple[Line, ...]:
    lines = sorted(lines_of(words), key=lambda line: line.y0 + line.y1)
    rows: list[list[Line]] = []
    for line in lines:
        if rows and line.y0 < (rows[-1][0].y0 + rows[-1][0].y1) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return tuple(line for row in rows for line in sorted(row, key=lambda line: line.x0))


def _heads(table: RawTable, grid: Sequence[Cells]) -> tuple[tuple[str, ...], ...]:
    """For each column its heads from the outermost in; a spanning head serves all it covers."""
    heads: list[list[str]] = [[] for _ in range(max(map(len, grid), default=0))]
    for number, row in enumerate(grid[: table.head_rows]):
        for column, cell in enumerate(row):
            text = words_of(cell)
            for covered in range(column, column + table.spans.get((number, column), 1)):
                if text and covered < len(heads) and text not in heads[covered]:
                    heads[covered].append(text)
    return tuple(map(tuple, heads))


def _rows(
    table: RawTable, grid: Sequence[Cells], heads: Sequence[tuple[str, ...]], section: str
) -> tuple[TableRow, ...]:
    rows = []
    for number, row in enumerate(grid):
        cells = tuple(TableCell(lines, heads[column]) for column, lines in enumerate(row) if lines)
        if not cells:
            continue
        is_head = number < table.head_rows
        if not is_head and (number, 0) in table.spans and len(cells) == 1:
            section = words_of(cells[0].lines)
        rows.append(TableRow(cells, section, is_head))
    return tuple(rows)


def words_of(lines: Sequence[Line]) -> str:
    """The words of a cell, normalised, with blanks between."""
    return " ".join(normalise(word.text) for line in lines for word in line.words)
