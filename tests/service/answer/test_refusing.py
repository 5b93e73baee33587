"""Saying why there is no answer."""

from pathlib import Path

import pytest

from service.answer.cells import NOT_STATED
from service.answer.claims import ComparisonTable, TableCell
from service.answer.question import understand
from service.answer.refusing import OUTSIDE, missing_cells, missing_places, reason
from tests.service.answer.reports import candidates, evidence, store, tabled


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many robberies in Glasgow?", "for Glasgow"),
        ("How many robberies in Northgate in 1999?", "for 1999"),
    ],
)
def test_the_name_or_year_that_was_not_met_is_told(
    tmp_path: Path, question: str, words: str
) -> None:
    """A refusal names what it looked for and did not find."""
    view = store(tmp_path / "r.sqlite", tabled())
    assert words in reason(understand(question), [evidence(view, "tables-1")])


def test_nothing_found_at_all_is_outside_the_subject() -> None:
    """Without any passage the question is not what the reports are about."""
    assert reason(understand("What is the weather?"), []) == OUTSIDE


def test_an_asked_place_without_words_is_missing(tmp_path: Path) -> None:
    """Of two asked places the one that no chosen words tell of is named."""
    view = store(tmp_path / "r.sqlite", tabled())
    asked = understand("Robberies in both?", places=("Northgate", "Southmere"))
    assert missing_places(asked, candidates(view, "tables-1")) == "Southmere"
    assert missing_places(asked, candidates(view, "tables-1", "tables-2")) == ""


def test_empty_rows_and_columns_are_missing() -> None:
    """A row or column of which nothing is stated is named; a single gap is seen in the table."""
    stated = TableCell("1", 1)
    table = ComparisonTable(
        "Robbery",
        ("2021", "2022"),
        ("Northgate", "Southmere"),
        ((stated, NOT_STATED), (NOT_STATED, NOT_STATED)),
    )
    assert missing_cells(table) == "Southmere and 2022"
