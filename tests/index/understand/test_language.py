"""The query language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.hits import Filters
from index.understand.language import MOST_CHARACTERS, parse


def test_everything_at_once() -> None:
    """Phrases, exclusions, alternatives and filters are told apart in one query."""
    found = parse(
        'knife OR blade "offensive weapon" -gang kind:sna year:2023 area:Medway pages:3-9'
    )
    assert found.words == "knife blade offensive weapon"
    assert found.phrases == ("offensive weapon",)
    assert found.excluded == ("gang",)
    assert found.alternatives == (("knife", "blade"),)
    assert found.filters == Filters(
        kinds=("needs-assessment",),
        areas=("Medway",),
        year_from=2023,
        year_to=2023,
        page_from=3,
        page_to=9,
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("year:2023", 2023, 2023),
        ("year:2021-2023", 2021, 2023),
        ("year:2021..2023", 2021, 2023),
        ("year:2022/23", 2022, 2023),
        ("year:-2020", None, 2020),
        ("year:2020-", 2020, None),
    ],
)
def test_years(text: str, first: int | None, last: int | None) -> None:
    """A year, a range open or closed, and a financial year are all understood."""
    filters = parse(text).filters
    assert (filters.year_from, filters.year_to) == (first, last)


def test_a_financial_year_is_its_own_days() -> None:
    """A financial year leaves out the ones beside it, which touch the same calendar years."""
    assert parse("year:2022/23").filters.days == ("2022-04-01", "2023-03-31")
    assert parse("year:2022").filters.days is None
    assert parse("year:2021-2023").filters.days is None


@pytest.mark.parametrize(
    ("text", "first", "last"), [("page:5", 5, 5), ("pages:3-9", 3, 9), ("pages:7-", 7, None)]
)
def test_pages(text: str, first: int | None, last: int | None) -> None:
    """A page and a range of pages are understood."""
    filters = parse(text).filters
    assert (filters.page_from, filters.page_to) == (first, last)


def test_a_title_may_be_a_phrase() -> None:
    """Quotation marks behind a field hold its words together and demand no phrase."""
    found = parse('title:"annual report" spending')
    assert (found.filters.title, found.words, found.phrases) == ("annual report", "spending", ())


def test_a_filter_that_means_nothing_is_searched_and_said() -> None:
    """What looks like a filter and is none is searched as words, with a note."""
    found = parse("year:soon knife")
    assert found.filters == Filters()
    assert found.words == "year soon knife"
    assert "year:soon" in found.notes[0]


def test_a_colon_is_no_filter() -> None:
    """Words before a colon that name no field stay words."""
    assert parse("note: well-known time 10:30").words == "note: well-known time 10:30"


def test_hyphens_exclude_only_at_a_words_start() -> None:
    """The hyphen of "multi-agency" and a dash between blanks shut nothing out."""
    found = parse("multi-agency work - plans")
    assert (found.excluded, found.words) == ((), "multi-agency work plans")


def test_a_phrase_can_be_shut_out() -> None:
    """A minus before quotation marks shuts the phrase out."""
    found = parse('knife -"stop and search"')
    assert (found.excluded, found.phrases) == (("stop and search",), ())


def test_a_lone_quotation_mark_is_left_out() -> None:
    """A quotation mark without its partner demands nothing."""
    found = parse('"knife crime')
    assert (found.words, found.phrases) == ("knife crime", ())
    assert found.notes


def test_or_needs_both_its_sides() -> None:
    """OR at either end, or twice, joins nothing that is not there."""
    assert parse("OR knife OR").alternatives == ()
    assert parse("knife OR OR blade").alternatives == (("knife", "blade"),)


@given(st.text(max_size=300))
@settings(max_examples=300)
def test_any_text_parses(text: str) -> None:
    """No text whatever fails."""
    found = parse(text)
    assert all(len(group) > 1 for group in found.alternatives)


@given(st.text(alphabet='"-:OR a\u201c\u201d', max_size=300))
@settings(max_examples=300)
def test_any_punctuation_parses(text: str) -> None:
    """No heap of the language's own signs fails, nor gives a group of one."""
    found = parse(text)
    assert all(len(group) > 1 for group in found.alternatives)


@pytest.mark.parametrize("piece", ['"', "-", "a:", "OR ", '-"', 'area:"', "(", " ", "a OR "])
def test_cost_is_bounded(piece: str) -> None:
    """A hundred thousand signs cost what the first two thousand cost: the rest is not read."""
    short, long = piece * (MOST_CHARACTERS // len(piece) + 1), piece * 100_000
    assert parse(long[: len(short)]).words == parse(long).words
