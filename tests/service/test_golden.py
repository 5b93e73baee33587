"""Golden questions: kept as question sets, asked by `vru evaluate`."""

import json
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from service.errors import BadRequest
from service.evaluation.questions import load_questions
from service.golden import Golden
from service.settings import Settings


def test_kept_questions_are_a_question_set(tmp_path: Path) -> None:
    """What is kept can be read by the evaluation, answerable and not."""
    golden = Golden(Settings(data=tmp_path))
    golden.add("How many?", file_name="a.pdf", page=4)
    golden.add("Who won the cup?")
    first, second = load_questions(golden.path)
    assert first.gold == frozenset({("a.pdf", 4)})
    assert (first.answerable, second.answerable) == (True, False)


def test_page_without_file_is_refused(tmp_path: Path) -> None:
    """A page alone names no place."""
    with pytest.raises(BadRequest):
        Golden(Settings(data=tmp_path)).add("How many?", page=4)


def test_run_is_kept_and_compared_with_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each run keeps its measures; the second is asked to compare with the first."""
    asked: list[list[str]] = []

    def evaluate(command: list[str], **_: object) -> SimpleNamespace:
        asked.append(command)
        Path(command[command.index("--run-out") + 1]).write_text("")
        body = {"measures": {"recall@5": {"value": 0.5}}, "changes": [{"id": "x"}]}
        return SimpleNamespace(returncode=0, stdout=json.dumps(body))

    monkeypatch.setattr("service.golden.subprocess.run", evaluate)
    golden = Golden(Settings(data=tmp_path))
    assert not golden.start()
    golden.add("How many?")
    for _ in range(2):
        assert golden.start()
        while golden.is_running:
            time.sleep(0.01)
        time.sleep(1.1)
    assert [run.measures for run in golden.runs()] == [{"recall@5": 0.5}] * 2
    assert ["--against" in command for command in asked] == [False, True]
