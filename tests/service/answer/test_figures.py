"""Figures, dates and names in a sentence."""

from itertools import pairwise

import pytest

from service.answer.figures import Unit, figures_of, names_of, value_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("At 31 January 2024, 1,139 children", [("31 January 2024", "date"), ("1,139", "count")]),
        ("Nine were good, 28 % better", [("Nine", "count"), ("28 %", "percent")]),
        ("a rate of 38.4 per 10,000 children", [("rate of 38.4 per 10,000 children", "rate")]),
        ("£1.4 million over 2 years", [("£1.4 million", "money"), ("2 years", "duration")]),
        ("aged 10 to 17 in 2022/23", [("aged 10 to 17", "age"), ("2022/23", "year")]),
        ("Section 60 and Table 2", [("Section 60", "label"), ("Table 2", "label")]),
        ("12 Robbery fell", [("12 ", "label")]),
        ("855 robberies were recorded", [("855", "count")]),
        ("visited at least annually", [("at least annually", "frequency")]),
        ("one in five victims", [("one in five", "percent")]),
        ("no homes and no further action", [("no", "count")]),
        (
            "from 15:20 on Fridays in May",
            [("15:20", "time"), ("Fridays", "time"), ("in May", "time")],
        ),
        (
            "Age: 10 to 17; Share, per cent: 19",
            [("10", "count"), ("17", "count"), ("19", "percent")],
        ),
        ("Cost (£): 9,900", [("9,900", "money")]),
    ],
)
def test_figures_are_found_with_their_unit(text: str, found: list[tuple[str, str]]) -> None:
    """A figure is taken whole, with the unit that its own words give."""
    assert [(f.words, f.unit.value) for f in figures_of(text)] == found


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("£1.4 million", 1_400_000.0),
        ("Three hundred and eighty-eight", 388.0),
        ("1,139", 1139.0),
        ("no", 0.0),
        ("weekly", None),
    ],
)
def test_value_is_read_from_digits_and_words(words: str, value: float | None) -> None:
    """Digits, thousands, scales and spelt numbers give one value; vague words give none."""
    assert value_of(words) == value


def test_figures_do_not_overlap_and_keep_their_order() -> None:
    """No two figures share a letter, and they come as they stand."""
    figures = figures_of("From 1 April 2023 to 31 March 2024, 364 (48%) of 760 children")
    assert all(a.end <= b.start for a, b in pairwise(figures))
    assert [f.value for f in figures if f.unit is Unit.COUNT] == [364.0, 760.0]


def test_names_leave_out_the_first_word_of_a_sentence() -> None:
    """A capital at the start alone makes no name."""
    assert names_of("Lead inspector: Ada Marsh of Northgate Council") == (
        "Ada Marsh of Northgate Council",
    )


def test_months_and_days_are_no_names() -> None:
    """A capital that the calendar asks for names nobody."""
    assert names_of("From 10 to 14 June and on Friday the lead was Ada Marsh") == ("Ada Marsh",)
