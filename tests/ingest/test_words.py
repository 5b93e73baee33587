"""Doubled, letter-spaced and sideways words are mended."""

import pytest

from ingest.raw import RawPage, RawWord
from ingest.words import mended, tilted_box, turned_box, upright
from tests.ingest.test_layout import words


def page(found: list[RawWord]) -> RawPage:
    """An A4 page of these words."""
    return RawPage(1, "", 595, 842, tuple(found))


def texts(found: list[RawWord]) -> list[str]:
    """The words left after mending."""
    return [word.text for word in mended(page(found)).words]


def test_a_word_painted_twice_is_one() -> None:
    """The same word a hair's breadth beside itself imitates bold and counts once."""
    once = words(72, 100, "Key findings")
    again = words(72.4, 100, "Key findings")
    assert texts(once + again) == ["Key", "findings"]
    assert texts(once + words(72, 120, "Key findings")) == ["Key", "findings"] * 2


def test_a_spaced_heading_is_closed_up() -> None:
    """Evenly spaced single letters are a word; a wider gap parts two."""
    heading = [RawWord(c, 72 + 9 * n, 100, 77 + 9 * n, 110, 10) for n, c in enumerate("OUR PLAN")]
    found = [word for word in heading if word.text != " "]
    assert texts(found) == ["OUR", "PLAN"]
    assert texts(words(72, 100, "plan a b or c")) == ["plan", "a", "b", "or", "c"]


def test_a_sideways_page_is_turned_and_its_boxes_back() -> None:
    """A table set sideways is read upright, and every box finds its place again."""
    word = RawWord("Northgate", 100, 300, 110, 345, 10, quarters=1)
    turned, quarters = upright(page([word, word]))
    assert (quarters, turned.width, turned.height) == (1, 842, 595)
    box = turned.words[0].x0, turned.words[0].y0, turned.words[0].x1, turned.words[0].y1
    assert box == (842 - 345, 100, 842 - 300, 110)
    assert turned_box(box, 3, 842, 595) == (100, 300, 110, 345)


def test_a_page_with_one_sideways_label_stays() -> None:
    """An axis label does not turn a page of upright text."""
    label = RawWord("Offences", 60, 300, 70, 345, 10, quarters=3)
    assert upright(page([*words(72, 100, "The chart shows it"), label]))[1] == 0


def test_a_skewed_box_is_turned_about_the_middle() -> None:
    """The middle of the page stays; a point right of it sinks when the page turns clockwise."""
    assert tilted_box((290, 416, 300, 426), 5.0, 590, 842) == pytest.approx((290, 416, 300, 426))
    tilted = tilted_box((490, 416, 500, 426), 90.0, 590, 842)
    assert tilted == pytest.approx((290, 616, 300, 626))
