"""What a question asks for, by its form."""

import pytest

from service.answer.question import understand


def test_words_that_ask_are_no_words_to_be_met() -> None:
    """The question's form words are left out of its meaning; its subject stays, as stems."""
    assert understand("How many robberies were reported in 2023?").stems == ("robberi", "2023")


def test_names_years_and_numbers_are_told_apart() -> None:
    """Names, periods and other numbers of a question are each known as what they are."""
    asked = understand("How many of the 12 Northgate schools excluded pupils in 2022/23?")
    assert asked.names == ("Northgate",)
    assert asked.numbers == ("12",)
    assert [p.words for p in asked.periods] == ["2022/23"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Which three priorities does the strategy set?", 3),
        ("What are the two main risks?", 2),
        ("Name the five districts.", 5),
        ("What were the four aims?", 4),
        ("Which priorities does it set?", 0),
    ],
)
def test_the_number_of_things_asked_for_is_known(text: str, items: int) -> None:
    """Where a question says how many things it wants, that many are looked for."""
    assert understand(text).items == items


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("What does the latest strategy say?", True),
        ("What did the last inspection find?", True),
        ("How many robberies were there last year?", True),
        ("How many lasted a year?", False),
    ],
)
def test_the_latest_is_asked_for_by_name(text: str, latest: bool) -> None:
    """ "The last inspection" wishes for the newest report; "last year" for a year."""
    assert understand(text).wants_latest is latest
