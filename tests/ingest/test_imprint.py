"""Publisher, kind and language."""

import pytest

from corpus.records import Kind
from ingest.imprint import find_kind, find_language, find_publisher, is_organisation


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Serious Violence Response Strategy 2024-2027", Kind.STRATEGY),
        ("Strategic Needs Assessment 2022/23", Kind.NEEDS_ASSESSMENT),
        ("Violence Reduction Strategy: Annual Report 2023", Kind.ANNUAL_REPORT),
        ("Evaluation of the Violence Reduction Strategy", Kind.EVALUATION),
        ("A Briefing for Councillors", Kind.BRIEFING),
        ("Inspection of children's services", Kind.OTHER),
    ],
)
def test_the_title_names_the_kind(title: str, kind: Kind) -> None:
    """The most particular word decides: a report on a strategy is a report."""
    assert find_kind(title=title, cover=[], pages=[], file_name="x.pdf").value == kind


def test_a_text_names_its_kind_only_when_it_speaks_of_itself() -> None:
    """A report that mentions annual reports is none; one that says "this strategy" twice is."""
    other = find_kind(title="Ready", cover=[], pages=["The annual report said."] * 3, file_name="x")
    assert (other.value, other.found_in) == (Kind.OTHER, "default")
    own = find_kind(
        title="Ready", cover=[], pages=["This strategy sets. This strategy is."], file_name="x"
    )
    assert (own.value, own.found_in) == (Kind.STRATEGY, "text")


@pytest.mark.parametrize(
    ("pages", "cover", "publisher", "found_in"),
    [
        (
            ["Published by Wealdshire County Council in 2023."],
            [],
            "Wealdshire County Council",
            "text",
        ),
        (["The Office for Standards (Ofsted) regulates and inspects."], [], "Ofsted", "text"),
        (["© 2023 Ferrow University. All rights reserved"], [], "Ferrow University", "text"),
        (
            ["Text."],
            ["Wealdshire Violence Reduction Unit"],
            "Wealdshire Violence Reduction Unit",
            "cover",
        ),
    ],
)
def test_the_imprint_comes_before_the_cover(
    pages: list[str], cover: list[str], publisher: str, found_in: str
) -> None:
    """Who published it is taken from the surest place that says so."""
    fact = find_publisher(metadata={}, cover=cover, pages=pages)
    assert fact is not None
    assert (fact.value, fact.found_in) == (publisher, found_in)


@pytest.mark.parametrize(
    "pages", [["Figures published by the Home Office."], ["© Crown copyright 2023"], ["Text."]]
)
def test_others_publications_and_rights_name_no_publisher(pages: list[str]) -> None:
    """A source of figures and the Crown's rights are not who published the report."""
    assert find_publisher(metadata={"Author": "Jane Doe"}, cover=["A plan"], pages=pages) is None


def test_an_organisation_is_known_by_its_words() -> None:
    """Names of bodies pass; titles, labels and dates do not."""
    assert is_organisation("Derbyshire County Council")
    assert is_organisation("INSTITUTE FOR GLOBAL CITY POLICING")
    for line in (
        "County Council Annual Report",
        "Inspection of services",
        "Office: 0300 123",
        "May 2023",
    ):
        assert not is_organisation(line)


def test_language_is_told_by_small_words() -> None:
    """English and Welsh are told apart; too few words leave the default."""
    english = find_language(
        ["The work of the unit is for the children of the county and their homes. " * 3]
    )
    welsh = find_language(["Mae’r gwaith yn y sir wedi gan yr heddlu ac mae hyn yn bod. " * 4])
    assert (english.value, welsh.value) == ("en", "cy")
    assert find_language(["Graphs"]).found_in == "default"
