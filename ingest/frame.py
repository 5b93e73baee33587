"""The visible part of a page and how it is turned: from the file's coordinates to the reader's.

A page may show only a part of itself (its crop box) and be turned by quarters (its rotation);
every box of the record counts from the top left corner of what is seen. Source: ISO 32000-1,
sections 7.7.3.3 and 8.3.2.3.
"""

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from ingest.raw import Box


class Frame(NamedTuple):
    """The visible rectangle in the file's coordinates, and quarter turns clockwise."""

    left: float
    low: float
    right: float
    high: float
    quarters: int

    @classmethod
    def of(cls, page: Any) -> "Frame":
        """The frame of a loaded page."""
        rect = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(rect))
        quarters = pdfium.FPDFPage_GetRotation(page)
        return cls(rect.left, rect.bottom, rect.right, rect.top, quarters)

    @property
    def width(self) -> float:
        """Width of the upright page in points."""
        return self.high - self.low if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height of the upright page in points."""
        return self.right - self.left if self.quarters % 2 else self.high - self.low

    def place(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box in the file's own coordinates as points from the visible top left."""
        match self.quarters:
            case 1:
                return y0 - self.low, x0 - self.left, y1 - self.low, x1 - self.left
            case 2:
                return self.right - x1, y0 - self.low, self.right - x0, y1 - self.low
            case 3:
                return self.high - y1, self.right - x1, self.high - y0, self.right - x0
            case _:
                return x0 - self.left, self.high - y1, x1 - self.left, self.high - y0

    def shows(self, box: Box) -> bool:
        """Whether the middle of a placed box lies on the visible page."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return -1.0 < x < self.width + 1.0 and -1.0 < y < self.height + 1.0
