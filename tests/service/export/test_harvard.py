"""Harvard references."""

import pytest

from corpus.records import Period
from service.export.harvard import reference
from tests.service.export.quotes import URL, item


def test_a_reference_names_publisher_year_title_page_and_address() -> None:
    """The form is Publisher (Year) Title. Page. Available at: address."""
    assert item().reference == (
        "Wealdshire Violence Reduction Unit (2023/24) Strategic Needs Assessment: 50% & more. "
        f"p. 10 (page 12 of the file). Available at: {URL}"
    )


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("2022/23", "2022/23"),
        ("2024-2027", "2024-2027"),
        ("2023", "2023"),
        ("5 July 2016–27 July 2016", "2016"),
        ("May 2021 to March 2023", "2023"),
    ],
)
def test_days_and_months_are_told_by_their_year(words: str, year: str) -> None:
    """A reference gives a year: of a period of days the one in which it ended."""
    publication = item(period=Period("2016-07-05", f"{year[-4:]}-07-27", words)).publication
    assert f"({year})" in reference(publication)


def test_what_is_not_known_is_left_out() -> None:
    """Without publisher and period nothing is made up."""
    bare = item(publisher="", area="", period=None).publication
    assert reference(bare) == "Anon. (no date) Strategic Needs Assessment: 50% & more."
