"""From text to terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council’s plan", ["the", "council", "plan"]),
        ("93,590 children", ["93590", "children"]),
        ("12.5% in 2022/23", ["12.5", "in", "2022", "23"]),
        ("multi-agency", ["multi", "agency"]),
        ("ﬁnal CAFÉ", ["final", "café"]),
        ("the Board¹ met in 2023², (VRU)³", ["the", "board", "met", "in", "2023", "vru"]),
        ("5 km²", ["5", "km2"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """Words are lower case, numbers whole, possessives and notes' marks left off."""
    assert words(text) == expected


def test_terms_leave_out_stop_words_and_endings() -> None:
    """Small words are not counted and forms of one word are one term."""
    assert terms("What were the stabbings?") == terms("stabbing")


@given(st.text())
def test_any_text_has_terms(text: str) -> None:
    """No text whatever fails, and no term is empty."""
    assert all(terms(text))
