"""Whether a sentence points back to the one before it."""

import pytest

from service.answer.referring import points_back


@pytest.mark.parametrize(
    "sentence",
    [
        "It started four months late.",
        "They meet every second month.",
        "Of these, 204 completed what they had started.",
        "On their own there is no good evidence that they reduce carrying.",
        "We find no evidence that they reduce carrying.",
        "This means that not all children are seen.",
        "However, it has been slow.",
        "None of these was repeated.",
        "Some said that the wait was too long.",
        "The team currently supports 35 children.",
        "It is only open on Tuesdays.",
        "There were 42 care leavers in such arrangements.",
        "A year later 11 per cent had come back.",
    ],
)
def test_a_sentence_without_its_subject_points_back(sentence: str) -> None:
    """Words such as "it", "they" and "of these" need the sentence before to say what they mean."""
    assert points_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Robbery fell by a fifth.",
        "This report covers the year to March 2023.",
        "It is clear that robbery fell.",
        "Parents said that they waited six weeks.",
        "The police know that they must act.",
        "Some districts have no station.",
        "In this year robbery fell.",
        "The team of navigators works late.",
        "The number of robberies fell.",
        "It is only when robbery fell that people came.",
        "Places such as parks are lit.",
    ],
)
def test_a_sentence_with_its_subject_stands_alone(sentence: str) -> None:
    """An "it" that stands for nothing, the publication itself, a "they" named before: all whole."""
    assert not points_back(sentence)
