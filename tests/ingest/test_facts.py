"""Facts of a whole publication: what is believed, from where, and how it reads."""

from typing import Any

import pytest

from corpus.places import Places
from corpus.records import Fact
from ingest.facts import find_facts, period_of

BODY = [
    ("Inspectors met children, carers and staff over two weeks and read their files.", 11.0)
] * 8


@pytest.fixture(scope="module")
def places() -> Places:
    """The list that comes with the service."""
    return Places.load()


def facts(places: Places, cover: list[tuple[str, float]], **more: Any) -> dict[str, Fact]:
    """The facts by name."""
    values: dict[str, Any] = {
        "metadata": {},
        "pages": ["\n".join(line for line, _ in cover)],
        "file_name": "x.pdf",
        **more,
    }
    return {f.name: f for f in find_facts(cover_lines=cover, places=places, **values)}


def inspection(council: str, dates: str) -> list[tuple[str, float]]:
    """The cover of one of many reports that differ in council and dates alone."""
    cover = [(council, 26.0), ("Inspection of children’s social care services", 16.0)]
    return [*cover, (f"Inspection dates: {dates}", 12.0), *BODY]


def test_neighbouring_reports_are_told_apart_by_their_titles(places: Places) -> None:
    """Council and dates come into a title whose own words are the same for all."""
    found = facts(places, inspection("Reading Borough Council", "16 to 27 September 2019"))
    assert found["title"].value == (
        "Reading Borough Council: Inspection of children’s social care services "
        "(16 to 27 September 2019)"
    )
    assert (found["area"].value, found["area"].found_in) == ("Reading", "cover")
    assert found["period"].value == "16 to 27 September 2019"


def test_the_year_it_came_out_joins_the_title_where_it_is_another(places: Places) -> None:
    """People ask for a report by either year, so both stand in its title."""
    cover = inspection("Derbyshire County Council", "19 November 2013 to 11 December 2013")
    cover.insert(3, ("Report published: 11 February 2014", 12.0))
    found = facts(places, cover)
    assert found["title"].value.endswith(
        "(19 November 2013 to 11 December 2013, published 11 February 2014)"
    )
    assert found["period"].value == "19 November 2013 to 11 December 2013"
    assert found["published"].value == "11 February 2014"


def test_a_title_that_says_it_all_stays_as_it_is(places: Places) -> None:
    """Nothing is added to a title that names its area and its period."""
    found = facts(places, [("Wealdshire Needs Assessment 2022/23", 30.0)])
    assert found["title"].value == "Wealdshire Needs Assessment 2022/23"
    assert period_of(found["period"].value) == period_of("2022/23")


def test_several_districts_of_a_title_are_all_its_area(places: Places) -> None:
    """A profile of two districts is about both; the county that holds them is not named."""
    found = facts(places, [("Knife crime in Northgate and Southmere, Wealdshire", 30.0)])
    assert found["area"].value == "Northgate and Southmere"


def test_an_address_on_the_cover_is_not_the_area(places: Places) -> None:
    """The first place on a cover is whose report it is; the town of its address comes later."""
    cover = [("Partnership Agreement", 30.0), ("Wealdshire Violence Reduction Unit", 11.0)]
    found = facts(places, [*cover, ("County Hall, Northgate", 11.0)])
    assert found["area"].value == "Wealdshire"


def test_what_a_report_says_it_covers_beats_a_lone_month_on_its_cover(places: Places) -> None:
    """The month on a cover is mostly when a report came out."""
    cover = [("Wealdshire Needs Assessment", 30.0), ("January 2024", 14.0)]
    said = "It covers the period April 2022 to March 2023. Police data for 2019 are left out."
    found = facts(places, cover, pages=["Wealdshire Needs Assessment January 2024", said])
    assert found["period"].value == "April 2022 to March 2023"
    assert facts(places, cover)["period"].value == "January 2024"


def test_without_a_period_the_year_it_came_out_stands(places: Places) -> None:
    """A briefing dated June 2023 covers, as far as anyone can tell, 2023; and is not sure of it."""
    found = facts(places, [("Keeping Summer Safe", 30.0), ("Published 5 June 2023", 11.0)])
    assert (found["period"].value, found["period"].confidence) == ("2023", 0.4)


def test_a_year_cited_in_running_text_is_no_period(places: Places) -> None:
    """Figures and references of the text do not say what the report covers."""
    cover = [("On knives", 30.0), *BODY]
    found = facts(places, cover, pages=["On knives. " * 60 + "as Smith (2007) found.", "In 2012."])
    assert "period" not in found


def test_the_file_name_helps_where_nothing_else_does(places: Places) -> None:
    """A scan without readable cover still gets its place and year."""
    found = facts(places, [], pages=[""], file_name="newham-needs-assessment-2021-22.pdf")
    assert (found["area"].value, found["period"].value) == ("Newham", "2021-22")
    assert {found[name].found_in for name in ("title", "area", "period", "kind")} == {"file name"}


def test_a_marking_is_a_fact_with_its_page(places: Places) -> None:
    """What limits readers is kept as printed, with where it stands."""
    found = facts(places, [("Problem Profile", 30.0), ("OFFICIAL-SENSITIVE", 11.0)])
    assert found["marking"] == Fact("marking", "OFFICIAL-SENSITIVE", "cover", 0.95, 1)
    assert "marking" not in facts(places, [("Problem Profile", 30.0)])
