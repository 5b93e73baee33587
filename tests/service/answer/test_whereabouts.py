"""Whether a candidate is of the place asked for."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.records import Kind, Period
from service.answer.confidence import OTHER_TIME
from service.answer.question import understand
from service.answer.whereabouts import PART, newest_days, place_agreement, year_agreement
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


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("How many robberies were recorded?", "In Northgate 38 were recorded.", PART),
        ("How many robberies were recorded?", "In Wealdshire 380 were recorded.", 0.0),
        ("How many robberies were recorded?", "Wealdshire: 380, of them Northgate: 38.", 0.0),
        ("How many robberies were recorded?", "In all 380 were recorded.", 0.0),
        ("Where do most robberies happen?", "In Northgate 38 were recorded.", 0.0),
    ],
)
def test_the_figure_of_a_part_is_not_that_of_the_whole(
    tmp_path: Path, question: str, words: str, expected: float
) -> None:
    """A question of number that names no place is about the report's whole area."""
    publication = report("needs", 2023, area="Wealdshire")
    view = store(tmp_path / "r.sqlite", (publication, edition(publication, (words,))))
    assert place_agreement(understand(question), candidates(view, "needs-1")[0]) == expected


@pytest.mark.parametrize(
    ("words", "is_other"), [("In 2021/22 it was £1.", True), ("It was £1.", False)]
)
def test_words_on_another_year_are_of_another_time(
    tmp_path: Path, words: str, is_other: bool
) -> None:
    """A report that covers little of the year asked for does not make up for what its words say."""
    publication = report("plan", 2021, area="Northgate")
    long = Period("2021-01-01", "2024-12-31", "2021-2024")
    publication = replace(publication, period=long, title="Plan")
    view = store(tmp_path / "r.sqlite", (publication, edition(publication, (words,))))
    asked = understand("How much was the grant in 2020/21?")
    found = candidates(view, "plan-1")[0]
    assert (year_agreement(asked, found, newest_days([found])) <= OTHER_TIME) is is_other


def test_the_latest_is_the_newest_of_its_area_and_kind(tmp_path: Path) -> None:
    """Where the latest is asked for, an older report of the same sort speaks of another time."""
    reports = [report("old", 2020, area="Northgate"), report("new", 2023, area="Northgate")]
    reports.append(report("else", 2019, area="Southmere"))
    view = store(tmp_path / "r.sqlite", *((r, edition(r, (f"Robbery, {r.id}.",))) for r in reports))
    found = [candidates(view, f"{r.id}-1")[0] for r in reports]
    newest = newest_days(found)
    asked = understand("What does the latest report say of robbery?")
    assert [year_agreement(asked, c, newest) for c in found] == [-1.0, 0.8, 0.8]
    assert year_agreement(understand("Did robbery fall?"), found[0], newest) == 0.0


def test_the_latest_of_a_kind_is_of_that_kind(tmp_path: Path) -> None:
    """ "The latest strategy" is the newest strategy, though an annual report is newer."""
    reports = [
        report("plan", 2021, area="Northgate", kind=Kind.STRATEGY),
        report("year", 2023, area="Northgate", kind=Kind.ANNUAL_REPORT),
    ]
    view = store(tmp_path / "r.sqlite", *((r, edition(r, (f"Robbery, {r.id}.",))) for r in reports))
    found = [candidates(view, f"{r.id}-1")[0] for r in reports]
    newest = newest_days(found)
    question = "What does the latest violence reduction strategy say of robbery?"
    asked = understand(question, kinds=[Kind.STRATEGY])
    assert [year_agreement(asked, c, newest) for c in found] == [0.8, -1.0]
    assert year_agreement(asked, found[1], newest_days(found[1:])) == 0.8


def test_what_has_happened_since_is_told_by_a_later_report(tmp_path: Path) -> None:
    """ "Since 2021" is not answered by the report of 2021."""
    asked = understand("Have services got better since they were visited in 2021/22?")
    reports = [report(f"r{year}", year) for year in (2021, 2022)]
    made = [(p, edition(p, ("Services have not improved.",))) for p in reports]
    view = store(tmp_path / "r.sqlite", *made)
    old, new = candidates(view, "r2021-1", "r2022-1")
    assert year_agreement(asked, old, {}) < 0 < year_agreement(asked, new, {})


def test_words_without_a_time_are_of_their_reports(tmp_path: Path) -> None:
    """A sentence that names no year in the report of another year speaks half against it."""
    asked = understand("How many complaints were there in 2023/24?")
    made = report("r", 2021)
    view = store(tmp_path / "r.sqlite", (made, edition(made, ("There were three complaints.",))))
    (candidate,) = candidates(view, "r-1")
    assert -1 < year_agreement(asked, candidate, {}) < 0


def test_the_end_of_a_long_period_is_not_its_time(tmp_path: Path) -> None:
    """A file "july-2020-june-2021" is none of 2021; a visit is of its report's date too."""
    asked = understand("How many searches were there in 2021?")
    words = ("There were many searches.",)
    long = Period("2020-07-01", "2021-06-30", "July 2020 to June 2021")
    visit = Period("2020-12-07", "2020-12-11", "7 to 11 December 2020")
    made = [
        replace(report(name, 2020), period=period, title="Searches", file_name=file_name)
        for name, period, file_name in (
            ("long", long, "searches-july-2020-june-2021.pdf"),
            ("visit", visit, "visit-05-february-2021.pdf"),
        )
    ]
    view = store(tmp_path / "r.sqlite", *((p, edition(p, words)) for p in made))
    first, second = candidates(view, "long-1", "visit-1")
    assert year_agreement(asked, first, {}) <= 0 < year_agreement(asked, second, {})
