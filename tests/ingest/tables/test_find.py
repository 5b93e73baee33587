"""Tables found whole, prose and contents left alone."""

import json
import random
import re
from pathlib import Path

import pytest

from ingest.pdfium import Document
from ingest.raw import RawPage, RawWord
from ingest.tables import find_tables, mark_continued, may_hold_table
from tests.ingest.tables.setting import LEADING, cells, level, middle, page, right, upright, words

SAMPLES = Path(__file__).parents[3] / "corpus" / "samples"
ROWS = [("Northgate", "350", "2.05"), ("Southmere", "229", "1.58"), ("Oxmoor", "19", "0.25")]


def figures(top: float, rows: list[tuple[str, str, str]] = ROWS) -> list[RawWord]:
    """Rows of a label and two figures set right."""
    placed: list[RawWord] = []
    for index, (label, count, rate) in enumerate(rows):
        y = top + index * LEADING
        placed += words(60, y, label) + right(300, y, count) + right(400, y, rate)
    return placed


def heads(y: float) -> list[RawWord]:
    """The heads over those rows."""
    return words(60, y, "District") + right(300, y, "2022/23") + right(400, y, "Rate")


def prose(top: float, lines: int) -> list[RawWord]:
    """Lines of running text."""
    text = "the police recorded more offences there than in any of the years before it and"
    return [word for n in range(lines) for word in words(60, top + n * LEADING, text)]


def test_an_unruled_table_is_known_by_its_figures() -> None:
    """Label, figures in line and heads of years above are a table; prose around is not in it."""
    raw = page([*prose(100, 4), *heads(200), *figures(214), *prose(300, 4)])
    (table,) = find_tables(raw)
    assert table.head_rows == 1
    assert cells(raw, table) == [["District", "2022/23", "Rate"], *map(list, ROWS)]


def test_a_ruled_grid_keeps_wrapped_cells_whole() -> None:
    """Between rules, two lines of one cell are one cell, however the others wrap."""
    placed = words(60, 104, "Judgement", is_bold=True) + words(310, 104, "Grade", is_bold=True)
    placed += words(60, 124, "The impact of leaders on social") + words(310, 124, "Requires")
    placed += words(60, 138, "work practice") + words(310, 138, "improvement")
    placed += words(60, 158, "Overall effectiveness") + words(310, 158, "Good")
    rules = [level(y, 50, 450) for y in (100, 120, 154, 174)]
    rules += [upright(x, 100, 174) for x in (50, 300, 450)]
    raw = page(placed, rules)
    (table,) = find_tables(raw)
    assert table.head_rows == 1
    assert cells(raw, table) == [
        ["Judgement", "Grade"],
        ["The impact of leaders on social work practice", "Requires improvement"],
        ["Overall effectiveness", "Good"],
    ]


def test_heads_over_several_columns_span_them() -> None:
    """A head centred over two columns, above their own heads, covers both."""
    placed = middle(350, 104, "Offences recorded") + words(60, 124, "District")
    placed += right(300, 124, "2021/22") + right(400, 124, "2022/23") + figures(144)
    rules = [level(100, 50, 410), level(140, 50, 410), level(190, 50, 410), level(118, 250, 410)]
    raw = page(placed, rules)
    (table,) = find_tables(raw)
    assert table.head_rows == 2
    assert table.spans == {(0, 1): 2}
    assert cells(raw, table)[:2] == [
        ["", "Offences recorded", None],
        ["District", "2021/22", "2022/23"],
    ]


def test_rows_outside_shaded_bands_belong_to_the_table() -> None:
    """A head above the first band and a total below the last keep to the columns and join."""
    placed = heads(86) + figures(104) + figures(104 + 3 * LEADING, [("Total", "598", "1.21")])
    bands = [level(y, 50, 410) for y in (101, 115, 129, 143)]
    raw = page(placed, bands)
    (table,) = find_tables(raw)
    assert [row[0] for row in cells(raw, table)] == [
        "District",
        "Northgate",
        "Southmere",
        "Oxmoor",
        "Total",
    ]


def test_a_caption_is_no_part_of_its_table() -> None:
    """Words between a rule above and the heads stay outside."""
    caption = words(60, 60, "Table 4: Robbery by district")
    rules = [level(y, 50, 410) for y in (40, 98, 144)]
    raw = page([*caption, *heads(82), *figures(102)], rules)
    (table,) = find_tables(raw)
    assert "Robbery" not in " ".join(str(cell) for row in cells(raw, table) for cell in row)


@pytest.mark.parametrize("ruled", [True, False])
def test_columns_of_prose_are_no_table(ruled: bool) -> None:
    """Two columns of running text stay text, also between rules at head and foot."""
    text = "police recorded more than in any year before it and"
    placed = [
        word
        for n in range(20)
        for word in (*words(50, 100 + n * LEADING, text), *words(310, 100 + n * LEADING, text))
    ]
    rules = [level(90, 50, 560), level(400, 50, 560)] if ruled else []
    assert find_tables(page(placed, rules)) == ()


def test_a_contents_page_is_no_table() -> None:
    """Entries that end in ever higher page numbers are contents."""
    entries = ["Foreword", "What we know", "Violence and weapons", "Harm seen by hospitals"]
    placed: list[RawWord] = []
    for index, entry in enumerate(entries):
        y = 100 + index * LEADING
        placed += words(60, y, entry) + right(500, y, str(3 + 4 * index))
    assert find_tables(page(placed)) == ()


def test_a_chart_s_grid_and_a_box_around_text_are_no_tables() -> None:
    """Rules without rows of cells between them are none."""
    grid = [level(y, 100, 500) for y in (100, 140, 180, 220)]
    labels = [word for n in range(4) for word in words(70, 96 + 40 * n, str(400 - 100 * n))]
    assert find_tables(page(labels, grid)) == ()
    box = [level(290, 50, 560), level(380, 50, 560), upright(50, 290, 380), upright(560, 290, 380)]
    assert find_tables(page(prose(300, 5), box)) == ()


def test_the_gate_opens_for_rules_or_figures_alone() -> None:
    """Pages of prose are not looked at; pages with rules or lone figures are."""
    assert not may_hold_table(page(prose(100, 30)))
    assert may_hold_table(page(prose(100, 3), [level(90, 50, 450), level(200, 50, 450)]))
    assert may_hold_table(page(figures(100)))


def test_a_table_goes_on_where_its_columns_do() -> None:
    """On top of the next page in the same columns it goes on; a caption of its own begins anew."""
    first = page([*prose(100, 4), *heads(700), *figures(714)])
    onward = page([*words(60, 40, "Needs assessment"), *figures(70)], number=2)
    own = page([*words(60, 40, "Table 5: Knives by district"), *figures(70)], number=2)
    for second, goes_on in ((onward, True), (own, False)):
        marked = mark_continued([(p, find_tables(p)) for p in (first, second)])
        assert [table.continues for tables in marked for table in tables] == [False, goes_on]


@pytest.mark.parametrize("seed", range(40))
def test_any_page_gives_whole_grids(seed: int) -> None:
    """Whatever words and rules a page has, tables have equal rows and spans that fit."""
    chance = random.Random(seed)
    texts = ["12", "2022/23", "the", "Northgate", "–", "1,204", "45%", "Table 4:", "....."]
    columns = [chance.randint(20, 560) for _ in range(chance.randint(1, 8))]
    placed = [
        RawWord(text, x, y, x + chance.choice([0, 30, 900]), y + chance.choice([0, 10]), size=10)
        for row in range(chance.randint(0, 25))
        for x in columns
        for y in [100 + row * LEADING + chance.choice([0, 0, 3])]
        for text in [chance.choice(texts)]
    ]
    heights = [100 + LEADING * chance.randint(0, 25) for _ in range(chance.randint(0, 20))]
    rules = [level(y, chance.choice([30, 60]), 550) for y in heights]
    rules += [upright(x, 100, chance.choice([100, 300])) for x in columns]
    for table in find_tables(page(placed, rules)):
        width = len(table.cells[0])
        assert {len(row) for row in table.cells} == {width}
        assert all(2 <= count <= width - first for (_, first), count in table.spans.items())


def _read_back(raw: RawPage) -> set[tuple[str, str, str]]:
    """(row label, heads, value) of every cell of a page, folded."""
    found = set()
    for table in find_tables(raw):
        texts = cells(raw, table)
        for row in texts[table.head_rows :]:
            for column, value in enumerate(row):
                above = [_head(texts[n], column) for n in range(table.head_rows)]
                found.add((_folded(row[0] or ""), _folded("".join(above)), _folded(value or "")))
    return found


def _head(row: list[str | None], column: int) -> str:
    while row[column] is None:
        column -= 1
    return row[column] or ""


def _folded(text: str) -> str:
    return re.sub(r"[\W_]", "", text.replace("−", "-"))


@pytest.mark.parametrize("name", ["needs-assessment-2022-23", "strategy-2024-2027"])
def test_the_samples_cells_have_their_row_and_heads(name: str) -> None:
    """Of the samples' table cells at least 95 in 100 come with the right row and column heads."""
    truth = json.loads((SAMPLES / "truth" / f"{name}.json").read_text(encoding="utf-8"))
    right_cells = all_cells = 0
    with Document(SAMPLES / "pdf" / f"{name}.pdf") as document:
        pages = {n: _read_back(document.read(n)) for n in range(1, document.page_count + 1)}
    for table in truth["tables"]:
        for row in table["rows"]:
            if row["is_section"]:
                continue
            for heads_text, value in zip(table["columns"], row["cells"], strict=True):
                expected = _folded(row["cells"][0]), _folded(heads_text), _folded(value)
                all_cells += 1
                right_cells += expected in pages[row["page"]]
    assert all_cells > 30
    assert right_cells >= 0.95 * all_cells
