"""Spelling by the audience's own words."""

import pytest

from index.lexicon.spelling import correction

KNOWN = {"robbery": 9, "robber": 2, "exclusion": 5, "knife": 20, "northgate": 3}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("robery", "robbery"), ("exlcusoin", "exclusion"), ("knfie", "knife"), ("robbrey", "robbery")],
)
def test_mistyped(typed: str, meant: str) -> None:
    """A letter left out, added, changed or swapped is put right, two in a long word."""
    assert correction(typed, list(KNOWN), KNOWN) == meant


@pytest.mark.parametrize("typed", ["kni", "zzzzzz", "2023", "kniv3s"])
def test_left_alone(typed: str) -> None:
    """Short words, numbers and words far from all others are left as they are."""
    assert correction(typed, list(KNOWN), KNOWN) is None


def test_of_equals_the_commoner_wins() -> None:
    """Of two words equally near, the one that more passages hold is meant."""
    assert correction("case", ["care", "cage"], {"care": 3, "cage": 9}) == "cage"


def test_an_ending_of_two_letters_is_no_slip() -> None:
    """A longer word is no slip for what it begins with: nobody types an ending by mistake."""
    assert correction("brighton", ["bright"], {"bright": 9}) is None
    assert correction("robberyy", ["robbery"], {"robbery": 9}) == "robbery"


def test_of_equals_a_name_wins() -> None:
    """A place is meant sooner than a common word that is as near."""
    known = {"sure": 90, "surrey": 3}
    assert correction("surey", list(known), known) == "sure"
    assert correction("surey", list(known), known, names=frozenset({"surrey"})) == "surrey"
