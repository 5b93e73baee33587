"""Table rows as answers: the cell that was asked for, said with its row and column heads.

Every piece of what is said stands in the table; only the order and the colons are ours. Does not
find rows: they are passages like any other.
"""

import re
from collections.abc import Sequence

from corpus.periods import find_periods
from corpus.reader import View
from corpus.records import Cell, Passage
from index.analysis import stems, words
from service.answer.agreement import agreement
from service.answer.kinds import OF_SO_MANY, Asks, Measure
from service.answer.question import Asked

TELLING = 0.5
"""A cell is told alone when its heads fit the question better than others' by this much."""
SORT = 2.0
"""How much it counts that a head or value is of the sort asked for."""
WHO_HEAD = r"\b(?:who|leads?|owner|responsib\w+|provider|provided by|delivered by|run by)\b"
"""A head of cells that name who does something."""
_BARE = re.compile(r"[A-Z]{0,2}\d+(?:\.\d+)*|[£$€]?[\d,.+−-]+\s?%?[.)]?|[–—*-]?")
_IS_RATE = re.compile(r"%|\b(?:per|rates?|percent\w*|proportion|share|change)\b", re.IGNORECASE)
"""A head or value of what is no number of things."""
_TABLE_NUMBER = re.compile(r"^(?:table|figure|box|chart|map)\s[\dA-Z.]+[:.]?\s", re.IGNORECASE)
_ASKS_WHO = re.compile(r"\bwho\b", re.IGNORECASE)
_ASKS_WHEN = re.compile(r"\bwhen\b", re.IGNORECASE)
_ASKS_RATE = re.compile(
    rf"\brates? (?:of|for|per|in)\b|\brates?\W*$|\bper head\b|{OF_SO_MANY}", re.IGNORECASE
)
_SORTS = {
    "who": re.compile(rf"{WHO_HEAD}[^:]*:", re.IGNORECASE),
    "when": re.compile(
        r"\b(?:when|date|deadline|due|starts?|ends?|timescale)\b[^:]*:|^\W*by:", re.IGNORECASE
    ),
    "share": re.compile(r"%|\b(?:per ?cent|percentage|proportion|share)\b", re.IGNORECASE),
    "rate": re.compile(r"\brates?\b|\bper 1(?:0|,?0)+\b", re.IGNORECASE),
    "money": re.compile(r"[£$€]|\b(?:cost|budget|spend(?:ing)?|funding)\b", re.IGNORECASE),
}


def row_label(view: View, passage: Passage) -> str:
    """What stands in the row before its first cell; empty where the cells begin the row."""
    if not passage.cells:
        return ""
    row, first = passage.spans[0], min(cell.span.start for cell in passage.cells)
    page = view.page(passage.edition_sha256, row.page)
    return " ".join(page.text[row.start : first].split())


def row_words(label: str, cells: Sequence[Cell]) -> str:
    """A row in words: "Medway: 2022/23, Robberies: 41; 2023/24, Robberies: 38"."""
    told = "; ".join(_told(cell) for cell in cells)
    return f"{label}: {told}" if label else told


def captioned(view: View, passage: Passage, told: str) -> str:
    """A row in words with its table's caption before it: "Oxmoor: 10" does not say of what.

    Without the table's number, which counts nothing; as it is where the table has no caption, or
    none that is found again on the row's page or the one before.
    """
    named = plain_caption(passage)
    if not named:
        return told
    last = passage.spans[0].page
    pages = (view.page(passage.edition_sha256, n) for n in (last, last - 1) if n > 0)
    stands = any(named in " ".join(page.text.split()) for page in pages)
    return f"{named} – {told}" if stands else told


def plain_caption(passage: Passage) -> str:
    """The caption of a row's table without its number; empty where it has none."""
    caption = passage.context.split(". ")[0]
    named = _TABLE_NUMBER.sub("", caption).strip()
    return "" if not passage.cells or named == caption or ";" in named else named


def asked_cells(
    asked: Asked, cells: Sequence[Cell], *, is_labelled: bool = False
) -> tuple[Cell, ...]:
    """The cells whose heads fit the question best; all where the heads do not tell them apart.

    The first cell of words is the row's own name, unless the row is labelled: it is always told,
    and is never all that is told.
    """
    named = None if is_labelled else _name_of(cells)
    is_earlier = _is_of_earlier(asked, cells)
    sorts = _sorts(asked) - ({"rate"} if is_earlier else set())
    undated = {at for at, cell in enumerate(cells) if is_earlier and _is_undated_rate(cell)}
    fits = {
        at: 0.0 if at in undated else _fit(asked, sorts, cell)
        for at, cell in enumerate(cells)
        if at != named
    }
    best = max(fits.values(), default=0.0)
    if best <= 0:
        return tuple(cells)
    chosen = {at for at, fit in fits.items() if fit > best - TELLING}
    if len(sorts) > 1:
        chosen |= {at for at in fits if any(_is_of(sort, cells[at]) for sort in sorts)}
    return tuple(cell for at, cell in enumerate(cells) if at in chosen or at == named)


def _is_of_earlier(asked: Asked, cells: Sequence[Cell]) -> bool:
    """Whether a time is asked for before the last of a row's: its one rate is of the last."""
    told = [p.period for cell in cells for p in find_periods(" ".join(cell.heads))]
    if not (asked.periods and told):
        return False
    return agreement(asked.periods, [max(told, key=lambda period: period.last_day)]) <= 0


def _is_undated_rate(cell: Cell) -> bool:
    heads = " ".join(cell.heads)
    return bool(_IS_RATE.search(heads)) and not find_periods(heads)


def row_name(passage: Passage, told: str) -> frozenset[str]:
    """The stems of what names a row: of its first cell of words, else of the label in `told`."""
    at = _name_of(passage.cells)
    is_first = at == 0 and bool(passage.cells[0].heads)
    named = passage.cells[0].value if is_first else told.split(":")[0]
    return frozenset(stems(words(named)))


def _name_of(cells: Sequence[Cell]) -> int | None:
    """Which cell names the row: the first that is no bare figure or number of the row."""
    return next((at for at, cell in enumerate(cells) if not _BARE.fullmatch(cell.value)), None)


def _told(cell: Cell) -> str:
    heads = ", ".join(" ".join(head.split()) for head in cell.heads if head.strip())
    value = " ".join(cell.value.split())
    return f"{heads}: {value}" if heads else value


def _fit(asked: Asked, sorts: frozenset[str], cell: Cell) -> float:
    heads = " ".join(cell.heads)
    named = find_periods(heads)
    rest = heads
    for found in reversed(named):
        rest = rest[: found.start] + " " + rest[found.end :]
    if asked.measure is Measure.COUNT and _IS_RATE.search(f"{rest} {cell.value}"):
        return 0.0
    shared = sum(stem in asked.stems for stem in set(stems(words(rest))))
    periods = [found.period for found in named]
    timed = 2.0 * agreement(asked.periods, periods) if asked.periods and periods else 0.0
    return shared + timed + SORT * any(_is_of(sort, cell) for sort in sorts)


def _sorts(asked: Asked) -> frozenset[str]:
    """The sorts of cell that a question asks for: of people, times, shares, money, rates."""
    sorts = set()
    if asked.kind is Asks.WHO or asked.wants_person or _ASKS_WHO.search(asked.text):
        sorts.add("who")
    if asked.kind is Asks.DATE or _ASKS_WHEN.search(asked.text):
        sorts.add("when")
    if asked.measure in (Measure.SHARE, Measure.MONEY):
        sorts.add(asked.measure.value)
    if _ASKS_RATE.search(asked.text):
        sorts.add("rate")
    return frozenset(sorts)


def _is_of(sort: str, cell: Cell) -> bool:
    return bool(_SORTS[sort].search(f"{' '.join(cell.heads)}: {cell.value}"))
