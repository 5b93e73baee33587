"""Whether a candidate is of the place asked for."""

from pathlib import Path

import pytest

from service.answer.question import understand
from service.answer.whereabouts import place_agreement
from tests.service.answer.reports import candidates, edition, report, store


@pytest.mark.parametrize(
    ("area", "expected"), [("Stockton-on-Tees", 0.8), ("Hartlepool", -1.0), ("", -1.0)]
)
def test_a_hyphen_in_a_name_makes_no_other_place(
    tmp_path: Path, area: str, expected: float
) -> None:
    """A report on the place asked for agrees however its name is hyphened; another's does not."""
    publication = report("visit", 2023, area=area)
    view = store(
        tmp_path / "r.sqlite", (publication, edition(publication, ("Robbery fell by a tenth.",)))
    )
    asked = understand("Did robbery fall?", places=("Stockton-on-Tees",))
    assert place_agreement(asked, candidates(view, "visit-1")[0]) == expected
