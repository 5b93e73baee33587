"""What is asked of one cell."""

import pytest

from service.answer.cell_question import cell_question, meets, subject_stems
from service.answer.question import understand

PLACES = ("Essex", "Suffolk")


@pytest.mark.parametrize(
    ("question", "place", "asked"),
    [
        (
            "What did each strategy promise on exclusions?",
            "",
            "What did the strategy promise on exclusions?",
        ),
        ("How have priorities changed since 2020?", "", "What are the priorities?"),
        (
            "How has the definition of violence changed?",
            "",
            "What is said about definition of violence?",
        ),
        ("Compare how Essex and Suffolk were rated", "Essex", "How was Essex rated?"),
        ("How do the two strategies differ on exclusions?", "", "What is said about exclusions?"),
        (
            "Compare Essex and Suffolk on care leavers",
            "Essex",
            "What is said about care leavers in Essex?",
        ),
        (
            "compare what Essex and Suffolk do about knife crime",
            "Suffolk",
            "What is done about knife crime in Suffolk?",
        ),
        (
            "Compare what inspectors said about neglect in Essex and Suffolk",
            "Essex",
            "What is said about neglect in Essex?",
        ),
    ],
)
def test_a_cell_is_asked_for_itself_alone(question: str, place: str, asked: str) -> None:
    """The question of a cell names its own report or place and nothing to compare it with."""
    assert cell_question(understand(question, places=PLACES), place) == asked


@pytest.mark.parametrize(
    ("question", "stems"),
    [
        ("What did each strategy promise on exclusions?", {"exclus"}),
        ("How have priorities changed since 2020?", {"prioriti"}),
        ("Compare Essex and Suffolk on care leavers", {"care", "leaver"}),
        ("What did each inspection say?", set()),
    ],
)
def test_the_matter_is_what_is_left(question: str, stems: set[str]) -> None:
    """Places, times and the words of asking are not what a cell must be about."""
    assert subject_stems(understand(question, places=PLACES)) == stems


@pytest.mark.parametrize(
    ("stem", "present", "met"),
    [
        ("exclus", {"exclud"}, True),
        ("exclus", {"inclus"}, False),
        ("prioriti", {"commit"}, True),
        ("care", {"carer"}, False),
        ("knife", {"knife"}, True),
    ],
)
def test_kin_of_a_word_is_met(stem: str, present: set[str], *, met: bool) -> None:
    """Excluded tells of exclusion and a commitment of priorities; other words do not."""
    assert meets(stem, frozenset(present)) is met
