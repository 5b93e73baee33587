"""Cutting text into marked and unmarked segments."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.text import legible
from service.web.marking import Segment, segments


def test_text_is_cut_where_marks_begin_and_end() -> None:
    """Two marks make five segments."""
    assert segments("a bb c dd e", [(2, 4), (7, 9)]) == (
        Segment("a "),
        Segment("bb", is_marked=True, is_first=True),
        Segment(" c "),
        Segment("dd", is_marked=True, is_first=True),
        Segment(" e"),
    )


def test_part_of_a_mark_is_not_its_first() -> None:
    """Where a line begins within a mark, the mark goes on and does not begin anew."""
    assert segments("abcdef", [(0, 6)], start=3) == (
        Segment("def", is_marked=True, is_first=False),
    )


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_nothing_is_lost(text: str, ranges: list[tuple[int, int]]) -> None:
    """However marks overlap, the segments put together are the text."""
    assert "".join(part.text for part in segments(text, ranges)) == legible(text)


def test_bullets_of_symbol_fonts_are_shown() -> None:
    """A sign that only a symbol font has is shown as a bullet, and marks stay in place."""
    assert segments("\uf0b7 bb", [(2, 4)]) == (
        Segment("• "),
        Segment("bb", is_marked=True, is_first=True),
    )
