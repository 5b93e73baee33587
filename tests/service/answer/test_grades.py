"""Grades of the whole and of parts, of now and of earlier."""

from pathlib import Path

import pytest

from corpus.records import PassageKind, Span
from service.answer.grades import asks_of_whole, grade_worth, with_overall
from service.answer.question import understand
from tests.service.answer.reports import edition, evidence, report, store


@pytest.mark.parametrize(
    ("question", "is_whole"),
    [
        ("How was Northgate rated in 2022?", True),
        ("What was the overall judgement on the council?", True),
        ("How was leadership in Northgate rated?", False),
    ],
)
def test_the_whole_is_asked_for_where_no_part_is_named(question: str, is_whole: bool) -> None:
    """Places and years name no part."""
    assert asks_of_whole(understand(question, places=("Northgate",))) is is_whole


def test_a_grade_of_a_part_or_of_earlier_is_worth_less() -> None:
    """Only a grade of the whole, and of this report, answers a question for it."""
    asked = understand("How was the council rated?")
    whole = grade_worth(asked, "Overall effectiveness: good")
    assert whole > grade_worth(asked, "Adoption: good")
    assert whole > grade_worth(asked, "At the last inspection the council was inadequate.")


def test_the_grade_of_the_whole_is_found_on_the_first_pages(tmp_path: Path) -> None:
    """A heading or row that states it shares no word with the question; a part's is left alone."""
    pages = ("Services in Northgate are inadequate\nAdoption: good\nThe visit was in May.",)
    lines = pages[0].split("\n")
    starts = [pages[0].index(line) for line in lines]
    parts = [
        (PassageKind.PROSE, (Span(1, start, start + len(line)),), "", ())
        for start, line in zip(starts, lines, strict=True)
    ]
    publication = report("visit", 2023)
    view = store(tmp_path / "r.sqlite", (publication, edition(publication, pages, (), parts)))
    found = [evidence(view, "visit-3")]
    asked = understand("How was Northgate rated?", places=("Northgate",))
    assert [one.passage.id for one in with_overall(view, asked, found)] == ["visit-3", "visit-1"]
    assert len(with_overall(view, understand("How was adoption rated?"), found)) == 1
