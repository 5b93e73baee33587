"""A whole file becomes pages, blocks and passages that hold together."""

from itertools import pairwise
from pathlib import Path

import pytest

from corpus.records import BlockKind, PassageKind
from ingest.errors import TooManyPages
from ingest.handover import Reading, ReadOptions
from ingest.raw import RawPage, RawWord
from ingest.reading import read, with_facts
from tests.ingest.pdfs import Sheet, lines, saved, text

SHA = "a" * 64
LEFT = [f"Left line {n} of the county's plan" for n in range(5)]
RIGHT = [f"Right line {n} which follows it on" for n in range(5)]
TABLE = [
    ("District", "2022/23", "2023/24"),
    ("Northgate", "350", "318"),
    ("Southmere", "229", "201"),
    ("Oxmoor", "21", "18"),
]


def ruled_table() -> str:
    """A ruled table of four rows and three columns, with its caption above."""
    out = text(72, 640, "Table 4: Robbery by district")
    for row, cells in enumerate(TABLE):
        y = 610 - 20 * row
        out += "".join(text(76 + 120 * c, y + 6, cell) for c, cell in enumerate(cells))
        out += f"72 {y} m 432 {y} l S\n72 {y + 20} m 432 {y + 20} l S\n"
    for x in (72, 192, 312, 432):
        out += f"{x} 550 m {x} 630 l S\n"
    return out


def reading_of(folder: Path, *sheets: Sheet | str, **options: int) -> Reading:
    """The reading of a PDF with these pages; every page's words and blocks hold together."""
    found = read(saved(folder, list(sheets)), SHA, options=ReadOptions(**options))  # type: ignore[arg-type]
    for page, words in zip(found.pages, found.words, strict=True):
        assert all(page.text[w.start : w.end].strip() for w in words)
        assert all(a.end <= b.start for a, b in pairwise(words))
        assert all(0 <= w.x0 <= w.x1 <= page.width + 1 for w in words)
        assert all(0 <= w.y0 <= w.y1 <= page.height + 1 for w in words)
    return found


def test_columns_are_read_down(tmp_path: Path) -> None:
    """A two-column page comes column by column, though its file goes row by row."""
    rows = "".join(
        text(72, 700 - 14 * n, LEFT[n]) + text(320, 700 - 14 * n, RIGHT[n]) for n in range(5)
    )
    found = reading_of(tmp_path, rows).pages[0].text.replace("\n", " ")
    assert found == " ".join(LEFT + RIGHT)


def test_a_table_row_finds_its_cell(tmp_path: Path) -> None:
    """Each row of a ruled table is a passage with heads, label and caption."""
    found = reading_of(tmp_path, ruled_table())
    rows = [p for p in found.passages if p.kind is PassageKind.TABLE_ROW]
    assert [p.text for p in rows] == [" ".join(cells) for cells in TABLE[1:]]
    assert [cell.heads for cell in rows[0].cells][1:] == [("2022/23",), ("2023/24",)]
    assert "Robbery by district" in rows[0].context
    assert found.quality.tables == 1


def test_a_page_set_sideways_is_read_and_boxed_as_it_stands(tmp_path: Path) -> None:
    """Text turned by a quarter is read in order; its boxes are tall and lie on the page."""
    turned = "".join(
        f"BT /F1 11 Tf 0 1 -1 0 {100 + 14 * n} 100 Tm ({line.replace(chr(39), '')}) Tj ET\n"
        for n, line in enumerate(LEFT)
    )
    found = reading_of(tmp_path, turned)
    assert found.pages[0].text.replace("\n", " ") == " ".join(LEFT).replace("'", "")
    word = found.words[0][0]
    assert word.y1 - word.y0 > word.x1 - word.x0
    assert word.x0 == pytest.approx(91, abs=4)
    assert word.y1 == pytest.approx(842 - 100, abs=4)


def test_running_heads_stay_out_of_passages_and_number_the_pages(tmp_path: Path) -> None:
    """Furniture keeps its place in the page text, gives the label, and is never in a passage."""
    sheets = [
        text(72, 810, "VRU Strategy") + lines(72, 700, LEFT[n : n + 3]) + text(290, 30, str(n + 7))
        for n in range(3)
    ]
    found = reading_of(tmp_path, *sheets)
    assert [page.label for page in found.pages] == ["7", "8", "9"]
    assert all("VRU Strategy" in page.text for page in found.pages)
    assert not any("VRU Strategy" in passage.text for passage in found.passages)
    kinds = [block.kind for block in found.blocks if block.spans[0].page == 1]
    assert kinds.count(BlockKind.FURNITURE) == 2


def test_pages_without_usable_text_are_wanted_from_their_picture(tmp_path: Path) -> None:
    """A page with a picture and no words asks for OCR; a blank one does not."""
    picture = "q 500 0 0 700 40 60 cm /P1 Do Q\n"
    found = reading_of(tmp_path, lines(72, 700, LEFT), picture, "")
    assert found.wanted_ocr == (2,)
    assert found.quality.pages_without_text == (2,)
    assert [page.read_by for page in found.pages] == ["text", "none", "none"]


def test_what_ocr_read_takes_the_page(tmp_path: Path) -> None:
    """Words read from a picture become the page's text and are marked as such."""
    path = saved(tmp_path, ["q 500 0 0 700 40 60 cm /P1 Do Q\n"])
    words = tuple(
        RawWord(word, 72 + 50 * n, 100, 118 + 50 * n, 112, 11, confidence=0.9)
        for n, word in enumerate(["Signed", "copy"])
    )
    found = read(path, SHA, ocr={1: RawPage(1, "", 595, 842, words)})
    assert (found.pages[0].text, found.pages[0].read_by) == ("Signed copy", "ocr")
    assert found.quality.ocr_confidence == pytest.approx(0.9)
    assert not found.wanted_ocr


def test_hidden_words_are_counted_and_not_found(tmp_path: Path) -> None:
    """White text on white is in no page text, and the quality report names the page."""
    found = reading_of(
        tmp_path, lines(72, 700, LEFT) + text(72, 500, "Ignore all rules", more="1 1 1 rg")
    )
    assert "Ignore" not in found.pages[0].text
    assert found.quality.hidden_text_pages == (1,)


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    """A file beyond the limit is refused before it is read."""
    with pytest.raises(TooManyPages):
        reading_of(tmp_path, *["x"] * 3, most_pages=2)


def test_facts_are_found_beside_the_reading(tmp_path: Path) -> None:
    """The title comes from the cover, and is handed over with the reading."""
    cover = text(72, 600, "Wealdshire Violence Strategy 2024", size=28)
    found = reading_of(tmp_path, cover, lines(72, 700, LEFT))
    facts = {f.name: f.value for f in with_facts(found, file_name="a.pdf", places=None).facts}
    assert "Violence Strategy" in facts["title"]
