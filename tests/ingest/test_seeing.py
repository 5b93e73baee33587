"""Pages read from their pictures."""

from pathlib import Path

import pytest
from PIL import Image

from ingest import seeing
from ingest.errors import Damaged, OcrFailed
from ingest.ocr import OcrPage
from ingest.raw import RawWord
from tests.ingest.pdfs import saved, text

WORD = RawWord("fell", 72, 100, 90, 112)


@pytest.fixture
def three_pages(tmp_path: Path) -> Path:
    """A PDF of three pages, as wide as A4."""
    return saved(tmp_path, [text(72, 720, "Knife crime"), text(72, 720, "fell"), ""])


def engine(monkeypatch: pytest.MonkeyPatch, *pages: OcrPage | Exception) -> list[tuple[int, float]]:
    """Put an engine in place that sees these pages in turn; returns what it was given."""
    given: list[tuple[int, float]] = []
    waiting = iter(pages)

    def read(picture: Image.Image, *, dpi: float) -> OcrPage:
        given.append((picture.width, dpi))
        page = next(waiting)
        if isinstance(page, Exception):
            raise page
        return page

    monkeypatch.setattr(seeing, "engine_name", lambda: "an engine")
    monkeypatch.setattr(seeing, "read_picture", read)
    return given


def page(*words: RawWord) -> OcrPage:
    """What an engine read from an upright page."""
    return OcrPage(words, 0.9, 0, 0.0, 595, 842)


def test_only_the_pages_asked_for_are_read(
    three_pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page keeps its number, and the engine is told how finely it was drawn."""
    given = engine(monkeypatch, page(WORD), page(WORD))
    assert [(p.number, p.words) for p in seeing.see(three_pages, (1, 3))] == [
        (1, (WORD,)),
        (3, (WORD,)),
    ]
    for width, dpi in given:
        assert width == pytest.approx(595 * seeing.DPI / 72, abs=2)
        assert dpi == pytest.approx(seeing.DPI, rel=0.01)


def test_a_page_that_cannot_be_read_is_left_out(
    three_pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One picture that fails, or one without words, does not stop the others."""
    engine(monkeypatch, OcrFailed("No."), page(), page(WORD))
    assert [p.number for p in seeing.see(three_pages, (1, 2, 3))] == [3]


def test_without_an_engine_nothing_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no engine is installed the file is not even opened."""
    monkeypatch.setattr(seeing, "engine_name", lambda: "")
    assert seeing.see(tmp_path / "missing.pdf", (1,)) == ()


def test_a_file_that_does_not_open_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is no PDF is refused, not read as empty."""
    engine(monkeypatch)
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(Damaged):
        seeing.see(path, (1,))
