"""Words are normalised once, and what a reader sees stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import legible, normalise, single_spaced, unmarked


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("oﬃcer", "officer"),
        ("ﬁﬂ", "fifl"),
        ("cafe\u0301", "café"),
        ("of\u00adficer", "officer"),
        ("vio\u200blence", "violence"),
        ("\u202eevil\u202c", "evil"),
        ("a\u0007b", "ab"),
        ("non\u2011public", "non-public"),
        ("ＶＲＵ", "VRU"),
        ("\ufeffThe", "The"),
        ("Na¨\u00adıve", "Naïve"),
    ],
)
def test_what_nobody_sees_goes(raw: str, stored: str) -> None:
    """Ligatures, decomposed accents, soft hyphens, control and bidirectional marks are undone."""
    assert normalise(raw) == stored


@pytest.mark.parametrize(
    "word", ["“quoted”", "it’s", "2023–24", "£1.2m", "Board¹", "km²", "½", "…"]
)
def test_what_a_reader_sees_stays(word: str) -> None:
    """Typographic quotes, dashes and superscripts are kept as printed."""
    assert normalise(word) == word


@given(st.text(max_size=30))
def test_normalising_twice_changes_nothing(word: str) -> None:
    """A stored word is the same when normalised again."""
    assert normalise(normalise(word)) == normalise(word)


def test_white_space_becomes_single_blanks() -> None:
    """Any run of white space is one blank, none at the ends."""
    assert single_spaced("  a\n\tb  c ") == "a b c"


def test_symbols_are_shown_as_bullets() -> None:
    """Signs that only a symbol font has are shown as bullets, one for one; all else as it is."""
    assert legible("\uf0b7 Knife crime\uf0a7\n\uf000\uf0ff") == "• Knife crime•\n••"
    assert legible("• £1.2m – “so”¹ \ue000\uf100") == "• £1.2m – “so”¹ \ue000\uf100"


@pytest.mark.parametrize(
    ("printed", "compared"),
    [
        ("the Board¹ met", "the Board  met"),
        ("in 2023¹²,³ and", "in 2023  ,  and"),
        ("(VRU)⁴", "(VRU) "),
        ("5 km², 40m³", "5 km², 40m³"),
        ("them²", "them "),
    ],
)
def test_note_marks_are_not_part_of_words(printed: str, compared: str) -> None:
    """A note's mark is a blank where words are compared; a unit's square or cube is no mark."""
    assert unmarked(printed) == compared


@given(st.text())
def test_offsets_hold(text: str) -> None:
    """What is shown and what is compared are as long as what is stored."""
    assert len(legible(text)) == len(unmarked(text)) == len(text)
