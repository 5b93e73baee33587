"""Tesseract, by way of its command: a picture in, words with boxes out.

Uses whatever `tesseract` is on the PATH and its English data. One thread a page: pages are read
side by side by the worker pool. *Source*: the columns of tesseract's TSV output, tesseract(1).
"""

import io
import os
import shutil
import subprocess

from PIL import Image

from ingest.errors import OcrFailed
from ingest.ocr.seen import SeenWord

COMMAND = "tesseract"
TIMEOUT_SECONDS = 120
WORD_LEVEL = "5"
LINE_LEVEL = "4"


def is_installed() -> bool:
    """Whether the command is on the PATH."""
    return shutil.which(COMMAND) is not None


def version() -> str:
    """Its name and version."""
    try:
        shown = subprocess.run(
            [COMMAND, "--version"], capture_output=True, timeout=20, check=True, text=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise OcrFailed(f"{COMMAND} does not run: {error}") from error
    return shown.stdout.splitlines()[0].strip()


def see(picture: Image.Image, *, dpi: float) -> tuple[SeenWord, ...]:
    """The words of an upright picture, in the order tesseract reads them.

    *Raises*: OcrFailed.
    """
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    command = [COMMAND, "-", "-", "--psm", "3", "--dpi", str(round(dpi)), "-l", "eng", "tsv"]
    try:
        done = subprocess.run(
            command,
            input=buffer.getvalue(),
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise OcrFailed(f"{COMMAND} could not read a page: {error}") from error
    return _words(done.stdout.decode("utf-8", "replace"))


def _words(table: str) -> tuple[SeenWord, ...]:
    words: list[SeenWord] = []
    line = 0
    line_height = 0.0
    for row in table.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) < 12:
            continue
        left, top, width, height = map(float, fields[6:10])
        if fields[0] == LINE_LEVEL:
            line += 1
            line_height = height
        elif fields[0] == WORD_LEVEL and fields[11].strip():
            confidence = max(float(fields[10]), 0.0) / 100
            box = left, top, left + width, top + height
            text = fields[11].strip()
            words.append(SeenWord(text, *box, confidence, line, int(fields[2]), line_height))
    return tuple(words)
