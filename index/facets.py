"""Facets: how many matching passages each kind, year, area and publication has.

Counted on one audience's generation and one query's matches, so a count is always what choosing
that value would leave.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.hits import FacetCount

Counts = dict[str, int]
"""How many passages each value has."""


def years_of(publication: Mapping[str, Any]) -> range:
    """The calendar years that a publication's period touches, none where it is not known."""
    if not publication["first_day"]:
        return range(0)
    return range(int(publication["first_day"][:4]), int(publication["last_day"][:4]) + 1)


def count(
    publications: Sequence[Mapping[str, Any]],
    owner: NDArray[np.int32],
    matching: NDArray[np.bool_],
) -> dict[str, tuple[FacetCount, ...]]:
    """Counts by value. *Order*: years from the newest, all else by count, then value."""
    sizes = np.bincount(owner[matching], minlength=len(publications)).tolist()
    kinds: Counts = {}
    years: Counts = {}
    areas: Counts = {}
    counted: Counts = {}
    for publication, size in zip(publications, sizes, strict=True):
        if not size:
            continue
        kind, area = publication["kind"], publication["area"]
        kinds[kind] = kinds.get(kind, 0) + size
        counted[publication["id"]] = size
        if area:
            areas[area] = areas.get(area, 0) + size
        for year in _years(publication["first_day"], publication["last_day"]):
            years[year] = years.get(year, 0) + size
    newest_first = sorted(years.items(), key=lambda item: item[0], reverse=True)
    return {
        "kind": _ordered(kinds),
        "year": tuple(FacetCount(value, size) for value, size in newest_first),
        "area": _ordered(areas),
        "publication": _ordered(counted),
    }


@lru_cache(maxsize=4096)
def _years(first_day: str, last_day: str) -> tuple[str, ...]:
    return tuple(map(str, years_of({"first_day": first_day, "last_day": last_day})))


def _ordered(counts: Counts) -> tuple[FacetCount, ...]:
    by_count = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(FacetCount(value, size) for value, size in by_count)
