"""How well a publication's time answers the time a question wishes for.

Days are compared, so a financial year and the calendar years it touches meet in the months they
share. Does not find periods in words; `corpus.periods` and `index.understand.wishes` do.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from corpus.periods import find_periods
from corpus.records import Period, Publication

Days = tuple[date, date]

UNKNOWN = 0.3
"""Fit of a publication whose period is not known."""

YEAR_DAYS = 365.25

_JOINER = re.compile(r"_|(?<!\d)-|-(?!\d)")
"""What stands for a blank in a file name; between two figures a hyphen means "to"."""


def days_of(publication: Publication) -> tuple[Days, ...]:
    """The times a publication may be meant by: what it covers first, then its title and file name.

    A report on an inspection in November 2017 that came out in January is "the 2018 report" too.
    """
    found: list[Days] = []
    if publication.period:
        found.append(_days(publication.period))
    for words in (publication.title, _JOINER.sub(" ", publication.file_name)):
        named = find_periods(words)
        for days in (_days(period.period) for period in named[-1:]):
            # A part of what is covered is no second time: "July 2020 to June 2021" is not June.
            if not any(first <= days[0] and days[1] <= last for first, last in found):
                found.append(days)
    return tuple(found)


def _days(period: Period) -> Days:
    return date.fromisoformat(period.first_day), date.fromisoformat(period.last_day)


@lru_cache(maxsize=16_384)
def fit(period: Days, wish: Days) -> float:
    """How well a period answers a wish, 0 to 1.

    1 where one lies in the other, the shared part where they overlap, less with each year that
    lies between. What ended before the time wished for cannot tell of it: 0. A later report may.
    """
    shared = (min(period[1], wish[1]) - max(period[0], wish[0])).days + 1
    if shared > 0:
        shorter = min((period[1] - period[0]).days, (wish[1] - wish[0]).days) + 1
        return 0.5 + 0.5 * shared / shorter
    if period[0] > wish[1]:
        return 0.5 / (1.0 + (period[0] - wish[1]).days / YEAR_DAYS)
    return 0.0


def best_fit(times: Sequence[Days], wishes: Sequence[Days]) -> float:
    """The best fit of any of a publication's times to any wish, 0 where nothing is wished."""
    if not times and wishes:
        return UNKNOWN
    return max((fit(days, wish) for days in times for wish in wishes), default=0.0)
