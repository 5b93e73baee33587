"""What kind of answer a question asks for."""

import pytest

from service.answer.kinds import Asks, Measure, kind_of, measure_of, subject_of

KINDS = [
    ("How many robberies were there in Northgate?", Asks.NUMBER),
    ("What proportion of pupils were excluded, compared with England?", Asks.NUMBER),
    ("By how much did knife crime fall?", Asks.NUMBER),
    ("number of robberies Northgate 2022/23", Asks.NUMBER),
    ("Northgate 2022 - share of pupils who were suspended", Asks.NUMBER),
    ("average caseload Northgate", Asks.NUMBER),
    ("What was Northgate's staff turnover rate?", Asks.NUMBER),
    ("What does one stabbing cost the public purse?", Asks.NUMBER),
    ("How soon is a complaint answered?", Asks.NUMBER),
    ("Until which birthday can a care leaver ask for help?", Asks.NUMBER),
    ("robbery Northgate 2022/23", Asks.NUMBER),
    ("Home Office grant 2022/23", Asks.NUMBER),
    ("Why did the number of robberies fall?", Asks.REASON),
    ("When did the programme begin?", Asks.DATE),
    ("Which year was the unit founded?", Asks.DATE),
    ("Until when is the money secured?", Asks.DATE),
    ("Who chairs the partnership board?", Asks.WHO),
    ("What is the name of the youth scheme?", Asks.WHO),
    ("Name of the person in charge of the team", Asks.WHO),
    ("What is the early help hub called?", Asks.WHO),
    ("Who does the Restore project help?", Asks.FACT),
    ("Who is the mentoring scheme for?", Asks.FACT),
    ("What does MARAC stand for?", Asks.ACRONYM),
    ("What is the VARP in Northgate?", Asks.ACRONYM),
    ("What is Starting Point in Southmere?", Asks.DEFINITION),
    ("What are county lines?", Asks.DEFINITION),
    ("What is the toxic trio?", Asks.DEFINITION),
    ("contextual safeguarding meaning", Asks.DEFINITION),
    ("What is the agreed definition of serious violence?", Asks.DEFINITION),
    ("What does domestic abuse cover?", Asks.DEFINITION),
    ("In Northgate, what is CADS?", Asks.ACRONYM),
    ("What is the weakness in the scheme's records?", Asks.FACT),
    ("Which three priorities does the strategy set?", Asks.LIST),
    ("What are the strategy's priorities?", Asks.LIST),
    ("areas for improvement Northgate 2024", Asks.LIST),
    ("What does the local offer include?", Asks.LIST),
    ("four commitments new strategy", Asks.LIST),
    ("Which bodies in Northgate are members of the board?", Asks.LIST),
    ("What sort of schemes will the strategy pay for?", Asks.LIST),
    ("How has robbery changed since 2020?", Asks.COMPARISON),
    ("Compare Northgate and Southmere", Asks.COMPARISON),
    ("Did the number of plans go up or down?", Asks.COMPARISON),
    ("Is there a mentoring scheme?", Asks.YES_NO),
    ("knife arches in schools do they work", Asks.YES_NO),
    ("Why did exclusions rise in the second term of that school year?", Asks.REASON),
    ("What caused the rise in robbery?", Asks.REASON),
    ("How was the youth service rated in 2023?", Asks.GRADE),
    ("Northgate adoption grade 2018", Asks.GRADE),
    ("What was the overall judgement on Northgate?", Asks.GRADE),
    ("Where do most robberies happen in Northgate?", Asks.FACT),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind_follows_the_form_of_the_question(text: str, kind: Asks) -> None:
    """The kind of a question is told by how it is put."""
    assert kind_of(text) is kind


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("What percentage of offenders were under 18?", Measure.SHARE),
        ("How much funding did the unit get?", Measure.MONEY),
        ("How long does the course last?", Measure.DURATION),
        ("How old were the victims?", Measure.AGE),
        ("How many victims were there?", Measure.COUNT),
        ("What was the vacancy rate?", Measure.ANY),
    ],
)
def test_measure_is_what_sort_of_number_is_wanted(text: str, measure: Measure) -> None:
    """A number question says whether it wants a share, money, a duration or an age."""
    assert measure_of(text) is measure


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("What does MARAC stand for?", "MARAC"),
        ("What is 'Our Place' in Southmere?", "Our Place"),
        ("What is meant by serious violence?", "serious violence"),
        ("What is the definition of a hot spot in the strategy?", "hot spot"),
        ("hot spot definition", "hot spot"),
        ("How many robberies were there?", ""),
    ],
)
def test_subject_is_the_term_asked_about(text: str, subject: str) -> None:
    """The term to be defined or spelt out is cut from the question; others have none."""
    assert subject_of(text) == subject
