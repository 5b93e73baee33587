"""Head rows and heads that span several columns.

A head is known by what stands under it: figures under words, plain type under bold, a rule.
"""

import re
from collections.abc import Sequence

from ingest.tables.grid import Column, GridRow, cell_text, figure_columns
from ingest.tables.parts import Chunk, is_number, is_year
from ingest.tables.regions import Region

MOST_HEAD_ROWS = 3
HEAD_WORDS = 6
"""A column head without other mark of being one is at most this many words long."""

CENTRED = 6.0
"""A head stands over columns when its middle is within this many points of theirs."""

_ORDINAL = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[a-z]\)|[-•–])(?:\s|$)")


def count_heads(region: Region, rows: Sequence[GridRow], columns: Sequence[Column]) -> int:
    """How many rows at the top are column heads."""
    figures = figure_columns(rows, columns)
    if figures:
        return _above_figures(rows, columns, figures)
    bold = _bold_rows(rows)
    if 0 < bold < len(rows):
        return min(bold, MOST_HEAD_ROWS)
    if not region.is_ruled:
        return 0
    first = sum(row.band == rows[0].band for row in rows)
    if not region.upright and first <= MOST_HEAD_ROWS and first < len(rows) - first:
        return first
    return int(_looks_like_heads(rows, columns))


def _above_figures(
    rows: Sequence[GridRow], columns: Sequence[Column], figures: Sequence[int]
) -> int:
    count = 0
    for row in rows[:MOST_HEAD_ROWS]:
        texts = [cell_text(row.chunks, columns[index]) for index in figures]
        if any(is_number(text) and not is_year(text) for text in texts):
            break
        is_section = len(row.chunks) == 1 and columns[0].holds(row.chunks[0].x0)
        if is_section and not any(texts):
            break
        count += 1
    return count if count < len(rows) else 0


def _bold_rows(rows: Sequence[GridRow]) -> int:
    count = 0
    for row in rows:
        words = [word for chunk in row.chunks for word in chunk.words]
        if not words or not all(word.is_bold for word in words):
            break
        count += 1
    return count


def _looks_like_heads(rows: Sequence[GridRow], columns: Sequence[Column]) -> bool:
    texts = [cell_text(rows[0].chunks, column) for column in columns]
    if len(rows) < 3 or not all(texts) or _ORDINAL.match(texts[0]):
        return False
    below = {cell_text(row.chunks, c) for row in rows[1:] for c in columns}
    return all(len(t.split()) <= HEAD_WORDS for t in texts) and not below & set(texts)


def spans_of(
    region: Region, row: GridRow, columns: Sequence[Column], rows_below: Sequence[GridRow]
) -> dict[int, int]:
    """Which heads of a row cover several columns: first column to number of columns."""
    filled = [index for index, c in enumerate(columns) if cell_text(row.chunks, c)]
    spans: dict[int, int] = {}
    for chunk in row.chunks:
        covered = (
            _along_rule(region, row, chunk, columns)
            or _centred_over(chunk, columns, filled, rows_below)
            or _reached(region, row, chunk, columns)
        )
        if len(covered) >= 2 and not any(start in covered for start in spans):
            spans[covered[0]] = len(covered)
    return _without_overlaps(spans)


def _without_overlaps(spans: dict[int, int]) -> dict[int, int]:
    kept: dict[int, int] = {}
    free = 0
    for start in sorted(spans):
        if start >= free:
            kept[start] = spans[start]
            free = start + spans[start]
    return kept


def _reached(region: Region, row: GridRow, chunk: Chunk, columns: Sequence[Column]) -> list[int]:
    """Columns a chunk's words reach over where no upright rule parts them."""
    reached = [i for i, c in enumerate(columns) if min(chunk.x1, c.x1) - max(chunk.x0, c.x0) > 4]
    if len(reached) >= 2 and not _is_parted(region, row, columns[reached[0]].x1):
        return reached
    return []


def _along_rule(region: Region, row: GridRow, chunk: Chunk, columns: Sequence[Column]) -> list[int]:
    """Columns along which a rule runs just under a chunk that has it for itself."""
    below = max(word.y1 for word in chunk.words)
    for rule in region.level:
        is_under = -2 <= rule.at - below <= 8 and rule.start <= chunk.middle <= rule.end
        alone = sum(rule.start <= other.middle <= rule.end for other in row.chunks) == 1
        along = [i for i, c in enumerate(columns) if rule.start < (c.x0 + c.x1) / 2 < rule.end]
        if is_under and alone and 2 <= len(along) < len(columns):
            return along
    return []


def _is_parted(region: Region, row: GridRow, at: float) -> bool:
    middle = (row.y0 + row.y1) / 2
    return any(abs(r.at - at) <= 3 and r.start <= middle <= r.end for r in region.upright)


def _centred_over(
    chunk: Chunk,
    columns: Sequence[Column],
    filled: Sequence[int],
    rows_below: Sequence[GridRow],
) -> list[int]:
    """Columns left empty in this row, over whose contents together the chunk stands centred."""
    own = next((i for i, c in enumerate(columns) if c.holds(chunk.middle)), None)
    if own is None or not rows_below:
        return []
    extents = [_extent(rows_below, column) for column in columns]
    best: tuple[float, list[int]] = (CENTRED, [])
    for start in range(max(own, 1) if own else own, -1, -1):
        for end in range(own + 1, len(columns) + 1):
            group = list(range(start, end))
            if any(i in filled and i != own for i in group) or not all(extents[i] for i in group):
                continue
            distance = abs(_middle(extents, group) - chunk.middle)
            if distance < best[0] - (0 if len(group) > 1 else 1):
                best = distance, group
    return best[1] if len(best[1]) >= 2 else []


def _extent(rows: Sequence[GridRow], column: Column) -> tuple[float, float] | None:
    words = [w for row in rows for c in row.chunks for w in c.words]
    inside = [w for w in words if column.holds((w.x0 + w.x1) / 2)]
    return (min(w.x0 for w in inside), max(w.x1 for w in inside)) if inside else None


def _middle(extents: Sequence[tuple[float, float] | None], group: Sequence[int]) -> float:
    first, last = extents[group[0]], extents[group[-1]]
    return ((first or (0.0, 0.0))[0] + (last or (0.0, 0.0))[1]) / 2
