"""Mending words before they become lines: doubled, letter-spaced and sideways type.

Each works on one page's words in the file's order. Does not normalise characters
(`corpus.text`).
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.raw import RawPage, RawWord

DOUBLE_EMS = 0.2
"""The same word again within this part of its type size is the same word painted twice."""

FEWEST_SPACED = 4
"""So many single letters in a row, evenly set, are one spaced word."""


def mended(page: RawPage) -> RawPage:
    """The page with every word once and spaced words closed up."""
    words = _once(page.words)
    words = _closed_up(words)
    return replace(page, words=tuple(words))


def _once(words: Sequence[RawWord]) -> list[RawWord]:
    """Without the second painting of a word, by which some programs imitate bold type."""
    places: dict[str, list[tuple[float, float]]] = {}
    kept = []
    for word in words:
        text, x, y = word[:3]
        former = places.get(text)
        if former is None:
            former = places[text] = []
        near = DOUBLE_EMS * max(word.size, 4.0)
        for former_x, former_y in former:
            if -near < former_x - x < near and -near < former_y - y < near:
                break
        else:
            former.append((x, y))
            kept.append(word)
    return kept


def _closed_up(words: Sequence[RawWord]) -> list[RawWord]:
    """With runs of evenly spaced single letters joined to words."""
    are_single = bytes([len(word.text) == 1 for word in words])
    if bytes([True] * FEWEST_SPACED) not in are_single:
        return list(words)
    out: list[RawWord] = []
    run: list[RawWord] = []
    for word in words:
        if len(word.text) == 1 and word.text.isalpha() and (not run or _continues(run[-1], word)):
            run.append(word)
            continue
        out += _joined(run)
        run = []
        if len(word.text) == 1 and word.text.isalpha():
            run.append(word)
        else:
            out.append(word)
    return out + _joined(run)


def _continues(last: RawWord, word: RawWord) -> bool:
    return abs(word.y0 - last.y0) < 0.2 * max(word.size, 4.0) and -1.0 < word.x0 - last.x1 < 2.5 * (
        max(word.size, 4.0)
    )


def _joined(run: Sequence[RawWord]) -> list[RawWord]:
    if len(run) < FEWEST_SPACED:
        return list(run)
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(run))
    usual = max(gaps[len(gaps) // 2], 0.1)
    groups: list[list[RawWord]] = [[run[0]]]
    for last, word in pairwise(run):
        if word.x0 - last.x1 > 1.6 * usual + 0.5:
            groups.append([word])
        else:
            groups[-1].append(word)
    return [_one(group) for group in groups]


def _one(group: Sequence[RawWord]) -> RawWord:
    return group[0]._replace(
        text="".join(word.text for word in group),
        x1=group[-1].x1,
        y0=min(word.y0 for word in group),
        y1=max(word.y1 for word in group),
    )


def sideways_quarters(words: Sequence[RawWord]) -> int:
    """Quarter turns clockwise that set most of a page's words upright; 0 for an upright page."""
    turns = Counter(word.quarters for word in words if word.quarters)
    long_words = sum(len(word.text) > 2 for word in words)
    if not turns or turns.total() * 2 <= long_words:
        return 0
    return turns.most_common(1)[0][0]


def upright(page: RawPage) -> tuple[RawPage, int]:
    """The page turned so that most of its words stand upright, and by how many quarters.

    The boxes are turned with it; its printed label and number stay.
    """
    quarters = sideways_quarters(page.words)
    if not quarters:
        return page, 0
    size = page.width, page.height
    rules = tuple(turned_box(rule, quarters, *size) for rule in page.rules)
    pictures = tuple(turned_box(picture, quarters, *size) for picture in page.pictures)
    words = tuple(turned(word, quarters, *size) for word in page.words)
    width, height = size if quarters == 2 else (page.height, page.width)
    turned_page = replace(
        page, width=width, height=height, words=words, rules=rules, pictures=pictures
    )
    return turned_page, quarters


def turned(word: RawWord, quarters: int, width: float, height: float) -> RawWord:
    """The word as it stands after turning a page of this width and height by quarters clockwise."""
    x0, y0, x1, y1 = turned_box((word.x0, word.y0, word.x1, word.y1), quarters, width, height)
    upright = 0 if word.quarters == quarters else word.quarters
    return word._replace(x0=x0, y0=y0, x1=x1, y1=y1, quarters=upright)


def turned_box(
    box: tuple[float, float, float, float], quarters: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """A box after turning the page by quarters clockwise; `width` and `height` before it."""
    x0, y0, x1, y1 = box
    match quarters % 4:
        case 1:
            return height - y1, x0, height - y0, x1
        case 2:
            return width - x1, height - y1, width - x0, height - y0
        case 3:
            return y0, width - x1, y1, width - x0
        case _:
            return box


def tilted_box(
    box: tuple[float, float, float, float], degrees: float, width: float, height: float
) -> tuple[float, float, float, float]:
    """A box of a levelled page back where its word stands on the skewed one.

    The page was turned counter-clockwise about its middle by `degrees`; the box keeps its size.
    """
    x0, y0, x1, y1 = box
    angle = math.radians(degrees)
    dx, dy = (x0 + x1 - width) / 2, (y0 + y1 - height) / 2
    across = dx * math.cos(angle) - dy * math.sin(angle) - dx
    down = dx * math.sin(angle) + dy * math.cos(angle) - dy
    return x0 + across, y0 + down, x1 + across, y1 + down
