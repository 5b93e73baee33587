"""From signals to probabilities."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.answer.confidence import Logistic, answer_inputs, calibration, fits
from service.answer.question import understand
from service.answer.weigh import Signals, Weighed
from tests.service.answer.reports import candidates, store, tabled

ASKED = understand("Was the hub opened?")
GOOD = Signals(form=1.0, place=1.0, year=1.0, reader=1.5, names=1.0, key=1.0)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"form": 0.0}, False),
        ({"place": -1.0}, False),
        ({"place": -0.4}, True),
        ({"year": -1.0}, False),
        ({"year": -0.4}, True),
    ],
)
def test_only_the_asked_sort_place_and_time_fit(change: dict[str, float], expected: bool) -> None:
    """Another place, another time or nothing of the sort asked for does not fit."""
    assert fits(replace(GOOD, **change)) is expected


def test_what_does_not_fit_gives_no_confidence(tmp_path: Path) -> None:
    """The reader's liking for words of another place counts nothing."""
    view = store(tmp_path / "r.sqlite", tabled())
    (candidate,) = candidates(view, "tables-1")
    judge = Logistic(0.0, {"reader": 1.0})
    elsewhere = Weighed(candidate, replace(GOOD, place=-1.0))
    assert answer_inputs(judge, ASKED, [Weighed(candidate, GOOD)])["read"] == 1.5
    assert answer_inputs(judge, ASKED, [elsewhere])["read"] < 0


def test_probability_is_the_logistic_of_the_weighted_sum() -> None:
    """One half at zero; inputs that are not known count nothing."""
    judge = Logistic(0.0, {"a": 2.0})
    assert judge.probability({"b": 5.0}) == 0.5
    assert judge.probability({"a": 1.0}) == pytest.approx(0.880797, abs=1e-6)


@pytest.mark.parametrize("has_reader", [True, False])
def test_the_kept_calibration_prefers_what_answers(tmp_path: Path, has_reader: bool) -> None:
    """With the weights that are shipped, good signals answer and poor ones do not."""
    view = store(tmp_path / "r.sqlite", tabled())
    (candidate,) = candidates(view, "tables-1")
    kept = calibration(has_reader=has_reader)
    strong = replace(GOOD, cover=0.9, around=1.0, passage=1.0, close=0.8, first=1.0)
    weak = Signals(form=0.0, place=-1.0, year=-1.0, reader=-2.0, first=0.3)
    assert kept.confidence(ASKED, [Weighed(candidate, strong)]) > kept.threshold
    assert kept.confidence(ASKED, [Weighed(candidate, weak)]) < kept.threshold
    assert kept.confidence(ASKED, []) == 0.0


@pytest.mark.parametrize(
    ("question", "places", "own"),
    [
        ("How do I appeal?", (), 1.0),
        ("How long can the police keep you?", (), 1.0),
        ("What can you claim if you left care in Northgate?", ("Northgate",), 0.0),
        ("How many were kept?", (), 0.0),
    ],
)
def test_who_asks_for_themselves_is_noted(
    tmp_path: Path, question: str, places: tuple[str, ...], own: float
) -> None:
    """Reports seldom tell one or anyone what to do, but they tell what a place offers."""
    view = store(tmp_path / "r.sqlite", tabled())
    (candidate,) = candidates(view, "tables-1")
    asked = understand(question, places=places)
    inputs = answer_inputs(Logistic(0.0, {}), asked, [Weighed(candidate, GOOD)])
    assert inputs["own"] == own
