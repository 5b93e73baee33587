"""RapidOCR, where only Python packages can be installed: a picture in, words with boxes out.

Slower and weaker than tesseract on English print; used only where tesseract is missing.
"""

from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np
from PIL import Image

from ingest.errors import OcrFailed
from ingest.ocr.seen import SeenWord

MODULE = "rapidocr"


def is_installed() -> bool:
    """Whether the package is there."""
    return find_spec(MODULE) is not None


def version() -> str:
    """Its name and version."""
    from importlib.metadata import version as installed

    return f"{MODULE} {installed(MODULE)}"


def see(picture: Image.Image) -> tuple[SeenWord, ...]:
    """The words of an upright picture, line by line from the top.

    *Raises*: OcrFailed.
    """
    try:
        found = _engine()(np.asarray(picture.convert("RGB")))
    except Exception as error:  # the package raises whatever its parts raise
        raise OcrFailed(f"{MODULE} could not read a page: {error}") from error
    if found.boxes is None:
        return ()
    lines = sorted(
        zip(found.boxes, found.txts, found.scores, strict=True),
        key=lambda line: min(p[1] for p in line[0]),
    )
    return tuple(
        word
        for number, (corners, text, score) in enumerate(lines, start=1)
        for word in _words(corners, text, float(score), number)
    )


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR()


def _words(corners: Any, text: str, score: float, line: int) -> list[SeenWord]:
    """A line's words, each given the part of the line's width its letters take."""
    x0, x1 = float(min(p[0] for p in corners)), float(max(p[0] for p in corners))
    y0, y1 = float(min(p[1] for p in corners)), float(max(p[1] for p in corners))
    letter = (x1 - x0) / max(len(text), 1)
    words = []
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        box = x0 + start * letter, y0, x0 + at * letter, y1
        words.append(SeenWord(word, *box, score, line, 1, y1 - y0))
    return words
