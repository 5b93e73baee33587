"""Which way up, and how far off level, by ink alone."""

import pytest
from PIL import Image, ImageDraw

from ingest.ocr.level import has_ink, is_sideways, skew_degrees


@pytest.fixture(scope="module")
def lines() -> Image.Image:
    """A page of thirty black bars, as lines of text look from afar."""
    picture = Image.new("L", (850, 1100), 255)
    pen = ImageDraw.Draw(picture)
    for row in range(30):
        for word in range(9):
            x, y = 100 + word * 72, 130 + row * 28
            pen.rectangle((x, y, x + 50 + (row * word) % 15, y + 10), fill=20)
    return picture


def test_lines_up_and_down_are_seen_as_such(lines: Image.Image) -> None:
    """A page on its side is told from an upright one, also a few degrees off level."""
    assert not is_sideways(lines)
    assert not is_sideways(lines.rotate(4, fillcolor=255))
    assert is_sideways(lines.transpose(Image.Transpose.ROTATE_90))
    assert is_sideways(lines.rotate(86, expand=True, fillcolor=255))


@pytest.mark.parametrize("degrees", [-4.0, -1.0, 1.5, 3.0])
def test_the_angle_that_levels_is_found(lines: Image.Image, degrees: float) -> None:
    """Turned by so much, a page is levelled by turning it back."""
    assert skew_degrees(lines.rotate(degrees, fillcolor=255)) == pytest.approx(-degrees, abs=0.2)


def test_a_level_page_stays_as_it_is(lines: Image.Image) -> None:
    """What is level, or has nothing to level, is not turned."""
    assert skew_degrees(lines) == 0.0
    assert skew_degrees(Image.new("L", (850, 1100), 240)) == 0.0


def test_an_empty_page_has_no_ink(lines: Image.Image) -> None:
    """Grey paper is no ink."""
    assert has_ink(lines)
    assert not has_ink(Image.new("L", (850, 1100), 225))
