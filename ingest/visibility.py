"""Whether doubtful words can be seen, tried and not reasoned out.

The page is drawn with and without them, and a word whose absence changes no pixel is hidden. Loaded
only for pages that have doubtful words: most have none, and numpy takes a tenth of a second.
"""

import ctypes
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ingest.frame import Frame
from ingest.raw import Box
from ingest.scene import UNPAINTED

DRAW_SCALE = 1.5
"""Pixels a point when trying whether a word shows; enough for 6-point type."""

LEAST_CHANGE = 12
"""A change of a pixel's channel smaller than this (of 255) is not seen."""


def unseen(
    page: Any, frame: Frame, doubtful: Sequence[Box], objects: Collection[int]
) -> list[bool]:
    """For each doubtful word whether it cannot be seen.

    `objects` are the text objects the words belong to; they are left unpainted afterwards, so the
    page must not be drawn again.
    """
    with_words = _drawn(page, frame)
    for thing in objects:
        part = ctypes.cast(thing, pdfium.FPDF_PAGEOBJECT)
        pdfium.FPDFTextObj_SetTextRenderMode(part, UNPAINTED)
    changed = np.abs(with_words.astype(np.int16) - _drawn(page, frame)).max(axis=2) > LEAST_CHANGE
    return [not changed[_pixels(box, changed.shape)].any() for box in doubtful]


def _pixels(box: Box, shape: tuple[int, ...]) -> tuple[slice, slice]:
    x0, y0, x1, y1 = (value * DRAW_SCALE for value in box)
    top, left = min(max(int(y0), 0), shape[0] - 1), min(max(int(x0), 0), shape[1] - 1)
    return slice(top, max(int(y1) + 1, top + 1)), slice(left, max(int(x1) + 1, left + 1))


def _drawn(page: Any, frame: Frame) -> NDArray[np.uint8]:
    width = max(1, min(int(frame.width * DRAW_SCALE), 4000))
    height = max(1, min(int(frame.height * DRAW_SCALE), 4000))
    bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        buffer = pdfium.FPDFBitmap_GetBuffer(bitmap)
        raw = ctypes.string_at(buffer, stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return np.frombuffer(raw, np.uint8).reshape(height, stride // 4, 4)[:, :width, :3]
