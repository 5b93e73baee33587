"""Where on a page ruled tables stand: between level rules of one width.

A region is only a claim; `ingest.tables.find` throws out what has no rows and columns. Two columns
of prose, charts and boxes around text are told apart here; tables without rules are found by
`ingest.tables.runs`.
*Source*: the strips between level rules follow the idea of ruled-line grouping in Hassan and
Baumgartner, "Table recognition and understanding from PDF files" (2007).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from ingest.raw import RawPage, RawWord
from ingest.tables.parts import (
    Rule,
    TextLine,
    is_caption,
    is_number,
    lines_of,
    rules_of,
)

SAME_EXTENT = 5.0
"""Rules whose ends differ by less than this many points belong to one table."""

NARROWEST = 90.0
EMPTY_STRIP = 40.0
"""An empty strip higher than this parts two tables; a chart's grid has such strips."""

STRIPE_GAP = 1.0
"""White this many type sizes wide does not come about between the words of a few lines."""

WRAPPED_LINES = 6
"""A row between rules has at most this many lines when its cells wrap and stand centred."""

PROSE_LINES = 5
SMALL_SHARE = 0.25
"""So many chunks that begin in small letters make at least five lines prose."""

PROSE_WORDS = 6.0
"""Chunks that hold more words than this on average are prose in columns."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the page that may be a table.

    `level` and `upright` are the rules inside it; `is_ruled` when rules made it.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    lines: tuple[TextLine, ...]
    level: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()
    is_ruled: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's upright words and its merged rules: what regions are taken from."""

    words: tuple[RawWord, ...]
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]

    @classmethod
    def of(cls, page: RawPage) -> "Sheet":
        """The sheet of a page."""
        level, upright = rules_of(page.rules)
        words = tuple([word for word in page.words if not word.quarters])
        return cls(words, tuple(level), tuple(upright))

    def without(self, regions: Sequence[Region]) -> "Sheet":
        """The same sheet less the words that stand in some regions."""
        if not regions:
            return self
        words = tuple(w for w in self.words if not any(_holds(region, w) for region in regions))
        return replace(self, words=words)

    def cut(self, x0: float, y0: float, x1: float, y1: float) -> Region:
        """The region of a box, with the words whose middle stands in it and the rules in it."""
        words = [
            w
            for w in self.words
            if x0 - 3 <= (w.x0 + w.x1) / 2 <= x1 + 3 and y0 - 1 < (w.y0 + w.y1) / 2 < y1 + 1
        ]
        level = tuple(r for r in self.level if y0 - 1 <= r.at <= y1 + 1 and _runs_in(r, x0, x1))
        upright = tuple(r for r in self.upright if x0 - 3 <= r.at <= x1 + 3 and _runs_in(r, y0, y1))
        lines = tuple(lines_of(words, uprights=upright))
        return Region(x0, y0, x1, y1, lines, level, upright, is_ruled=True)


def _runs_in(rule: Rule, start: float, end: float) -> bool:
    return min(rule.end, end) - max(rule.start, start) > 0


def _holds(region: Region, word: RawWord) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return region.x0 <= x <= region.x1 and region.y0 <= y <= region.y1


# -------------------------------------------------------------------------------- ruled


def ruled_regions(sheet: Sheet) -> list[Region]:
    """What stands between level rules of one extent and looks like rows."""
    regions: list[Region] = []
    for family in _families(sheet.level):
        x0, x1 = family[0].start, family[0].end
        inside = [w for w in sheet.words if x0 - 3 <= (w.x0 + w.x1) / 2 <= x1 + 3]
        for run in _runs(family, inside, sheet.upright):
            whole = sheet.cut(x0, run[0].top, x1, run[-1].end)
            for region in _between_captions(whole, sheet):
                if not any(_overlaps(region, other) for other in regions):
                    regions.append(_tight(region))
    return regions


def _between_captions(region: Region, sheet: Sheet) -> list[Region]:
    """The region cut at captions: what stands over the first is no part of a table."""
    lines = region.lines
    starts = [0, *(at + 1 for at, line in enumerate(lines) if is_caption(line))]
    ends = [*(start - 1 for start in starts[1:]), len(lines)]
    if len(starts) == 1:
        return [region]
    return [
        sheet.cut(region.x0, lines[a].y0 - 2, region.x1, lines[b - 1].y1 + 2)
        for a, b in zip(starts, ends, strict=True)
        if sum(len(line.chunks) >= 2 for line in lines[a:b]) >= 2
    ]


def _tight(region: Region) -> Region:
    """Less the empty space to a rule that frames the page and not the table."""
    first, last = region.lines[0], region.lines[-1]
    y0 = first.y0 - 3 if first.y0 - region.y0 > 2 * first.size else region.y0
    y1 = last.y1 + 3 if region.y1 - last.y1 > 2 * last.size else region.y1
    level = tuple(r for r in region.level if y0 - 1 <= r.at <= y1 + 1)
    return replace(region, y0=y0, y1=y1, level=level)


def _families(level: Sequence[Rule]) -> list[list[Rule]]:
    """Level rules of the same extent, the widest and most numerous families first."""
    families: list[list[Rule]] = []
    for rule in sorted(level, key=lambda r: r.at):
        if rule.length < NARROWEST:
            continue
        for family in families:
            if (
                abs(family[0].start - rule.start) <= SAME_EXTENT
                and abs(family[0].end - rule.end) <= SAME_EXTENT
            ):
                family.append(rule)
                break
        else:
            families.append([rule])
    kept = [family for family in families if len(family) >= 2]
    return sorted(kept, key=lambda f: -f[0].length * len(f))


@dataclass(frozen=True, slots=True)
class _Strip:
    """What two level rules that follow each other hold: "table", "one", "none" or "prose"."""

    top: float
    end: float
    holds: str


def _runs(
    family: Sequence[Rule], words: Sequence[RawWord], upright: Sequence[Rule]
) -> list[list[_Strip]]:
    middles = [(word.y0 + word.y1) / 2 for word in words]
    strips: list[_Strip] = []
    for above, below in pairwise(family):
        top, end = above.at - 1, below.at + 1
        inside = [w for w, y in zip(words, middles, strict=True) if top < y < end]
        strips.append(_Strip(above.at, below.at, _held(above, below, inside, upright)))
    runs: list[list[_Strip]] = [[]]
    for strip in strips:
        if strip.holds == "prose" or (
            strip.holds == "none" and strip.end - strip.top > EMPTY_STRIP
        ):
            runs.append([])
        else:
            runs[-1].append(strip)
    return [run for run in map(_trimmed, runs) if any(s.holds == "table" for s in run)]


def _trimmed(run: list[_Strip]) -> list[_Strip]:
    while run and run[0].holds != "table":
        run = run[1:]
    while run and run[-1].holds != "table":
        run = run[:-1]
    return run


def _held(above: Rule, below: Rule, inside: Sequence[RawWord], upright: Sequence[Rule]) -> str:
    if not inside:
        return "none"
    parting = _parting(upright, above, below)
    lines = lines_of(inside, uprights=parting)
    if parting and _is_parted(inside, parting):
        return "table"
    if len(lines) <= WRAPPED_LINES and _has_white_stripe(inside):
        return "table"
    if _reads_on(lines):
        return "prose"
    several = sum(len(line.chunks) >= 2 for line in lines)
    chunks = sum(len(line.chunks) for line in lines)
    if several * 2 >= len(lines) and len(inside) <= PROSE_WORDS * chunks:
        return "table"
    return "one" if len(lines) <= 2 else "prose"


def _reads_on(lines: Sequence[TextLine]) -> bool:
    """Whether chunk after chunk begins in small letters, as only lines of prose do."""
    if len(lines) < PROSE_LINES:
        return False
    chunks = [chunk for line in lines for chunk in line.chunks]
    small = sum(chunk.words[0].text[:1].islower() for chunk in chunks)
    if small < SMALL_SHARE * len(chunks):
        return False
    return sum(is_number(chunk.text) for chunk in chunks) < small


def _has_white_stripe(words: Sequence[RawWord]) -> bool:
    """Whether a stripe wider than any blank stays white through all the words, some each side."""
    reach = -inf
    for word in sorted(words, key=lambda w: w.x0):
        if word.x0 - reach > STRIPE_GAP * (word.size or word.y1 - word.y0) and reach > -inf:
            return True
        reach = max(reach, word.x1)
    return False


def _parting(upright: Sequence[Rule], above: Rule, below: Rule) -> list[Rule]:
    """Upright rules between the sides of a strip that run through most of it."""
    height = below.at - above.at
    return [
        r
        for r in upright
        if above.start + 4 < r.at < above.end - 4
        and min(r.end, below.at) - max(r.start, above.at) >= 0.7 * height
    ]


def _is_parted(words: Sequence[RawWord], parting: Sequence[Rule]) -> bool:
    """Whether words stand on both sides of a parting rule and none stands across it."""
    for rule in parting:
        left = sum(w.x1 <= rule.at + 2 for w in words)
        across = sum(w.x0 < rule.at - 2 and w.x1 > rule.at + 2 for w in words)
        if 0 < left < len(words) and across * 10 <= len(words):
            return True
    return False


def _overlaps(one: Region, other: Region) -> bool:
    return (
        min(one.x1, other.x1) - max(one.x0, other.x0) > 5
        and min(one.y1, other.y1) - max(one.y0, other.y0) > 5
    )
