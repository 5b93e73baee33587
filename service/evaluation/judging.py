"""Judging a run against its questions: retrieval, refusing, quotes, right words.

What counts as right words is `service.evaluation.right`. Nothing here looks at how an answer was
made.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from service.evaluation.measures import (
    Measure,
    coverage_curve,
    mean,
    pages_in_order,
    ratio,
    refusal,
    retrieval_scores,
)
from service.evaluation.questions import Question, RunHit, RunRow
from service.evaluation.right import cites_rightly, gold_figure, has_figure


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything measured of one run.

    `by_kind` maps a kind of question to its recall at 1, 3, 5 and 10; `scores` maps a question id
    to its reciprocal rank; `curve` is coverage against error.
    """

    measures: tuple[Measure, ...]
    by_kind: dict[str, tuple[Measure, ...]]
    scores: dict[str, float]
    curve: tuple[tuple[float, float, float], ...]


def judge(
    questions: Sequence[Question],
    rows: Sequence[RunRow],
    *,
    is_verbatim: Callable[[RunHit], bool],
) -> Judgement:
    """Judge a run. `is_verbatim` says whether a quote stands word for word on its page."""
    by_id = {row.id: row for row in rows}
    retrieval = retrieval_scores(questions, by_id)
    answerable = [q for q in questions if q.answerable]
    right = {q.id: answers_rightly(q, by_id[q.id]) for q in questions}
    return Judgement(
        measures=(
            *(mean(name, scores.values()) for name, scores in retrieval.items()),
            _verbatim(rows, is_verbatim),
            *refusal(questions, by_id),
            _citation_precision(answerable, by_id),
            _figures(answerable, by_id),
        ),
        by_kind=_by_kind(answerable, retrieval),
        scores=retrieval["mrr@10"],
        curve=coverage_curve(questions, by_id, right),
    )


def _verbatim(rows: Sequence[RunRow], is_verbatim: Callable[[RunHit], bool]) -> Measure:
    quotes = [hit for row in rows for hit in (*row.hits[:10], *row.quotes)]
    return mean("quotes verbatim", (float(is_verbatim(hit)) for hit in quotes))


def _citation_precision(questions: Sequence[Question], rows: Mapping[str, RunRow]) -> Measure:
    scores = []
    for question in questions:
        quotes = rows[question.id].quotes
        if quotes:
            scores.append(sum(cites_rightly(question, q) for q in quotes) / len(quotes))
    return mean("citation precision", scores)


def _figures(questions: Sequence[Question], rows: Mapping[str, RunRow]) -> Measure:
    numbers = [q for q in questions if q.kind == "number" and gold_figure(q)]
    found = [has_figure(q, rows[q.id].answer) for q in numbers]
    return ratio("gold figure in answer", found, [True] * len(numbers))


def _by_kind(
    questions: Sequence[Question], retrieval: Mapping[str, Mapping[str, float]]
) -> dict[str, tuple[Measure, ...]]:
    kinds = sorted({q.kind for q in questions})
    names = [name for name in retrieval if name.startswith("recall")]
    return {
        kind: tuple(
            mean(name, (retrieval[name][q.id] for q in questions if q.kind == kind))
            for name in names
        )
        for kind in kinds
    }


def answers_rightly(question: Question, row: RunRow) -> bool:
    """Whether what was said, or left unsaid, was right: for the curve of coverage and error."""
    if not question.answerable:
        return False
    return any(cites_rightly(question, quote) for quote in row.quotes)


@dataclass(frozen=True, slots=True)
class Change:
    """One question that did better or worse than in an earlier run.

    `before` and `after` are ranks of its first gold page, None where it was not found;
    `was_refused` and `is_refused` say whether it was left unanswered. A positive `gain` is better.
    """

    id: str
    question: str
    before: int | None
    after: int | None
    was_refused: bool
    is_refused: bool
    gain: float

    @property
    def words(self) -> str:
        """What became of the question, in words."""
        moved = []
        if self.before != self.after:
            was, now = (f"at {rank}" if rank else "not found" for rank in (self.before, self.after))
            moved.append(f"gold page was {was}, is {now}")
        if self.was_refused != self.is_refused:
            was, now = ("refused", "answered") if self.was_refused else ("answered", "refused")
            moved.append(f"was {was}, is {now}")
        return "; ".join(moved)


def changes(
    questions: Sequence[Question], before: Sequence[RunRow], after: Sequence[RunRow]
) -> tuple[Change, ...]:
    """Every question whose first gold page moved, or that is refused or answered as it was not.

    Refusals count where both runs asked for answers. *Order*: worst loss first.
    """
    is_asked = all(any(row.answer or row.abstained for row in rows) for rows in (before, after))
    old, new = ({row.id: row for row in rows} for rows in (before, after))
    moved = []
    for question in questions:
        if question.id in old and question.id in new:
            rows = old[question.id], new[question.id]
            was, now = (_gold_rank(question, row) if question.answerable else None for row in rows)
            was_refused, is_refused = (row.abstained and is_asked for row in rows)
            gain = _reciprocal(now) - _reciprocal(was)
            # Refusing is right where the reports do not say, and wrong where they do.
            gain += (was_refused - is_refused) * (1 if question.answerable else -1)
            if was != now or was_refused != is_refused:
                moved.append(
                    Change(question.id, question.text, was, now, was_refused, is_refused, gain)
                )
    return tuple(sorted(moved, key=lambda change: (change.gain, change.id)))


def _gold_rank(question: Question, row: RunRow) -> int | None:
    ranks = (i for i, page in enumerate(pages_in_order(row), start=1) if page in question.gold)
    return next(ranks, None)


def _reciprocal(rank: int | None) -> float:
    return 1 / rank if rank else 0.0
