"""The worker's commands, run as the service and the pool run them."""

import subprocess
import sys
from pathlib import Path

from PIL import Image

from tests.ingest.pdfs import saved, text


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the worker and wait."""
    command = [sys.executable, "-m", "ingest.worker", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)


def test_a_page_is_drawn(tmp_path: Path) -> None:
    """`picture` leaves a PNG of the page at the scale asked for."""
    path = saved(tmp_path, [text(72, 720, "Knife crime fell")])
    done = run("picture", str(path), "1", "2", str(tmp_path / "page.png"))
    assert done.returncode == 0
    with Image.open(tmp_path / "page.png") as picture:
        assert picture.size == (1190, 1684)
        assert picture.convert("L").getextrema()[0] < 100


def test_what_cannot_be_drawn_is_said(tmp_path: Path) -> None:
    """A page that is not there, or bytes that are no PDF, end with 1 and a sentence."""
    path = saved(tmp_path, ["x"])
    done = run("picture", str(path), "9", "1", str(tmp_path / "page.png"))
    assert (done.returncode, done.stderr) == (1, "Page 9 cannot be drawn.\n")
    path.write_bytes(b"no PDF")
    assert run("picture", str(path), "1", "1", str(tmp_path / "page.png")).returncode == 1


def test_other_commands_are_wrong_usage() -> None:
    """Anything else prints what the worker understands and ends with 2."""
    done = run("dance")
    assert done.returncode == 2
    assert "picture PDF PAGE_NUMBER SCALE" in done.stderr
