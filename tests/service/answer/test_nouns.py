"""Nouns that figures count."""

import pytest

from service.answer.nouns import noun_agreement, noun_asked


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("How many weeks did checks take?", ("week",)),
        ("How many young people were supported in 2023?", ("young", "peopl")),
        ("When did it open?", ()),
    ],
)
def test_the_noun_is_what_stands_behind_how_many(question: str, noun: tuple[str, ...]) -> None:
    """The thing counted ends where the verb or the place begins."""
    assert noun_asked(question) == noun


def test_a_figure_with_its_noun_agrees_more_than_one_without() -> None:
    """Behind a figure the noun agrees wholly, before it less, elsewhere not at all."""
    question = "How many adoptions were there?"
    assert noun_agreement(question, "There were 12 adoptions.", ((11, 13),)) == 1.0
    assert noun_agreement(question, "Adoptions: 12", ((11, 13),)) == pytest.approx(0.6)
    assert noun_agreement(question, "It took 529 days.", ((8, 16),)) == 0.0


def test_another_wording_stands_for_the_noun() -> None:
    """Where the reports have another word for what is counted, it agrees as well."""
    question = "How many lone refugees were there?"
    stand_ins = {stem: [frozenset({"unaccompani", "children"})] for stem in noun_asked(question)}
    text = "There were 54 unaccompanied children."
    assert noun_agreement(question, text, ((11, 13),)) == 0.0
    assert noun_agreement(question, text, ((11, 13),), stand_ins) == 1.0
