"""Harvard references."""

from service.export.harvard import reference
from tests.service.export.quotes import URL, item


def test_a_reference_names_publisher_year_title_page_and_address() -> None:
    """The form is Publisher (Year) Title. Page. Available at: address."""
    assert item().reference == (
        "Wealdshire Violence Reduction Unit (2023/24) Strategic Needs Assessment: 50% & more. "
        f"p. 10 (page 12 of the file). Available at: {URL}"
    )


def test_what_is_not_known_is_left_out() -> None:
    """Without publisher and period nothing is made up."""
    bare = item(publisher="", area="", period=None).publication
    assert reference(bare) == "Anon. (no date) Strategic Needs Assessment: 50% & more."
