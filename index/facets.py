"""Facets: how many matching passages each kind, year, area and publication has.

Counted on one audience's generation and one query's matches, so a count is always what choosing
that value would leave.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.hits import FacetCount


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
    sizes = np.bincount(owner[matching], minlength=len(publications))
    names = ("kind", "year", "area", "publication")
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    for row in np.flatnonzero(sizes).tolist():
        publication, size = publications[row], int(sizes[row])
        counts["kind"][publication["kind"]] += size
        counts["publication"][publication["id"]] += size
        if publication["area"]:
            counts["area"][publication["area"]] += size
        for year in years_of(publication):
            counts["year"][str(year)] += size
    facets = {name: _ordered(found.items()) for name, found in counts.items()}
    facets["year"] = tuple(sorted(facets["year"], key=lambda f: -int(f.value)))
    return facets


def _ordered(items: Iterable[tuple[str, int]]) -> tuple[FacetCount, ...]:
    by_count = sorted(items, key=lambda item: (-item[1], item[0]))
    return tuple(FacetCount(value, size) for value, size in by_count)
