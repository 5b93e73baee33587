"""Lines are grouped as their writer grouped them."""

from ingest.lines import Line, line_of
from ingest.paragraphs import grouped, leadings, starts_item
from tests.ingest.test_layout import words

FULL = "a line of text that runs right to the edge of its column"


def line(y: float, text: str, *, x: float = 72, bold: bool = False) -> Line:
    """A line of ten-point type whose top is at y."""
    return line_of(words(x, y, text, bold=bold))


def paragraphs(*lines: Line) -> list[str]:
    """The paragraphs' texts, lines being twelve points apart as a rule."""
    return [" ".join(found.text for found in group) for group in grouped(lines, {10: 12.0})]


def test_close_lines_are_one_paragraph() -> None:
    """Lines at the usual distance belong together."""
    assert len(paragraphs(line(100, FULL), line(112, FULL), line(124, "its end."))) == 1


def test_space_parts_paragraphs() -> None:
    """A wider distance begins a paragraph; a slightly wider one does after a full stop."""
    assert len(paragraphs(line(100, FULL), line(118, FULL))) == 2
    assert len(paragraphs(line(100, FULL + "."), line(113.9, FULL))) == 2
    assert len(paragraphs(line(100, FULL), line(113.9, FULL))) == 1


def test_an_indent_after_a_full_stop_begins_a_paragraph() -> None:
    """The first line of a paragraph may be set in."""
    assert len(paragraphs(line(100, FULL + "."), line(112, FULL, x=90))) == 2


def test_room_left_at_the_end_parts_paragraphs() -> None:
    """Where the next word would have fitted, the writer broke the line."""
    assert len(paragraphs(line(100, FULL), line(112, "Short."), line(124, "Officers " + FULL))) == 2


def test_each_item_is_its_own() -> None:
    """A bullet or number begins an item; text back at the margin leaves the list."""
    found = paragraphs(
        line(100, "• " + FULL),
        line(112, "and its end.", x=82),
        line(124, "• second"),
        line(136, "Back at the margin"),
    )
    assert len(found) == 3


def test_a_numbered_paragraph_may_wrap_to_the_margin() -> None:
    """A second line in mid-sentence under the number belongs to the paragraph."""
    assert len(paragraphs(line(100, "12. The " + FULL), line(112, "goes on here."))) == 1


def test_bold_and_plain_part_unless_the_sentence_runs_on() -> None:
    """A bold line over plain text is a block of its own; bold words mid-sentence are not."""
    assert len(paragraphs(line(100, FULL, bold=True), line(112, "Plain text"))) == 2
    assert len(paragraphs(line(100, FULL, bold=True), line(112, "plain text"))) == 1


def test_the_usual_distance_is_the_middle_one() -> None:
    """Each type size has the distance that most of its lines have."""
    lines = [line(y, FULL) for y in (100, 112, 124, 143, 155)]
    assert leadings([lines]) == {10: 12.0}


def test_what_starts_an_item() -> None:
    """Bullets, dashes, letters and numbers with a stop do; words and years do not."""
    starts = ["• a", "– a", "1. a", "12.3 a", "(a) a", "iv) a"]
    assert all(starts_item(line(100, text)) for text in starts)
    assert not any(starts_item(line(100, text)) for text in ("A plan", "2023 was hard", "•"))
