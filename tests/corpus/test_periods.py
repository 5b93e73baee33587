"""Periods in words, and what only looks like one."""

import pytest

from corpus.periods import find_periods


def named(text: str) -> list[tuple[str, str, str]]:
    """The words and days of every period in a text."""
    return [(f.period.words, f.period.first_day, f.period.last_day) for f in find_periods(text)]


@pytest.mark.parametrize(
    ("words", "first_day", "last_day"),
    [
        ("2023/24", "2023-04-01", "2024-03-31"),
        ("2023-24", "2023-04-01", "2024-03-31"),
        ("2023–2024", "2023-04-01", "2024-03-31"),
        ("1999/00", "1999-04-01", "2000-03-31"),
        ("FY2023", "2022-04-01", "2023-03-31"),
        ("FYE 2023", "2022-04-01", "2023-03-31"),
        ("FY23/24", "2023-04-01", "2024-03-31"),
        ("academic year 2023/24", "2023-09-01", "2024-08-31"),
        ("2024-2027", "2024-01-01", "2027-12-31"),
        ("2019-22", "2019-01-01", "2022-12-31"),
        ("2019 to 2023", "2019-01-01", "2023-12-31"),
        ("between 2019 and 2021", "2019-01-01", "2021-12-31"),
        ("2021/22 to 2023/24", "2021-04-01", "2024-03-31"),
        ("year to March 2023", "2022-04-01", "2023-03-31"),
        ("year ending June 2022", "2021-07-01", "2022-06-30"),
        ("year ended 31 March 2023", "2022-04-01", "2023-03-31"),
        ("year to 15 March 2023", "2022-03-16", "2023-03-15"),
        ("12 months to June 2021", "2020-07-01", "2021-06-30"),
        ("6 months to September 2023", "2023-04-01", "2023-09-30"),
        ("three years to March 2023", "2020-04-01", "2023-03-31"),
        ("March 2020 to April 2021", "2020-03-01", "2021-04-30"),
        ("between March 2020 and April 2021", "2020-03-01", "2021-04-30"),
        ("July 2020–June 2021", "2020-07-01", "2021-06-30"),
        ("October to December 2022", "2022-10-01", "2022-12-31"),
        ("November to February 2023", "2022-11-01", "2023-02-28"),
        ("Q2 2023/24", "2023-07-01", "2023-09-30"),
        ("Q4 2022-23", "2023-01-01", "2023-03-31"),
        ("third quarter of 2022/23", "2022-10-01", "2022-12-31"),
        ("Q1 2023", "2023-01-01", "2023-03-31"),
        ("July 2019", "2019-07-01", "2019-07-31"),
        ("Feb 2024", "2024-02-01", "2024-02-29"),
        ("Jan-22", "2022-01-01", "2022-01-31"),
        ("11 February 2019 to 22 February 2019", "2019-02-11", "2019-02-22"),
        ("11 to 22 February 2019", "2019-02-11", "2019-02-22"),
        ("24 and 25 September 2024", "2024-09-24", "2024-09-25"),
        ("28 February – 1 March 2019", "2019-02-28", "2019-03-01"),
        ("30 December to 2 January 2020", "2019-12-30", "2020-01-02"),
        ("7th July 2017", "2017-07-07", "2017-07-07"),
        ("31/03/2023", "2023-03-31", "2023-03-31"),
        ("2019-02-11", "2019-02-11", "2019-02-11"),
        ("2022", "2022-01-01", "2022-12-31"),
    ],
)
def test_a_period_means_its_first_and_last_day(words: str, first_day: str, last_day: str) -> None:
    """Every way of writing a period gives the days a British reader takes it for."""
    assert named(f"Robberies ({words}) fell.") == [(words, first_day, last_day)]


@pytest.mark.parametrize(
    "text",
    [
        "Telephone 020 2019 2020",
        "0300 123 2022",
        "+44 1622 2020 22",
        "see pp. 2010-2012",
        "page 2019",
        "1 in 2000 residents",
        "one in 2000",
        "£2020 was spent",
        "2,020 offences",
        "2020% more",
        "more than 2000 were seen",
        "2000 people took part",
        "Crime and Disorder Act 1998",
        "a scale of 1:2000",
        "reference 20232024",
        "2010:2015",
        "no figures at all",
    ],
)
def test_other_figures_are_no_years(text: str) -> None:
    """Telephone numbers, pages, ratios, amounts, counts and Acts name no period."""
    assert named(text) == []


def test_two_years_joined_by_and_are_two_periods() -> None:
    """Only "between" makes one range of two years joined by "and"."""
    assert [words for words, _, _ in named("in 2019 and 2021")] == ["2019", "2021"]


def test_impossible_days_are_left_out() -> None:
    """The thirty-first of June is no day, yet its month stands."""
    assert named("31 June 2020") == [("June 2020", "2020-06-01", "2020-06-30")]


def test_offsets_point_at_the_words() -> None:
    """The range found is where the words stand, white space inside them made single."""
    text = "Data from the year to\nMarch 2023, and 2021/22."
    first, second = find_periods(text)
    assert text[first.start : first.end] == "year to\nMarch 2023"
    assert first.period.words == "year to March 2023"
    assert text[second.start : second.end] == "2021/22"


def test_a_figure_before_in_leaves_the_year_a_year() -> None:
    """Only a ratio of small numbers takes a year for a count."""
    assert [p.period.words for p in find_periods("knife crime fell to 684 in 2023/24")] == [
        "2023/24"
    ]
    assert find_periods("one in 2024 were injured") == ()
