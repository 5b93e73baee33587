"""Sentences end where a reader would end them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import split


def pieces(text: str) -> list[str]:
    """The sentences as strings."""
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith chairs the board.",
        "Dr. A. B. Jones wrote to Cllr. Brown.",
        "See No. 4 in the list.",
        "Some weapons, e.g. Zombie knives, are banned.",
        "Robbery cost £1.2m in 2023/24.",
        "The rate was 14.8 per 1,000 residents.",
        "12. The local authority must act.",
        "1.4.2 Officers, i.e. PCs, were asked.",
        "a. First, listen.",
        "(iv) Report back within a month.",
        "Figures are for Jan. 2023 only.",
        "He asked “why now?” and left.",
        "It rose (see fig. 3) by half.",
        "Visit www.example.org for more.",
        "• Posts left empty",
        "The harm… is real.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    """Abbreviations, decimals, item numbers and inner quotes do not end a sentence."""
    assert pieces(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell. It rose.", ["It fell.", "It rose."]),
        ("The answer was no. They left.", ["The answer was no.", "They left."]),
        ("Was it safe? Yes! It was.", ["Was it safe?", "Yes!", "It was."]),
        ("He said “stop.” She ran.", ["He said “stop.”", "She ran."]),
        ("It ended at 10 p.m. The bus left.", ["It ended at 10 p.m.", "The bus left."]),
        ("Costs were £1.2m. In 2023/24 they fell.", ["Costs were £1.2m.", "In 2023/24 they fell."]),
        ("Many were hurt.³ Few spoke.", ["Many were hurt.³", "Few spoke."]),
        ("Many were hurt.12 Few spoke.", ["Many were hurt.12", "Few spoke."]),
        ("12. Act now. 13. Wait.", ["12. Act now.", "13. Wait."]),
        ("A head\nA sentence.", ["A head", "A sentence."]),
        ("Knives, bats etc. They were found.", ["Knives, bats etc.", "They were found."]),
        ("So did I. You did not.", ["So did I.", "You did not."]),
        ("It cost £3. 40 people came.", ["It cost £3.", "40 people came."]),
    ],
)
def test_sentences_are_parted(text: str, expected: list[str]) -> None:
    """A stop before what can begin a sentence ends one; closing marks stay with it."""
    assert pieces(text) == expected


@given(st.text(alphabet="aB1 .?!\n“”()£•", max_size=80))
def test_nothing_but_space_is_lost(text: str) -> None:
    """The sentences, in order and apart, hold every character that is not white space."""
    spans = split(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
