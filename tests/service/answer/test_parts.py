"""Questions of two parts."""

import pytest

from service.answer.parts import asked_first, asked_second, parts_of
from service.answer.question import understand


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "How many hubs are there, and who runs them?",
            "How many hubs are there?",
            "who runs them?",
        ),
        (
            "Which grant was largest and what was it for?",
            "Which grant was largest?",
            "what was it for?",
        ),
        (
            "How many were on plans and had this gone up?",
            "How many were on plans?",
            "had this gone up?",
        ),
        ("Who led the unit? When did she leave?", "Who led the unit?", "When did she leave?"),
    ],
)
def test_two_questions_are_parted(text: str, first: str, second: str) -> None:
    """What is asked after "and" or in a sentence of its own is the second part."""
    parts = parts_of(text)
    assert parts
    assert (parts.first, parts.second) == (first, second)


@pytest.mark.parametrize(
    "text",
    [
        "Which boroughs and districts were visited?",
        "In 2021/22, when did knife crime happen most?",
        "How many children who were excluded and who were arrested came back?",
        "Which hubs were opened and were evaluated in 2022?",
        "Robbery and who",
        "Which visits found problems, and when?",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    """Words joined by "and" make no second question."""
    assert parts_of(text) is None


def test_the_second_part_is_about_what_the_first_was() -> None:
    """Words, places and times of the first part stay asked for; the sort of answer is its own."""
    whole = understand(
        "How many hubs did Northgate have in 2022, and who runs them?", places=("Northgate",)
    )
    parts = parts_of(whole.text)
    assert parts
    first = asked_first(whole, parts)
    second = asked_second(first, parts)
    assert first.kind == understand(parts.first).kind
    assert second.kind == understand(parts.second).kind
    assert set(first.stems) < set(second.stems)
    assert (second.places, second.periods) == (("Northgate",), whole.periods)


def test_a_time_in_the_second_part_is_asked_of_both() -> None:
    """ "Who sat on the board and how often did it meet in 2022/23?" asks who sat in 2022/23."""
    whole = understand("Who sat on the board and how often did it meet in 2022/23?")
    parts = parts_of(whole.text)
    assert parts
    assert asked_first(whole, parts).periods == whole.periods
