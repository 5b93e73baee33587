"""What is printed cannot steer the terminal."""

import json

import pytest

from service.cli.output import say, say_json, say_table

STEERING = "red \x1b[31m, C1 \x9b31m, bell \x07, turned \u202eback, tag \U000e0041"


def steers(printed: str) -> bool:
    """Whether a character that terminals act on is printed."""
    return any(c in printed for c in "\x1b\x9b\x07\u202e\U000e0041")


def test_no_words_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Sentences, tables and JSON are printed without what terminals act on."""
    say(STEERING)
    say_table(("Title",), [(STEERING,)])
    say_json({"title": STEERING})
    assert not steers(capsys.readouterr().out)


def test_json_stays_what_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    """What is escaped reads back as the same, and letters of any language stand as they are."""
    say_json({"title": f"Gwent – {STEERING}"})
    printed = capsys.readouterr().out
    assert json.loads(printed) == {"title": f"Gwent – {STEERING}"}
    assert "Gwent –" in printed
