"""What a reader asked, read from the address and written back into one."""

import pytest
from starlette.datastructures import QueryParams

from index.hits import Filters
from service.web.asked import Asked, asks_in_few_words, is_question


def read(query: str) -> Asked:
    """Read the query part of an address."""
    return Asked.read(QueryParams(query))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("knife crime", False),
        ("What is the serious violence duty", True),
        ("robbery in Northgate?", True),
        ("How many", False),
        ("which districts rose", True),
        ("whichever", False),
    ],
)
def test_question_is_known_by_its_form(text: str, expected: bool) -> None:
    """A question mark or a question word with more behind it makes a question."""
    assert is_question(text) is expected


def test_address_holds_the_whole_state() -> None:
    """Reading an address and writing it again gives the same address."""
    address = (
        "q=knife+crime&kind=strategy&kind=other&area=North+Gate&year_from=2020&sort=date&page=3"
    )
    asked = read(address)
    assert asked.address(page=asked.page) == f"/search?{address}"


def test_changing_anything_goes_back_to_page_one() -> None:
    """A narrowed search starts at its first page."""
    assert read("q=x&page=4").address(kinds=("other",)) == "/search?q=x&kind=other"


def test_one_value_of_a_filter_can_be_taken_away() -> None:
    """Taking away one kind leaves the others."""
    asked = read("q=x&kind=strategy&kind=other")
    assert asked.without("kinds", "strategy") == "/search?q=x&kind=other"


def test_year_that_is_none_becomes_an_error_of_its_field() -> None:
    """A mistyped year is told at its field, and the search goes on without it."""
    asked = read("q=x&year_from=abcd&year_to=2024")
    assert asked.errors == {"year_from": "Enter the first year as four figures, such as 2023."}
    assert asked.filters == Filters(year_to=2024)


def test_years_the_wrong_way_round_are_told() -> None:
    """The last year before the first is an error of the last."""
    asked = read("q=x&year_from=2024&year_to=2020")
    assert set(asked.errors) == {"year_to"}
    assert asked.year_to is None


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "²", "99999999"])
def test_page_is_always_sensible(page: str) -> None:
    """Nonsense for a page is page one, and depth is bounded."""
    assert 1 <= Asked.read(QueryParams({"q": "x", "page": page})).page <= 1000


def test_blanks_and_length_of_the_question_are_tamed() -> None:
    """Blanks are made single and a very long text is cut."""
    assert read("q=++a+++b+").text == "a b"
    assert len(Asked.read(QueryParams({"q": "x" * 5000})).text) == 1000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("suspensions by district", True),
        ("Northgate ofsted rating", True),
        ("number of robberies 2022/23", True),
        ("county lines meaning", True),
        ("knife crime", False),
        ("youth workers in hospitals", False),
        ("priorities", False),
    ],
)
def test_a_search_of_few_words_may_want_an_answer(text: str, expected: bool) -> None:
    """A figure, grade, meaning or table can be told; of a mere topic there is none to tell."""
    assert asks_in_few_words(text) is expected
