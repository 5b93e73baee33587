"""Places side by side where nothing but they are named."""

from pathlib import Path

from corpus.reader import View
from corpus.records import Cell, PassageKind, Span
from service.answer.ground import Ledger
from service.answer.profile import profile
from service.answer.question import understand
from tests.service.answer.reports import edition, evidence, report, store

ASKED = understand("compare Northgate and Southmere", places=("Northgate", "Southmere"))
TABLES = {
    "Table 1: Robbery by district, 2021/22 and 2022/23": ("Northgate 20 31", "Southmere 12 14"),
    "Table 2: Knife crime by district, 2021/22 and 2022/23": ("Northgate 7 5", "Southmere 3 4"),
    "Table 3: Arson by district, 2021/22 and 2022/23": ("Northgate 1 2", "Oxmoor 3 4"),
}


def _view(path: Path, *captions: str) -> View:
    """A report with these tables, a caption and two rows each."""
    page = "\n".join("\n".join((caption, *TABLES[caption])) for caption in captions)
    passages = []
    for caption in captions:
        for row in TABLES[caption]:
            start = page.index(row)
            cells, at = [], start
            for head, value in zip(("District", "2021/22", "2022/23"), row.split(), strict=True):
                at = page.index(value, at)
                cells.append(Cell((head,), value, Span(1, at, at + len(value))))
                at += len(value)
            context = f"{caption}. {row.split()[0]}. District; 2021/22; 2022/23"
            span = Span(1, start, start + len(row))
            passages.append((PassageKind.TABLE_ROW, (span,), context, tuple(cells)))
    made = report("r", 2022, area="Wealdshire")
    return store(path / "r.sqlite", (made, edition(made, (page,), (), passages)))


def test_the_latest_figure_of_each_table_is_told_of_each_place(tmp_path: Path) -> None:
    """A row for each table that tells of every place, each cell printed and cited."""
    view = _view(tmp_path, *TABLES)
    ledger = Ledger(view)
    made = profile(view, ASKED, [evidence(view, "r-1")], ledger)
    assert made
    assert made.table.rows == ("Robbery, 2022/23", "Knife crime, 2022/23")
    assert made.table.columns == ("Northgate", "Southmere")
    assert [[cell.text for cell in line] for line in made.table.cells] == [["31", "14"], ["5", "4"]]
    quotes = [cited.citation.quote for cited in ledger.citations]
    assert quotes == ["31", "14", "5", "4"]


def test_one_table_makes_no_profile(tmp_path: Path) -> None:
    """Places are not told by one measure where nobody asked for it."""
    view = _view(tmp_path, next(iter(TABLES)))
    assert profile(view, ASKED, [evidence(view, "r-1")], Ledger(view)) is None
