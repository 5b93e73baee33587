"""A page's text as parts a reader can follow: headings, paragraphs, lists and tables, with marks.

Built from the blocks of the layout; words that no block holds are kept as paragraphs, so that
nothing of the page is lost to someone who cannot see its picture.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.records import Block, BlockKind, Page, Row, Span
from service.web.marking import Segment, segments

Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table of the page: heads and rows of cells, each cell cut into segments."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Segment, ...], ...]], ...]
    has_own_labels: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page in reading order; `lines` holds a list's items, else one line."""

    kind: str
    lines: tuple[tuple[Segment, ...], ...]
    table: SheetTable | None = None


def parts_of(page: Page, blocks: Sequence[Block], marks: Ranges) -> tuple[Part, ...]:
    """The parts of a page with the marked ranges in them."""
    parts: list[Part] = []
    at = 0
    for block, span in sorted(_on_page(blocks, page.number), key=lambda pair: pair[1].start):
        parts += _loose(page, at, span.start, marks)
        if span.end > at:
            parts.append(_part(page, block, Span(span.page, max(at, span.start), span.end), marks))
            at = span.end
    parts += _loose(page, at, len(page.text), marks)
    captions = {part.table.caption for part in parts if part.table}
    return tuple(part for part in parts if not _is_told(part, captions))


def _is_told(part: Part, captions: set[str]) -> bool:
    """Whether a caption stands in its table already, with no mark of its own to show."""
    if part.kind != BlockKind.CAPTION.value or any(s.is_marked for s in part.lines[0]):
        return False
    return " ".join("".join(s.text for s in part.lines[0]).split()) in captions


def _on_page(blocks: Sequence[Block], number: int) -> Iterator[tuple[Block, Span]]:
    for block in blocks:
        for span in block.spans:
            if span.page == number:
                yield block, span


def _loose(page: Page, start: int, end: int, marks: Ranges) -> list[Part]:
    if not page.text[start:end].strip():
        return []
    return [Part("paragraph", (segments(page.text, marks, start=start, end=end),))]


def _part(page: Page, block: Block, span: Span, marks: Ranges) -> Part:
    if block.kind is BlockKind.LIST:
        return Part("list", _lines(page, span, marks))
    if block.kind is BlockKind.TABLE and block.table:
        table = _table(page, block.table.caption, block.table.rows, marks)
        if table:
            return Part("table", (), table)
    line = segments(page.text, marks, start=span.start, end=span.end)
    return Part(block.kind.value, (line,))


def _lines(page: Page, span: Span, marks: Ranges) -> tuple[tuple[Segment, ...], ...]:
    lines = []
    at = span.start
    for line in page.text[span.start : span.end].splitlines(keepends=True):
        if line.strip():
            lines.append(segments(page.text, marks, start=at, end=at + len(line.rstrip())))
        at += len(line)
    return tuple(lines)


def _table(page: Page, caption: str, rows: Sequence[Row], marks: Ranges) -> SheetTable | None:
    here = [row for row in rows if row.span.page == page.number]
    widths = {len(row.cells) for row in here}
    # Rows of unequal length cannot be bound to heads without guessing: they are read as text.
    if len(widths) != 1 or widths == {0}:
        return None
    heads = tuple(" ".join(cell.heads) for cell in here[0].cells)
    # A label that is the first cell too would be read out twice.
    has_own_labels = any(row.label and row.label != row.cells[0].value for row in here)
    return SheetTable(
        caption,
        heads,
        tuple(
            (
                row.label,
                tuple(
                    segments(page.text, marks, start=cell.span.start, end=cell.span.end)
                    for cell in row.cells
                ),
            )
            for row in here
        ),
        has_own_labels,
    )
