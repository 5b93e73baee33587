"""Lines in reading order to paragraphs and list items.

A line goes on from the one before when it is set alike, as far below as lines of its size are, and
nothing (a bullet, an indent, room left at the end) says that something new begins.
Does not decide what is a heading.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import median

from corpus.sentences import split
from corpus.text import BULLETS
from ingest.lines import Line

SAME_SIZE = 0.12
"""Sizes that differ by less than this share are one size."""

WIDE_LEADING = 1.2
"""A line this many times further down than lines of its size usually are begins a paragraph."""

SLIGHT_LEADING = 1.06
"""The same where the line before ends a sentence."""

_BULLET = re.compile(rf"(?![*·])[{BULLETS}]|[-–—*·o]$")
_NUMBERED = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]|\d{1,3}(?:\.\d{1,3}){1,3}|[a-z][.)]|[ivx]{1,5}[.)])$"
)
_ENDS = tuple('.!?:;”"’)')


def starts_item(line: Line) -> bool:
    """Whether the line opens a list item or a numbered paragraph."""
    first = line.words[0].text
    return len(line.words) > 1 and bool(_BULLET.match(first) or _NUMBERED.match(first))


def is_numbered_prose(words: str) -> bool:
    """Whether what a number opens is a paragraph of a numbered report and not an item of a list."""
    first, *rest = words.split(maxsplit=1)
    return bool(_NUMBERED.match(first) and rest) and len(split(rest[0])) > 1


def leadings(pages: Iterable[Sequence[Line]]) -> dict[int, float]:
    """The usual distance from line to line for each type size of a document.

    *Units*: points, keyed by the size in whole points.
    """
    found: dict[int, list[float]] = defaultdict(list)
    for lines in pages:
        for first, second in pairwise(lines):
            pitch = second.y0 - first.y0
            if _is_alike(first, second) and 0.9 * first.size < pitch < 2.2 * first.size:
                found[round(first.size)].append(pitch)
    return {size: median(pitches) for size, pitches in found.items() if len(pitches) > 2}


def grouped(lines: Sequence[Line], leading: Mapping[int, float]) -> list[tuple[Line, ...]]:
    """Lines in reading order, grouped into paragraphs and items."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, leading):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [tuple(group) for group in groups]


def _goes_on(group: list[Line], line: Line, leading: Mapping[int, float]) -> bool:
    last = group[-1]
    if line.table >= 0 or last.table >= 0 or not _is_alike(last, line):
        return False
    pitch = line.y0 - last.y0
    usual = leading.get(round(last.size), 1.3 * max(last.size, 1.0))
    ends_sentence = last.words[-1].text.endswith(_ENDS)
    most = usual * (SLIGHT_LEADING if ends_sentence else WIDE_LEADING) + 0.5
    if not 0.3 * last.size < pitch < most or starts_item(line):
        return False
    if ends_sentence and line.x0 > last.x0 + 0.8 * last.size and not starts_item(group[0]):
        return False
    return not (_leaves_item(group, line) or _had_room(group, line))


def _is_alike(first: Line, second: Line) -> bool:
    """Whether two lines are set in one size and weight and one above the other."""
    if abs(second.size - first.size) > SAME_SIZE * max(first.size, 1.0):
        return False
    if first.is_sideways or second.is_sideways:
        return False
    if second.is_bold != first.is_bold and not second.words[0].text[:1].islower():
        return False
    return min(first.x1, second.x1) > max(first.x0, second.x0)


def _leaves_item(group: list[Line], line: Line) -> bool:
    """Whether the line stands left of a list item's text, back at the margin."""
    first = group[0]
    if not starts_item(first) or len(first.words) < 2:
        return False
    hang = group[1].x0 if len(group) > 1 else first.words[1].x0
    if line.x0 >= hang - 0.4 * line.size:
        return False
    # A numbered paragraph may wrap to the margin; then its second line runs on in mid-sentence.
    return group[-1].words[-1].text.endswith(_ENDS) or _had_room(group, line)


def _had_room(group: list[Line], line: Line) -> bool:
    """Whether the line's first word would have fitted on the line before: somebody broke there."""
    last, first = group[-1], line.words[0]
    if first.text[:1].islower():
        return False
    right = max(max(other.x1 for other in group), line.x1)
    return last.x1 + 0.3 * line.size + (first.x1 - first.x0) + 0.7 * line.size < right
