"""Places and times that a question wishes for."""

from datetime import date

import pytest

from corpus.places import Places
from corpus.records import Kind
from index.understand.wishes import PANDEMIC, Wishes, find

PLACES = Places.load(None)
TODAY = date(2025, 6, 15)


def wished(text: str) -> Wishes:
    """The wishes of a text on a day in June 2025."""
    return find(text, PLACES, today=TODAY)


def year(first: int, last: int) -> tuple[date, date]:
    """From New Year's Day to New Year's Eve."""
    return date(first, 1, 1), date(last, 12, 31)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("knife crime last year", year(2024, 2024)),
        ("knife crime this year", year(2025, 2025)),
        ("the year before last", year(2023, 2023)),
        ("in 2022/23", (date(2022, 4, 1), date(2023, 3, 31))),
        ("in 2022", year(2022, 2022)),
        ("over the last three years", (date(2022, 1, 1), TODAY)),
        ("since 2020", (date(2020, 1, 1), date.max)),
        ("from 2021 onwards", (date(2021, 1, 1), date.max)),
        ("before 2019", (date.min, date(2018, 12, 31))),
        ("before the pandemic", (date.min, date(2020, 3, 22))),
        ("pre-covid", (date.min, date(2020, 3, 22))),
        ("during lockdown", PANDEMIC),
        ("since the pandemic", (date(2021, 7, 19), date.max)),
    ],
)
def test_times(text: str, days: tuple[date, date]) -> None:
    """Each wording means the days that a reader would take it to mean."""
    assert wished(text).times == (days,)


def test_places_are_found_once_each() -> None:
    """A place named twice is one wish; two places are two."""
    assert wished("Medway against Kent, and Medway again").places == ("Medway", "Kent")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("the latest strategy", (Kind.STRATEGY,)),
        ("Strategic Needs Assessment 2023", (Kind.NEEDS_ASSESSMENT,)),
        ("each SNA and the annual reports", (Kind.NEEDS_ASSESSMENT, Kind.ANNUAL_REPORT)),
        ("evaluations of mentoring", (Kind.EVALUATION,)),
        ("what the report says", ()),
        ("strategic partners", ()),
    ],
)
def test_kinds(text: str, kinds: tuple[Kind, ...]) -> None:
    """A kind of publication is wished for by its name, in the singular or the plural."""
    assert wished(text).kinds == kinds


@pytest.mark.parametrize("word", ["latest", "newest", "most recent", "current", "last"])
def test_latest(word: str) -> None:
    """Words for newness are a wish for the newest publications."""
    assert wished(f"the {word} strategy").is_latest


def test_the_subject_is_what_is_left() -> None:
    """Names of places and times say where to look and are no part of the subject."""
    assert wished("How many robberies were there in Medway in 2023?").subject == (
        "How many robberies were there in in ?"
    )


def test_no_wishes() -> None:
    """A question that names no place and no time wishes for none."""
    assert wished("why do children carry knives") == Wishes(subject="why do children carry knives")
