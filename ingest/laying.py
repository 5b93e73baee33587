"""Pages on their way from words to blocks: upright, tables carved out, lines in reading order.

Joins the pure steps that work on one page. What needs the whole document (furniture, roles,
hyphens) is joined by `ingest.reading`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.records import BlockKind
from ingest.blocks import Draft
from ingest.contents import contents_lines
from ingest.furniture import Furniture
from ingest.layout import ordered
from ingest.lines import Line, line_of, lines_of
from ingest.paragraphs import grouped
from ingest.raw import Box, RawPage, RawWord
from ingest.tables import find_tables, mark_continued, may_hold_table
from ingest.tabular import TableDraft, draft_of, words_in
from ingest.words import mended, tilted_box, turned_box, upright


@dataclass(frozen=True, slots=True)
class Laid:
    """One page on its way: upright words as lines, tables carved out."""

    raw: RawPage
    quarters: int
    lines: tuple[Line, ...]
    tables: tuple[TableDraft, ...]

    @property
    def height(self) -> float:
        """Height of the page as it is read."""
        return self.raw.width if self.quarters % 2 else self.raw.height

    @property
    def is_moved(self) -> bool:
        """Whether the page is read turned or levelled."""
        return bool(self.quarters or self.raw.skew)

    def place(self, box: Box) -> Box:
        """A box of the page as read, back on the page as it stands."""
        if self.quarters:
            width, height = self.raw.height, self.raw.width
            if self.quarters == 2:
                width, height = height, width
            box = turned_box(box, 4 - self.quarters, width, height)
        if self.raw.skew:
            box = tilted_box(box, self.raw.skew, self.raw.width, self.raw.height)
        return box


def all_laid(raw: Sequence[RawPage]) -> list[Laid]:
    """Every page as lines, tables found and carved out; a table knows the one it continues."""
    pages = [upright(mended(page)) for page in raw]
    found = [(page, find_tables(page) if may_hold_table(page) else ()) for page, _ in pages]
    laid: list[Laid] = []
    former: TableDraft | None = None
    for original, (page, quarters), tables in zip(raw, pages, mark_continued(found), strict=True):
        drafts: list[TableDraft] = []
        for table in tables:
            draft = draft_of(table, page.words, former)
            if draft:
                drafts.append(draft)
                former = draft
        lines = _lines_beside(page.words, drafts)
        laid.append(Laid(original, quarters, lines, tuple(drafts)))
    return laid


def _lines_beside(words: Sequence[RawWord], tables: Sequence[TableDraft]) -> tuple[Line, ...]:
    """The lines outside tables, and one line that stands for each table."""
    rest = list(words)
    places = []
    for number, table in enumerate(tables):
        held = {id(word) for word in words_in(words, table.box)}
        inside = [word for word in words if id(word) in held]
        rest = [word for word in rest if id(word) not in held]
        if inside:
            before = words.index(inside[0])
            whole = line_of(inside, before, table=number)
            x0, y0, x1, y1 = table.box
            places.append(replace(whole, x0=x0, y0=y0, x1=x1, y1=y1))
    return (*lines_of(rest), *places)


def body_of(page: Laid, furniture: Furniture) -> list[Line]:
    """The page's lines in reading order, without its furniture; sideways ones last."""
    kept = [line for index, line in enumerate(page.lines) if index not in furniture.lines]
    upright = [line for line in kept if not line.is_sideways]
    sideways = [line for line in kept if line.is_sideways]
    return ordered(upright) + sideways


def drafted(page: Laid, lines: Sequence[Line], leading: Mapping[int, float]) -> list[Draft]:
    """The page's blocks, their parts still open but for contents and tables."""
    listed = contents_lines(lines)
    drafts: list[Draft] = []
    rest: list[Line] = []
    for index, line in enumerate(lines):
        if index in listed:
            drafts += _paragraphs(rest, page, leading)
            rest = []
            drafts.append(Draft(BlockKind.CONTENTS, (line,)))
        else:
            rest.append(line)
    return drafts + _paragraphs(rest, page, leading)


def _paragraphs(lines: Sequence[Line], page: Laid, leading: Mapping[int, float]) -> list[Draft]:
    drafts = []
    for group in grouped(lines, leading):
        number = group[0].table
        if number >= 0:
            drafts.append(Draft(BlockKind.TABLE, group, table=page.tables[number]))
        else:
            drafts.append(Draft(BlockKind.PARAGRAPH, group))
    return drafts
