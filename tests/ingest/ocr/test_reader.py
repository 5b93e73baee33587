"""A picture of a page read back, however it lies; engines stand in where none is needed."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ingest.errors import OcrFailed
from ingest.ocr import rapid, reader, tesseract
from ingest.ocr.reader import OcrPage, read_picture
from ingest.ocr.seen import SeenWord
from ingest.pdfium import Document
from ingest.raw import RawWord
from tests.ingest.pdfs import lines, pdf

TEXT = [
    "The partnership recorded 1,204 robberies in Northgate in 2022/23,",
    "an increase of 17 per cent on the year before. Most happened between",
    "four and seven in the afternoon, near schools and the bus station.",
    "Young people said that they avoid Marine Parade after dark.",
    "Officers and youth workers now meet there every weekday together.",
    "The evaluation found that fewer children carry knives than before.",
]
needs_tesseract = pytest.mark.skipif(not tesseract.is_installed(), reason="tesseract is missing")
DPI = 150


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """A page of print as a picture."""
    path = tmp_path_factory.mktemp("ocr") / "page.pdf"
    path.write_bytes(pdf([lines(60, 760, TEXT * 4, size=12)]))
    with Document(path) as document:
        return document.picture(1, scale=DPI / 72).convert("L")


def said(page: OcrPage) -> str:
    """The words as read."""
    return " ".join(word.text for word in page.words)


@pytest.mark.ocr
@needs_tesseract
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_every_way_up_is_read(picture: Image.Image, turn: int) -> None:
    """A page on its side or its head is turned and read, and says how it was turned."""
    page = read_picture(picture.rotate(turn, expand=True), dpi=DPI)
    assert page.rotation == turn
    assert all(line in said(page) for line in TEXT)
    assert page.confidence > 0.9


@pytest.mark.ocr
@needs_tesseract
def test_a_skewed_and_grainy_scan_is_read(picture: Image.Image) -> None:
    """Three degrees off level and noise lose at most three words in a hundred."""
    grain = np.random.default_rng(7).normal(0, 18, (picture.height, picture.width))
    grey = np.clip(
        np.asarray(picture.rotate(3, fillcolor=255), dtype=float) * 0.85 + 20 + grain, 0, 255
    )
    page = read_picture(Image.fromarray(grey.astype(np.uint8)), dpi=DPI)
    assert page.skew == pytest.approx(-3.0, abs=0.3)
    found = set(said(page).split())
    expected = {word for line in TEXT for word in line.split()}
    assert len(expected & found) >= 0.97 * len(expected)


@pytest.mark.ocr
@needs_tesseract
def test_boxes_stand_on_their_words(picture: Image.Image) -> None:
    """Boxes are in points of the page: the first word stands where it was set."""
    first = read_picture(picture, dpi=DPI).words[0]
    assert (first.text, first.x0) == ("The", pytest.approx(60, abs=2))
    assert (first.y0, first.y1) == (
        pytest.approx(842 - 769, abs=3),
        pytest.approx(842 - 760, abs=3),
    )
    assert first.size == pytest.approx(12, abs=3)


def test_an_empty_page_is_not_read() -> None:
    """A page without ink has no words, and no engine is asked."""
    page = read_picture(Image.new("L", (1240, 1754), 250), dpi=150)
    assert (page.words, page.confidence, round(page.width)) == ((), 1.0, 595)


def test_words_go_back_to_where_they_stand_on_the_file_s_page() -> None:
    """A page that was turned gives its words in its own frame, marked by their turn."""
    word = RawWord("Harm", 10.0, 20.0, 40.0, 30.0)
    page = OcrPage((word,), 0.9, 90, 0.5, width=842.0, height=595.0)
    raw = page.as_raw_page(number=3)
    (placed,) = raw.words
    assert (raw.number, raw.width, raw.height, raw.skew) == (3, 595.0, 842.0, 0.5)
    # Turned back counter-clockwise, the left edge of the upright page is the foot of the file's.
    assert (placed.x0, placed.y0, placed.x1, placed.y1) == (20.0, 802.0, 30.0, 832.0)
    assert placed.quarters == 1


def test_a_poor_reading_is_tried_another_way_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the engine is unsure, the page is turned and the surer reading kept."""
    sure = [SeenWord("Evidence", 1, 1, 80, 12, 0.96, 1, 1, 12)] * 5
    unsure = [SeenWord("ecubpiv3", 1, 1, 80, 12, 0.3, 1, 1, 12)] * 5
    answers = iter([unsure, sure])
    monkeypatch.setattr(reader, "_see", lambda *_: next(answers))
    page = read_picture(Image.effect_noise((400, 600), 80), dpi=100)
    assert (page.rotation in (180, 90, 270), said(page).split()[0]) == (True, "Evidence")


def test_without_any_engine_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """No engine is an error with a hint, not an empty page."""
    monkeypatch.setattr(tesseract, "is_installed", lambda: False)
    monkeypatch.setattr(rapid, "is_installed", lambda: False)
    with pytest.raises(OcrFailed) as failed:
        read_picture(Image.effect_noise((400, 600), 80), dpi=100)
    assert "tesseract" in failed.value.hint


def test_an_engine_that_fails_is_our_own_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever the command does, only our error reaches the caller."""
    monkeypatch.setattr(tesseract, "COMMAND", str(tmp_path / "missing"))
    with pytest.raises(OcrFailed):
        tesseract.see(Image.new("L", (10, 10)), dpi=100)
