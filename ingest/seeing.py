"""Pages without usable text, read from their pictures; runs in a worker of its own.

Draws each page with pdfium and gives it to `ingest.ocr`. A page whose picture cannot be read is
left out. Does not order words.
"""

from collections.abc import Sequence
from pathlib import Path

from ingest.errors import Damaged, OcrFailed
from ingest.ocr import engine_name, read_picture
from ingest.pdfium import Document
from ingest.raw import RawPage

DPI = 200
"""Resolution at which pages are drawn. Of 150, 200, 250 and 300, measured on two scans, this reads
most words right (0.998); at 300 every page takes a third longer and a quote is lost."""

POINTS_PER_INCH = 72


def see(path: Path, numbers: Sequence[int]) -> tuple[RawPage, ...]:
    """The pages of these numbers as read from their pictures; none where no engine is installed.

    *Raises*: Refused and below where the file cannot be opened.
    """
    if not engine_name():
        return ()
    with Document(path) as document:
        found = (_seen(document, number) for number in numbers)
        return tuple(page for page in found if page is not None and page.words)


def _seen(document: Document, number: int) -> RawPage | None:
    try:
        picture = document.picture(number, scale=DPI / POINTS_PER_INCH)
        dpi = picture.width * POINTS_PER_INCH / max(document.width(number), 1.0)
        return read_picture(picture, dpi=dpi).as_raw_page(number=number)
    except (Damaged, OcrFailed):
        return None
