"""What counts as right words of a citation and of an answer."""

from dataclasses import replace

import pytest

from service.evaluation.questions import RunHit
from service.evaluation.right import (
    cites_rightly,
    figures_of,
    gold_figure,
    has_figure,
    holds_answer,
)
from tests.service.evaluation.made import QUESTION, quote


@pytest.mark.parametrize(
    ("cited", "right"),
    [
        (quote("There were 1,204 robberies in Northgate."), True),
        (quote("Robbery: 1,204"), True),
        (quote("There were 1,204 robberies in Northgate.", page=4), False),
        (quote("Knife crime fell by 12,044 that year."), False),
    ],
)
def test_a_right_citation_has_the_words_on_a_gold_page(cited: RunHit, right: bool) -> None:
    """Words of the gold quote, or its figure whole, on a gold page; anything else is wrong."""
    assert cites_rightly(QUESTION, cited) is right


def test_a_figure_counts_only_whole() -> None:
    """1,204 does not stand in 11,204 or in 1,2041."""
    assert has_figure(QUESTION, "In all 1,204 were recorded.")
    assert not has_figure(QUESTION, "In all 11,204 were recorded.")


def test_a_figure_may_be_spelt_out_or_end_a_clause() -> None:
    """Thirty-two is 32, and a comma after a figure is none of its digits."""
    assert figures_of("Thirty-two, of 12, in all; sixteen left.") == {"32", "12", "16"}
    assert figures_of("1,204.5 of 37") == {"1,204.5", "37"}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Three hundred and eighty-eight arrangements are in place.", {"388"}),
        ("One thousand two hundred and four robberies, and six more.", {"1,204", "6"}),
        ("Nobody was hurt.", set()),
    ],
)
def test_long_numbers_may_be_spelt_out(text: str, figures: set[str]) -> None:
    """A number in words counts as its figure, whatever its length."""
    assert figures_of(text) == figures


def test_the_gold_figure_is_the_first_in_digits_or_words() -> None:
    """What is looked for is the first figure of the gold answer, however it is written."""
    assert gold_figure(replace(QUESTION, answer="Seven, two of them in 2016.")) == "7"
    assert gold_figure(replace(QUESTION, answer="Fewer than before.")) == ""


@pytest.mark.parametrize(
    ("kind", "answer", "text", "holds"),
    [
        ("fact", "Violence Reduction Unit.", "The Violence Reduction Unit (VRU) met.", True),
        ("fact", "Violence Reduction Unit.", "The unit met to reduce harm.", False),
        ("fact", "Good.", "A good service met them.", False),
        ("list", "Youth clubs; safer streets.", "Safer streets at night.", True),
        ("list", "Youth clubs; safer streets.", "Clubs for all.", False),
        ("list", "Plans and reviews; youth clubs.", "Better plans and quick reviews.", True),
        ("list", "Youth clubs, safer streets and jobs.", "Safer streets at night.", True),
        ("fact", "Youth clubs; safer streets.", "Safer streets at night.", False),
    ],
)
def test_the_gold_answer_may_stand_in_other_words(
    kind: str, answer: str, text: str, holds: bool
) -> None:
    """All words of an answer, or nearly all of one item of a list; never one word alone."""
    assert holds_answer(replace(QUESTION, kind=kind, answer=answer), text) is holds
