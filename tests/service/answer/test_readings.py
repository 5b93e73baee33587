"""Figures with their measure, place and period."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.records import Cell, PassageKind, Period, Span
from service.answer.question import understand
from service.answer.readings import Scale, is_whole_area, readings_of, scale_asked
from service.answer.topics import subject_of_comparison, topic
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


@pytest.mark.parametrize(
    ("page", "read"),
    [
        ("In 2021/22 there were 298 robberies.", {("298", "2021/22")}),
        ("Burglary stands at 196 against 242 in 2019/20, and robbery at 318 against 400.", set()),
        ("In 2022/23 there were 298 robberies, which is back to 2019/20.", {("298", "2022/23")}),
        ("In 2021/22 there were 298 robberies. This fell to 250 robberies.", {("298", "2021/22")}),
    ],
)
def test_a_time_said_of_another_figure_is_not_taken(
    tmp_path: Path, page: str, read: set[tuple[str, str]]
) -> None:
    """A year behind another figure, or of the sentence before, dates no figure but its own."""
    publication = report("told", 2019)
    publication = replace(publication, period=Period("2019-01-01", "2024-12-31", "2019-2024"))
    view = store(tmp_path / "r.sqlite", (publication, edition(publication, (page,))))
    asked = understand("How has robbery changed?")
    found = [r for c in candidates(view, "told-1") for r in readings_of(view, asked, c)]
    assert {(r.value, r.period.words) for r in found} == read


def test_a_serial_number_and_the_figure_of_one_are_not_read(tmp_path: Path) -> None:
    """Of a row its number in the table and what each case cost are no figures of the whole."""
    publication = report("money", 2023)
    page = "2 Robbery patrols £400 £20"
    heads = (("No.",), ("Work",), ("Cost, 2023/24",), ("Cost each, 2023/24",))
    values = ("2", "Robbery patrols", "£400", "£20")
    cells = tuple(
        Cell(h, v, Span(1, page.index(v), page.index(v) + len(v)))
        for h, v in zip(heads, values, strict=True)
    )
    whole = (Span(1, 0, len(page)),)
    read = edition(publication, (page,), (), [(PassageKind.TABLE_ROW, whole, "", cells)])
    view = store(tmp_path / "r.sqlite", (publication, read))
    asked = understand("How has the cost of robbery patrols changed?")
    found = readings_of(view, asked, candidates(view, "money-1")[0])
    assert [r.value for r in found] == ["£400"]


def test_words_that_a_name_implies_make_no_other_measure() -> None:
    """Suspensions from school are suspensions, and knife crime in school is not knife crime."""
    asked = understand("How have suspensions changed?")
    assert topic(asked, "Suspensions from school") == subject_of_comparison(asked)
    asked = understand("How has knife crime changed?")
    assert topic(asked, "Knife crime in school") != subject_of_comparison(asked)
