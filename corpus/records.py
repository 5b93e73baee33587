"""The nouns of the record: what is stored, and what a citation points to.

Holds no behaviour beyond checking itself; storing is `corpus.store`, reading is `corpus.reader`.
Every offset is a half-open range of code points into the fixed text of one page.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Audience(StrEnum):
    """Who may see a publication; each audience sees its own and everything below it."""

    PUBLIC = "public"
    PARTNER = "partner"
    STAFF = "staff"

    @property
    def rank(self) -> int:
        """Height in the order public (0), partner (1), staff (2)."""
        return list(Audience).index(self)

    def may_see(self, other: "Audience") -> bool:
        """Whether this audience may see what is meant for `other`."""
        return self.rank >= other.rank


class Kind(StrEnum):
    """What sort of publication it is."""

    STRATEGY = "strategy"
    NEEDS_ASSESSMENT = "needs-assessment"
    ANNUAL_REPORT = "annual-report"
    EVALUATION = "evaluation"
    BRIEFING = "briefing"
    OTHER = "other"


class BlockKind(StrEnum):
    """What part a block plays on its page; furniture and contents are never cut into passages."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"
    CONTENTS = "contents"
    FIGURE = "figure"


class PassageKind(StrEnum):
    """What a passage was cut from."""

    PROSE = "prose"
    LIST = "list"
    TABLE = "table"
    TABLE_ROW = "table-row"
    CAPTION = "caption"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Period:
    """The time a publication or passage covers: first and last day, and the words that said so.

    *Units*: ISO dates, both days inside the period. "2023/24" is 2023-04-01 to 2024-03-31.
    """

    first_day: str
    last_day: str
    words: str

    @property
    def first_year(self) -> int:
        """Calendar year of the first day."""
        return int(self.first_day[:4])

    @property
    def last_year(self) -> int:
        """Calendar year of the last day."""
        return int(self.last_day[:4])


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of a publication, where it was found, and how sure that is (0 to 1).

    `found_in` is "cover", "metadata", "text", "file name", "default" or "staff"; what staff said
    is never overwritten by reading again.
    """

    name: str
    value: str
    found_in: str
    confidence: float
    page_number: int | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """A report as people know it; its id is a slug that stays when its bytes change."""

    id: str
    title: str
    kind: Kind
    audience: Audience
    file_name: str
    period: Period | None = None
    area: str = ""
    marking: str = ""
    publisher: str = ""
    language: str = "en"
    source: str = ""
    supersedes: str = ""
    near_copy_of: str = ""
    withdrawn: bool = False
    held: bool = True
    waiting: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Quality:
    """What reading one edition was like, for `vru show` and the staff pages."""

    pages: int
    pages_without_text: tuple[int, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    ocr_confidence: float | None = None
    garbled_pages: tuple[int, ...] = ()
    hidden_text_pages: tuple[int, ...] = ()
    tables: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """The bytes of a publication at one time."""

    sha256: str
    publication_id: str
    file_name: str
    page_count: int
    added_at: datetime
    reader: str
    size_bytes: int
    quality: Quality
    outline: tuple[tuple[int, str, int], ...] = ()
    """(level from 1, title, page number) as the document's own outline has them."""


class WordBox(NamedTuple):
    """Where one word stands: code points [start, end) of the page text, box in points.

    A tuple, for hundreds are made, handed over and stored for every page.

    *Units*: points from the top left corner of the visible page, x to the right, y down.
    """

    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an edition; its `text` is in reading order, normalised once and fixed."""

    edition_sha256: str
    number: int
    label: str
    text: str
    width: float
    height: float
    read_by: str = "text"
    """"text" for a text layer, "ocr" for words read from the picture, "none" where nothing was."""


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open code-point range of one page's text."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row, bound to its heads.

    `heads` are the column heads from the outermost in; `span` is where the value stands.
    """

    heads: tuple[str, ...]
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the layout, in reading order.

    *Units*: `box` is (x0, y0, x1, y1) in points of the page of the first span, from its top left.
    `level` counts from 1 for headings and is 0 elsewhere.
    """

    kind: BlockKind
    spans: tuple[Span, ...]
    level: int = 0
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    table: "Table | None" = None


@dataclass(frozen=True, slots=True)
class Row:
    """A table's body row: its label and its cells, with the span that holds the whole row."""

    label: str
    cells: tuple[Cell, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption and body rows; column heads stand in each cell."""

    caption: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed and found: whole sentences under one heading, or one table row.

    `text` is the spans' words joined by one blank each; `context` is indexed with it and never
    quoted (caption and column heads of a row, lead-in of a list). Each sentence or row part
    stands whole inside `spans`; spans follow reading order.
    """

    id: str
    edition_sha256: str
    kind: PassageKind
    spans: tuple[Span, ...]
    text: str
    headings: tuple[str, ...] = ()
    context: str = ""
    cells: tuple[Cell, ...] = ()

    @property
    def page(self) -> int:
        """Number of the page it begins on."""
        return self.spans[0].page


@dataclass(frozen=True, slots=True)
class Citation:
    """Exact words on an exact page of an exact edition.

    Made only by `corpus.citations.cite`, which holds the law `quote == page.text[start:end]`.
    *Units*: boxes are (page, x0, y0, x1, y1) in points from the page's top left.
    """

    publication_id: str
    edition_sha256: str
    page_number: int
    page_label: str
    quote: str
    span: Span
    boxes: tuple[tuple[int, float, float, float, float], ...] = ()
    read_by: str = "text"


@dataclass(frozen=True, slots=True)
class ReadEdition:
    """A whole edition as a reader hands it over: everything one transaction stores.

    *Order*: pages by number; `words[i]` belongs to `pages[i]`; blocks and passages in reading
    order.
    """

    edition: Edition
    pages: tuple[Page, ...]
    words: tuple[tuple[WordBox, ...], ...]
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...] = field(default=())
