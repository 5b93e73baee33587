"""How far times agree: from no day in common to one wholly inside the other."""

from collections.abc import Sequence
from datetime import date

from corpus.records import Period


def agreement(asked: Sequence[Period], spoken: Sequence[Period]) -> float:
    """The best agreement of any asked with any spoken period, from -1 to 1; both have some."""
    return max(2.0 * overlap(a, b) - 1.0 for a in asked for b in spoken)


def overlap(a: Period, b: Period) -> float:
    """Days in common as a share of the shorter period."""
    days = [date.fromisoformat(d).toordinal() for p in (a, b) for d in (p.first_day, p.last_day)]
    common = min(days[1], days[3]) - max(days[0], days[2]) + 1
    shorter = min(days[1] - days[0], days[3] - days[2]) + 1
    return max(0.0, common / shorter)
