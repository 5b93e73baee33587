"""Page pictures: made by a process of their own, kept as a cache, a few at a time.

The service never loads a PDF reader, so `python -m ingest.worker picture` draws the page and this
file only starts it and bounds it. Who may see a page is decided before this is called.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path

from service.errors import PictureFailed

SCALES = (0.5, 1.0, 1.5, 2.0, 3.0)
"""Pixels a point; asking for another gives the nearest, so that the cache stays small."""


def nearest_scale(scale: float) -> float:
    """The scale that is drawn for the one asked for."""
    return min(SCALES, key=lambda known: abs(known - scale))


@dataclass(slots=True)
class Pictures:
    """The cache of page pictures, by edition, page and scale.

    *Units*: `timeout_seconds` of wall time for one picture, `at_once` processes in all.
    """

    files_dir: Path
    pictures_dir: Path
    timeout_seconds: float = 20.0
    at_once: int = 2
    _turn: threading.BoundedSemaphore = field(init=False)

    def __post_init__(self) -> None:
        self._turn = threading.BoundedSemaphore(self.at_once)

    def picture(self, sha256: str, number: int, scale: float, *, form: str = "png") -> Path:
        """The picture of a page, "png" or "webp", drawn when it is not there yet.

        *Raises*: PictureFailed.
        """
        scale = nearest_scale(scale)
        path = self.pictures_dir / sha256 / f"{number}-{scale:g}.{form}"
        if path.exists():
            return path
        if not self._turn.acquire(timeout=self.timeout_seconds):
            raise PictureFailed("Too many page pictures are being drawn just now.")
        try:
            if not path.exists():
                self._draw(self.files_dir / f"{sha256}.pdf", number, scale, path)
        finally:
            self._turn.release()
        return path

    def _draw(self, pdf: Path, number: int, scale: float, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=path.parent) as folder:
                drawn = Path(folder) / f"page{path.suffix}"
                self._run(pdf, number, scale, drawn)
                drawn.replace(path)
        except OSError as error:
            raise PictureFailed("The page picture could not be kept.") from error

    def _run(self, pdf: Path, number: int, scale: float, drawn: Path) -> None:
        command = [sys.executable, "-m", "ingest.worker", "picture"]
        try:
            subprocess.run(
                [*command, str(pdf), str(number), f"{scale:g}", str(drawn)],
                check=True,
                capture_output=True,
                timeout=self.timeout_seconds,
                env={**os.environ, "OMP_NUM_THREADS": "1"},
            )
        except (subprocess.SubprocessError, OSError) as error:
            # The worker's own words may hold text of the page: they stay out of logs and replies.
            raise PictureFailed("The page picture could not be drawn.") from error
        if not drawn.exists():
            raise PictureFailed("The page picture could not be drawn.")

    def forget(self, sha256: str) -> None:
        """Throw an edition's pictures away."""
        shutil.rmtree(self.pictures_dir / sha256, ignore_errors=True)
