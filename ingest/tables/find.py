"""Tables of one page, and those that go on from the page before.

Takes words and rules, gives boxes of cells; reads no text into them and cuts no passages. A region
becomes a table only with rows, columns and enough filled cells; where there is doubt it stays
prose, for a false table breaks sentences while a missed one still reads.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.raw import Box, RawPage, RawTable
from ingest.tables.grid import (
    Column,
    GridRow,
    are_aligned,
    cell_text,
    columns_of,
    figure_columns,
    rows_of,
)
from ingest.tables.grow import grown
from ingest.tables.heads import count_heads, spans_of
from ingest.tables.parts import is_caption, is_number, lines_of
from ingest.tables.regions import Region, Sheet, ruled_regions
from ingest.tables.runs import unruled_regions

LEAST_FILLED = 0.5
"""At least this share of a table's cells holds words."""

LONGEST_CELL_WORDS = 45
PROSE_CELL_WORDS = 14
"""Cells longer than this on average are columns of prose unless upright rules part them."""

MOST_COLUMNS = 30
SAME_COLUMN = 8.0
"""Columns of a table that goes on stand within so many points of where they stood."""

EDGE_LINES = 2
"""Running heads and feet: at most so many lines stand between a table and the edge of its page."""

_GOES_ON = re.compile(r"\bcont(?:inued|\.|’d|'d)", re.IGNORECASE)


def may_hold_table(raw: RawPage) -> bool:
    """Whether a page is worth a look: it has level rules, or figures that stand alone."""
    if sum(x1 - x0 > 90 and y1 - y0 < 4 for x0, y0, x1, y1 in raw.rules) >= 2:
        return True
    return sum(word.text[:1].isdigit() and is_number(word.text) for word in raw.words) >= 3


def find_tables(raw: RawPage) -> tuple[RawTable, ...]:
    """The tables of a page from the top down."""
    sheet = Sheet.of(raw)
    found = [pair for region in ruled_regions(sheet) if (pair := _ruled(region, sheet))]
    beside = sheet.without([region for region, _ in found])
    tables = [table for _, table in found]
    tables += [table for region in unruled_regions(beside) if (table := _table(region))]
    return tuple(sorted(tables, key=lambda table: (table.box[1], table.box[0])))


def _ruled(region: Region, sheet: Sheet) -> tuple[Region, RawTable] | None:
    """The table of a ruled region, or of what is left when a strip at either end is none of it."""
    levels = [rule.at for rule in region.level]
    candidates = [region]
    if len(levels) >= 3:
        candidates.append(sheet.cut(region.x0, region.y0, region.x1, levels[-2]))
        candidates.append(sheet.cut(region.x0, levels[1], region.x1, region.y1))
    for candidate in candidates:
        if candidate.lines:
            whole = grown(candidate, sheet)
            if table := _table(whole):
                return whole, table
    return None


def _table(region: Region) -> RawTable | None:
    columns = columns_of(region)
    if not 2 <= len(columns) <= MOST_COLUMNS:
        return None
    rows = rows_of(region, columns)
    if len(rows) < 2 or not _is_table(region, rows, columns):
        return None
    return _drawn(region, rows, columns, count_heads(region, rows, columns))


def _is_table(region: Region, rows: Sequence[GridRow], columns: Sequence[Column]) -> bool:
    cells = [[cell_text(row.chunks, column) for column in columns] for row in rows]
    full = [row for row in cells if sum(map(bool, row)) >= 2]
    if len(full) < 2 or len(full) * 2 < len(rows):
        return False
    texts = [text for row in full for text in row if text]
    if len(texts) < LEAST_FILLED * len(full) * len(columns):
        return False
    longest = sum(len(text.split()) for text in texts) / len(texts)
    figures = figure_columns(rows, columns)
    if not region.is_ruled:
        aligned = any(are_aligned(rows, columns[index]) for index in figures)
        return aligned and len(full) >= 3 and longest <= PROSE_CELL_WORDS
    if region.upright and len(columns) == _parted_columns(region):
        return longest <= LONGEST_CELL_WORDS
    return longest <= PROSE_CELL_WORDS and (bool(figures) or len(full) >= 3)


def _parted_columns(region: Region) -> int:
    inner = {round(r.at / 4) for r in region.upright if region.x0 + 4 < r.at < region.x1 - 4}
    return len(inner) + 1


def _drawn(
    region: Region, rows: Sequence[GridRow], columns: Sequence[Column], heads: int
) -> RawTable:
    cells: list[tuple[Box | None, ...]] = []
    spans: dict[tuple[int, int], int] = {}
    for number, row in enumerate(rows):
        found = {}
        if number < heads:
            found = spans_of(region, row, columns, rows[number + 1 :])
        elif _is_section(row, columns):
            found = {0: len(columns)}
        spans |= {(number, first): count for first, count in found.items()}
        cells.append(_row_boxes(row, columns, found))
    box = (columns[0].x0, rows[0].y0, columns[-1].x1, rows[-1].y1)
    return RawTable(box=box, cells=tuple(cells), head_rows=heads, spans=spans)


def _is_section(row: GridRow, columns: Sequence[Column]) -> bool:
    """Whether a body row is one line that heads the rows under it."""
    if len(row.chunks) != 1:
        return False
    chunk = row.chunks[0]
    return sum(min(chunk.x1, c.x1) - max(chunk.x0, c.x0) > 4 for c in columns) >= 2 or (
        not columns[0].holds(chunk.middle)
    )


def _row_boxes(
    row: GridRow, columns: Sequence[Column], spans: dict[int, int]
) -> tuple[Box | None, ...]:
    boxes: list[Box | None] = [(c.x0, row.y0, c.x1, row.y1) for c in columns]
    for first, count in spans.items():
        boxes[first] = (columns[first].x0, row.y0, columns[first + count - 1].x1, row.y1)
        boxes[first + 1 : first + count] = [None] * (count - 1)
    return tuple(boxes)


# -------------------------------------------------------------------------------- over pages


def mark_continued(
    pages: Sequence[tuple[RawPage, tuple[RawTable, ...]]],
) -> tuple[tuple[RawTable, ...], ...]:
    """The tables of consecutive pages, those that go on from the page before marked so."""
    marked: list[tuple[RawTable, ...]] = []
    for index, (page, tables) in enumerate(pages):
        before = pages[index - 1] if index else None
        if before and before[1] and tables and _continues(before, page, tables[0]):
            tables = (replace(tables[0], continues=True), *tables[1:])
        marked.append(tables)
    return tuple(marked)


def _continues(
    before: tuple[RawPage, tuple[RawTable, ...]], page: RawPage, table: RawTable
) -> bool:
    last_page, last = before[0], before[1][-1]
    if page.number != last_page.number + 1 or not _same_columns(before[0], last, page, table):
        return False
    above = lines_of([w for w in page.words if w.y1 <= table.box[1] + 1])
    below = lines_of([w for w in last_page.words if w.y0 >= last.box[3] - 1])
    if len(above) > EDGE_LINES or len(below) > EDGE_LINES:
        return False
    return all(_GOES_ON.search(line.chunks[0].text) for line in above if is_caption(line))


def _same_columns(one: RawPage, first: RawTable, other: RawPage, second: RawTable) -> bool:
    """Whether the words of each column share an edge or their middle with those over the page."""
    pairs = zip(_extents(one, first), _extents(other, second), strict=False)
    return len(first.cells[0]) == len(second.cells[0]) and all(
        min(abs(a - c), abs(b - d), abs(a + b - c - d) / 2) <= SAME_COLUMN
        for (a, b), (c, d) in pairs
    )


def _extents(page: RawPage, table: RawTable) -> list[tuple[float, float]]:
    rows = [row for row in table.cells[table.head_rows :] if all(row)] or [table.cells[-1]]
    extents = []
    for box in rows[0]:
        x0, x1 = (box[0], box[2]) if box else (0.0, 0.0)
        words = [
            word
            for word in page.words
            if x0 <= (word.x0 + word.x1) / 2 < x1 and table.box[1] <= word.y0 <= table.box[3]
        ]
        edges = [(word.x0, word.x1) for word in words] or [(x0, x1)]
        extents.append((min(e[0] for e in edges), max(e[1] for e in edges)))
    return extents
