"""Contents pages and indexes, which would win searches and answer nothing.

A page is one when most of its rows end in a page number and those numbers climb, or when it is
headed as an index and its rows end in lists of numbers. Does not read the entries.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.lines import Line

FEWEST_ENTRIES = 4
"""Fewer rows than this are no contents list."""

LEAST_SHARE = 0.5
"""Share of a page's rows that must be entries."""

_LEADER = re.compile(r"(?:[.…·_]\s?){4,}")
_ENTRY = re.compile(r"\S.*?[\s.…·_]+(\d{1,4}|[ivxlc]{1,6})$", re.IGNORECASE)
_INDEX_ENTRY = re.compile(r"[^\W\d].*?,?\s\d{1,4}(?:\s?[,–-]\s?\d{1,4})*$")
_TITLE = re.compile(r"(?:table of )?contents(?: page)?|in this (?:report|document)", re.IGNORECASE)
_INDEX_TITLE = re.compile(r"(?:subject )?index", re.IGNORECASE)


def contents_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Indexes of the lines of one page that belong to a contents list or index.

    *Order*: `lines` in reading order, without furniture.
    """
    rows = _rows(lines)
    texts = [" ".join(lines[index].text for index in row) for row in rows]
    titles = [i for i, text in enumerate(texts) if _TITLE.fullmatch(text.strip(" :"))]
    entries = _climbing(texts, is_titled=bool(titles))
    if any(_INDEX_TITLE.fullmatch(text.strip(" :")) for text in texts):
        entries += [i for i, text in enumerate(texts) if _INDEX_ENTRY.match(text)]
    if len(entries) < FEWEST_ENTRIES or len(entries) < LEAST_SHARE * _span(entries):
        return frozenset()
    first = min([*entries, *(title for title in titles if title <= min(entries))])
    kept = rows[first : max(entries) + 1]
    return frozenset(index for row in kept for index in row)


def _span(entries: Sequence[int]) -> int:
    return max(entries) - min(entries) + 1


def _rows(lines: Sequence[Line]) -> list[list[int]]:
    """Lines on one baseline together, from the top down."""
    rows: list[list[int]] = []
    for index in sorted(range(len(lines)), key=lambda i: lines[i].y0 + lines[i].y1):
        line = lines[index]
        if rows and _is_level(lines[rows[-1][0]], line):
            rows[-1].append(index)
        else:
            rows.append([index])
    return [sorted(row, key=lambda i: lines[i].x0) for row in rows]


def _is_level(first: Line, second: Line) -> bool:
    overlap = min(first.y1, second.y1) - max(first.y0, second.y0)
    return overlap > 0.6 * min(first.height, second.height)


def _climbing(texts: Sequence[str], *, is_titled: bool) -> list[int]:
    """Rows that end in page numbers which never fall; dotted leaders or a title are needed too."""
    found = [
        (index, match[1], text) for index, text in enumerate(texts) if (match := _ENTRY.match(text))
    ]
    has_leaders = sum(bool(_LEADER.search(text)) for _, _, text in found) * 2 > len(found)
    if not (has_leaders or is_titled):
        return []
    numbers = [int(label) for _, label, _ in found if label.isdecimal()]
    falls = sum(second < first for first, second in pairwise(numbers))
    return [index for index, _, _ in found] if falls <= len(numbers) // 6 else []
