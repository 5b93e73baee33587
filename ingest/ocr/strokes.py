"""Straight rules in a picture of a page: what tables on scans are made of.

Looks for long level and upright runs of ink; does not judge whether they make a table. Letters
have no straight run as long as the shortest rule looked for. Our own method.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.raw import Box

SHORTEST_INCHES = 0.5
"""A rule is at least this long; the longest stroke of body type is a quarter of it."""

THICKEST_INCHES = 0.06
"""A thicker run of ink is a bar or a picture."""

DARK = 0.72
"""Ink is darker than this share of the paper's own shade."""

MOST_RULES = 400

Dark = NDArray[np.bool_]


def rules_in(picture: Image.Image, *, dpi: float) -> tuple[Box, ...]:
    """The level and upright rules of an upright, levelled picture.

    *Units*: boxes in pixels.
    """
    grey = np.asarray(picture.convert("L"))
    paper = float(np.percentile(grey, 80))
    dark: Dark = grey < DARK * paper
    shortest, thickest = round(SHORTEST_INCHES * dpi), max(2, round(THICKEST_INCHES * dpi))
    level = _runs(dark, shortest, thickest)
    upright = _runs(np.ascontiguousarray(dark.T), shortest, thickest)
    found = [*level, *((y0, x0, y1, x1) for x0, y0, x1, y1 in upright)]
    return tuple(found) if len(found) <= MOST_RULES else ()


def _runs(dark: Dark, shortest: int, thickest: int) -> list[Box]:
    """Level runs of ink, those of neighbouring rows put together into one box."""
    # A scanned rule wavers by a pixel: ink in the row above or below counts as its own.
    padded = np.pad(dark, ((1, 1), (0, 0)))
    wavering = padded[:-2] | padded[1:-1] | padded[2:]
    open_boxes: list[list[int]] = []
    closed: list[list[int]] = []
    for y in np.flatnonzero(wavering.sum(axis=1) >= shortest):
        row = int(y)
        still = [box for box in open_boxes if box[3] >= row - 1]
        closed += [box for box in open_boxes if box[3] < row - 1]
        open_boxes = still
        for start, end in _long_runs(wavering[row], shortest):
            _join(open_boxes, start, row, end)
    closed += open_boxes
    return [
        (float(x0), float(y0 + 1), float(x1), float(max(y1, y0 + 2)))
        for x0, y0, x1, y1 in closed
        if y1 - y0 - 1 <= thickest
    ]


def _long_runs(row: Dark, shortest: int) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.pad(row, 1).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    return [(int(a), int(b)) for a, b in zip(starts, ends, strict=True) if b - a >= shortest]


def _join(boxes: list[list[int]], start: int, row: int, end: int) -> None:
    for box in boxes:
        if start < box[2] and end > box[0]:
            box[0], box[2], box[3] = min(box[0], start), max(box[2], end), row
            return
    boxes.append([start, row, end, row])
