"""A page's text as parts: nothing lost, tables bound to heads, marks kept."""

from dataclasses import replace

from corpus.records import Block, BlockKind, Cell, Page, Row, Span, Table
from service.web.sheet import parts_of

TEXT = "Heading\nFirst words.\n• one\n• two\nPlace 2022\nNorth 12\nloose end"


def page() -> Page:
    """A page of every sort of part."""
    return Page("f" * 64, 1, "1", TEXT, 595, 842)


def span_of(words: str) -> Span:
    """Where words stand on the page."""
    start = TEXT.index(words)
    return Span(1, start, start + len(words))


def block(kind: BlockKind, words: str) -> Block:
    """A block of the page."""
    return Block(kind, (span_of(words),))


def table() -> Block:
    """A table of one row with its heads."""
    cells = (Cell(("Place",), "North", span_of("North")), Cell(("2022",), "12", span_of("12")))
    rows = (Row("North", cells, span_of("North 12")),)
    return replace(block(BlockKind.TABLE, "Place 2022\nNorth 12"), table=Table("Offences", rows))


BLOCKS = (
    block(BlockKind.HEADING, "Heading"),
    block(BlockKind.PARAGRAPH, "First words."),
    block(BlockKind.LIST, "• one\n• two"),
    table(),
)


def words_of(marked: bool, marks: tuple[tuple[int, int], ...]) -> list[str]:
    """The marked or unmarked words of the page's parts."""
    parts = parts_of(page(), BLOCKS, marks)
    return [s.text for part in parts for line in part.lines for s in line if s.is_marked is marked]


def test_parts_follow_the_blocks() -> None:
    """Heading, paragraph, list and table come in order, and what no block holds is kept."""
    kinds = [part.kind for part in parts_of(page(), BLOCKS, ())]
    assert kinds == ["heading", "paragraph", "list", "table", "paragraph"]
    assert "loose end" in "".join(words_of(False, ()))


def test_list_is_cut_into_its_items() -> None:
    """Each line of a list is an item."""
    items = next(part for part in parts_of(page(), BLOCKS, ()) if part.kind == "list")
    assert [line[0].text for line in items.lines] == ["• one", "• two"]


def test_mark_over_two_parts_is_kept_in_both() -> None:
    """A mark from the paragraph into the list marks its words in each."""
    start = TEXT.index("words")
    assert words_of(True, ((start, TEXT.index("one") + 3),)) == ["words.", "• one"]


def test_table_label_that_is_its_first_cell_is_told_once() -> None:
    """A row label standing in the first cell gets no column of its own."""
    made = next(part.table for part in parts_of(page(), BLOCKS, ()) if part.table)
    assert made.heads == ("Place", "2022")
    assert not made.has_own_labels


def test_caption_of_a_table_is_told_once() -> None:
    """A caption block that is its table's caption is left out, unless words in it are marked."""
    text = "Offences\nNorth 12"
    cells = (Cell(("2022",), "12", Span(1, 15, 17)),)
    rows = (Row("North", cells, Span(1, 9, 17)),)
    blocks = (
        Block(BlockKind.CAPTION, (Span(1, 0, 8),)),
        Block(BlockKind.TABLE, (Span(1, 9, 17),), table=Table("Offences", rows)),
    )
    told = replace(page(), text=text)
    assert [p.kind for p in parts_of(told, blocks, ())] == ["table"]
    assert [p.kind for p in parts_of(told, blocks, ((0, 8),))] == ["caption", "table"]


def test_rows_of_unequal_length_are_read_as_text() -> None:
    """A table that cannot be bound to heads is given as lines, not guessed at."""
    row = Row("x", (Cell((), "12", span_of("12")),), span_of("North 12"))
    other = Row("y", (), span_of("North"))
    odd = replace(table(), table=Table("", (row, other)))
    part = next(p for p in parts_of(page(), (odd,), ()) if p.kind == "table")
    assert part.table is None
    assert "North 12" in part.lines[0][0].text
