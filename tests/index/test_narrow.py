"""Filters and the query language narrow, and never widen."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.places import Places
from corpus.records import Audience
from index.generation import folder_of, open_current
from index.hits import Filters
from index.narrow import meeting, passing
from index.opened import Opened
from index.understand.language import Parsed


@pytest.fixture(scope="module")
def opened(data: Path) -> Opened:
    """The public's generation of the invented county."""
    return Opened(open_current(folder_of(data / "generations", Audience.PUBLIC)))


def owners(opened: Opened, mask: NDArray[np.bool_]) -> list[str]:
    """Ids of the publications whose passages are left, each once."""
    rows = sorted({int(row) for row in opened.owner[mask]})
    return sorted(opened.publications[row]["id"] for row in rows)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(kinds=("strategy",)), ["county-strategy"]),
        (Filters(areas=("northgate",)), ["northgate-needs-2022", "northgate-needs-2023"]),
        (Filters(publications=("profile",)), []),
        (Filters(areas=("Northgate",), year_from=2023), ["northgate-needs-2023"]),
        (Filters(year_to=2021), ["county-strategy"]),
        (
            Filters(areas=("Northgate",), days=("2023-04-01", "2024-03-31")),
            ["northgate-needs-2023"],
        ),
        (Filters(areas=("Northgate",), days=("2024-04-01", "2025-03-31")), []),
        (Filters(year_from=2024, year_to=2024), ["county-strategy"]),
        (Filters(title="needs 2022 southmere"), ["southmere-needs-2022"]),
        (Filters(areas=("Nowhere",)), []),
    ],
)
def test_filters_leave_what_satisfies_all(
    opened: Opened, filters: Filters, expected: list[str]
) -> None:
    """Each filter shuts out what does not satisfy it; what is hidden stays so when named."""
    assert owners(opened, passing(opened, filters, Places.load())) == expected


def test_no_filter_leaves_everything(opened: Opened) -> None:
    """Empty filters shut nothing out."""
    assert passing(opened, Filters(), Places.load()).all()


def test_pages_are_filtered_from_and_to(opened: Opened) -> None:
    """First and last page both belong to the range."""
    mask = passing(opened, Filters(page_from=2, page_to=2), Places.load())
    assert set(opened.page[mask].tolist()) == {2}
    assert mask.sum() == (opened.page == 2).sum()


@pytest.mark.parametrize(
    ("parsed", "expected"),
    [
        (Parsed(phrases=("navigator scheme",)), ["county-strategy"]),
        (Parsed(phrases=("scheme navigator",)), []),
        (
            Parsed(alternatives=(("mentors", "police recorded 150"),)),
            ["county-strategy", "southmere-needs-2022"],
        ),
        (Parsed(phrases=("robberies in Southmere",), excluded=("150",)), ["southmere-needs-2023"]),
        (Parsed(phrases=("robberies in",), excluded=("robbery",)), []),
    ],
)
def test_demands_are_met(opened: Opened, parsed: Parsed, expected: list[str]) -> None:
    """Phrases must stand, one alternative must, and in no form may what is shut out."""
    assert owners(opened, meeting(opened, parsed)) == expected
