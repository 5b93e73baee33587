"""Running heads, feet and page numbers are told from text."""

from ingest.furniture import furniture_of
from ingest.lines import Line, line_of
from tests.ingest.test_layout import words

HEIGHT = 842.0


def line(y: float, text: str, *, size: float = 10) -> Line:
    """A line whose top is at y."""
    return line_of(words(72, y, text, size=size))


def page(*edges: Line) -> list[Line]:
    """A page with some body lines and these at its edges."""
    return [line(300, "Body text of the page"), line(312, "goes on here"), *edges]


def away(pages: list[list[Line]]) -> list[set[str]]:
    """The texts recognised as furniture, page by page."""
    found = furniture_of(pages, [HEIGHT] * len(pages))
    return [{lines[i].text for i in f.lines} for lines, f in zip(pages, found, strict=True)]


def test_repeated_heads_and_feet_are_furniture() -> None:
    """What stands at the same edge of several pages is furniture, figures aside."""
    pages = [page(line(40, "VRU Strategy"), line(800, f"Page {n} of 9")) for n in range(1, 5)]
    assert away(pages) == [{"VRU Strategy", f"Page {n} of 9"} for n in range(1, 5)]


def test_alternate_heads_are_furniture() -> None:
    """Left and right pages may have heads of their own."""
    pages = [page(line(40, "Wealdshire" if n % 2 else "Strategy 2024")) for n in range(6)]
    assert away(pages) == [{"Wealdshire" if n % 2 else "Strategy 2024"} for n in range(6)]


def test_a_chapter_head_on_one_page_is_furniture() -> None:
    """A running head used once is known by its place and by the heading it repeats."""
    pages = [page(line(40, "VRU Strategy")) for _ in range(4)]
    pages[0] = page(line(40, "Robbery"))
    pages[1].append(line(200, "3 Robbery", size=16))
    assert away(pages)[0] == {"Robbery"}
    assert "3 Robbery" not in away(pages)[1]


def test_a_number_that_counts_with_the_pages_is_furniture() -> None:
    """Page numbers climb with the pages, roman ones too; other figures at the edge stay."""
    pages = [page(line(800, label)) for label in ("i", "ii", "1", "2", "3")]
    pages[4].append(line(780, "2,016"))
    assert away(pages) == [{"i"}, {"ii"}, {"1"}, {"2"}, {"3"}]
    found = furniture_of(pages, [HEIGHT] * 5)
    assert [f.label for f in found] == ["i", "ii", "1", "2", "3"]


def test_body_text_is_never_furniture() -> None:
    """What repeats in the middle of pages stays, and so does a heading at the top of one."""
    pages = [page(line(400, "Source: police records")) for _ in range(4)]
    pages[2].append(line(60, "A new chapter", size=18))
    assert away(pages) == [set()] * 4
