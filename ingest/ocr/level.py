"""Which way up a picture of text is, and how far its lines are off level.

Judges by ink alone: along level lines of text the ink in rows of pixels swings strongly between
line and gap. Does not tell upside down from upright; that takes reading (`ingest.ocr.reader`).
*Source*: projection profiles, after W. Postl, "Detection of linear oblique structures and skew scan
in digitized documents" (1986).
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SKETCH_PIXELS = 600
"""Longer side of the sketch that angles are tried on."""

WIDEST_DEGREES = 7.0
COARSE_DEGREES = 0.5
FINE_DEGREES = 0.1
LEAST_DEGREES = 0.2
"""A smaller angle moves no word out of its line."""

CLEARLY = 1.15
"""An angle must raise the swing by this factor to be believed."""

Ink = NDArray[np.float32]


def has_ink(picture: Image.Image) -> bool:
    """Whether there is anything on the page at all."""
    return float(_ink(_sketch(picture)).mean()) > 0.0005


def is_sideways(picture: Image.Image) -> bool:
    """Whether lines of text run up and down the picture."""
    sketch = _sketch(picture)
    turned = sketch.transpose(Image.Transpose.ROTATE_90)
    return _most_swing(turned) > _most_swing(sketch)


def skew_degrees(picture: Image.Image) -> float:
    """How far to turn the picture counter-clockwise to level its lines; 0 where unclear."""
    sketch = _sketch(picture)
    level = _swing(_ink(sketch))
    if not level:
        return 0.0
    coarse = _best(sketch, 0.0, WIDEST_DEGREES, COARSE_DEGREES)
    angle = _best(sketch, coarse, COARSE_DEGREES, FINE_DEGREES)
    if abs(angle) < LEAST_DEGREES or _swing_at(sketch, angle) < CLEARLY * level:
        return 0.0
    return round(angle, 2)


def _most_swing(sketch: Image.Image) -> float:
    # A page a few degrees off level has hardly more swing than one on its side.
    angles = np.arange(-WIDEST_DEGREES, WIDEST_DEGREES + 0.1, 1.0)
    return max([_swing_at(sketch, float(angle)) for angle in angles])


def _best(sketch: Image.Image, middle: float, reach: float, step: float) -> float:
    angles = np.arange(middle - reach, middle + reach + step / 2, step)
    swings = [_swing_at(sketch, float(angle)) for angle in angles]
    return float(angles[int(np.argmax(swings))])


def _swing_at(sketch: Image.Image, angle: float) -> float:
    paper = int(np.percentile(np.asarray(sketch), 80))
    turned = sketch.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=paper)
    return _swing(_ink(turned))


def _sketch(picture: Image.Image) -> Image.Image:
    grey = picture.convert("L")
    scale = SKETCH_PIXELS / max(grey.size)
    if scale >= 1:
        return grey
    size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
    return grey.resize(size, Image.Resampling.BOX)


def _ink(sketch: Image.Image) -> Ink:
    """Darkness from 0 to 1, with the paper's own shade taken off and the margins left out."""
    grey = np.asarray(sketch, dtype=np.float32)
    paper = float(np.percentile(grey, 80))
    ink = np.clip((paper - grey) / max(paper, 1.0) - 0.15, 0.0, 1.0)
    rim_y, rim_x = ink.shape[0] // 25, ink.shape[1] // 25
    inner: Ink = ink[rim_y : ink.shape[0] - rim_y, rim_x : ink.shape[1] - rim_x]
    return inner


def _swing(ink: Ink) -> float:
    rows = ink.sum(axis=1)
    total = float(rows.sum())
    # Against total ink, so that tall and wide pictures compare.
    swing = float(np.square(np.diff(rows)).sum())
    return swing / max(total * float(ink.shape[1]), 1e-6)
