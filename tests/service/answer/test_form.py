"""What the form of some words is worth as an answer."""

import pytest

from service.answer.fitting import fitting_spots
from service.answer.form import LONE, SHOWN, form
from service.answer.grades import VAGUE
from service.answer.question import understand


@pytest.mark.parametrize(
    ("question", "text", "items", "worth"),
    [
        ("How many were hurt?", "In all 12 were hurt.", 0, 1.0),
        ("How many were hurt?", "About half were hurt.", 0, VAGUE),
        ("How many were hurt?", "Some were hurt.", 0, 0.0),
        ("How many aged 19 to 21 were hurt?", "Of those aged 16 to 18, 12 were hurt.", 0, VAGUE),
        ("How many aged 19 to 21 were hurt?", "Of 19 to 21-year-olds 12 were hurt.", 0, 1.0),
        ("How many were hurt?", "Figure 3: The 12 people hurt", 0, 0.0),
        ("How many were hurt?", "Figure 3: The number hurt fell to 12", 0, SHOWN),
        ("What did the trial find?", "The trial will end in May.", 0, 0.0),
        ("What did the trial find?", "The trial found no effect.", 0, 1.0),
        ("How are they hurt?", "How were you hurt, and where?", 0, SHOWN),
        ("Which priorities are set?", "Safer streets. Early help.", 2, 1.0),
        ("Which three priorities are set?", "Safer streets. Early help.", 2, LONE),
        ("Which priorities are set?", "They are streets, help and clubs.", 0, LONE),
        ("Which priorities are set?", "Safety comes first.", 0, VAGUE),
        ("What is Open Door?", "Open Door is a service for the injured.", 0, 1.0),
        ("What is Open Door?", "Open Door helps the injured of two towns.", 0, LONE),
        ("What is Open Door?", "They were sent to Open Door.", 0, VAGUE),
        ("Why did the club close?", "It closed because numbers fell.", 0, 1.0),
        ("Why did the club close?", "Numbers fell to three.", 0, VAGUE),
        ("Why did the club close?", "Ring 01234 567890.", 0, 0.0),
        ("How was the service rated?", "It was judged good.", 0, 1.0),
        ("How was the service rated?", "Judgement: Overall effectiveness; Grade: Good", 0, 1.0),
        ("How was the service rated?", "Judgement: Leaders; Grade: Good", 0, VAGUE),
        ("How was the service rated?", "Of adoption the grade is that it is good.", 0, VAGUE),
        ("How were leaders rated?", "Judgement: Leaders; Grade: Good", 0, 1.0),
        ("How was the service rated?", "At the last inspection it was judged good.", 0, VAGUE),
        ("Who runs Homeward?", "It is run by the director.", 0, LONE),
        ("Who runs Homeward?", "The director is Ada Marsh.", 0, 1.0),
    ],
)
def test_form_is_worth_less_told_vaguely_or_in_part(
    question: str, text: str, items: int, worth: float
) -> None:
    """Whole where the sort asked for is there; less where vague, partial or a caption; else 0."""
    asked = understand(question)
    assert form(asked, text, fitting_spots(asked, text), items=items) == worth
