"""Counts of what matched."""

import numpy as np
import pytest

from index.facets import count, years_of
from index.hits import FacetCount


def publication(name: str, area: str, first: str = "", last: str = "") -> dict[str, str]:
    """A publication as a generation holds it."""
    return {"id": name, "kind": "strategy", "area": area, "first_day": first, "last_day": last}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2023-04-01", "2024-03-31", [2023, 2024]),
        ("2022-01-01", "2022-12-31", [2022]),
        ("", "", []),
    ],
)
def test_a_period_touches_calendar_years(first: str, last: str, expected: list[int]) -> None:
    """Every calendar year that a period touches is one of its years; no period has none."""
    assert list(years_of(publication("a", "", first, last))) == expected


def test_only_what_matches_is_counted() -> None:
    """Values are counted by matching passages; what has none is left out, and so are no areas."""
    publications = [
        publication("a", "Northgate", "2022-01-01", "2023-12-31"),
        publication("b", "", "2023-01-01", "2023-12-31"),
        publication("c", "Southmere", "2019-01-01", "2019-12-31"),
    ]
    owner = np.array([0, 0, 1, 1, 1, 2], dtype=np.int32)
    matching = np.array([True, False, True, True, False, False])
    facets = count(publications, owner, matching)
    assert facets["kind"] == (FacetCount("strategy", 3),)
    assert facets["publication"] == (FacetCount("b", 2), FacetCount("a", 1))
    assert facets["area"] == (FacetCount("Northgate", 1),)
    assert facets["year"] == (FacetCount("2023", 3), FacetCount("2022", 1))


def test_equal_counts_are_in_order_of_values() -> None:
    """Values of equal count stand by name, so that a page is the same each time."""
    publications = [publication("b", "Southmere"), publication("a", "Northgate")]
    facets = count(publications, np.array([0, 1], dtype=np.int32), np.array([True, True]))
    assert [f.value for f in facets["publication"]] == ["a", "b"]
    assert facets["year"] == ()
