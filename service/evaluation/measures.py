"""The measures of a run, each with a bootstrap 95 % interval, whole and by kind of question.

Retrieval measures are those of ir_measures (MacAvaney, Macdonald, Ounis 2022) over distinct pages:
"recall@k" is Success@k, since a question counts as found when any gold page is among the first k.
The interval is the percentile bootstrap (Efron 1979) over questions, 2,000 draws, fixed seed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import ir_measures
import numpy as np
from ir_measures import RR, Success, nDCG
from numpy.typing import NDArray

from service.evaluation.questions import Question, RunRow

DRAWS = 2000
RETRIEVAL = {
    "recall@1": Success @ 1,
    "recall@3": Success @ 3,
    "recall@5": Success @ 5,
    "recall@10": Success @ 10,
    "mrr@10": RR @ 10,
    "ndcg@10": nDCG @ 10,
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean over `count` questions with its 95 % interval; None where there are no questions."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    count: int


def pages_in_order(row: RunRow) -> tuple[tuple[str, int], ...]:
    """The distinct pages of a row's hits, best first."""
    return tuple(dict.fromkeys((hit.document, hit.page) for hit in row.hits))


def retrieval_scores(
    questions: Sequence[Question], rows: Mapping[str, RunRow]
) -> dict[str, dict[str, float]]:
    """Each retrieval measure of each answerable question: name -> question id -> score."""
    answerable = [q for q in questions if q.answerable]
    qrels = [ir_measures.Qrel(q.id, f"{doc}#{page}", 1) for q in answerable for doc, page in q.gold]
    run = [
        ir_measures.ScoredDoc(q.id, f"{doc}#{page}", -float(rank))
        for q in answerable
        for rank, (doc, page) in enumerate(pages_in_order(rows[q.id]))
    ]
    scores = {name: {q.id: 0.0 for q in answerable} for name in RETRIEVAL}
    names = {str(measure): name for name, measure in RETRIEVAL.items()}
    for metric in ir_measures.iter_calc(list(RETRIEVAL.values()), qrels, run):
        scores[names[str(metric.measure)]][metric.query_id] = float(metric.value)
    return scores


def mean(name: str, values: Iterable[float]) -> Measure:
    """The mean of one score a question, with its interval."""
    array = np.asarray(list(values), dtype=np.float64)
    return _bootstrap(name, len(array), lambda picks: array[picks].mean(axis=-1))


def ratio(name: str, hits: Sequence[bool], among: Sequence[bool]) -> Measure:
    """The share of `hits` within `among`, both one a question, with its interval."""
    top = np.asarray(hits, dtype=np.float64) * np.asarray(among, dtype=np.float64)
    base = np.asarray(among, dtype=np.float64)

    def share(picks: NDArray[np.int64]) -> NDArray[np.float64]:
        sums = base[picks].sum(axis=-1)
        with np.errstate(invalid="ignore"):
            return np.where(sums > 0, top[picks].sum(axis=-1) / np.maximum(sums, 1), np.nan)

    measure = _bootstrap(name, len(base) if base.any() else 0, share)
    return Measure(name, measure.value, measure.low, measure.high, int(base.sum()))


def _bootstrap(
    name: str, size: int, statistic: Callable[[NDArray[np.int64]], NDArray[np.float64]]
) -> Measure:
    if size == 0:
        return Measure(name, None, None, None, 0)
    value = float(statistic(np.arange(size)))
    # The seed is fixed so that the same run gives the same interval.
    picks = np.random.default_rng(20_26).integers(0, size, (DRAWS, size))
    low, high = np.nanpercentile(statistic(picks), [2.5, 97.5])
    return Measure(name, value, float(low), float(high), size)


def refusal(questions: Sequence[Question], rows: Mapping[str, RunRow]) -> tuple[Measure, ...]:
    """How well the run refuses: recall and precision of refusing, and the answerable refused."""
    unanswerable = [not q.answerable for q in questions]
    refused = [rows[q.id].abstained for q in questions]
    return (
        ratio("refusal recall", refused, unanswerable),
        ratio("refusal precision", unanswerable, refused),
        ratio("answerable refused", refused, [not u for u in unanswerable]),
    )


def coverage_curve(
    questions: Sequence[Question], rows: Mapping[str, RunRow], correct: Mapping[str, bool]
) -> tuple[tuple[float, float, float], ...]:
    """Coverage against error as the confidence needed falls (El-Yaniv and Wiener 2010).

    *Shapes*: (confidence, share answered, share wrong among the answered), confidence falling.
    """
    ordered = sorted(questions, key=lambda q: (-rows[q.id].confidence, q.id))
    points = []
    wrong = 0
    for count, question in enumerate(ordered, start=1):
        wrong += not correct[question.id]
        points.append((rows[question.id].confidence, count / len(ordered), wrong / count))
    return tuple(points)
