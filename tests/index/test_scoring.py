"""What lifts passages: places, times, kinds and newness."""

from datetime import date
from pathlib import Path

from corpus.records import Audience, Kind
from corpus.store import Record
from index.build import build
from index.hits import Query
from index.search import Searcher
from tests.index.conftest import Asked, Open
from tests.index.fakes import HashingEmbedder, add, publication, year

WORDS = ("Police recorded many robberies during the year, most of them of telephones.", ())


def told(folder: Path, *told_by: tuple[Kind, str, int]) -> Asked:
    """Publications of a kind, an area and a year, all of the same words."""
    with Record(folder / "record.sqlite") as record:
        for kind, area, first in told_by:
            name = f"{area.lower()}-{kind.value}-{first}"
            owner = publication(name, kind=kind, area=area, period=year(first))
            add(record, owner, [[WORDS]])
    generations = folder / "generations"
    build(record=folder / "record.sqlite", generations=generations, embedder=HashingEmbedder())
    return Asked(folder, Searcher(generations, Audience.PUBLIC, HashingEmbedder()))


def test_the_latest_comes_first(public: Asked) -> None:
    """A wish for the latest lifts the newest publication of the place."""
    assert public.first("latest figures on robberies in Northgate") == "northgate-needs-2023"


def test_a_time_after_every_report_means_the_newest(data: Path, searcher: Open) -> None:
    """Asked for last year where all reports are older, the newest of the place come first."""
    asked = Asked(data, searcher(Audience.PUBLIC))
    query = Query("robberies in Southmere last year area:Southmere", Audience.PUBLIC)
    found = asked.searcher.search(query, today=date(2030, 1, 1))
    assert asked._known[found.hits[0].passage_id][0].id == "southmere-needs-2023"


def test_a_time_after_every_report_of_the_place_means_its_newest(tmp_path: Path) -> None:
    """Asked for last year, which only another place's report is of, the place's newest comes."""
    needs = Kind.NEEDS_ASSESSMENT
    of = (("Medway", 2019), ("Medway", 2022), ("Kent", 2014), ("Essex", 2024))
    asked = told(tmp_path, *((needs, area, first) for area, first in of))
    assert asked.first("robberies in Medway last year") == "medway-needs-assessment-2022"
    assert asked.first("robberies last year") == "essex-needs-assessment-2024"
    assert asked.first("robberies in Medway in 2019") == "medway-needs-assessment-2019"


def test_the_kind_named_comes_first(tmp_path: Path) -> None:
    """A report of the kind that a query names comes before others, the latest of it if asked."""
    strategy, annual = Kind.STRATEGY, Kind.ANNUAL_REPORT
    asked = told(
        tmp_path,
        (annual, "Kent", 2024),
        (annual, "Kent", 2021),
        (strategy, "Kent", 2018),
        (strategy, "Kent", 2022),
    )
    assert asked.first("robberies in the latest strategy") == "kent-strategy-2022"
    assert (
        asked.first("police recorded robberies in the last annual report")
        == "kent-annual-report-2024"
    )
    assert asked.first("robberies in the 2018 strategy") == "kent-strategy-2018"
    assert asked.found("robberies in the latest strategy").understood.kinds == (strategy,)
    assert len(asked.hits("robberies in the latest strategy")) == 4
