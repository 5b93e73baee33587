"""Words go into a table's cells, heads to their columns, sections to their rows."""

from ingest.raw import RawTable, RawWord
from ingest.tabular import draft_of, words_of
from tests.ingest.test_layout import words

ROWS = [
    ("District", "2022/23", "2023/24"),
    ("Robbery",),
    ("Northgate", "350", "318"),
    ("Oxmoor", "21", "18"),
]


def made(*, continues: bool = False, head_rows: int = 1) -> tuple[RawTable, list[RawWord]]:
    """A table of 100-point columns and 20-point rows at (50, 100), and its words."""
    found = [
        word
        for row, cells in enumerate(ROWS)
        for column, text in enumerate(cells)
        for word in words(55 + 100 * column, 105 + 20 * row, text)
    ]
    boxes = [
        tuple((50.0 + 100 * c, 100.0 + 20 * r, 150.0 + 100 * c, 120.0 + 20 * r) for c in range(3))
        for r in range(4)
    ]
    section = ((50.0, 120.0, 350.0, 140.0), None, None)
    cells = (boxes[0], section, *boxes[2:])
    table = RawTable((50, 100, 350, 180), cells, head_rows, {(1, 0): 3}, continues)
    return table, found


def test_cells_hold_their_words_under_their_heads() -> None:
    """Each value is bound to its column's head and its row's section."""
    draft = draft_of(*made())
    assert draft is not None
    row = draft.rows[2]
    assert [words_of(cell.lines) for cell in row.cells] == ["Northgate", "350", "318"]
    assert [cell.heads for cell in row.cells] == [("District",), ("2022/23",), ("2023/24",)]
    assert row.section == "Robbery"
    assert draft.rows[0].is_head


def test_a_table_that_goes_on_keeps_heads_and_section() -> None:
    """The second part of a table has the heads of the first, and its last section."""
    first = draft_of(*made())
    table, found = made(continues=True, head_rows=0)
    rows = RawTable(table.box, table.cells[2:], 0, {}, continues=True)
    second = draft_of(rows, [word for word in found if word.y0 > 140], first)
    assert second is not None
    assert second.continues
    assert second.rows[0].cells[1].heads == ("2022/23",)
    assert second.rows[0].section == "Robbery"


def test_a_spanning_head_serves_all_it_covers() -> None:
    """A head over two columns comes before the heads under it in both."""
    table, found = made()
    cells = (((50.0, 100.0, 350.0, 120.0), None, None), *table.cells[2:])
    draft = draft_of(
        RawTable(table.box, cells, 1, {(0, 0): 3}),
        [word for word in found if word.text != "Robbery"],
    )
    assert draft is not None
    assert {cell.heads for cell in draft.rows[1].cells} == {("District 2022/23 2023/24",)}


def test_what_holds_too_few_of_its_words_is_no_table() -> None:
    """Cells that miss most words of their box were not found right."""
    table, found = made()
    assert draft_of(RawTable(table.box, table.cells[:1], 1), found) is None
