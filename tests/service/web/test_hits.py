"""Hits as they are shown: a table's row under its heads, its words still marked."""

from corpus.records import Cell, Passage, PassageKind, Span
from service.web.hits import caption_of, cells_of
from tests.service.web.conftest import Site

TEXT = "Northgate 244 196"
CELLS = (
    Cell(("District",), "Northgate", Span(3, 100, 109)),
    Cell(("Offences", "2022/23"), "244", Span(3, 110, 113)),
    Cell(("Offences", "2023/24"), "196", Span(3, 114, 117)),
)
ROW = Passage(
    id="row",
    edition_sha256="f" * 64,
    kind=PassageKind.TABLE_ROW,
    spans=(Span(3, 100, 117),),
    text=TEXT,
    headings=(),
    context="Table 5: Knife crime by district. Northgate. District; Offences; 2022/23; 2023/24",
    cells=CELLS,
)


def test_cells_stand_under_their_heads_with_their_marks() -> None:
    """Each cell has its whole head, and a marked word is marked in its own cell."""
    shown = cells_of(ROW, [[0, 9]])
    assert [cell.head for cell in shown] == ["District", "Offences 2022/23", "Offences 2023/24"]
    assert ["".join(s.text for s in cell.words) for cell in shown] == ["Northgate", "244", "196"]
    assert [any(s.is_marked for s in cell.words) for cell in shown] == [True, False, False]


def test_row_whose_cells_are_not_in_its_text_is_shown_as_text() -> None:
    """Nothing is put under a head that cannot be found in the row."""
    moved = Cell(("District",), "Southmere", Span(3, 100, 109))
    assert cells_of(Passage(**_fields(cells=(moved,))), []) == ()


def test_context_says_once_what_the_cells_show() -> None:
    """Label and heads stand in the cells, so the context is the table's caption alone."""
    assert caption_of(ROW) == "Table 5: Knife crime by district"


def test_found_row_is_a_list_of_heads_and_values(site: Site) -> None:
    """On the page a found row is a description list and no bare line of figures."""
    html = site.get("/search?q=robbery+Northgate+2022%2F23+table+district").text
    assert '<dl class="cells"><div><dt>' in html


def _fields(**changes: object) -> dict[str, object]:
    return {name: getattr(ROW, name) for name in Passage.__slots__} | changes
