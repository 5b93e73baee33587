"""What a question asks for and which passages could hold it."""

import pytest

from index.signals import asks, has_figure, has_list


@pytest.mark.parametrize(
    "question",
    [
        "How many robberies were there?",
        "What share of victims were under 18?",
        "number of children in care",
        "By how much did violence fall?",
        "How does Kent compare with England?",
    ],
)
def test_asks_for_a_figure(question: str) -> None:
    """Questions of number, share, rate and size ask for a figure."""
    assert asks(question).is_figure


@pytest.mark.parametrize("question", ["Who leads the unit?", "Why did it close?", "knife crime"])
def test_asks_for_no_figure(question: str) -> None:
    """Questions of who and why ask for none."""
    assert not asks(question).is_figure


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("What does MARAC stand for?", ("MARAC",)),
        ("In Norfolk, what is CADS short for?", ("CADS",)),
        ("What is D-BIT in Essex?", ("D-BIT",)),
        ("How many did the MARAC see?", ()),
        ("WHAT IS THE RATE OF KNIFE CRIME", ()),
    ],
)
def test_asks_for_a_meaning(question: str, short: tuple[str, ...]) -> None:
    """Only a question of what a short form is asks for its meaning."""
    assert asks(question).short_forms == short


@pytest.mark.parametrize(
    "text",
    ["Violence fell by 12%.", "There were 1,204 offences.", "A third were children.",
     "It cost £2m.", "12. In all, 40 people came."],
)  # fmt: skip
def test_has_a_figure(text: str) -> None:
    """Counts, shares, sums and numbers in words are figures."""
    assert has_figure(text)


@pytest.mark.parametrize(
    "text",
    ["The strategy of 2023 ends in 2026.", "12. The board meets.", "Published on 4 July 2023.",
     "In 2022/23 it rose (paragraphs 12, 14).", "No numbers here."],
)  # fmt: skip
def test_has_no_figure(text: str) -> None:
    """Years, days and the numbers of paragraphs count nothing."""
    assert not has_figure(text)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What are the priorities of the strategy?", True),
        ("Which three things must Northgate improve?", True),
        ("How many priorities are there?", False),
        ("Who leads the unit?", False),
    ],
)
def test_asks_for_a_list(question: str, wanted: bool) -> None:
    """Questions of several things ask for a list; a count of them does not."""
    assert asks(question).is_list is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The board will: • recruit mentors • fund a helpline", True),
        ("◼ Work with schools.\n◼ Work with families.", True),
        ("1. Recruit mentors. 2. Fund a helpline.", True),
        ("• One thing stands alone.", False),
        ("Robbery fell by 3 to 4 a month in Northgate.", False),
    ],
)
def test_has_a_list(text: str, wanted: bool) -> None:
    """Two items or more, each opened by a bullet or a number, are a list."""
    assert has_list(text) is wanted
