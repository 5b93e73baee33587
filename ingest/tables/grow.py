"""Rows of a ruled region that stand outside its rules: heads above, a total below.

Tables with shaded bands have rules only at every other row, and some are ruled under the head
alone. A line joins while it keeps to the columns already found and follows at the same pace.
"""

from collections.abc import Sequence
from itertools import pairwise

from ingest.tables.grid import Column, columns_of
from ingest.tables.parts import Chunk, Rule, TextLine, is_caption
from ingest.tables.regions import Region, Sheet

PACE = 1.7
"""A row follows within this many times the distance its region's lines keep."""

WORDWISE_COLUMNS = 4
"""Over so many columns no line of prose keeps all its words clear of every column's edge."""

STRADDLING = 0.2
"""Columns measured on other rows may be a little narrow: so many words may reach over an edge."""

LONGEST_CHUNK_WORDS = 10
ALONG = 0.8
"""A rule that closes a table runs along at least this share of its width."""

MOSTLY = 0.85
MOST_HEAD_LINES = 4
MOST_LONE_WORDS = 6
"""A lone chunk this short may head a section of the table, where a row follows it."""


def grown(region: Region, sheet: Sheet) -> Region:
    """The region with the rows above and below that keep to its columns."""
    columns = columns_of(region)
    if len(columns) < 2:
        return region
    beside = sheet.without([region]).cut(region.x0, -1.0, region.x1, 1e6).lines
    pace = PACE * _pace(region.lines)
    above = _taken([line for line in reversed(beside) if line.y1 <= region.y0 + 2], columns, pace)
    below = _taken([line for line in beside if line.y0 >= region.y1 - 2], columns, pace)
    above = above if _follows(above, region.lines[0], pace) else []
    below = below if _follows(below, region.lines[-1], pace) else []
    y0 = above[-1].y0 - 2 if above else region.y0
    y1 = below[-1].y1 + 2 if below else region.y1
    top = _top_rule(region, sheet, beside, y0)
    return sheet.cut(region.x0, top, region.x1, _end_rule(region, sheet, beside, y1, columns))


def _end_rule(
    region: Region,
    sheet: Sheet,
    beside: Sequence[TextLine],
    y1: float,
    columns: Sequence[Column],
) -> float:
    """The rule under the last row, where nearly all lines down to it are rows."""
    for rule in sheet.level:
        if rule.at < y1 or not _runs_along(rule, region):
            continue
        between = [line for line in beside if y1 < line.middle < rule.at]
        rows = sum(_is_row(line, columns) for line in between)
        return rule.at if between and rows >= MOSTLY * len(between) else y1
    return y1


def _runs_along(rule: Rule, region: Region) -> bool:
    shared = min(rule.end, region.x1) - max(rule.start, region.x0)
    return shared >= ALONG * (region.x1 - region.x0)


def _top_rule(region: Region, sheet: Sheet, beside: Sequence[TextLine], y0: float) -> float:
    """The rule over the heads, where only heads stand between it and the rows."""
    for rule in sorted(sheet.level, key=lambda r: -r.at):
        if rule.at > y0 or not _runs_along(rule, region):
            continue
        between = [line for line in beside if rule.at < line.middle < y0]
        is_heads = not any(is_caption(line) for line in between) and all(
            len(c.words) <= MOST_LONE_WORDS for line in between for c in line.chunks
        )
        return rule.at if 1 <= len(between) <= MOST_HEAD_LINES and is_heads else y0
    return y0


def _pace(lines: Sequence[TextLine]) -> float:
    steps = sorted(b.middle - a.middle for a, b in pairwise(lines))
    size = max(line.size for line in lines)
    return max(steps[len(steps) // 2] if steps else 0.0, 1.3 * size)


def _follows(taken: Sequence[TextLine], edge: TextLine, pace: float) -> bool:
    return bool(taken) and abs(taken[0].middle - edge.middle) <= pace


def _taken(lines: Sequence[TextLine], columns: Sequence[Column], pace: float) -> list[TextLine]:
    """The lines next to the region, nearest first, up to the last that is a row."""
    taken: list[TextLine] = []
    rows = 0
    for line in lines:
        if taken and abs(line.middle - taken[-1].middle) > pace:
            break
        if is_caption(line):
            break
        if _is_row(line, columns):
            taken.append(line)
            rows = len(taken)
        elif len(line.words) <= MOST_LONE_WORDS and rows == len(taken):
            taken.append(line)
        else:
            break
    return taken[:rows]


def _is_row(line: TextLine, columns: Sequence[Column]) -> bool:
    """Whether a line's chunks each keep to a column, several columns being filled."""
    if len(line.chunks) < 2 or any(len(c.words) > LONGEST_CHUNK_WORDS for c in line.chunks):
        return False
    homes = [_homes(chunk, columns) for chunk in line.chunks]
    if len(homes) == len(columns):
        return all(i in home for i, home in enumerate(homes))
    filled = [i for home in homes for i in home]
    if len(filled) == len(set(filled)) and len(line.chunks) * 2 >= len(columns):
        return True
    # In small type cells stand so near that chunks run together; their words still keep apart.
    words = [_homes(Chunk((w,), w.x0, w.x1), columns) for w in line.words]
    reached = {i for home in words for i in home}
    return (
        len(columns) >= WORDWISE_COLUMNS
        and sum(len(home) > 1 for home in words) <= STRADDLING * len(words)
        and len(reached) > len(columns) / 2
    )


def _homes(chunk: Chunk, columns: Sequence[Column]) -> set[int]:
    return {i for i, c in enumerate(columns) if min(chunk.x1, c.x1) - max(chunk.x0, c.x0) > 2}
