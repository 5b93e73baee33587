"""The columns of a comparison."""

from pathlib import Path

import pytest

from corpus.records import Kind, Period
from index.hits import Filters
from service.answer.columns import columns_of, in_asked_time
from service.answer.question import understand
from tests.service.answer.reports import edition, report, store


@pytest.mark.parametrize(
    ("question", "year", "inside"),
    [
        ("How has robbery changed between 2021/22 and 2023/24?", 2022, True),
        ("How has robbery changed between 2021/22 and 2023/24?", 2019, False),
        ("How has robbery changed since 2021/22?", 2024, True),
        ("Did robbery rise in 2023/24?", 2022, True),
        ("Did robbery rise in 2023/24?", 2021, False),
    ],
)
def test_the_span_asked_for_is_compared(question: str, year: int, *, inside: bool) -> None:
    """From the first to the last year named; to a single year the one before belongs."""
    period = Period(f"{year}-04-01", f"{year + 1}-03-31", f"{year}/{(year + 1) % 100}")
    assert in_asked_time(understand(question), period) is inside


def test_reports_of_one_period_share_a_column(tmp_path: Path) -> None:
    """One column a period, oldest first; "each strategy" takes strategies alone."""
    strategy = report("s", 2022, kind=Kind.STRATEGY)
    review = report("r", 2022, kind=Kind.ANNUAL_REPORT)
    older = report("o", 2020, kind=Kind.STRATEGY)
    view = store(
        tmp_path / "r.sqlite", *((p, edition(p, ("Words.",))) for p in (strategy, review, older))
    )
    both = columns_of(view, understand("How has robbery changed?"), Filters())
    assert [(p.words, set(ids)) for p, ids in both] == [
        ("2020/21", {"o"}),
        ("2022/23", {"s", "r"}),
    ]
    named = columns_of(view, understand("What did each strategy promise?"), Filters())
    assert [ids for _, ids in named] == [("o",), ("s",)]
