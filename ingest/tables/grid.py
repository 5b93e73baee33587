"""Columns and rows of a region, and which rows are heads.

Rules are believed where there are any; else columns are the stripes that stay white from line to
line, and a row is a line with the lines that go on from it. Two figures one above the other are
always two rows: a figure never wraps.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.tables.parts import Chunk, TextLine, is_number, is_year
from ingest.tables.regions import Region

THROUGH = 0.5
"""An upright rule parts columns when it runs through this share of the region's height."""

ACROSS = 0.6
"""A level rule parts rows when it runs across this share of the region's width."""

WHITE_POINTS = 3.0
"""A stripe must stay white for at least this many points to part two columns."""

WHITE_SIZES = 0.45
LINES_BY_WORD = 8
"""From so many lines on, white between words counts, where it is this many type sizes wide."""

CROSSED_SHARE = 0.12
"""So many of a longer table's lines may cross a white stripe: heads over several columns do."""

AT_EDGE = 4.0
"""A rule that parts cells ends this near to the edges of columns; shading in a cell does not."""

WRAPPED_LINES = 4
"""A cell between rules seldom wraps onto more lines than this."""

WRAP_GAP = 1.0
"""Lines of one cell stand nearer to each other than this many line heights."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's left and right edge."""

    x0: float
    x1: float

    def holds(self, x: float) -> bool:
        """Whether a point stands in the column."""
        return self.x0 <= x < self.x1


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row's height and its lines; `band` counts the strips between level rules."""

    y0: float
    y1: float
    lines: tuple[TextLine, ...]
    band: int

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """Everything in the row, line by line."""
        return tuple(chunk for line in self.lines for chunk in line.chunks)


def columns_of(region: Region) -> tuple[Column, ...]:
    """The columns from left to right; one only where nothing parts the region."""
    height = region.y1 - region.y0
    through: dict[float, float] = {}
    for rule in region.upright:
        run = min(rule.end, region.y1) - max(rule.start, region.y0)
        at = next((x for x in through if abs(x - rule.at) <= 4), rule.at)
        through[at] = through.get(at, 0.0) + run
    inner = sorted(
        x
        for x, run in through.items()
        if run >= THROUGH * height and region.x0 + 4 < x < region.x1 - 4
    )
    parting = inner or _white_stripes(region)
    edges = [region.x0, *parting, region.x1]
    columns = [Column(a, b) for a, b in pairwise(edges)]
    return tuple(_without_empty(columns, region.lines))


def _without_empty(columns: list[Column], lines: Sequence[TextLine]) -> list[Column]:
    words = [(w.x0 + w.x1) / 2 for line in lines for w in line.words]
    return [column for column in columns if any(column.holds(x) for x in words)]


def _white_stripes(region: Region) -> list[float]:
    lines = [line for line in region.lines if len(line.chunks) >= 2]
    if not lines:
        return []
    figures = [line for line in lines if any(is_number(c.text) for c in line.chunks[1:])]
    lines = figures if not region.is_ruled and len(figures) >= 3 else lines
    by_word = len(lines) >= LINES_BY_WORD
    # A word may claim to be wider than any page: what reaches out of the region is cut off.
    runs = [
        (max(x0, region.x0 - 5), min(max(x0, x1), region.x1 + 5))
        for line in lines
        for x0, x1 in _inked(line, by_word=by_word)
    ]
    left = int(min(x0 for x0, _ in runs))
    inked = [0] * (int(max(max(run) for run in runs)) - left + 2)
    for x0, x1 in runs:
        for x in range(int(x0), int(x1) + 1):
            inked[x - left] += 1
    most = int(CROSSED_SHARE * len(lines)) if len(lines) >= 7 else 0
    size = median(line.size for line in lines)
    width = WHITE_SIZES * size if len(lines) >= LINES_BY_WORD else WHITE_POINTS
    return [left + x for x in _middles(inked, most, width)]


def _inked(line: TextLine, *, by_word: bool) -> list[tuple[float, float]]:
    # Over many lines the blanks of a cell's words never stay aligned, and in small type the gap
    # between two cells may be no wider than a blank and a half.
    if by_word:
        return [(word.x0, word.x1) for word in line.words]
    return [(chunk.x0, chunk.x1) for chunk in line.chunks]


def _middles(inked: Sequence[int], most: int, width: float) -> list[float]:
    """The middle of the whitest part of every stripe crossed by at most so many lines."""
    middles: list[float] = []
    start: int | None = None
    for x, count in enumerate([*inked, most + 1]):
        if count <= most and start is None:
            start = x
        elif count > most and start is not None:
            if start > 0 and x < len(inked) and x - start >= width:
                least = min(inked[start:x])
                whitest = [at for at in range(start, x) if inked[at] == least]
                middles.append(whitest[len(whitest) // 2])
            start = None
    return middles


# -------------------------------------------------------------------------------- rows


def rows_of(region: Region, columns: Sequence[Column]) -> tuple[GridRow, ...]:
    """The rows from the top down, heads first."""
    bands = _bands(region)
    is_banded = len(bands) >= 3 and all(len(lines) <= WRAPPED_LINES for _, _, lines in bands[1:])
    is_parted = any(region.x0 + 4 < rule.at < region.x1 - 4 for rule in region.upright)
    rows: list[GridRow] = []
    for number, (top, end, lines) in enumerate(bands):
        if _has_stacked_figures(lines, columns) or not (is_banded or is_parted):
            groups = _wrapped(lines, columns, region)
        else:
            groups = _parted_by_rules(lines, region, columns)
        rows += _spaced(groups, top, end, number)
    return tuple(rows)


def _bands(region: Region) -> list[tuple[float, float, tuple[TextLine, ...]]]:
    width = region.x1 - region.x0
    across: dict[float, float] = {}
    for rule in region.level:
        at = next((y for y in across if abs(y - rule.at) <= 3), rule.at)
        run = min(rule.end, region.x1) - max(rule.start, region.x0)
        across[at] = across.get(at, 0.0) + run
    levels = sorted(y for y, run in across.items() if run >= ACROSS * width)
    edges = sorted({region.y0, *levels, region.y1})
    bands = []
    for top, end in pairwise(edges):
        lines = tuple(line for line in region.lines if top <= line.middle < end)
        if lines:
            bands.append((top, end, lines))
    return bands


def cell_text(chunks: Sequence[Chunk], column: Column) -> str:
    """The words of some chunks that stand in a column."""
    return " ".join(w.text for c in chunks for w in c.words if column.holds((w.x0 + w.x1) / 2))


def _has_stacked_figures(lines: Sequence[TextLine], columns: Sequence[Column]) -> bool:
    for column in columns:
        texts = [cell_text(line.chunks, column) for line in lines]
        if sum(is_number(text) and not is_year(text) for text in texts) >= 2:
            return True
    return False


def _wrapped(
    lines: Sequence[TextLine], columns: Sequence[Column], region: Region
) -> list[list[TextLine]]:
    groups: list[list[TextLine]] = []
    for at, line in enumerate(lines):
        if (
            groups
            and _goes_on(lines, at, columns)
            and not _rule_between(groups[-1][-1], line, region)
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _parted_by_rules(
    lines: Sequence[TextLine], region: Region, columns: Sequence[Column]
) -> list[list[TextLine]]:
    """The lines of one band, apart where a rule along some of its cells makes two rows of it."""
    edges = [columns[0].x0, *(column.x1 for column in columns)]
    along = [
        rule.at
        for rule in region.level
        if all(any(abs(end - x) <= AT_EDGE for x in edges) for end in (rule.start, rule.end))
    ]
    groups: list[list[TextLine]] = []
    for line in lines:
        if groups and not any(groups[-1][-1].middle < at < line.middle for at in along):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _rule_between(above: TextLine, below: TextLine, region: Region) -> bool:
    return any(above.middle < rule.at < below.middle for rule in region.level)


def _goes_on(lines: Sequence[TextLine], at: int, columns: Sequence[Column]) -> bool:
    """Whether a line goes on with cells of the row above it."""
    above, line = lines[at - 1], lines[at]
    if line.y0 - above.y1 > WRAP_GAP * min(line.size, above.size):
        return False
    filled = [bool(cell_text(line.chunks, column)) for column in columns]
    if any(is_number(cell_text(line.chunks, c)) for c in columns[1:]) or all(filled):
        return False
    if not filled[0]:
        return True
    if sum(filled) > 1:
        return line.chunks[0].text[:1].islower()
    # A label alone: it ends the row above, opens the row below, or heads a section.
    is_figure_row = any(is_number(cell_text(above.chunks, c)) for c in columns[1:])
    nearer_above = at + 1 >= len(lines) or (line.y0 - above.y1 < lines[at + 1].y0 - line.y1 - 0.5)
    return line.chunks[0].text[:1].islower() or (is_figure_row and nearer_above)


def _spaced(
    groups: Sequence[Sequence[TextLine]], top: float, end: float, band: int
) -> list[GridRow]:
    rows = []
    for at, group in enumerate(groups):
        y0 = top if at == 0 else (groups[at - 1][-1].y1 + group[0].y0) / 2
        y1 = end if at == len(groups) - 1 else (group[-1].y1 + groups[at + 1][0].y0) / 2
        rows.append(GridRow(y0, y1, tuple(group), band))
    return rows


def figure_columns(rows: Sequence[GridRow], columns: Sequence[Column]) -> list[int]:
    """Columns, the first left out, whose cells are mostly figures."""
    found = []
    for index, column in enumerate(columns[1:], start=1):
        texts = [text for row in rows if (text := cell_text(row.chunks, column))]
        figures = sum(is_number(text) and not is_year(text) for text in texts)
        if texts and figures >= 0.5 * len(texts) and figures >= 1:
            found.append(index)
    return found


def are_aligned(rows: Sequence[GridRow], column: Column) -> bool:
    """Whether a column's figures share their left edge, right edge or middle."""
    chunks = [c for row in rows for c in row.chunks if column.holds(c.middle) and is_number(c.text)]
    if len(chunks) < 3:
        return False
    for edges in ([c.x0 for c in chunks], [c.x1 for c in chunks], [c.middle for c in chunks]):
        centre = median(edges)
        if sum(abs(edge - centre) <= 3.0 for edge in edges) >= 0.7 * len(edges):
            return True
    return False
