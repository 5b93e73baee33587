"""Words come with their boxes, and only words that a person can see."""

from pathlib import Path

import pytest

from ingest.errors import Damaged
from ingest.pdfium import Document
from ingest.raw import RawPage
from tests.ingest.pdfs import Sheet, saved, text

LINE = text(72, 720, "Knife crime fell", size=20)


def page_of(folder: Path, sheet: Sheet | str) -> RawPage:
    """The only page of a PDF with one sheet."""
    with Document(saved(folder, [sheet])) as document:
        return document.read(1)


def words_of(page: RawPage) -> list[str]:
    """The words' texts in the file's order."""
    return [word.text for word in page.words]


def test_boxes_count_from_the_top_left(tmp_path: Path) -> None:
    """A word whose baseline is 720 points above the foot stands 122 points under the top."""
    word = page_of(tmp_path, LINE).words[0]
    assert word.text == "Knife"
    assert word.x0 == pytest.approx(72, abs=2)
    assert word.y0 < 842 - 720 < word.y1 + 1
    assert word.size == pytest.approx(20)


def test_the_crop_box_moves_the_origin(tmp_path: Path) -> None:
    """Boxes count from the corner of what is shown, and what is cropped away is not read."""
    sheet = Sheet(LINE + text(72, 60, "Cropped away"), crop=(50, 100, 545, 800))
    page = page_of(tmp_path, sheet)
    assert words_of(page) == ["Knife", "crime", "fell"]
    assert (page.width, page.height) == (495, 700)
    assert page.words[0].x0 == pytest.approx(22, abs=2)
    assert page.words[0].y0 < 800 - 720 < page.words[0].y1 + 1
    assert page.hidden_words == 2


@pytest.mark.parametrize(
    ("rotate", "corner"), [(90, (720, 72)), (180, (523, 720)), (270, (122, 523))]
)
def test_a_turned_page_is_read_upright(
    tmp_path: Path, rotate: int, corner: tuple[float, float]
) -> None:
    """A page's own turn is applied: boxes count from the top left of the page as shown."""
    page = page_of(tmp_path, Sheet(LINE, rotate=rotate))
    word = page.words[0]
    assert (page.width, page.height) == ((842, 595) if rotate % 180 else (595, 842))
    assert word.x0 - 25 < corner[0] < word.x1 + 25
    assert word.y0 - 25 < corner[1] < word.y1 + 25


@pytest.mark.parametrize(
    "hidden",
    [
        text(72, 600, "Secret words", more="3 Tr"),
        text(72, 600, "Secret words", more="1 1 1 rg"),
        text(72, 600, "Secret words", size=1),
        text(-400, 600, "Secret words"),
        text(72, 600, "Secret words") + "q 300 0 0 40 60 590 cm /P1 Do Q\n",
        text(72, 600, "Secret words") + "1 1 1 rg 60 590 300 40 re f\n",
        "0.2 0.2 0.6 rg 60 590 300 40 re f\n"
        + text(72, 600, "Secret words", more="0.2 0.2 0.6 rg"),
    ],
    ids=[
        "unpainted",
        "white",
        "tiny",
        "off page",
        "under a picture",
        "under a fill",
        "on its like",
    ],
)
def test_what_nobody_can_see_is_not_read(tmp_path: Path, hidden: str) -> None:
    """Invisible words are left out and counted."""
    page = page_of(tmp_path, LINE + hidden)
    assert words_of(page) == ["Knife", "crime", "fell"]
    assert page.hidden_words == 2


@pytest.mark.parametrize(
    "shown",
    [
        "0.1 0.1 0.4 rg 60 590 300 40 re f\n" + text(72, 600, "White words", more="1 1 1 rg"),
        text(72, 600, "White words", more="0.85 0.85 0.85 rg"),
        "q 300 0 0 40 60 590 cm /P1 Do Q\n" + text(72, 600, "White words", more="1 1 1 rg"),
    ],
    ids=["white on blue", "pale grey", "white on a picture"],
)
def test_pale_words_that_can_be_seen_are_read(tmp_path: Path, shown: str) -> None:
    """White type on a dark ground is text like any other."""
    page = page_of(tmp_path, LINE + shown)
    assert words_of(page) == ["Knife", "crime", "fell", "White", "words"]


def test_an_earlier_ocr_layer_counts_as_text(tmp_path: Path) -> None:
    """Unpainted words under a picture of the whole page are the scan's own words."""
    content = "q 595 0 0 842 0 0 cm /P1 Do Q\n" + text(72, 600, "Scanned words", more="3 Tr")
    page = page_of(tmp_path, content)
    assert words_of(page) == ["Scanned", "words"]
    assert page.is_scan_layer


def test_bold_and_raised_figures_are_told(tmp_path: Path) -> None:
    """Bold is known by the font; a small figure after a word is its footnote's mark."""
    raised = "BT /F2 12 Tf 1 0 0 1 72 600 Tm (Board) Tj /F2 7 Tf 5 Ts (12) Tj ET\n"
    words = page_of(tmp_path, LINE + raised).words
    assert [(word.text, word.is_bold) for word in words[-2:]] == [
        ("fell", False),
        ("Board¹²", True),
    ]


def test_metadata_labels_and_outline_are_read(tmp_path: Path) -> None:
    """The document's own title and page labels are taken as it states them."""
    labels = "/PageLabels << /Nums [0 << /S /r >> 1 << /S /D /St 1 >>] >>"
    path = saved(tmp_path, [LINE, LINE], catalog=labels, info="/Title (A plan)")
    with Document(path) as document:
        assert document.metadata()["Title"] == "A plan"
        assert [document.label(1), document.label(2)] == ["i", "1"]
        assert document.outline() == ()


def test_a_page_picture_is_as_large_as_asked(tmp_path: Path) -> None:
    """A picture has `scale` pixels a point; a page that is not there is an error of ours."""
    with Document(saved(tmp_path, [LINE])) as document:
        assert document.picture(1, scale=0.5).size == (298, 421)
        with pytest.raises(Damaged):
            document.picture(2, scale=1.0)
