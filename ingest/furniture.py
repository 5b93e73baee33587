"""Running heads, feet and page numbers, recognised because they repeat.

A line near the top or bottom edge is furniture when its words, figures aside, stand at the same
edge of other pages; when it is a number that counts with the pages; or when it stands where other
pages have their running head and quotes a heading. Source of the method: Lin (2003), "Header and
footer extraction by page association". The words stay in the page text, outside passages.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.lines import Line

EDGE_SHARE = 0.12
"""Share of the page's height, at top and at bottom, where furniture may stand."""

LINES_EACH_EDGE = 6
"""No more than this many lines from each edge can be furniture."""

FEWEST_STAMPED = 4
"""A sideways line is furniture only when it stands on so many pages, and on half of them."""

SLOT_POINTS = 4.0
"""Running heads of one design stand within this much of one height."""

_FIGURES = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?[-–|•\[(]*\s*(?P<number>\d{1,4}|[ivxlc]{1,7})\s*[-–|•\])]*"
    r"(?:\s*(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_END_NUMBER = re.compile(r"^(\d{1,4})\b(?![.,]\d)|\b(?:page\s*)?(\d{1,4})$", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Furniture:
    """What was recognised on one page: indexes of lines, and the printed page number."""

    lines: frozenset[int]
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: int
    index: int
    line: Line
    edge: str

    @property
    def key(self) -> tuple[str, str, int]:
        # The size tells a heading at a page's top from the running heads that repeat it.
        return self.edge, _folded(self.line.text), round(self.line.size)


def furniture_of(
    pages: Sequence[Sequence[Line]], heights: Sequence[float]
) -> tuple[Furniture, ...]:
    """For each page those of its lines that are furniture; the lines' own order does not matter."""
    candidates = [
        candidate
        for page, (lines, height) in enumerate(zip(pages, heights, strict=True))
        for candidate in _at_edges(page, lines, height)
    ]
    chosen = {(c.page, c.index) for c in _repeated(candidates, len(pages))}
    chosen |= set(_stamped(pages))
    numbers = list(_numbers(candidates))
    chosen |= {(c.page, c.index) for c, _ in numbers if _PAGE_NUMBER.fullmatch(c.line.text)}
    chosen |= {(c.page, c.index) for c in _quoting_heads(candidates, pages, chosen)}
    labels = {c.page: label for c, label in numbers if (c.page, c.index) in chosen}
    return tuple(
        Furniture(frozenset(i for p, i in chosen if p == page), labels.get(page, ""))
        for page in range(len(pages))
    )


def _at_edges(page: int, lines: Sequence[Line], height: float) -> Iterator[_Candidate]:
    by_top = sorted(
        (i for i in range(len(lines)) if lines[i].table < 0 and not lines[i].is_sideways),
        key=lambda index: lines[index].y0,
    )
    top = [i for i in by_top[:LINES_EACH_EDGE] if lines[i].y1 < EDGE_SHARE * height]
    foot = [i for i in by_top[-LINES_EACH_EDGE:] if lines[i].y0 > (1 - EDGE_SHARE) * height]
    yield from (_Candidate(page, i, lines[i], "top") for i in top)
    yield from (_Candidate(page, i, lines[i], "foot") for i in foot if i not in top)


def _folded(text: str) -> str:
    return " ".join(_FIGURES.sub("#", text).casefold().split())


def _repeated(candidates: Sequence[_Candidate], page_count: int) -> Iterator[_Candidate]:
    """Lines whose words stand at the same edge of other pages."""
    pages: dict[tuple[str, str, int], set[int]] = defaultdict(set)
    for candidate in candidates:
        pages[candidate.key].add(candidate.page)
    needed = 2 if page_count < 6 else 3
    for candidate in candidates:
        has_letters = any(character.isalpha() for character in candidate.key[1])
        if has_letters and len(pages[candidate.key]) >= needed:
            yield candidate


def _stamped(pages: Sequence[Sequence[Line]]) -> Iterator[tuple[int, int]]:
    """Pages and indexes of sideways lines that stand at one place of most pages.

    Side tabs, or "Downloaded from" along the margin.
    """
    places: dict[tuple[str, int, int], list[tuple[int, int]]] = defaultdict(list)
    for page, lines in enumerate(pages):
        for index, line in enumerate(lines):
            if line.table < 0 and line.is_sideways:
                key = line.text, round(line.x0 / SLOT_POINTS), round(line.y0 / SLOT_POINTS)
                places[key].append((page, index))
    needed = max(FEWEST_STAMPED, len(pages) // 2)
    for stamped in places.values():
        if len(stamped) >= needed:
            yield from stamped


def _numbers(candidates: Sequence[_Candidate]) -> Iterator[tuple[_Candidate, str]]:
    """Lines that hold a number which counts with the pages, with that number as printed."""
    values = [(c, value, label) for c in candidates for value, label in _read_numbers(c.line.text)]
    steps = Counter((c.page - value, label.isdecimal()) for c, value, label in values)
    for candidate, value, label in values:
        if steps[candidate.page - value, label.isdecimal()] >= 2:
            yield candidate, label


def _read_numbers(text: str) -> Iterator[tuple[int, str]]:
    whole = _PAGE_NUMBER.fullmatch(text.strip())
    if whole:
        label = whole["number"]
        value = int(label) if label.isdecimal() else _roman(label.casefold())
        yield value, label
        return
    for found in _END_NUMBER.finditer(text.strip()):
        label = found[1] or found[2]
        yield int(label), label


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def _quoting_heads(
    candidates: Sequence[_Candidate], pages: Sequence[Sequence[Line]], chosen: set[tuple[int, int]]
) -> Iterator[_Candidate]:
    """Lines where other pages have their running head that repeat a heading's words.

    A head that changes with each chapter may stand on one page only.
    """
    slots = Counter(_slot(c.line) for c in candidates if (c.page, c.index) in chosen)
    perhaps = [
        c for c in candidates if slots[_slot(c.line)] >= 2 and (c.page, c.index) not in chosen
    ]
    if not perhaps:
        return
    texts = Counter(_bare(line.text) for lines in pages for line in lines if line.table < 0)
    yield from (c for c in perhaps if texts[_bare(c.line.text)] >= 2)


def _bare(text: str) -> str:
    """A heading's words without its number."""
    return "".join(filter(str.isalpha, text.casefold()))


def _slot(line: Line) -> tuple[int, int]:
    return round(line.y0 / SLOT_POINTS), round(line.size)
