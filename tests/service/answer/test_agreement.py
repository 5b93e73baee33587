"""How far times agree."""

import pytest

from corpus.records import Period
from service.answer.agreement import agreement

YEAR = Period("2023-04-01", "2024-03-31", "2023/24")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Period("2023-06-01", "2023-06-30", "June 2023"), 1.0),
        (Period("2021-04-01", "2022-03-31", "2021/22"), -1.0),
        (Period("2024-01-01", "2024-12-31", "2024"), 2 * 91 / 366 - 1),
    ],
)
def test_agreement_is_the_share_of_days_in_common(other: Period, expected: float) -> None:
    """A month inside a year agrees wholly, another year not at all, a part in proportion."""
    assert agreement((YEAR,), (other,)) == pytest.approx(expected)
