"""What an OCR engine gives for one picture, in pixels."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeenWord:
    """One word in a picture.

    *Units*: pixels from the picture's top left; `confidence` from 0 to 1. `line` and `block` number
    what the engine held together.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float
    line: int
    block: int
    line_height: float
