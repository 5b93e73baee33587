"""Measures agree with values worked out by hand."""

import math

import pytest

from service.evaluation.measures import (
    coverage_curve,
    mean,
    pages_in_order,
    ratio,
    refusal,
    retrieval_scores,
)
from service.evaluation.questions import Question, RunHit, RunRow


def _question(name: str, *pages: int, answerable: bool = True) -> Question:
    gold = frozenset(("a.pdf", page) for page in pages)
    return Question(name, "?", answerable, gold, "", "", "fact")


def _row(name: str, *pages: int, abstained: bool = False, confidence: float = 0.0) -> RunRow:
    hits = tuple(RunHit("a.pdf", page, "", "", 1.0) for page in pages)
    return RunRow(name, hits, "", abstained, (), confidence)


def test_pages_count_once() -> None:
    """Several passages of one page are one place in the ranking."""
    assert pages_in_order(_row("q", 5, 5, 7, 5)) == (("a.pdf", 5), ("a.pdf", 7))


def test_a_gold_page_third_scores_as_by_hand() -> None:
    """Gold at the third distinct page: no recall at 1, recall at 3, reciprocal rank a third."""
    questions = [_question("q", 9), _question("missed", 8)]
    rows = {"q": _row("q", 5, 5, 7, 9), "missed": _row("missed")}
    scores = retrieval_scores(questions, rows)
    assert scores["recall@1"] == {"q": 0.0, "missed": 0.0}
    assert scores["recall@3"] == {"q": 1.0, "missed": 0.0}
    assert scores["mrr@10"]["q"] == pytest.approx(1 / 3)
    assert scores["ndcg@10"]["q"] == pytest.approx(1 / math.log2(4))


def test_the_interval_holds_the_mean_and_is_the_same_twice() -> None:
    """A bootstrap interval surrounds its mean and does not change from run to run."""
    values = [0.0, 1.0] * 50
    measure = mean("m", values)
    assert measure.value == 0.5
    assert measure.low is not None
    assert measure.high is not None
    assert 0.35 < measure.low < 0.5 < measure.high < 0.65
    assert measure == mean("m", values)


def test_nothing_to_measure_is_none() -> None:
    """A mean over no questions is not zero."""
    assert mean("m", []).value is None
    assert ratio("r", [True], [False]).value is None


def test_refusal_counts_by_hand() -> None:
    """Two of three unanswerable refused, one answerable refused: recall 2/3, precision 2/3."""
    questions = [
        *(_question(name, answerable=False) for name in "abc"),
        *(_question(name, 1) for name in "de"),
    ]
    refused = {"a", "b", "d"}
    rows = {q.id: _row(q.id, abstained=q.id in refused) for q in questions}
    recall, precision, lost = refusal(questions, rows)
    assert recall.value == pytest.approx(2 / 3)
    assert precision.value == pytest.approx(2 / 3)
    assert lost.value == pytest.approx(1 / 2)


def test_the_curve_falls_in_confidence_and_counts_errors() -> None:
    """The surest question comes first; errors add up as coverage grows."""
    questions = [_question("sure", 1), _question("unsure", 1)]
    rows = {"sure": _row("sure", confidence=0.9), "unsure": _row("unsure", confidence=0.1)}
    curve = coverage_curve(questions, rows, {"sure": True, "unsure": False})
    assert curve == ((0.9, 0.5, 0.0), (0.1, 1.0, 0.5))
