"""A run is judged by its pages, quotes and figures alone."""

from dataclasses import replace

import pytest

from service.evaluation.judging import changes, judge
from service.evaluation.questions import RunRow
from tests.service.evaluation.made import QUESTION, quote


def test_judging_says_what_is_not_verbatim() -> None:
    """Each quote is put to the given check, and the share that passes is told."""
    row = RunRow("q", (quote("good"), quote("bad")), "1,204", False, (quote("good"),), 0.5)
    judgement = judge((QUESTION,), (row,), is_verbatim=lambda hit: hit.quote == "good")
    measures = {m.name: m.value for m in judgement.measures}
    assert measures["quotes verbatim"] == pytest.approx(2 / 3)
    assert measures["recall@1"] == 1.0
    assert measures["gold figure in answer"] == 1.0


def test_changes_name_better_and_worse_questions() -> None:
    """A question whose gold page moved is listed with both ranks; an unmoved one is not."""
    before = RunRow("q", (quote("x"),), "", False)
    after = RunRow("q", (quote("x", page=9), quote("x")), "", False)
    (change,) = changes((QUESTION,), (before,), (after,))
    assert (change.before, change.after, change.gain) == (1, 2, -0.5)
    assert (change.question, change.words) == (
        "How many robberies?", "gold page was at 1, is at 2",
    )  # fmt: skip
    assert changes((QUESTION,), (before,), (before,)) == ()


def test_changes_name_what_is_refused_or_answered_anew() -> None:
    """Answering what the reports do not say is worse, refusing what they say too."""
    unanswerable = replace(QUESTION, id="u", answerable=False, gold=frozenset())
    answered, refused = (
        (RunRow("q", (), words, not words), RunRow("u", (), words, not words))
        for words in ("Yes.", "")
    )
    moved = {c.id: c for c in changes((QUESTION, unanswerable), answered, refused)}
    assert moved["q"].words == moved["u"].words == "was answered, is refused"
    assert (moved["q"].gain, moved["u"].gain) == (-1, 1)
    searched = (RunRow("q", (), "", False), RunRow("u", (), "", False))
    assert changes((QUESTION, unanswerable), searched, refused) == ()
