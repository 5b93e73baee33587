"""Acronyms as reports define them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexicon.acronyms import Definition, definitions


@pytest.mark.parametrize(
    ("text", "short", "meaning"),
    [
        ("The Strategic Needs Assessment (SNA) says", "SNA", "Strategic Needs Assessment"),
        ("the multi-agency safeguarding hub (MASH)", "MASH", "multi-agency safeguarding hub"),
        ("the NIPE (Norfolk Institute for Professional Excellence)", "NIPE",
         "Norfolk Institute for Professional Excellence"),
        ("via the psychologically informed partnership approach (PIPA)", "PIPA",
         "psychologically informed partnership approach"),
        ("unaccompanied asylum-seeking children (UASC)", "UASC",
         "unaccompanied asylum-seeking children"),
        ("the divisional based intervention team (D-BIT)", "D-BIT",
         "divisional based intervention team"),
        ("not in education, employment or training (NEET)", "NEET",
         "not in education, employment or training"),
    ],
)  # fmt: skip
def test_defined(text: str, short: str, meaning: str) -> None:
    """A short form beside its long form is a definition, whichever stands in the bracket."""
    assert list(definitions(text)) == [Definition(short, meaning)]


@pytest.mark.parametrize(
    "text",
    [
        "the report (2023) says",
        "violence rose (see Table 4) again",
        "we spoke to police (who agreed)",
        "the council (SNA) said",
        "it fell sharply. All the others (VRU) rose",
        "the assessment and intervention team (A&IT) works",
        "((((((",
        "",
    ],
)
def test_not_defined(text: str) -> None:
    """A bracket whose letters the words before it do not give is no definition."""
    assert list(definitions(text)) == []


@given(st.text(alphabet="AbC( )-’&.", max_size=200))
def test_any_text_is_read(text: str) -> None:
    """No text whatever fails."""
    assert all(d.short and d.meaning for d in definitions(text))
