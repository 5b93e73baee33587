"""The second reader, pypdf, for files on which pdfium fails.

Slower and less exact: it says where each run of text begins and how large it is, so boxes of words
are spread along the run by their letters. Good enough to search and to quote; the edition's reader
names it. Does not draw pictures.
"""

from itertools import accumulate
from pathlib import Path
from typing import Any, Self

import pypdf
from pypdf.errors import PyPdfError

from ingest.errors import Damaged, Encrypted
from ingest.raw import RawPage, RawWord

READER = f"pypdf {pypdf.__version__}"
"""Name and version of this reader, kept with each edition."""

LETTER_EMS = 0.5
"""Mean width of a letter in type sizes, for text whose font gives no widths."""

_FAILURES = (PyPdfError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError)
"""What pypdf raises on broken files: its own errors and whatever the broken part led to."""


class SecondDocument:
    """A PDF opened by pypdf, with the same face as `ingest.pdfium.Document`.

    *Raises*: Encrypted, Damaged.
    """

    reader = READER

    def __init__(self, path: Path) -> None:
        try:
            self._reader = pypdf.PdfReader(path, strict=False)
            if self._reader.is_encrypted and not self._reader.decrypt(""):
                raise Encrypted("The file opens only with a password.")
            self.page_count = len(self._reader.pages)
        except _FAILURES as error:
            raise Damaged("The file is damaged: neither reader finds its pages.") from error
        if not self.page_count:
            raise Damaged("The file is damaged: neither reader finds its pages.")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.close()

    def metadata(self) -> dict[str, str]:
        """What the file says of itself; only what is not empty."""
        try:
            stated = dict(self._reader.metadata or {})
            return {str(k).lstrip("/"): str(v).strip() for k, v in stated.items() if str(v).strip()}
        except _FAILURES:
            return {}

    def outline(self) -> tuple[tuple[int, str, int], ...]:
        """The document's own outline, which a broken file is not asked for."""
        return ()

    def read(self, number: int) -> RawPage:
        """The words of one page; none where the page is broken."""
        try:
            page = self._reader.pages[number - 1]
            box = page.cropbox
            left, low, right, high = (float(v) for v in (*box.lower_left, *box.upper_right))
            words: list[RawWord] = []

            def visit(text: str, _: Any, matrix: list[float], __: Any, size: float) -> None:
                scale = abs(matrix[3]) or 1.0
                words.extend(_spread(text, matrix[4] - left, high - matrix[5], size * scale))

            page.extract_text(visitor_text=visit)
        except _FAILURES:
            return RawPage(number, "", 595.0, 842.0, ())
        return RawPage(number, "", right - left, high - low, tuple(words))


def _spread(text: str, x: float, y: float, size: float) -> list[RawWord]:
    """A run's words with their boxes spread along it."""
    size = size if 1.0 < size < 200.0 else 10.0
    words = []
    for row, line in enumerate(text.split("\n")):
        top = y - 0.8 * size + row * 1.2 * size
        pieces = line.split(" ")
        starts = accumulate((len(piece) + 1 for piece in pieces), initial=0)
        for start, piece in zip(starts, pieces, strict=False):
            if piece.strip():
                x0 = x + start * LETTER_EMS * size
                x1 = x0 + len(piece) * LETTER_EMS * size
                words.append(RawWord(piece.strip(), x0, top, x1, top + size, size))
    return words
