"""What a page gives before it has an order: words with boxes and type, rules, pictures.

The common ground of the text reader, OCR and the table finder. Holds no behaviour.
*Units* everywhere: points from the top left of the visible (cropped, upright) page.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

Box = tuple[float, float, float, float]


class RawWord(NamedTuple):
    """One word as it stands on the page; a tuple, for hundreds are made for every page.

    `size` is the type size in points, `line` and `column` group words where the source knows them
    (0 where it does not), `confidence` is 1.0 for text layers and OCR's own figure else.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float = 0.0
    is_bold: bool = False
    line: int = 0
    column: int = 0
    confidence: float = 1.0
    quarters: int = 0
    """Quarter turns clockwise that would make the word upright: 0, or 1 or 3 for vertical type."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table found on one page: its box and its cells.

    *Shapes*: `cells[row][column]` is the cell's box, or None where a span covers it.
    The first `head_rows` rows are column heads. `spans` maps (row, column) of a head to how many
    columns it covers. `continues` is true when it goes on from a table on the page before.
    """

    box: Box
    cells: tuple[tuple[Box | None, ...], ...]
    head_rows: int = 1
    spans: dict[tuple[int, int], int] = field(default_factory=dict)
    continues: bool = False


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page before ordering."""

    number: int
    label: str
    width: float
    height: float
    words: tuple[RawWord, ...]
    rules: tuple[Box, ...] = ()
    """Thin filled or stroked lines and rectangle edges: what ruled tables are made of."""
    pictures: tuple[Box, ...] = ()
    hidden_words: int = 0
    is_scan_layer: bool = False
    """The words are an unseen layer that an earlier OCR laid under a full-page picture."""
    is_painted: bool = False
    """Something besides words is drawn on the page."""
    garbled_share: float = 0.0
    skew: float = 0.0
    """Degrees by which a scanned page was turned counter-clockwise about its middle to level its
    lines; the words stand as levelled."""
