"""RapidOCR's lines cut into words."""

from ingest.ocr import rapid


def test_a_line_is_shared_among_its_words_by_their_letters() -> None:
    """Words get the part of their line's width that their letters take."""
    corners = [(100.0, 10.0), (200.0, 10.0), (200.0, 30.0), (100.0, 30.0)]
    knife, crime = rapid._words(corners, "Knif crime", 0.9, 4)
    assert (knife.text, knife.x0, knife.x1) == ("Knif", 100.0, 140.0)
    assert (crime.text, crime.x0, crime.x1, crime.y0, crime.y1) == (
        "crime",
        150.0,
        200.0,
        10.0,
        30.0,
    )
    assert (crime.confidence, crime.line, crime.line_height) == (0.9, 4, 20.0)
