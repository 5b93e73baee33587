"""Lines in the order a person reads them.

Columns come from recursive cuts along white space (Nagy and Seth 1984, the XY-cut), where bands
that share a gutter are kept together, so that a two-column text is read down and a table across.
Does not make lines (`ingest.lines`) or decide what they are part of.
*Units*: points from the top left of the upright page, y down.
"""

from collections.abc import Sequence
from itertools import pairwise

from ingest.lines import Line

GUTTER_EMS = 1.1
"""White space this many type sizes wide, from top to bottom, parts two columns."""

PROSE_CHARACTERS = 18
"""Columns whose lines are on average shorter than this are cells of a table, read across."""

LEVEL_SHARE = 0.5
"""Columns whose lines stand level with the next column's to this share are cells of a table."""


def ordered(lines: Sequence[Line]) -> list[Line]:
    """The lines in reading order."""
    if len(lines) < 2:
        return list(lines)
    columns = _columns(lines)
    if len(columns) > 1:
        return [line for column in columns for line in ordered(column)]
    groups = _grouped(_bands(lines))
    if len(groups) < 2:
        return _across(lines)
    return [line for group in groups for line in ordered(group)]


def _across(lines: Sequence[Line]) -> list[Line]:
    """Lines that cannot be cut: in the file's order where that never goes back, else by row."""
    by_file = sorted(lines, key=lambda line: line.order)
    if not any(_goes_back(a, b) for a, b in pairwise(by_file)):
        return by_file
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.y0 + line.y1):
        if rows and line.y0 < (rows[-1][0].y0 + rows[-1][0].y1) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.x0)]


def _goes_back(first: Line, second: Line) -> bool:
    """Whether the second stands before the first to a reader: left of it, and level or higher."""
    if second.y1 < first.y0 + 0.5 * first.height:
        return second.x0 < first.x1
    return second.x1 <= first.x0 and second.y0 < first.y0 + 0.5 * first.height


def _bands(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines parted wherever white space runs from edge to edge."""
    bands: list[list[Line]] = []
    bottom = 0.0
    for line in sorted(lines, key=lambda line: line.y0):
        # Boxes of neighbouring lines overlap a little: a fifth of the height is forgiven.
        if bands and line.y0 + 0.2 * line.height < bottom:
            bands[-1].append(line)
            bottom = max(bottom, line.y1 - 0.2 * line.height)
        else:
            bands.append([line])
            bottom = line.y1 - 0.2 * line.height
    return bands


def _grouped(bands: list[list[Line]]) -> list[list[Line]]:
    """Neighbouring bands that share columns, together; every other band by itself."""
    groups: list[list[Line]] = []
    index = 0
    while index < len(bands):
        last = _last_sharing(bands, index)
        groups.append([line for band in bands[index : last + 1] for line in band])
        index = last + 1
    return groups


def _last_sharing(bands: list[list[Line]], first: int) -> int:
    """Index of the last band that has its columns in common with the first."""
    last = first
    group = list(bands[first])
    for further in range(first + 1, len(bands)):
        group += bands[further]
        if not _gutters(group):
            break
        if len(_columns(group)) > 1:
            last = further
    return _without_next_heading(bands, first, last)


def _without_next_heading(bands: list[list[Line]], first: int, last: int) -> int:
    """The same index, less what stands under one column only and heads what comes next.

    A heading below two columns is short and would pass for the first one's last line.
    """
    sizes = sorted(line.size for band in bands[first : last + 1] for line in band)
    usual = sizes[len(sizes) // 2]
    while last > first and last + 1 < len(bands) and _heads(bands[last], usual):
        last -= 1
    return last


def _heads(band: Sequence[Line], usual: float) -> bool:
    return len(band) == 1 and (band[0].size > 1.1 * usual or band[0].is_bold)


def _gutters(lines: Sequence[Line]) -> list[float]:
    """The x in the middle of every gap that runs through all the lines, wide enough to part."""
    size = sorted(line.size for line in lines)[len(lines) // 2] or 10.0
    gutters = []
    right = None
    for x0, x1 in sorted((line.x0, line.x1) for line in lines):
        if right is not None and x0 - right > GUTTER_EMS * size:
            gutters.append((right + x0) / 2)
        right = x1 if right is None else max(right, x1)
    return gutters


def _columns(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines parted at gutters, where the parts read as columns of prose; else all in one."""
    gutters = _gutters(lines)
    if not gutters:
        return [list(lines)]
    columns: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for line in lines:
        columns[sum(line.x0 > gutter for gutter in gutters)].append(line)
    if min(len(column) for column in columns) < 2:
        return [list(lines)]
    if all(_reads_down(column) for column in columns) or not _are_level(columns):
        return columns
    return [list(lines)]


def _are_level(columns: Sequence[Sequence[Line]]) -> bool:
    """Whether the lines of neighbouring columns stand on one baseline, as cells of a table do."""
    shared = total = 0
    for left, right in pairwise(columns):
        few, many = sorted((left, right), key=len)
        feet = {round(line.y1 / 2) for line in many}
        shared += sum(bool({f - 1, f, f + 1} & feet) for f in (round(x.y1 / 2) for x in few))
        total += len(few)
    return shared >= LEVEL_SHARE * total


def _reads_down(column: Sequence[Line]) -> bool:
    if any(line.table >= 0 for line in column):
        return True
    letters = sum(len(word.text) + 1 for line in column for word in line.words)
    return letters / len(column) >= PROSE_CHARACTERS
