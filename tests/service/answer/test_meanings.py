"""What acronyms stand for and what terms mean."""

import pytest

from service.answer.meanings import definition, expansion, headed, names

OFFICE = "The Office for Standards in Education "


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
        ("considered by The Attachment Project (TAP), a team", "TAP", "The Attachment Project"),
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
        ("The Office for Standards in Education (Ofsted) visits.", "Ofsted", OFFICE),
        ("They make hasty calls, i.e., calls without proof.", "hasty calls", "calls without proof"),
        ("Knife crime is defined as in the assessment.", "Knife crime", None),
        (
            "It has built an edge of care service, ‘Our Place’.",
            "Our Place",
            "an edge of care service",
        ),
        ("Open Door opened late.", "Open Door", None),
        (
            "Until the plan is made, serious violence means robbery and wounding.",
            "serious violence",
            "robbery and wounding",
        ),
        ("Partners define a hot spot here as ten streets.", "hot spot", None),
        ("Partners define hot spots as ten streets.", "hot spots", "ten streets"),
        ("Robbery is any theft with force.", "Robbery", "any theft with force"),
    ],
)
def test_definition_is_the_clause_beside_the_term(text: str, term: str, found: str | None) -> None:
    """A term used without being explained has no definition there."""
    spot = definition(text, term)
    assert (text[spot[0] : spot[1]] if spot else None) == found


@pytest.mark.parametrize(
    ("text", "term", "named"),
    [
        ("Plans recorded on the ‘Leaving Well’ app are set out.", "Leaving Well app", True),
        ("The strengthening of the Restore project goes on.", "Restore project", True),
        ("Violence fell.", "violence", False),
    ],
)
def test_only_a_name_is_spoken_of(text: str, term: str, named: bool) -> None:
    """A text speaks of a term by its name where the term has a capital and stands there whole."""
    assert names(text, term) is named


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("Street Doctors. Volunteers who teach first aid.", "Street Doctors", True),
        ("Street Doctors. Volunteers who teach first aid.", "Street Doctors VRU", True),
        ("Street Doctors. Volunteers who teach first aid.", "Hubs", False),
        ("Street Doctors.", "Street Doctors", False),
    ],
)
def test_words_under_a_term_as_their_heading_tell_of_it(text: str, term: str, found: bool) -> None:
    """What stands under "Street Doctors." is about them."""
    assert (headed(text, term) is not None) is found
