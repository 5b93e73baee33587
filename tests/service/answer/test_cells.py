"""The cells of a comparison."""

from pathlib import Path

from service.answer.cells import NOT_STATED, whole, worded
from service.answer.ground import Ledger
from tests.service.answer.reports import candidates, edition, report, store

PAGE = "An agreement on exclusions. By March 2025 all trusts will sign it, with the dioceses too."


def test_an_empty_cell_cites_nothing(tmp_path: Path) -> None:
    """What is not stated says so and has no citation."""
    made = report("r", 2022)
    view = store(tmp_path / "r.sqlite", (made, edition(made, (PAGE,))))
    assert worded(None, Ledger(view)) == NOT_STATED
    assert NOT_STATED.citation is None


def test_a_head_goes_with_its_sentence(tmp_path: Path) -> None:
    """A sentence that is but a head is quoted with the one after it, as one quote."""
    made = report("r", 2022)
    view = store(tmp_path / "r.sqlite", (made, edition(made, (PAGE,))))
    head, body = candidates(view, "r-1")
    ledger = Ledger(view)
    cell = worded(whole(view, head, [head, body], ("exclus",)), ledger)
    assert cell.text == PAGE
    assert (cell.citation, cell.more) == (1, ())
    assert ledger.citations[0].citation.quote == PAGE
    assert whole(view, body, [head, body], ("exclus",)) is body
