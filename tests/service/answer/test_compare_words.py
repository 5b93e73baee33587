"""Comparisons in words."""

from collections.abc import Sequence
from pathlib import Path

from corpus.reader import View
from index.hits import Filters
from service.answer.columns import columns_of
from service.answer.compare_words import Compared, compare_words
from service.answer.ground import Ledger
from service.answer.question import Asked, understand
from service.answer.weigh import Signals, Weighed
from tests.service.answer.reports import candidates, edition, report, store

QUESTION = understand("What did each report promise on exclusions?")


def compared(view: View, *, cover: float) -> Compared | None:
    """The comparison where every report's first sentence covers this much of the subject."""

    def consider(asked: Asked, *, filters: Filters, limit: int, read: int) -> Sequence[Weighed]:
        assert asked.stems == ("exclus",)
        assert 0 < read <= limit
        found = [c for name in filters.publications for c in candidates(view, f"{name}-1")]
        return [Weighed(c, Signals(cover=cover), 0.9) for c in found]

    columns = columns_of(view, QUESTION, Filters())
    return compare_words(QUESTION, columns, Filters(), consider, Ledger(view))


def reports(path: Path) -> View:
    """Two reports with one promise each."""
    made = [
        (report(name, year), text)
        for name, year, text in (
            ("old", 2020, "Exclusions will fall by half."),
            ("new", 2022, "No exclusions by 2025."),
        )
    ]
    return store(path / "r.sqlite", *((p, edition(p, (text,))) for p, text in made))


def test_each_period_has_the_words_of_its_reports(tmp_path: Path) -> None:
    """Cells are whole cited sentences, oldest first; what is quoted comes newest first."""
    made = compared(reports(tmp_path), cover=1.0)
    assert made is not None
    assert [c.text for c in made.table.cells[0]] == [
        "Exclusions will fall by half.",
        "No exclusions by 2025.",
    ]
    assert made.candidates[0].text == "No exclusions by 2025."


def test_words_on_something_else_make_no_table(tmp_path: Path) -> None:
    """Sentences that hold too little of the subject fill no cell."""
    assert compared(reports(tmp_path), cover=0.5) is None
