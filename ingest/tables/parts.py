"""What tables are made of: lines of words, chunks parted by wide gaps, and merged rules.

Holds no judgement on what is a table.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import count, pairwise
from operator import add, attrgetter
from typing import NamedTuple

from ingest.raw import Box, RawWord

CHUNK_GAP = 0.85
"""Words further apart than this many type sizes stand in different chunks; a blank is 0.25."""

SAME_LINE = 0.5
"""Words share a line when they overlap in height by this share of the smaller."""

RULE_TOLERANCE = 2.6
"""Rules nearer to each other than this, in points, are one rule drawn in parts or twice."""

SHORTEST_RULE = 6.0

_NUMBER = re.compile(
    r"[<>≤≥~≈]?\s?[(\[]?[-+−–±]?\s?[£$€]?\d[\d,.\s]*(?:%|k|m|bn|pp|p|st|nd|rd|th)?[)\]]?[*†‡]?"
    r"(?:\s?\(\s?[-+−–<]?[£$€]?\d[\d,.]*\s?%?\s?\)|\s?(?:[-–−/]|to|in)\s?\d[\d,.]*%?)?"
    r"|[-–—−*.…]{1,3}|n/?a|x|nil|suppressed|[✓✗✘×]",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(?:table|figure|chart|map|box)\s+[\dA-Z]{1,3}(?:\.\d+)*\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d(?:\s?[/–-]\s?(?:\d\d){1,2})?")


class Chunk(NamedTuple):
    """Words of one line that stand together: a cell's line, or part of one."""

    words: tuple[RawWord, ...]
    x0: float
    x1: float

    @property
    def text(self) -> str:
        """The words parted by blanks."""
        return " ".join(word.text for word in self.words)

    @property
    def middle(self) -> float:
        """Middle of its width."""
        return (self.x0 + self.x1) / 2


class TextLine(NamedTuple):
    """Words at one height, as chunks from left to right."""

    chunks: tuple[Chunk, ...]
    y0: float
    y1: float

    @property
    def middle(self) -> float:
        """Middle of its height."""
        return (self.y0 + self.y1) / 2

    @property
    def size(self) -> float:
        """Its height in points, close to the type size."""
        return max(self.y1 - self.y0, 1.0)

    @property
    def words(self) -> tuple[RawWord, ...]:
        """All its words from left to right."""
        return tuple(word for chunk in self.chunks for word in chunk.words)


class Rule(NamedTuple):
    """A straight rule: where it stands across (`at`) and from where to where it runs."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """How far it runs."""
        return self.end - self.start


def is_number(text: str) -> bool:
    """Whether a cell's text is a figure, or what stands in a figure's place."""
    return bool(_NUMBER.fullmatch(text.strip()))


def is_year(text: str) -> bool:
    """Whether a text is a year or a pair of years, which more often heads a column."""
    return bool(_YEAR.fullmatch(text.strip()))


def is_caption(line: TextLine) -> bool:
    """Whether a line begins as captions do: "Table 4: ..."."""
    return bool(_CAPTION.match(line.chunks[0].text))


def lines_of(words: Sequence[RawWord], *, uprights: Sequence[Rule] = ()) -> list[TextLine]:
    """Lines from the top down; words are parted at wide gaps and at upright rules."""
    if not words:
        return []
    _, lefts, tops, _, feet, *_ = zip(*words, strict=True)
    # By the middle of their height, then from the left; `count` keeps the order of equals.
    places = zip(map(add, tops, feet), lefts, count(), tops, feet, words, strict=False)
    rows: list[list[RawWord]] = []
    top = foot = 0.0
    for *_, y0, y1, word in sorted(places):
        overlap = (y1 if y1 < foot else foot) - (y0 if y0 > top else top)
        if rows and overlap >= SAME_LINE * min(foot - top, y1 - y0):
            rows[-1].append(word)
        else:
            rows.append([word])
        top, foot = y0, y1
    return [_line(row, uprights) for row in rows]


def _line(row: list[RawWord], uprights: Sequence[Rule]) -> TextLine:
    row.sort(key=attrgetter("x0"))
    _, _, tops, rights, feet, *_ = zip(*row, strict=True)
    y0, y1 = min(tops), max(feet)
    middle = (y0 + y1) / 2
    crossing = [r.at for r in uprights if r.start <= middle <= r.end]
    starts = [at for at, (a, b) in enumerate(pairwise(row), 1) if are_apart(a, b, crossing)]
    chunks = [
        Chunk(tuple(row[start:end]), row[start].x0, max(rights[start:end]))
        for start, end in pairwise((0, *starts, len(row)))
    ]
    return TextLine(tuple(chunks), y0, y1)


def are_apart(left: RawWord, right: RawWord, uprights: Sequence[float] = ()) -> bool:
    """Whether two words side by side stand in different chunks."""
    gap = right.x0 - left.x1
    if gap > CHUNK_GAP:
        one, other = left.size or left.y1 - left.y0, right.size or right.y1 - right.y0
        if gap > CHUNK_GAP * (one if one < other else other):
            return True
    return bool(uprights) and any(left.x1 - 1 <= at <= right.x0 + 1 for at in uprights)


def rules_of(boxes: Iterable[Box]) -> tuple[list[Rule], list[Rule]]:
    """Level and upright rules, with what was drawn in parts put together."""
    level, upright = [], []
    for x0, y0, x1, y1 in boxes:
        if x1 - x0 >= y1 - y0:
            level.append(Rule((y0 + y1) / 2, x0, x1))
        else:
            upright.append(Rule((x0 + x1) / 2, y0, y1))
    return _merged(level), _merged(upright)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if groups and rule.at - groups[-1][0].at <= RULE_TOLERANCE:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    merged = [rule for group in groups for rule in _joined(group)]
    return [rule for rule in merged if rule.length >= SHORTEST_RULE]


def _joined(group: Sequence[Rule]) -> list[Rule]:
    at = sum(rule.at for rule in group) / len(group)
    joined: list[Rule] = []
    for rule in sorted(group, key=lambda r: r.start):
        if joined and rule.start <= joined[-1].end + RULE_TOLERANCE:
            last = joined[-1]
            joined[-1] = Rule(at, last.start, max(last.end, rule.end))
        else:
            joined.append(Rule(at, rule.start, rule.end))
    return joined
