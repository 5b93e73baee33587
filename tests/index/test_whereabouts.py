"""How near passages are to a place that is asked for."""

import numpy as np

from corpus.places import Places
from corpus.records import Passage, PassageKind, Publication, Span
from index.whereabouts import (
    AROUND,
    ELSEWHERE,
    SAME,
    SIBLING,
    UNKNOWN,
    Whereabouts,
    locate,
    nearness,
)
from tests.index.fakes import publication

PLACES = Places.load(None)


def passage(text: str, *headings: str) -> Passage:
    """A passage under these headings."""
    return Passage(text, "e", PassageKind.PROSE, (Span(1, 0, 1),), text, headings)


def near(asked: str, *pairs: tuple[Publication, Passage]) -> list[float] | None:
    """Nearness of each passage to the place asked for."""
    owners = list(dict.fromkeys(owner for owner, _ in pairs))
    rows = np.array([owners.index(owner) for owner, _ in pairs], dtype=np.int32)
    where = locate(owners, zip(rows.tolist(), [p for _, p in pairs], strict=True), PLACES)
    found = nearness(where, rows, (asked,), PLACES)
    return None if found is None else [round(float(v), 2) for v in found]


COUNTY = publication("county", area="Wealdshire")
NORTHGATE = publication("north", area="Northgate")
SOUTHMERE = publication("south", area="Southmere")
NOWHERE = publication("nowhere", title="A Report")


def test_the_publication_of_the_place_is_nearest() -> None:
    """A district's own report is nearest, the county's next, the neighbour's far."""
    plain = passage("Robbery rose.")
    assert near("Northgate", (NORTHGATE, plain), (COUNTY, plain), (SOUTHMERE, plain)) == [
        SAME, AROUND, ELSEWHERE,
    ]  # fmt: skip


def test_a_twin_page_under_the_neighbours_heading_is_far() -> None:
    """In a county's report the district's own page is near and the neighbour's twin is not."""
    own = passage("Robbery rose.", "The eight districts", "Northgate")
    twin = passage("Robbery rose.", "The eight districts", "Southmere")
    assert near("Northgate", (COUNTY, own), (COUNTY, twin)) == [1.0, SIBLING]


def test_a_passage_that_names_the_place_is_near() -> None:
    """Naming the place brings a passage of a report without an area near."""
    found = near("Northgate", (NOWHERE, passage("x")), (NORTHGATE, passage("In Northgate.")))
    assert found is not None
    assert found[0] == UNKNOWN


def test_a_place_nobody_names_says_nothing() -> None:
    """A place that no publication and no passage is about lifts and lowers none."""
    assert near("Medway", (NORTHGATE, passage("Robbery rose."))) is None


def test_the_inner_place_of_a_title_is_the_area() -> None:
    """A title that names a place and the place around it is about the inner one."""
    titled = publication("c", title="London Borough of Croydon")
    where: Whereabouts = locate([titled], [(0, passage("x"))], PLACES)
    assert where.places[where.areas[0]] == "Croydon"
