"""Publications' times against times wished for."""

from datetime import date

import pytest

from corpus.records import Period
from index.periods import UNKNOWN, best_fit, days_of, fit
from tests.index.fakes import publication


def days(first: str, last: str) -> tuple[date, date]:
    """First and last day."""
    return date.fromisoformat(first), date.fromisoformat(last)


YEAR_2023 = days("2023-01-01", "2023-12-31")


@pytest.mark.parametrize(
    ("period", "wish", "expected"),
    [
        (YEAR_2023, YEAR_2023, 1.0),
        (YEAR_2023, days("2023-03-01", "2023-03-31"), 1.0),
        (days("2023-05-01", "2023-05-02"), YEAR_2023, 1.0),
        # A financial year shares nine of twelve months with its first calendar year.
        (days("2023-04-01", "2024-03-31"), YEAR_2023, 0.5 + 0.5 * 275 / 365),
        (days("2022-04-01", "2023-03-31"), YEAR_2023, 0.5 + 0.5 * 90 / 365),
        # What ended before cannot tell; what came a year later may.
        (days("2022-01-01", "2022-12-31"), YEAR_2023, 0.0),
        (days("2025-01-01", "2025-12-31"), YEAR_2023, 0.5 / (1 + 367 / 365.25)),
        (days("2021-01-01", "2021-12-31"), (date.min, date(2020, 12, 31)), 0.5 / (1 + 1 / 365.25)),
        (days("2021-01-01", "2021-12-31"), (date(2020, 1, 1), date.max), 1.0),
    ],
)
def test_fit(period: tuple[date, date], wish: tuple[date, date], expected: float) -> None:
    """The shared part counts, a later report a little, an earlier one nothing."""
    assert fit(period, wish) == pytest.approx(expected)


def test_the_best_of_several_times_counts() -> None:
    """A publication fits by whichever of its times fits best, and by little where none is known."""
    assert best_fit((days("2020-01-01", "2020-12-31"), YEAR_2023), [YEAR_2023]) == 1.0
    assert best_fit((), [YEAR_2023]) == UNKNOWN


def test_the_year_of_the_file_name_is_a_second_time() -> None:
    """A report that covers one year and came out in the next may be meant by either."""
    owner = publication(
        "a",
        title="Inspection",
        file_name="inspection-19-january-2018.pdf",
        period=Period("2017-10-30", "2017-11-23", "30 October to 23 November 2017"),
    )
    assert days_of(owner) == (
        days("2017-10-30", "2017-11-23"),
        days("2018-01-19", "2018-01-19"),
    )


def test_a_part_of_what_is_covered_is_no_second_time() -> None:
    """The last month of a period, named in the file name, adds nothing."""
    owner = publication(
        "a",
        title="Stop and search",
        file_name="search-july-2020-june-2021.pdf",
        period=Period("2020-07-01", "2021-06-30", "July 2020 to June 2021"),
    )
    assert days_of(owner) == (days("2020-07-01", "2021-06-30"),)


def test_nothing_known() -> None:
    """Without a period and with no year in title or file name there are no times."""
    assert days_of(publication("a")) == ()
