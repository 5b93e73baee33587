"""Lines come in the order a person reads them."""

from collections.abc import Sequence

from ingest.layout import ordered
from ingest.lines import line_of, lines_of
from ingest.raw import RawWord


def words(x: float, y: float, text: str, *, size: float = 10, bold: bool = False) -> list[RawWord]:
    """Words of five points a letter from the left of a line whose top is at y."""
    out = []
    for word in text.split():
        out.append(RawWord(word, x, y, x + 5 * len(word), y + size, size, bold))
        x += 5 * (len(word) + 1)
    return out


def column(x: float, y: float, texts: Sequence[str]) -> list[RawWord]:
    """Lines twelve points apart."""
    return [word for row, text in enumerate(texts) for word in words(x, y + 12 * row, text)]


def read(*parts: list[RawWord]) -> list[str]:
    """The lines' texts in reading order."""
    return [line.text for line in ordered(lines_of([word for part in parts for word in part]))]


LEFT = [f"left line {n} runs to the gutter" for n in range(4)]
MIDDLE = [f"middle {n} has a lot to say" for n in range(4)]
RIGHT = [f"right line {n} follows it all" for n in range(4)]


def test_two_columns_are_read_down() -> None:
    """The left column is read to its end before the right one, whatever order the file has."""
    assert read(column(300, 100, RIGHT), column(72, 100, LEFT)) == LEFT + RIGHT


def test_three_columns_are_read_down() -> None:
    """Three columns are read one after another."""
    page = column(420, 100, RIGHT), column(72, 100, LEFT), column(250, 100, MIDDLE)
    assert read(*page) == LEFT + MIDDLE + RIGHT


def test_lines_over_columns_part_them() -> None:
    """A line over both columns is read where it stands, before what is below it."""
    head = "a heading that stands over both of the columns on the page"
    page = [
        *(column(72, 100, LEFT), column(300, 100, RIGHT)),
        words(72, 160, head),
        *(column(72, 190, MIDDLE), column(300, 190, RIGHT)),
    ]
    assert read(*page) == [*LEFT, *RIGHT, head, *MIDDLE, *RIGHT]


def test_a_heading_under_columns_belongs_to_what_follows() -> None:
    """A short heading below two columns is no last line of the left one."""
    wide = "the next chapter's text runs from the left margin over to the right one"
    page = [
        *(column(72, 100, [*LEFT, "its end"]), column(300, 100, RIGHT)),
        words(72, 170, "Next chapter", size=16),
        column(72, 200, [wide, wide]),
    ]
    assert read(*page) == [*LEFT, "its end", *RIGHT, "Next chapter", wide, wide]


def test_short_cells_are_read_across() -> None:
    """Rows of short cells on shared baselines are a table: read across."""
    rows = [("Northgate", "2,537"), ("Southmere", "2,016"), ("Oxmoor", "603")]
    cells = [
        words(x, 100 + 12 * row, text)
        for x, place in ((300, 1), (72, 0))
        for row, texts in enumerate(rows)
        for text in [texts[place]]
    ]
    assert read(*cells) == [cell for row in rows for cell in row]


def test_a_box_beside_a_chart_is_read_whole() -> None:
    """Chart labels that stand level with no line of the text beside them do not cut into it."""
    labels = [word for n in range(4) for word in words(72, 104 + 21 * n, f"{40 - n * 10}")]
    assert read(labels, column(300, 100, RIGHT))[-4:] == RIGHT


def test_words_apart_in_the_file_are_one_line() -> None:
    """Words of one baseline are one line, though a bold one comes later in the file."""
    line = words(72, 100, "Mentoring is promising")
    shuffled = [line[0], line[2], line[1]]
    assert [found.text for found in lines_of(shuffled)] == ["Mentoring is promising"]


def test_a_bullet_stands_before_its_text() -> None:
    """A bullet set far to the left is the first word of its line."""
    assert read(words(72, 100, "•"), words(100, 100, "First point")) == ["• First point"]


def test_a_line_that_opens_in_bold_is_not_bold() -> None:
    """A line is bold when nearly all of it is."""
    mixed = words(72, 100, "Next steps", bold=True) + words(127, 100, "were agreed at once")
    assert not line_of(mixed).is_bold
    assert line_of(words(72, 100, "Next steps", bold=True)).is_bold
