"""Tables without rules: runs of lines that end in figures, with the heads over them.

Contents pages, whose entries end in page numbers, are told apart here. Tables of words without
any rule are left as prose: nothing tells them from columns of text well enough. Our own method.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from operator import attrgetter

from ingest.raw import RawWord
from ingest.tables.parts import SAME_LINE, TextLine, are_apart, is_number, is_year, lines_of
from ingest.tables.regions import Region, Sheet

FEWEST_LINES = 3
"""A table without rules has at least so many lines that end in figures."""

_opens = re.compile(
    r"[<>≤≥~≈(\[+±£$€−–-]*\d|(?:[<>≤≥~≈(\[+±£$€]|[-–—−*.…]{1,3}|n/?a|x|nil|suppressed|[✓✗✘×])$",
    re.IGNORECASE,
).match
"""Whether a word may be the first of a figure, or of what stands in a figure's place."""

_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}")


def unruled_regions(sheet: Sheet) -> list[Region]:
    """Runs of lines that end in figures, with the heads over them."""
    if not _has_figures_apart(sheet.words):
        return []
    lines = lines_of(sheet.words)
    regions = []
    at = 0
    while at < len(lines):
        end = _end_of_run(lines, at)
        if sum(_ends_in_figures(line) for line in lines[at:end]) >= FEWEST_LINES:
            first = _with_heads(lines, at)
            part = lines[first:end]
            if not _is_contents(part):
                regions.append(_unruled(part))
            at = end
        else:
            at += 1
    return regions


def _has_figures_apart(words: Sequence[RawWord]) -> bool:
    """Whether enough words may open a figure that stands apart, with something left of it.

    Making lines takes many times as long as this look, and most pages have only prose.
    """
    pairs = zip((None, *words), words, strict=False)
    apart = [w for last, w in pairs if _opens(w.text) and not (last and _is_beside(last, w))]
    if len(apart) < FEWEST_LINES:
        return False
    from_left = sorted(words, key=attrgetter("x0"))
    return sum(_is_preceded(word, from_left) for word in apart) >= FEWEST_LINES


def _is_preceded(word: RawWord, from_left: Iterable[RawWord]) -> bool:
    """Whether a word stands left of this one at its height: paragraphs' numbers have none."""
    further_left = takewhile(lambda other: other.x0 < word.x0, from_left)
    return any(other.y0 < word.y1 and other.y1 > word.y0 for other in further_left)


def _is_beside(last: RawWord, word: RawWord) -> bool:
    """Whether a word goes on where the last ends, on the same line and in the same chunk."""
    overlap = min(last.y1, word.y1) - max(last.y0, word.y0)
    is_level = overlap >= SAME_LINE * min(last.y1 - last.y0, word.y1 - word.y0)
    return is_level and last.x0 < word.x0 and not are_apart(last, word)


def _unruled(lines: Sequence[TextLine]) -> Region:
    chunks = [chunk for line in lines for chunk in line.chunks]
    return Region(
        min(c.x0 for c in chunks) - 1,
        lines[0].y0 - 1,
        max(c.x1 for c in chunks) + 1,
        lines[-1].y1 + 1,
        tuple(lines),
    )


def _end_of_run(lines: Sequence[TextLine], start: int) -> int:
    """One past the last of a run of lines that end in figures, one label at most between two."""
    if not _ends_in_figures(lines[start]):
        return start
    end = start + 1
    at = end
    while at < len(lines) and _is_near(lines[at - 1], lines[at]):
        if _ends_in_figures(lines[at]):
            end = at + 1
        elif at - end >= 1 or not _may_be_label(lines[at]):
            break
        at += 1
    return end


def _ends_in_figures(line: TextLine) -> bool:
    """Whether everything right of the first chunk is figures."""
    rest = line.chunks[1:]
    return bool(rest) and all(is_number(chunk.text) for chunk in rest) and _is_short(line)


def _is_short(line: TextLine) -> bool:
    return len(line.chunks[0].words) <= 14


def _may_be_label(line: TextLine) -> bool:
    return len(line.chunks) == 1 and len(line.words) <= 8


def _is_near(above: TextLine, below: TextLine) -> bool:
    return below.y0 - above.y1 <= 1.6 * min(above.size, below.size)


def _with_heads(lines: Sequence[TextLine], first: int) -> int:
    """Up to three lines above that stand over the figures as column heads do."""
    columns = [(c.x0, c.x1) for c in lines[first].chunks[1:]]
    reach = lines[first].size * 1.8
    for _ in range(3):
        above = first - 1
        if (
            above < 0
            or lines[first].y0 - lines[above].y1 > reach
            or not _heads(lines[above], columns)
        ):
            break
        first = above
    return first


def _heads(line: TextLine, columns: Sequence[tuple[float, float]]) -> bool:
    over = [c for c in line.chunks if any(c.x0 < x1 + 8 and c.x1 > x0 - 8 for x0, x1 in columns)]
    if not over or any(len(c.words) > 6 for c in line.chunks):
        return False
    return len(line.chunks) >= 2 or all(is_year(c.text) for c in over) or len(columns) >= 2


def _is_contents(lines: Sequence[TextLine]) -> bool:
    """Whether the lines are entries of a contents page: leaders, or ever higher page numbers."""
    if any(_LEADERS.search(line.chunks[0].text + line.chunks[-1].text) for line in lines):
        return True
    ends = [line.chunks[-1].text for line in lines if len(line.chunks) == 2]
    pages = [int(text) for text in ends if text.isdecimal() and len(text) <= 3]
    return len(pages) >= 0.8 * len(lines) and len(pages) >= 3 and pages == sorted(pages)
