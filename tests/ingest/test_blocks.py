"""The text of a page is written once, each word with its box."""

import pytest

from corpus.records import BlockKind
from ingest.blocks import Draft, PageText
from ingest.lines import Line, line_of
from ingest.tabular import TableCell, TableDraft, TableRow
from tests.ingest.test_layout import words


def line(text: str, y: float = 100) -> Line:
    """One line."""
    return line_of(words(72, y, text))


def written(*lines: str, vocabulary: frozenset[str] = frozenset()) -> PageText:
    """A page of one paragraph."""
    page = PageText(1, vocabulary)
    drafted = tuple(line(text, 100 + 12 * row) for row, text in enumerate(lines))
    page.add(Draft(BlockKind.PARAGRAPH, drafted))
    return page


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("they pre-", "vented it"), "they prevented it"),
        (("a multi-", "agency plan"), "a multi-agency plan"),
        (("a hospital-to-", "community plan"), "a hospital-to-community plan"),
        (("in 2019-", "2020 it"), "in 2019-2020 it"),
        (("Stoke-", "Mandeville it"), "Stoke-Mandeville it"),
        (("it fell -", "at last"), "it fell - at last"),
        (("an of\u00ad", "ficer"), "an officer"),
    ],
)
def test_line_end_hyphens_are_mended(lines: tuple[str, str], text: str) -> None:
    """A hyphen that only marks the line's end goes; one that belongs to the word stays."""
    assert written(*lines, vocabulary=frozenset({"agency"})).text == text


def test_the_document_decides_about_hyphens() -> None:
    """A word the document writes elsewhere is written so here."""
    assert written("the co-", "ordinator", vocabulary=frozenset({"coordinator"})).text == (
        "the coordinator"
    )
    assert written("a follow-", "up", vocabulary=frozenset({"follow-up"})).text == "a follow-up"


def test_every_word_has_its_box() -> None:
    """The boxes' offsets give the words back, both halves of a broken word included."""
    page = written("They pre-", "vented oﬀences")
    found = [page.text[box.start : box.end] for box in page.words]
    assert found == ["They", "pre", "vented", "offences"]
    assert page.words[1].y0 == 100
    assert page.words[2].y0 == 112


def test_blocks_are_parted_by_a_line_break() -> None:
    """Each block has the span of its words."""
    page = PageText(3)
    page.add(Draft(BlockKind.HEADING, (line("Robbery"),), level=2))
    page.add(Draft(BlockKind.PARAGRAPH, (line("\u200b"),)))
    page.add(Draft(BlockKind.PARAGRAPH, (line("It fell"),)))
    assert page.text == "Robbery\nIt fell"
    spans = [(block.spans[0].start, block.spans[0].end) for block in page.blocks]
    assert spans == [(0, 7), (8, 15)]
    assert (page.blocks[0].level, page.blocks[0].spans[0].page) == (2, 3)


def test_leaders_are_not_words() -> None:
    """Dots that lead to a page number are left out; an ellipsis stays."""
    assert written("Robbery . . . . 4").text == "Robbery 4"
    assert written("Robbery ........ 4").text == "Robbery 4"
    assert written("it fell ... again").text == "it fell ... again"


def test_a_table_is_written_row_by_row() -> None:
    """Cells of a row are parted by blanks and rows by line breaks; cells keep heads and spans."""
    heads = ((), ("2022/23",))
    rows = (
        TableRow((TableCell((line("2022/23"),), heads[1]),), is_head=True),
        TableRow((TableCell((line("Robbery"),), ()),), section="Robbery"),
        TableRow(
            (TableCell((line("North-"), line("gate")), ()), TableCell((line("350"),), heads[1])),
            section="Robbery",
        ),
    )
    page = PageText(1)
    page.add(Draft(BlockKind.PARAGRAPH, (line("Before"),)))
    table = TableDraft(rows, (70, 90, 200, 200), heads, caption="Table 1")
    page.add(Draft(BlockKind.TABLE, (), table=table))
    assert page.text == "Before\n2022/23\nRobbery\nNorthgate 350"
    found = page.blocks[1].table
    assert found is not None
    assert found.caption == "Table 1"
    assert [row.label for row in found.rows] == ["Robbery", "Robbery: Northgate"]
    cell = found.rows[1].cells[1]
    assert (cell.heads, cell.value) == (("2022/23",), "350")
    assert page.text[cell.span.start : cell.span.end] == "350"
    assert page.text[found.rows[1].span.start : found.rows[1].span.end] == "Northgate 350"


def test_boxes_are_placed_back() -> None:
    """Words of a turned page get the boxes of the page as it stands."""
    page = PageText(1, place=lambda box: (box[1], box[0], box[3], box[2]))
    page.add(Draft(BlockKind.PARAGRAPH, (line("Turned"),)))
    assert (page.words[0].x0, page.words[0].y0) == (100, 72)
    assert page.blocks[0].box[:2] == (100, 72)
