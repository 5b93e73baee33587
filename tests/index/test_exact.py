"""Phrases are found word for word, inside one passage."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import words
from index.exact import holding_phrase, lay_out

TEXTS = (
    "Knife crime fell. Knife crime rose.",
    "Crime fell in the county",
    "",
    "The county has one knife",
    "crime in the county’s schools",
)


def found(phrase: str, texts: tuple[str, ...] = TEXTS) -> list[int]:
    """Rows of the passages that hold the phrase."""
    sequences, _ = lay_out(texts)
    number_of = {word: number for number, word in enumerate(sequences.vocabulary)}
    rows: list[int] = np.flatnonzero(holding_phrase(sequences, number_of, phrase)).tolist()
    return rows


@pytest.mark.parametrize(
    ("phrase", "rows"),
    [
        ("knife crime", [0]),
        ("crime fell", [0, 1]),
        ("in the county", [1, 4]),
        ("CRIME, rose", [0]),
        ("knife", [0, 3]),
        ("crimes fell", []),
        ("nowhere", []),
        ("", []),
    ],
)
def test_a_phrase_is_words_side_by_side(phrase: str, rows: list[int]) -> None:
    """Case and punctuation do not count, small words, order and endings do."""
    assert found(phrase) == rows


def test_a_phrase_does_not_run_into_the_next_passage() -> None:
    """The last word of one passage and the first of the next are no phrase."""
    assert found("rose crime") == []
    assert found("knife crime in") == []


def test_words_are_counted_by_passage() -> None:
    """A word counts once for each passage that holds it; the vocabulary is sorted."""
    sequences, holding = lay_out(TEXTS)
    assert sequences.vocabulary == sorted(sequences.vocabulary)
    counts = dict(zip(sequences.vocabulary, holding.tolist(), strict=True))
    assert (counts["crime"], counts["knife"], counts["schools"]) == (3, 2, 1)


def test_nothing_holds_nothing() -> None:
    """With no passages every phrase has no rows."""
    assert found("crime", ()) == []


@given(st.lists(st.text("ab ", max_size=8), max_size=5), st.text("ab ", min_size=1, max_size=5))
def test_it_is_what_a_plain_search_finds(texts: list[str], phrase: str) -> None:
    """Rows are those where the phrase's words stand in the passage's list of words."""
    wanted = words(phrase)
    plain = [
        row
        for row, text in enumerate(texts)
        if wanted
        and any(words(text)[i : i + len(wanted)] == wanted for i in range(len(words(text))))
    ]
    assert found(phrase, tuple(texts)) == plain
