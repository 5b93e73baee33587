"""Choosing what is quoted."""

from dataclasses import replace
from pathlib import Path

from corpus.reader import View
from service.answer.question import understand
from service.answer.select import choose, spread
from service.answer.weigh import Signals, Weighed
from tests.service.answer.reports import candidates, edition, report, store


def _two_years(path: Path, later: str) -> View:
    old, new = report("old", 2021, area="Wealdshire"), report("new", 2022, area="Wealdshire")
    return store(
        path,
        (old, edition(old, ("The police recorded 143 robberies in the county.",))),
        (new, edition(new, (later,))),
    )


def _weighed(view: View, *scores: float) -> list[Weighed]:
    found = candidates(view, "old-1", "new-1")
    return [Weighed(c, Signals(), score) for c, score in zip(found, scores, strict=True)]


def test_two_reports_that_differ_are_both_shown_newest_first(tmp_path: Path) -> None:
    """Different figures for one thing are both quoted, and said to differ with their years."""
    view = _two_years(tmp_path / "r.sqlite", "The police recorded 151 robberies in the county.")
    chosen = choose(understand("How many robberies were recorded?"), _weighed(view, 0.9, 0.8))
    assert [e.candidate.evidence.publication.id for e in chosen.entries] == ["new", "old"]
    assert chosen.differs == "The reports give different figures: 151 (2022/23), 143 (2021/22)."


def test_an_asked_year_has_no_rivals(tmp_path: Path) -> None:
    """Where the question names a year the best words stand alone."""
    view = _two_years(tmp_path / "r.sqlite", "The police recorded 151 robberies in the county.")
    asked = understand("How many robberies were recorded in 2021/22?")
    chosen = choose(asked, _weighed(view, 0.9, 0.8))
    assert [e.candidate.evidence.publication.id for e in chosen.entries] == ["old"]
    assert chosen.differs == ""


def test_the_same_figure_is_said_once(tmp_path: Path) -> None:
    """Two reports that agree do not differ, and one of them is enough."""
    view = _two_years(tmp_path / "r.sqlite", "The police recorded 143 robberies in the county.")
    chosen = choose(understand("How many robberies were recorded?"), _weighed(view, 0.9, 0.8))
    assert len(chosen.entries) == 1
    assert chosen.differs == ""


def test_twins_do_not_crowd_out_the_rest(tmp_path: Path) -> None:
    """Of sentences that differ in names and figures alone, those after the second come last."""
    view = _two_years(tmp_path / "r.sqlite", "The county has 151 schools.")
    one, other = _weighed(view, 0.9, 0.8)
    told = ("In Northgate it fell to 1.", "In Southmere it fell to 2.", "In Oxmoor it fell to 3.")
    twins = [replace(one, candidate=replace(one.candidate, text=text)) for text in told]
    assert spread([*twins, other]) == (*twins[:2], other, twins[2])


def test_of_twins_the_one_of_the_time_asked_for_comes_first(tmp_path: Path) -> None:
    """Two reports say the same of their own year: the one of another year comes last."""
    view = _two_years(tmp_path / "r.sqlite", "The police recorded 151 robberies in the county.")
    old, new = _weighed(view, 0.9, 0.8)
    old, new = replace(old, signals=Signals(year=0.0)), replace(new, signals=Signals(year=1.0))
    assert spread([old, new]) == (new, old)
