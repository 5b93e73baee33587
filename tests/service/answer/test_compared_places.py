"""The places of a comparison."""

from pathlib import Path

from corpus.reader import View
from service.answer.compared_places import in_common, with_places
from service.answer.question import understand
from tests.service.answer.reports import edition, report, store

PARTS = (
    "Northgate",
    "Southmere",
    "Castlebridge",
    "Thornhythe",
    "Kingsbrook",
    "Marlingdale",
    "Oxmoor",
    "Wealdhurst",
)


def _view(path: Path, *areas: str) -> View:
    """A report of each area."""
    made = [report(f"r{number}", 2022, area=area) for number, area in enumerate(areas)]
    return store(path / "r.sqlite", *((p, edition(p, ("Some words.",))) for p in made))


def test_each_district_is_each_part_of_the_area(tmp_path: Path) -> None:
    """Of the one area of reports that has parts, or of the area that is named."""
    view = _view(tmp_path, "Wealdshire", "")
    assert with_places(view, understand("Robbery in each district")).places == PARTS
    named = understand("Robbery by district in Wealdshire", places=("Wealdshire",))
    assert with_places(view, named).places == PARTS


def test_an_area_without_known_parts_stays_whole(tmp_path: Path) -> None:
    """What has no parts on the list of places is not parted."""
    asked = understand("Robbery in each district of Oxmoor", places=("Oxmoor",))
    assert with_places(_view(tmp_path, "Wealdshire"), asked).places == ("Oxmoor",)


def test_areas_of_reports_count_as_places(tmp_path: Path) -> None:
    """An area whose name is a word too is a place of a question that writes it so."""
    view = _view(tmp_path, "Bury", "Wealdshire")
    asked = understand("Compare Bury and Wealdshire on neglect", places=("Wealdshire",))
    assert with_places(view, asked).places == ("Bury", "Wealdshire")


def test_what_several_places_lie_in() -> None:
    """Districts of one county lie in it; places of several areas stay themselves."""
    assert in_common(("Northgate", "Southmere")) == ("Wealdshire",)
    assert in_common(("Northgate", "Trafford")) == ("Northgate", "Trafford")
    assert in_common(("Northgate",)) == ("Northgate",)
