"""The cells of a comparison."""

from pathlib import Path

from service.answer.cells import NOT_STATED, worded
from service.answer.ground import Ledger
from tests.service.answer.reports import edition, report, store


def test_an_empty_cell_cites_nothing(tmp_path: Path) -> None:
    """What is not stated says so and has no citation."""
    made = report("r", 2022)
    view = store(tmp_path / "r.sqlite", (made, edition(made, ("Robbery fell.",))))
    assert worded(None, Ledger(view)) == NOT_STATED
    assert NOT_STATED.citation is None
