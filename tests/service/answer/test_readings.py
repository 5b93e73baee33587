"""Figures with their measure, place and period."""

from pathlib import Path

from service.answer.question import understand
from service.answer.readings import Scale, is_whole_area, readings_of, scale_asked
from tests.service.answer.reports import candidates, edition, report, store, tabled


def test_a_row_is_read_by_its_label_heads_and_caption(tmp_path: Path) -> None:
    """Caption says the measure, label the place, head the year."""
    view = store(tmp_path / "r.sqlite", tabled())
    asked = understand("Compare robberies in Northgate", places=("Northgate",))
    found = readings_of(view, asked, candidates(view, "tables-1")[0])
    assert [(r.place, r.period.words, r.value, r.scale) for r in found] == [
        ("northgate", "2022/23", "143", Scale.COUNT),
        ("northgate", "2023/24", "151", Scale.COUNT),
    ]
    assert not any(is_whole_area(r) for r in found)


def test_a_percentage_is_no_count(tmp_path: Path) -> None:
    """A share read off a sentence keeps its kind."""
    publication = report("shares", 2023)
    page = "In 2023/24 there were 41 per cent robberies."
    view = store(tmp_path / "r.sqlite", (publication, edition(publication, (page,))))
    found = readings_of(
        view, understand("How did robbery change?"), candidates(view, "shares-1")[0]
    )
    assert [r.scale for r in found] == [Scale.PERCENT]


def test_a_question_may_ask_for_one_kind_of_figure() -> None:
    """Rates, shares and money are asked for by name; else any kind will do."""
    assert scale_asked(understand("How has the rate of robbery changed?")) is Scale.RATE
    assert scale_asked(understand("How has the percentage changed?")) is Scale.PERCENT
    assert scale_asked(understand("How has robbery changed?")) is None
