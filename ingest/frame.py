"""The visible part of a page and how it is turned: from the file's coordinates to the reader's.

A page may show only a part of itself (its crop box) and be turned by quarters (its rotation);
every box of the record counts from the top left corner of what is seen. Source: ISO 32000-1,
sections 7.7.3.3 and 8.3.2.3.
"""

import ctypes
from collections.abc import Callable
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
        return self.placer()(x0, y0, x1, y1)

    def placer(self) -> Callable[[float, float, float, float], Box]:
        """`place` for many boxes of one page: how it is turned is looked up once."""
        left, low, right, high, quarters = self
        match quarters:
            case 1:
                return lambda x0, y0, x1, y1: (y0 - low, x0 - left, y1 - low, x1 - left)
            case 2:
                return lambda x0, y0, x1, y1: (right - x1, y0 - low, right - x0, y1 - low)
            case 3:
                return lambda x0, y0, x1, y1: (high - y1, right - x1, high - y0, right - x0)
            case _:
                return lambda x0, y0, x1, y1: (x0 - left, high - y1, x1 - left, high - y0)
