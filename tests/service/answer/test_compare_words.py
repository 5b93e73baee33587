"""Comparisons in words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.reader import View
from corpus.records import Cell, Kind, PassageKind, Publication, ReadEdition, Span
from index.hits import Filters
from service.answer.claims import Evidence
from service.answer.compare_words import IN_WORDS, Compared, compare_words
from service.answer.gather import Candidate, candidates_of
from service.answer.ground import Ledger
from service.answer.question import Asked, understand
from service.answer.weigh import Weighed
from tests.service.answer.reports import edition, evidence, report, store

EXCLUSIONS = understand("What did each report promise on exclusions?")
Reports = Sequence[tuple[Publication, ReadEdition]]


class Library:
    """A record whose search finds every passage of the reports asked for; keeps what was asked."""

    def __init__(
        self, path: Path, reports: Reports, odds: Mapping[str, float], *, replies: bool
    ) -> None:
        self.view: View = store(path / "r.sqlite", *reports)
        self.odds = odds
        self.searches: list[str] = []
        self.questions: list[str] = []
        self.replied: list[str] = []
        self.replies = replies

    def search(self, asked: Asked, *, filters: Filters, limit: int) -> Sequence[Evidence]:
        """Every passage of the publications that the filters name."""
        assert limit > 0
        self.searches.append(asked.text)
        ids = {p.id: p.id in filters.publications for p in self.view.publications()}
        return [
            evidence(self.view, p.id) for owner, p in self.view.current_passages() if ids[owner.id]
        ]

    def reply(self, question: str, *, filters: Filters) -> Candidate | None:
        """The first words of a cell's reports, where this library replies at all."""
        self.replied.append(question)
        found = self.search(understand(question), filters=filters, limit=1)
        offered = [c for e in found for c in candidates_of(self.view, e)]
        return offered[0] if self.replies else None

    def read(self, asked: Asked, weighed: Sequence[Weighed]) -> Sequence[Weighed]:
        """Each candidate with the odds that its first word has here."""
        assert len(weighed) <= 4
        self.questions.append(asked.text)
        return [
            replace(
                w,
                signals=replace(w.signals, reader=self.odds.get(w.candidate.text.split()[0], 0.0)),
            )
            for w in weighed
        ]


def compared(
    path: Path,
    asked: Asked,
    *reports: tuple[Publication, ReadEdition],
    odds: Mapping[str, float] | None = None,
    replies: bool = False,
) -> tuple[Compared | None, Library]:
    """The comparison over these reports, and the library that was asked."""
    library = Library(path, reports, odds or {}, replies=replies)
    made = compare_words(
        library.view,
        asked,
        Filters(),
        consider=library.search,
        read=library.read,
        reply=library.reply,
        ledger=Ledger(library.view),
    )
    return made, library


def said(name: str, year: int, *texts: str, **facts: object) -> tuple[Publication, ReadEdition]:
    """A report of one year with these pages."""
    publication = report(name, year, **facts)
    return publication, edition(publication, texts)


OLD = said("old", 2020, "Permanent exclusions will fall by half before the year 2023 ends.")
NEW = said("new", 2022, "We promise that no child will be excluded without a meeting.")


def test_each_period_has_the_words_of_its_reports(tmp_path: Path) -> None:
    """Rows are periods, oldest first, with whole cited sentences; quotes come newest first."""
    made, library = compared(tmp_path, EXCLUSIONS, OLD, NEW)
    assert made is not None
    assert made.table.rows == ("2020/21", "2022/23")
    assert made.table.columns == (IN_WORDS,)
    assert [[c.text for c in row] for row in made.table.cells] == [
        ["Permanent exclusions will fall by half before the year 2023 ends."],
        ["We promise that no child will be excluded without a meeting."],
    ]
    assert [[c.citation for c in row] for row in made.table.cells] == [[1], [2]]
    assert made.candidates[0].text.startswith("We promise")
    assert library.questions == ["What did the report promise on exclusions?"] * 2


def test_one_search_serves_all_cells(tmp_path: Path) -> None:
    """Where every cell finds its words in the joint search, there is no other."""
    _, library = compared(tmp_path, EXCLUSIONS, OLD, NEW)
    assert len(library.searches) == 1


def test_a_report_that_does_not_say_is_not_stated(tmp_path: Path) -> None:
    """A period whose reports have nothing on the matter keeps its row, with nothing in it."""
    silent = said("silent", 2021, "Lamps were put up along the river and in the parks.")
    made, _ = compared(tmp_path, EXCLUSIONS, OLD, silent, NEW)
    assert made is not None
    assert [row[0].citation for row in made.table.cells] == [1, None, 2]
    assert made.table.cells[1][0].text == "not stated"


def test_a_cell_that_words_do_not_fill_is_asked_for_by_itself(tmp_path: Path) -> None:
    """Where no sentence is most about the matter, the reports of the cell are asked alone."""
    made, library = compared(tmp_path, EXCLUSIONS, OLD, NEW, odds={"We": -2.0}, replies=True)
    assert made is not None
    assert [row[0].text[:2] for row in made.table.cells] == ["Pe", "We"]
    assert library.replied == ["What did the report promise on exclusions?"]


def test_grades_are_asked_of_each_report(tmp_path: Path) -> None:
    """ "How was it rated in each report" names no matter; each report answers by its grade."""
    asked = understand("How was the service rated in each report?")
    made, library = compared(tmp_path, asked, OLD, NEW, replies=True)
    assert made is not None
    assert len(made.table.rows) == 2
    assert library.replied == ["How was the service rated in the report?"] * 2


@pytest.mark.parametrize("text", ["Lamps were put up.", "Caption: exclusions"])
def test_one_report_alone_makes_no_comparison(tmp_path: Path, text: str) -> None:
    """With fewer than two cells filled there is no table."""
    other = report("other", 2022)
    spans = (Span(1, 0, len(text)),)
    caption = edition(other, (text,), (), [(PassageKind.CAPTION, spans, "", ())])
    assert compared(tmp_path, EXCLUSIONS, OLD, (other, caption))[0] is None


def test_what_the_reader_doubts_is_not_shown(tmp_path: Path) -> None:
    """A sentence that has the words but does not answer, as the reader says, fills no cell."""
    assert compared(tmp_path, EXCLUSIONS, OLD, NEW, odds={"We": -2.0})[0] is None


def test_places_are_rows_and_the_newest_report_speaks(tmp_path: Path) -> None:
    """Places compared without a time have one cell each, from their own reports, newest first."""
    asked = understand("Compare Essex and Suffolk on care leavers", places=("Essex", "Suffolk"))
    made, library = compared(
        tmp_path,
        asked,
        said("e1", 2015, "Care leavers wait too long for a home in this county.", area="Essex"),
        said("e2", 2022, "Care leavers are well housed everywhere in this county.", area="Essex"),
        said("s1", 2019, "Care leavers like their advisers in this county a lot.", area="Suffolk"),
    )
    assert made is not None
    assert made.table.rows == ("Essex", "Suffolk")
    assert made.table.cells[0][0].text == "Care leavers are well housed everywhere in this county."
    assert "What is said about care leavers in Essex?" in library.questions


def test_places_over_time_are_columns(tmp_path: Path) -> None:
    """Where time is compared too, periods are rows and places columns."""
    asked = understand(
        "What did each report on Essex and Suffolk say about neglect?", places=("Essex", "Suffolk")
    )
    made, _ = compared(
        tmp_path,
        asked,
        said("e", 2019, "Neglect is seen early by all who work with families.", area="Essex"),
        said("s", 2022, "Neglect is seen late by those who work with families.", area="Suffolk"),
    )
    assert made is not None
    assert made.table.columns == ("Essex", "Suffolk")
    assert [[c.citation is None for c in row] for row in made.table.cells] == [
        [False, True],
        [True, False],
    ]


def test_priorities_are_listed_whole(tmp_path: Path) -> None:
    """Of a table with a column of priorities the whole column is given, each with its citation."""
    rows = ("1 Early help", "2 Safer places")
    page = "\n".join(rows)
    passages = []
    for row in rows:
        start = page.index(row)
        cells = (
            Cell(("No.",), row[:1], Span(1, start, start + 1)),
            Cell(("Priority",), row[2:], Span(1, start + 2, start + len(row))),
        )
        span = (Span(1, start, start + len(row)),)
        passages.append((PassageKind.TABLE_ROW, span, "Our priorities", cells))
    first = report("first", 2020, kind=Kind.STRATEGY)
    made, _ = compared(
        tmp_path,
        understand("How have priorities changed since 2020?"),
        (first, edition(first, (page,), (), passages)),
        said("second", 2023, "We have one priority now: to reach every child.", kind=Kind.STRATEGY),
        said("third", 2023, "It is a priority of this report to be short.", kind=Kind.EVALUATION),
    )
    assert made is not None
    cell = made.table.cells[0][0]
    assert cell.text == "Early help; Safer places"
    assert (cell.citation, cell.more) == (1, (2,))
    assert made.table.cells[1][0].text == "We have one priority now: to reach every child."
