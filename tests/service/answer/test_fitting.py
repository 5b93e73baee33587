"""Whether words hold the sort of answer asked for."""

import pytest

from service.answer.fitting import fitting_spots, is_contact
from service.answer.question import understand

CONTACT = "T: 0300 123 4567 E: team@unit.example W: www.unit.example/help"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (CONTACT, True),
        ("Ring 01234 567890 or write to team@unit.example.", True),
        ("Read more at www.unit.example/strategy.", True),
        ("1 Castle Street Northgate NG1 2AB", True),
        (
            "All who took part in the consultation found it at www.unit.example for a month.",
            False,
        ),
        ("You can subscribe to our letter for news of what we do at www.unit.example now.", True),
        ("Robbery fell from 1,204 to 1,031 in 2022/23.", False),
    ],
)
def test_where_to_ring_and_write_is_told(text: str, wanted: bool) -> None:
    """Two ways of reaching somebody, or one and little else, are contact; one in prose is not."""
    assert is_contact(text) is wanted


def test_contact_lines_answer_only_who_asks_for_them() -> None:
    """A line of telephone and e-mail answers "how do I contact", nothing else."""
    assert fitting_spots(understand("What must Northgate put right?"), CONTACT) == ()
    assert fitting_spots(understand("How can I contact the unit?"), CONTACT)


@pytest.mark.parametrize(
    ("question", "text", "spots"),
    [
        (
            "When is the peak at the station?",
            "The peak is from 15:20 on Fridays.",
            ["15:20", "Fridays"],
        ),
        ("When did the club open?", "The club is open on Fridays.", []),
        ("What share of victims are children?", "Age: 10 to 17; Share, per cent: 19", ["19"]),
        ("Who leads on the trial?", "Action: Trial; Who leads: Bus companies", ["Bus companies"]),
        ("Who runs Homeward?", CONTACT, []),
        ("Who runs Homeward?", "It is led by the operational director.", ["director"]),
        ("How soon are calls answered?", "Calls are answered within an hour.", ["within an hour"]),
        ("Who was in charge?", "May 2024 Lead inspector: Ada Marsh", ["Ada Marsh"]),
        (
            "What is the name of the vision?",
            "The vision, ‘Safe Together’, is clear.",
            ["Safe Together"],
        ),
        ("What is the hub called?", "It is run by the DCS.", []),
        ("Why did the club close?", "It closed after numbers fell.", ["after"]),
        ("How was the service rated?", "Service: Help; Grade: Good", ["Good"]),
        ("How was the service rated?", "Good plans are not enough.", []),
        ("How was the service rated?", "It was judged good.", ["good"]),
        (
            "What is the STEP panel?",
            "The Safer Together Early Prevention (STEP) panel met twice.",
            ["Safer Together Early Prevention"],
        ),
    ],
)
def test_the_sort_of_answer_asked_for_is_found(question: str, text: str, spots: list[str]) -> None:
    """Times that come again, cells by their heads, reasons, grades and spelt-out names are met."""
    found = fitting_spots(understand(question), text)
    assert [text[start:end] for start, end in found] == spots


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("How long do people wait?", "People wait for six weeks.", True),
        ("How long do people wait?", "Some 4,466 people come per week.", False),
        ("How long do people wait?", "Weeks waited: 6", True),
        ("By how much did it fall?", "It fell within a year.", False),
        ("What share were of a phone?", "Two in five were of a phone.", True),
        ("When did Ofsted last come before 2022?", "The visit of 2022 was short.", False),
        ("What is the name of the company?", "In September 2023 the company left.", False),
        ("Which university took part?", "Ferrow University took part.", True),
    ],
)
def test_what_has_the_form_of_an_answer(question: str, text: str, fits: bool) -> None:
    """A rate is no length of time, a year of the question no date, a month no name."""
    assert bool(fitting_spots(understand(question), text)) is fits
