"""Contents pages and indexes are recognised, tables of figures are not taken for them."""

from ingest.contents import contents_lines
from ingest.lines import Line, line_of
from tests.ingest.test_layout import words


def page(*texts: str) -> list[Line]:
    """Lines one under another."""
    return [line_of(words(72, 100 + 14 * row, text)) for row, text in enumerate(texts)]


def test_entries_with_leaders_are_contents() -> None:
    """Rows that end in climbing page numbers after dotted leaders are a contents list."""
    lines = page("Foreword ..... 1", "Robbery ..... 4", "Knives ..... 9", "Money ..... 12")
    assert contents_lines(lines) == frozenset(range(4))


def test_titled_entries_are_contents_with_their_title() -> None:
    """Under the title "Contents" no leaders are needed; text before and after is left alone."""
    lines = page(
        "A report", "Contents", "Foreword 1", "Robbery 4", "Knives 9", "Money 12", "Thanks"
    )
    assert contents_lines(lines) == frozenset({1, 2, 3, 4, 5})


def test_numbers_in_a_row_of_their_own_belong_to_their_entry() -> None:
    """An entry and its number far to the right are one row."""
    names = [line_of(words(72, 100 + 14 * row, f"Chapter {row}")) for row in range(5)]
    numbers = [line_of(words(500, 100 + 14 * row, f"{row * 3 + 1}")) for row in range(5)]
    title = line_of(words(72, 60, "Contents"))
    assert contents_lines([title, *names, *numbers]) == frozenset(range(11))


def test_an_index_is_contents() -> None:
    """Rows of lists of page numbers under the title "Index" are an index."""
    lines = page("Index", "Knives, 4, 12", "Robbery, 7-9", "Schools, 3", "Youth work, 15, 21")
    assert contents_lines(lines) == frozenset({1, 2, 3, 4})


def test_figures_that_rise_and_fall_are_no_contents() -> None:
    """Rows of a table of counts have no leaders, no title and no order."""
    assert not contents_lines(page("Northgate 31", "Southmere 16", "Oxmoor 60", "Marling 7"))
