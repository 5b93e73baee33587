"""Page pictures, drawn by the worker process."""

import shutil
from pathlib import Path

import pytest
from PIL import Image

import corpus
from service.errors import PictureFailed
from service.pictures import Pictures, nearest_scale

SAMPLE = Path(corpus.__file__).parent / "samples" / "pdf" / "summer-briefing-2023.pdf"


@pytest.fixture
def pictures(tmp_path: Path) -> Pictures:
    """A cache over one sample publication, held under a made-up hash."""
    (tmp_path / "files").mkdir()
    shutil.copy(SAMPLE, tmp_path / "files" / "abc.pdf")
    return Pictures(tmp_path / "files", tmp_path / "pictures", timeout_seconds=60)


def test_a_page_is_drawn_once(pictures: Pictures) -> None:
    """A page is drawn at the scale asked for, and the second time comes from the cache."""
    path = pictures.picture("abc", 1, 1.0)
    with Image.open(path) as drawn:
        assert drawn.format == "PNG"
        assert 590 <= drawn.width <= 600  # an A4 page is 595 points wide
    (pictures.files_dir / "abc.pdf").unlink()
    assert pictures.picture("abc", 1, 1.0) == path
    pictures.forget("abc")
    assert not path.exists()


def test_webp_is_smaller_and_shows_the_same(pictures: Pictures) -> None:
    """A page of type as WebP has the PNG's every pixel in less than half of its bytes."""
    png, webp = (pictures.picture("abc", 2, 1.0, form=form) for form in ("png", "webp"))
    assert webp.stat().st_size < png.stat().st_size / 2
    with Image.open(png) as exact, Image.open(webp) as small:
        assert small.format == "WEBP"
        assert small.convert("RGB").tobytes() == exact.convert("RGB").tobytes()


@pytest.mark.parametrize(("sha256", "number"), [("abc", 9999), ("none", 1)])
def test_what_cannot_be_drawn_leaves_nothing(pictures: Pictures, sha256: str, number: int) -> None:
    """A page or file that is not there is an error of ours, and nothing half-made is kept."""
    with pytest.raises(PictureFailed):
        pictures.picture(sha256, number, 1.0)
    assert not list(pictures.pictures_dir.rglob("*.*"))


def test_too_many_at_once_are_told(pictures: Pictures) -> None:
    """When every turn is taken for longer than a picture may take, the next is told so."""
    pictures.timeout_seconds = 0.01
    for _ in range(pictures.at_once):
        pictures._turn.acquire()
    with pytest.raises(PictureFailed, match="Too many"):
        pictures.picture("abc", 1, 1.0)


def test_scales_are_few() -> None:
    """Any scale becomes the nearest of a few, so that nobody can fill the cache."""
    assert [nearest_scale(s) for s in (0.1, 1.3, 1.7, 99.0)] == [0.5, 1.5, 1.5, 3.0]
