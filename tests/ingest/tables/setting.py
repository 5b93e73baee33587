"""Pages set by hand for tests of tables: words at places, rules, and cells read back."""

from collections.abc import Sequence

from ingest.raw import Box, RawPage, RawTable, RawWord

LETTER = 5.0
HEIGHT = 10.0
LEADING = 14.0


def words(x: float, y: float, text: str, *, is_bold: bool = False) -> list[RawWord]:
    """The words of a line from a place on, every letter five points wide."""
    placed = []
    for word in text.split():
        x1 = x + LETTER * len(word)
        placed.append(RawWord(word, x, y, x1, y + HEIGHT, size=HEIGHT, is_bold=is_bold))
        x = x1 + LETTER / 2
    return placed


def right(x1: float, y: float, text: str, *, is_bold: bool = False) -> list[RawWord]:
    """The words of a line that ends at a place, as figures are set."""
    letters = sum(map(len, text.split()))
    width = LETTER * letters + LETTER / 2 * (len(text.split()) - 1)
    return words(x1 - width, y, text, is_bold=is_bold)


def middle(x: float, y: float, text: str) -> list[RawWord]:
    """The words of a line centred on a place."""
    found = words(0.0, y, text)
    return words(x - found[-1].x1 / 2, y, text)


def page(placed: Sequence[RawWord], rules: Sequence[Box] = (), *, number: int = 1) -> RawPage:
    """A page with these words and rules."""
    return RawPage(number, "", 595.0, 842.0, tuple(placed), tuple(rules))


def level(y: float, x0: float, x1: float) -> Box:
    """A level rule."""
    return x0, y, x1, y + 0.5


def upright(x: float, y0: float, y1: float) -> Box:
    """An upright rule."""
    return x, y0, x + 0.5, y1


def cells(raw: RawPage, table: RawTable) -> list[list[str | None]]:
    """The texts of a table's cells; None where a head to the left spans over."""
    return [[None if box is None else _text(raw, box) for box in row] for row in table.cells]


def _text(raw: RawPage, box: Box) -> str:
    inside = [
        word.text
        for word in raw.words
        if box[0] <= (word.x0 + word.x1) / 2 < box[2] and box[1] <= (word.y0 + word.y1) / 2 < box[3]
    ]
    return " ".join(inside)
