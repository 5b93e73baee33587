"""A question set is read whole or refused with its line; a run comes back as it was written."""

from pathlib import Path

import pytest

from service.errors import BadQuestionSet
from service.evaluation.questions import (
    RunHit,
    RunRow,
    load_questions,
    read_run,
    write_run,
)

GOOD = (
    '{"id": "q1", "question": "How many?", "answerable": true, "doc": "a.pdf", "pages": [3], '
    '"also": [{"doc": "b.pdf", "page": 4}], "quote": "There were 7.", "answer": "7", '
    '"kind": "number"}\n'
)


def test_gold_pages_are_the_named_and_the_also(tmp_path: Path) -> None:
    """A question's gold is every page that states the same, in whichever document."""
    path = tmp_path / "questions.jsonl"
    path.write_text(GOOD + "\n")
    (question,) = load_questions(path)
    assert question.gold == {("a.pdf", 3), ("b.pdf", 4)}
    assert question.answerable


@pytest.mark.parametrize(
    "line",
    ["not json", '{"id": "q2"}', '{"id": "q2", "question": "x", "answerable": true}', "[]"],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    """What cannot be read is refused with the number of its line."""
    path = tmp_path / "questions.jsonl"
    path.write_text(GOOD + line + "\n")
    with pytest.raises(BadQuestionSet, match="line 2"):
        load_questions(path)


def test_an_empty_or_missing_set_is_refused(tmp_path: Path) -> None:
    """No question is an error, not a perfect score."""
    (tmp_path / "empty.jsonl").write_text("\n")
    for name in ("empty.jsonl", "missing.jsonl"):
        with pytest.raises(BadQuestionSet):
            load_questions(tmp_path / name)


def test_a_run_comes_back_as_written(tmp_path: Path) -> None:
    """Writing and reading a run loses nothing."""
    hit = RunHit("a.pdf", 3, "There were 7.", "There were 7.", 0.5)
    rows = (RunRow("q1", (hit,), "7", False, (hit,), 0.9), RunRow("q2", (), "", True))
    write_run(tmp_path / "run.jsonl", rows)
    assert read_run(tmp_path / "run.jsonl") == rows
