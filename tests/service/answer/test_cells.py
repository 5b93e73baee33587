"""Cells of a comparison."""

from service.answer.cells import NOT_STATED


def test_a_cell_that_says_nothing_cites_nothing() -> None:
    """Where the reports are silent no citation may be claimed."""
    assert NOT_STATED.citation is None
