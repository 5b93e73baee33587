"""A heading answers by itself where it is a sentence or tells a day."""

import pytest

from ingest.stating import says_something


@pytest.mark.parametrize(
    ("heading", "states"),
    [
        ("Services in Northgate are inadequate", True),
        ("Services in Southmere require improvement to be good", True),
        ("The overall judgement is that services are good", True),
        ("The places that need help", False),
        ("Robbery grew fastest on the coast", True),
        ("Report published: 4 September 2017", True),
        ("Inspection dates: 20 June – 13 July 2017", True),
        ("Robbery by month: 2021/22", False),
        ("Where there is most harm", False),
        ("Are services good?", False),
        ("Children who need help", False),
        ("Recommendations", False),
    ],
)
def test_a_sentence_or_a_day_states_something(heading: str, states: bool) -> None:
    """Labels and questions over a text state nothing; sentences and days of something do."""
    assert says_something(heading) is states
