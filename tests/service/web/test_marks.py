"""Marks on the page picture: they cover exactly the cited words, at every width and zoom."""

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from corpus.citations import boxes_of
from corpus.records import Audience, Span
from tests.service.web.chromium import Chromium
from tests.service.web.conftest import Site

pytestmark = pytest.mark.browser

DARK = 110
"""Grey below which a pixel is ink: text is dark in the sample publications."""


MARKS = """(() => {
  const paper = document.querySelector('.sheet-paper').getBoundingClientRect();
  return [...document.querySelectorAll('.mark-box')].map((mark) => {
    const box = mark.getBoundingClientRect();
    return [box.left - paper.left, box.top - paper.top, box.right - paper.left,
            box.bottom - paper.top, paper.width];
  });
})()"""
PAPER = """(() => {
  const box = document.querySelector('.sheet-paper').getBoundingClientRect();
  return {x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height};
})()"""
MOVE = """document.querySelectorAll('.mark-box').forEach(
  (mark) => mark.setAttribute('y', Number(mark.getAttribute('y')) + 60))"""
IN_SIGHT = """(() => {
  const sheet = document.querySelector('.sheet').getBoundingClientRect();
  const mark = document.querySelector('.mark-box').getBoundingClientRect();
  return mark.top >= sheet.top && mark.top < sheet.bottom && mark.left < sheet.right;
})()"""


def page_of(site: Site, hit: dict[str, Any]) -> tuple[str, int]:
    """The edition and page number of a hit."""
    return hit["edition_sha256"], hit["page"]["number"]


def test_marks_stand_where_the_words_are(
    site: Site, chromium: Chromium, a_mark: dict[str, Any]
) -> None:
    """Each mark on the screen is the box of its words in the record, scaled with the picture."""
    sha256, number = page_of(site, a_mark)
    view = site.runtime.view(Audience.PUBLIC)
    page = view.page(sha256, number)
    first, last = a_mark["url"].split("at=")[1].split("&")[0].split("-")
    wanted = boxes_of(view.words(sha256, number), Span(number, int(first), int(last)))
    chromium("open", url=site.base + a_mark["url"], width=1280)
    drawn = chromium("evaluate", script=MARKS)
    assert len(drawn) == len(wanted) > 0
    for (x0, y0, x1, y1, width), box in zip(drawn, wanted, strict=True):
        scale = width / page.width
        expected = np.array([box[1] - 1, box[2] - 1, box[3] + 1, box[4] + 1]) * scale
        assert np.allclose([x0, y0, x1, y1], expected, atol=1.5)


@pytest.mark.parametrize("width", [390, 1280])
def test_marks_cover_ink_and_leave_the_rest(
    site: Site, chromium: Chromium, a_mark: dict[str, Any], width: int, tmp_path: Path
) -> None:
    """Cropped from the screen, marked places are yellow under ink, and words elsewhere are not."""
    chromium("open", url=site.base + a_mark["url"], width=width, density=2)
    assert cover_faults(chromium, tmp_path) == []


def test_moved_marks_are_caught(
    site: Site, chromium: Chromium, a_mark: dict[str, Any], tmp_path: Path
) -> None:
    """Marks drawn beside their words, or over more than them, are found by the same comparing."""
    chromium("open", url=site.base + a_mark["url"], width=1280, density=2)
    places = chromium("evaluate", script=MARKS)
    chromium("evaluate", script=MOVE)
    assert "marks elsewhere" in cover_faults(chromium, tmp_path, places)


def cover_faults(
    chromium: Chromium, folder: Path, places: list[list[float]] | None = None
) -> list[str]:
    """What is wrong with the marks on the screen, against where they are, or ought to be."""
    sheet = chromium("evaluate", script=PAPER)
    path = folder / "sheet.png"
    chromium("screenshot", path=str(path), clip=sheet)
    marks = places or chromium("evaluate", script=MARKS)
    pixels = np.asarray(Image.open(BytesIO(path.read_bytes())).convert("RGB")).astype(int)
    inside = np.zeros(pixels.shape[:2], dtype=bool)
    for x0, y0, x1, y1, _ in marks:
        inside[round(y0 * 2) : round(y1 * 2), round(x0 * 2) : round(x1 * 2)] = True
    found = [] if yellow(pixels)[inside].mean() > 0.5 else ["not marked"]
    found += [] if (pixels.sum(axis=2) / 3 < DARK)[inside].mean() > 0.02 else ["no ink"]
    strayed = yellow(pixels)[~grown(inside)].sum()
    return found + ([] if strayed < 0.5 * inside.sum() else ["marks elsewhere"])


def yellow(pixels: NDArray[np.int_]) -> NDArray[np.bool_]:
    """Where the mark's colour shows: red and green high, blue low."""
    red, green, blue = pixels[..., 0], pixels[..., 1], pixels[..., 2]
    found: NDArray[np.bool_] = (red > 200) & (green > 180) & (blue < 170)
    return found


def grown(inside: NDArray[np.bool_], by: int = 4) -> NDArray[np.bool_]:
    """The mask with a rim, since edges of marks are drawn half over their boxes."""
    out = inside.copy()
    for shift in range(1, by + 1):
        for axis in (0, 1):
            out |= np.roll(inside, shift, axis) | np.roll(inside, -shift, axis)
    return out


def test_text_beside_marks_the_same_words(site: Site, a_mark: dict[str, Any]) -> None:
    """The text beside the picture has the cited words in <mark>, for those who cannot see it."""
    html = site.get(a_mark["url"]).text
    marked = "".join(part.split("</mark>")[0] for part in html.split('<mark class="first">')[1:2])
    view = site.runtime.view(Audience.PUBLIC)
    sha256, number = page_of(site, a_mark)
    first, last = a_mark["url"].split("at=")[1].split("&")[0].split("-")
    words = view.page(sha256, number).text[int(first) : int(last)]
    assert words.startswith(marked.replace("&amp;", "&").replace("&#39;", "'").strip()[:40])


def test_zoomed_mark_is_in_sight(site: Site, chromium: Chromium, a_mark: dict[str, Any]) -> None:
    """At 300 % the picture is scrolled to the marked words."""
    chromium("open", url=f"{site.base}{a_mark['url']}&zoom=300", width=390)
    assert chromium("evaluate", script=IN_SIGHT)
