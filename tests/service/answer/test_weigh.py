"""The signals of a candidate that are worked out from words."""

from pathlib import Path

import pytest

from corpus.records import Cell, PassageKind, Span
from index.hits import Reworded
from service.answer.grades import VAGUE
from service.answer.question import understand
from service.answer.weigh import SYNONYM, weigh
from tests.service.answer.reports import candidates, edition, report, store


def _covers(tmp_path: Path, *texts: str) -> list[float]:
    publication = report("needs", 2023)
    view = store(tmp_path / "r.sqlite", (publication, edition(publication, texts)))
    reworded = [Reworded(("lock", "up"), ("in custody", "behind bars"))]
    asked = understand("How many were locked up?", reworded=reworded)
    found = [candidates(view, f"needs-{n}")[0] for n in range(1, len(texts) + 1)]
    return [w.signals.cover for w in weigh(asked, found, dict.fromkeys(asked.stems, 1.0))]


def test_another_wording_stands_for_its_own_words_only_when_whole(tmp_path: Path) -> None:
    """ "Behind bars" stands for "locked up"; "behind" alone, of some other thing, does not."""
    covers = _covers(
        tmp_path,
        "Two were locked up.",
        "Two were behind bars.",
        "Two were in custody.",
        "Two fell behind.",
    )
    assert covers == [1.0, SYNONYM, SYNONYM, 0.0]


@pytest.mark.parametrize(
    ("question", "worth"),
    [
        ("Which district has the most robberies?", VAGUE),
        ("How many robberies were there in Northgate?", 1.0),
    ],
)
def test_one_row_does_not_say_which_stands_out(tmp_path: Path, question: str, worth: float) -> None:
    """Which of several has most is not told by the row of one of them."""
    publication = report("needs", 2023)
    page = "Northgate 143"
    cells = (Cell(("Robberies",), "143", Span(1, 10, 13)),)
    row = [(PassageKind.TABLE_ROW, (Span(1, 0, len(page)),), "", cells)]
    view = store(tmp_path / "r.sqlite", (publication, edition(publication, (page,), (), row)))
    (weighed,) = weigh(understand(question), candidates(view, "needs-1"), {"robberi": 1.0})
    assert weighed.signals.form == worth


def test_a_grade_told_of_an_earlier_inspection_is_not_the_reports(tmp_path: Path) -> None:
    """ "It was judged good" right after "the previous inspection was in 2012" answers little."""
    publication = report("visit", 2017)
    page = "The previous inspection was in 2012. The local authority was judged to be good."
    view = store(tmp_path / "r.sqlite", (publication, edition(publication, (page,))))
    asked = understand("How was the local authority rated?")
    found = weigh(asked, candidates(view, "visit-1"), {"author": 1.0})
    assert found[1].signals.form == VAGUE
