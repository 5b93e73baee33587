"""Tesseract's table of words, as its manual describes it."""

from ingest.ocr import tesseract

HEAD = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
)


def test_words_come_with_their_line_and_confidence() -> None:
    """Rows of level 5 are words, rows of level 4 lines; empty words are left out."""
    rows = [
        "4\t1\t2\t1\t1\t0\t100\t200\t300\t24\t-1\t",
        "5\t1\t2\t1\t1\t1\t100\t203\t60\t20\t96.5\tKnife",
        "5\t1\t2\t1\t1\t2\t170\t203\t60\t20\t-1\t ",
        "4\t1\t2\t1\t2\t0\t100\t240\t300\t30\t-1\t",
        "5\t1\t2\t1\t2\t1\t100\t243\t60\t20\t40\tcrime",
    ]
    first, second = tesseract._words("\n".join([HEAD, *rows]))
    assert (first.text, first.x0, first.y0, first.x1, first.y1) == ("Knife", 100, 203, 160, 223)
    assert (first.confidence, first.line, first.block, first.line_height) == (0.965, 1, 2, 24)
    assert (second.text, second.line, second.line_height) == ("crime", 2, 30)
