"""Rules in a picture, and what is none."""

from PIL import Image, ImageDraw

from ingest.ocr.strokes import rules_in

DPI = 200


def test_level_and_upright_rules_are_found_where_they_stand() -> None:
    """A grid on grey paper gives its rules; letters, bars and short dashes give none."""
    picture = Image.new("L", (1600, 1200), 225)
    pen = ImageDraw.Draw(picture)
    pen.line((100, 200, 1500, 202), fill=40, width=2)
    pen.line((100, 600, 1500, 600), fill=40, width=2)
    pen.line((800, 200, 800, 600), fill=40, width=2)
    pen.rectangle((100, 900, 1500, 980), fill=60)
    pen.line((100, 700, 160, 700), fill=40, width=2)
    pen.text((200, 300), "Robbery fell by 12 per cent", fill=20, font_size=40)
    found = sorted(tuple(round(edge, -1) for edge in box) for box in rules_in(picture, dpi=DPI))
    assert found == [(100, 200, 1500, 200), (100, 600, 1500, 600), (800, 200, 800, 600)]


def test_a_picture_full_of_strokes_is_no_table() -> None:
    """Hatching and photographs give no rules at all."""
    picture = Image.new("L", (3000, 3000), 255)
    pen = ImageDraw.Draw(picture)
    for y in range(5, 3000, 7):
        pen.line((0, y, 3000, y), fill=0)
    assert rules_in(picture, dpi=DPI) == ()
