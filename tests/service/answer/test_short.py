"""The short answer."""

import pytest

from service.answer.question import understand
from service.answer.short import short_answer


@pytest.mark.parametrize(
    ("question", "text", "short"),
    [
        (
            "How many robberies were there in Northgate?",
            "Of 912 offences in Northgate, about 143 were robberies.",
            "about 143",
        ),
        (
            "What share of suspects were under 18?",
            "In all, 240 people were suspects and 17% of them were under 18.",
            "17%",
        ),
        ("When did the hub open?", "The hub opened in May 2019 after a delay.", "May 2019"),
        ("Who led the review?", "The review was led by Ada Marsh.", "Ada Marsh"),
        (
            "What share of victims are children?",
            "Age: 10 to 17; Share of victims, per cent: 19",
            "Share of victims, per cent: 19",
        ),
        ("How many robberies were there?", "Robbery rose from 181 to 229.", "229"),
        (
            "How many robberies were there in 2021/22?",
            "Robbery rose from 181 in 2021/22 to 229 in 2022/23.",
            "181",
        ),
        ("What is the rate?", "District: Northgate; Rate per 1,000 residents: 1.85", "1.85"),
        (
            "By when should mediation happen?",
            "Recommendation: Mediation before February 2024; By: January 2024",
            "January 2024",
        ),
        ("When is the peak?", "The peak is from 15:20 to 16:10.", "15:20 to 16:10"),
        ("How was the service rated?", "The service was rated good.", "good"),
        ("How was the service rated?", "Poor plans gave it a bad name.", ""),
        ("Why did robbery fall?", "Robbery fell by 12% as patrols grew.", ""),
        ("How many robberies were there?", "31 robberies were told. That is 9 fewer.", "31"),
        ("How many agencies took part?", "Of those asked, 35 of 37 agencies took part.", "35"),
        (
            "How many offences are expected?",
            "We expect between 3,600 and 3,900 offences.",
            "between 3,600 and 3,900",
        ),
        (
            "How many searches did Southmere have?",
            "Most searches were in Northgate (1,272 searches), Southmere (971) and Oxmoor (961).",
            "971",
        ),
        (
            "What did it cost for each person?",
            "Programme: Steady Ground; Cost: £262,000; Cost each: £1,224",
            "£1,224",
        ),
        (
            "How many completed the course?",
            "It reached 124 people. Of these 86 completed what they had started.",
            "86",
        ),
        (
            "What share of children lived within 20 miles of home?",
            "In 2013 84% of children were placed within 20 miles of home, and 93% within 60 miles.",
            "84%",
        ),
        (
            "What share of staff were from agencies?",
            "Agency staff fell from 45% in 2012 to a current figure of 23%.",
            "23%",
        ),
        (
            "How many searches were made in Broad Green?",
            "ward: 3. Broad Green ward, Croydon; searches: 2,354",
            "2,354",
        ),
        ("Who chairs the board?", "Ada Marsh followed Dr Ben Hill as chair of it.", "Ada Marsh"),
        ("By how much did robbery fall?", "Within a year robbery fell by 29%.", "29%"),
    ],
)
def test_short_answer_is_cut_from_the_words(question: str, text: str, short: str) -> None:
    """The figure, date or name nearest the question's words is the short answer, verbatim."""
    assert short_answer(understand(question), text) == short
    assert short in text
