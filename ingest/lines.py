"""Words with boxes to lines: words of one baseline that belong together.

Runs are taken from the file's own order, checked against geometry, then joined where they stand
side by side. Does not put lines in order (`ingest.layout`).
*Units*: points from the top left of the upright page, y down.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.text import BULLETS
from ingest.raw import Box, RawWord

WORD_GAP_EMS = 1.0
"""Words in the file's order with less than this between them share a line."""

RUN_ON_EMS = 4.0
"""The same where the file holds them in one run, as justified lines are."""

RUN_GAP_EMS = 0.7
"""Runs the file has apart are joined to one line when less than this lies between them."""

MARKER_GAP_EMS = 4.5
"""A bullet or item number may stand this far before its text."""

OVERLAP = 0.5
"""Words share a line when their boxes overlap by this share of the lower one's height."""

WHOLLY = 0.85
"""Share of a line's letters in bold from which the line is bold, not one that opens in bold."""

MARKER = re.compile(
    rf"[{BULLETS}o–—-]"
    r"|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|[a-zA-Z][.)]|[ivxlc]{1,6}[.)])"
)
"""A bullet, or the number of an item, paragraph or heading, by itself."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side on one baseline; or a whole table, which takes its place in the order.

    `order` is the place of its first word in the file; `table` numbers a page's tables from 0;
    a sideways line runs up or down the page.
    """

    words: tuple[RawWord, ...]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    is_bold: bool
    order: int = 0
    table: int = -1
    is_sideways: bool = False

    @property
    def text(self) -> str:
        """The words with blanks between."""
        return " ".join([word.text for word in self.words])

    @property
    def height(self) -> float:
        """Height of the line's box."""
        return self.y1 - self.y0


def line_of(words: Sequence[RawWord], order: int = 0, *, table: int = -1) -> Line:
    """A line of words already in order; size and weight are those of most of its letters."""
    texts, x0s, y0s, x1s, y1s, sizes, bolds, *_, quarters = zip(*words, strict=True)
    return Line(
        tuple(words),
        min(x0s),
        min(y0s),
        max(x1s),
        max(y1s),
        _commonest(sizes, texts),
        _is_wholly_bold(bolds, texts),
        order,
        table,
        any(quarters),
    )


def _commonest(sizes: Sequence[float], texts: Sequence[str]) -> float:
    """The size of most letters."""
    if len(set(sizes)) == 1:
        return sizes[0]
    letters: Counter[float] = Counter()
    for size, text in zip(sizes, texts, strict=True):
        letters[size] += len(text)
    return max(letters, key=letters.__getitem__)


def _is_wholly_bold(bolds: Sequence[bool], texts: Sequence[str]) -> bool:
    if not any(bolds):
        return False
    lengths = [len(text) for text in texts]
    bold = sum(length for length, is_bold in zip(lengths, bolds, strict=True) if is_bold)
    return bold >= WHOLLY * sum(lengths)


def lines_of(words: Sequence[RawWord]) -> list[Line]:
    """The lines: runs of words in the file's order, then runs joined on one baseline.

    *Order*: by the place of their first word in the file.
    """
    runs: list[list[RawWord]] = []
    starts: list[int] = []
    for place, word in enumerate(words):
        if runs and _follows(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
            starts.append(place)
    return _joined([line_of(run, start) for run, start in zip(runs, starts, strict=True)])


def _follows(last: RawWord, word: RawWord) -> bool:
    if last.quarters or word.quarters:
        return _follows_sideways(last, word)
    top, foot, last_top, last_foot = word.y0, word.y1, last.y0, last.y1
    height = min(last_foot - last_top, foot - top)
    # A conditional costs half of a call of min or max, and this is asked of every word.
    overlap = (foot if foot < last_foot else last_foot) - (top if top > last_top else last_top)
    if overlap <= OVERLAP * height:
        return False
    is_one_run = last.line == word.line != 0
    most = (RUN_ON_EMS if is_one_run else WORD_GAP_EMS) * max(last.size, word.size, 4.0)
    return -0.5 * height < word.x0 - last.x1 < most


def _follows_sideways(last: RawWord, word: RawWord) -> bool:
    """Whether a word of vertical type goes on from the last, up or down the page."""
    if last.quarters != word.quarters and min(len(last.text), len(word.text)) > 2:
        return False
    width = min(last.x1 - last.x0, word.x1 - word.x0)
    gap = max(word.y0 - last.y1, last.y0 - word.y1)
    overlap = min(last.x1, word.x1) - max(last.x0, word.x0)
    return overlap > OVERLAP * width and gap < max(last.size, word.size, 4.0)


def _joined(runs: list[Line]) -> list[Line]:
    """Runs that stand side by side on one baseline joined, nearer than a column gap."""
    by_height: dict[int, list[Line]] = defaultdict(list)
    for run in sorted(runs, key=lambda line: (line.x0, line.order)):
        bucket = int((run.y0 + run.y1) / 12)
        for near in (bucket, bucket - 1, bucket + 1):
            left = next((line for line in reversed(by_height[near]) if _beside(line, run)), None)
            if left:
                by_height[near].remove(left)
                run = line_of((*left.words, *run.words), min(left.order, run.order))
                break
        by_height[int((run.y0 + run.y1) / 12)].append(run)
    return sorted((x for lines in by_height.values() for x in lines), key=lambda x: x.order)


def _beside(left: Line, right: Line) -> bool:
    gap = right.x0 - left.x1
    size = max(left.size, right.size, 4.0)
    is_marker = len(left.words) == 1 and MARKER.fullmatch(left.words[0].text)
    if not -0.5 * size < gap < (MARKER_GAP_EMS if is_marker else RUN_GAP_EMS) * size:
        return False
    if left.is_sideways or right.is_sideways:
        return False
    overlap = min(left.y1, right.y1) - max(left.y0, right.y0)
    return overlap > OVERLAP * min(left.height, right.height)


def box_of(lines: Sequence[Line]) -> Box:
    """The box around the lines."""
    return (
        min(line.x0 for line in lines),
        min(line.y0 for line in lines),
        max(line.x1 for line in lines),
        max(line.y1 for line in lines),
    )
