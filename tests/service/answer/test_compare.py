"""Comparisons of figures over years and places."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.reader import View
from corpus.records import Cell, PassageKind, Publication, ReadEdition, Span
from index.hits import Filters
from service.answer.claims import Evidence
from service.answer.compare import compare, names_no_matter, wants_table
from service.answer.compare_words import IN_WORDS, Compared
from service.answer.gather import Candidate
from service.answer.ground import Ledger
from service.answer.question import Asked, understand
from service.answer.weigh import Weighed
from tests.service.answer.reports import edition, evidence, report, store, tabled

CHANGE = "How has robbery changed between 2021/22 and 2023/24?"


def table_of(
    name: str, year: int, heads: Sequence[str], row: str, *, caption: str = "The year in brief"
) -> tuple[Publication, ReadEdition]:
    """A report of one year with one printed row; values are parted by two blanks."""
    publication = report(name, year, area="Wealdshire")
    cells, at = [], 0
    for head, value in zip(heads, row.split("  "), strict=True):
        at = row.index(value, at)
        cells.append(Cell((head,), value, Span(1, at, at + len(value))))
        at += len(value)
    spans = (Span(1, 0, len(row)),)
    passages = [(PassageKind.TABLE_ROW, spans, caption, tuple(cells))]
    return publication, edition(publication, (row,), (), passages)


def told(name: str, year: int, sentence: str) -> tuple[Publication, ReadEdition]:
    """A report of one year with one sentence."""
    publication = report(name, year, area="Wealdshire")
    return publication, edition(publication, (sentence,))


def compared(
    path: Path, asked: Asked, *reports: tuple[Publication, ReadEdition]
) -> Compared | None:
    """The comparison over everything that these reports hold."""
    view = store(path / "r.sqlite", *reports)
    return compare(
        view,
        asked,
        everything(view),
        filters=Filters(),
        consider=nothing_more,
        read=unread,
        reply=no_reply,
        ledger=Ledger(view),
    )


def nothing_more(asked: Asked, *, filters: Filters, limit: int) -> tuple[Evidence, ...]:
    """A search for the periods that finds nothing more."""
    assert asked.text
    assert filters.publications
    assert limit > 0
    return ()


def no_reply(question: str, *, filters: Filters) -> Candidate | None:
    """A service that answers no question of a single cell."""
    assert question
    assert filters.publications
    return None


def unread(asked: Asked, weighed: Sequence[Weighed]) -> Sequence[Weighed]:
    """Models that say nothing."""
    assert asked.stems
    return weighed


def everything(view: View) -> list[Evidence]:
    """Every passage of a record."""
    return [evidence(view, passage.id) for _, passage in view.current_passages()]


def filled(made: Compared | None) -> dict[str, list[str]]:
    """The cells of a table, by column."""
    assert made is not None
    table = made.table
    return {c: [row[i].text for row in table.cells] for i, c in enumerate(table.columns)}


YEARS = ("Measure", "2022/23", "2023/24")


def test_rows_of_two_reports_fill_one_table(tmp_path: Path) -> None:
    """Figures of one measure from several printed rows stand in the columns of their heads."""
    first = table_of("a", 2022, ("Measure", "2021/22", "2022/23"), "Robbery  812  949")
    second = table_of("b", 2023, YEARS, "Robbery  949  855")
    made = compared(tmp_path, understand(CHANGE), first, second)
    assert filled(made) == {"2021/22": ["812"], "2022/23": ["949"], "2023/24": ["855"]}


@pytest.mark.parametrize(
    ("heads", "row", "caption"),
    [
        (YEARS, "Robbery with a knife  46  55", "The year in brief"),
        (YEARS, "Knife crime  766  684", "The year in brief"),
        (YEARS, "Robbery  46  55", "Victims of violence"),
        (YEARS, "Robbery  46  55", "Offences with someone aged 10 to 17"),
        (YEARS, "Robbery  below 50  no", "The year in brief"),
        (("Measure", "2022/23", "Change"), "Robbery  949  12", "The year in brief"),
        (YEARS, "Robbery  400  380", "Northgate at a glance"),
    ],
)
def test_another_measure_or_place_fills_no_cell(
    tmp_path: Path, heads: Sequence[str], row: str, caption: str
) -> None:
    """A narrower or other measure, words, a change or a district's figures make no table."""
    assert (
        compared(tmp_path, understand(CHANGE), table_of("a", 2023, heads, row, caption=caption))
        is None
    )


def test_rates_and_counts_never_share_a_table(tmp_path: Path) -> None:
    """Where counts fill two columns, a rate fills none."""
    counts = table_of("a", 2023, YEARS, "Robbery  949  855")
    rate = table_of("b", 2021, ("Measure", "Rate per 1,000, 2021/22"), "Robbery  0.87")
    made = compared(tmp_path, understand(CHANGE), counts, rate)
    assert filled(made) == {"2021/22": ["not stated"], "2022/23": ["949"], "2023/24": ["855"]}


def test_sentences_fill_the_year_they_tell_of(tmp_path: Path) -> None:
    """A figure beside the measure counts for its sentence's year, else for its report's."""
    first = told("a", 2021, "There were 812 robberies in the county, and 40 arrests.")
    second = told("b", 2024, "Violence rose to 10,164 and robbery to 855 in 2023/24.")
    made = compared(tmp_path, understand(CHANGE), first, second)
    assert filled(made) == {"2021/22": ["812"], "2023/24": ["855"]}


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2022/23 and 2023/24 there were 900 robberies.",
        "By 2023/24 there will be fewer than 800 robberies.",
        "There were 300 robberies involving a knife in 2023/24.",
        "Robbery 949 855 Knife crime 766 684",
        "In 2023/24 robbery rose by 40.",
    ],
)
def test_a_sentence_that_does_not_say_fills_no_cell(tmp_path: Path, sentence: str) -> None:
    """Two years, an aim, a narrower measure, a run of figures or a change are no reading."""
    first = told("a", 2021, "There were 812 robberies.")
    assert compared(tmp_path, understand(CHANGE), first, told("b", 2023, sentence)) is None


def test_places_are_the_rows_of_a_comparison(tmp_path: Path) -> None:
    """Each place has its own row, with its own row's figures."""
    asked = understand(
        "Compare robberies by district in Northgate and Southmere",
        places=("Northgate", "Southmere"),
    )
    made = compared(tmp_path, asked, tabled())
    assert filled(made) == {"2022/23": ["143", "98"], "2023/24": ["151", "91"]}


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (CHANGE, True),
        ("How has robbery changed since 2020?", True),
        ("How many robberies were there in 2023/24?", False),
        ("What did each inspection say about care leavers?", True),
        ("What do the annual reports say about money?", True),
        ("How many people did each report count?", False),
        ("What does the report say about money?", False),
        ("How many robberies were there each year?", True),
        ("suspensions by district", True),
        ("What is told by district councils?", False),
        ("What is the difference between a search and an arrest?", False),
    ],
)
def test_only_a_question_over_years_or_places_wants_a_table(question: str, wanted: bool) -> None:
    """One year and one place are answered by a sentence, each report by a table."""
    assert wants_table(understand(question)) is wanted


def test_without_a_matter_no_figure_stands(tmp_path: Path) -> None:
    """Where only places are named any figure would do: none is put beside another."""
    asked = understand("Compare Northgate and Southmere", places=("Northgate", "Southmere"))
    assert names_no_matter(asked)
    first = told("a", 2021, "There were 12 hubs in Northgate.")
    assert compared(tmp_path, asked, first, told("b", 2022, "Southmere has 15 schools.")) is None


def test_a_question_of_figures_never_falls_back_on_words(tmp_path: Path) -> None:
    """Where no figures can be compared, a number question gets no table of sentences."""
    asked = understand(
        "Compare the number of hubs in Northgate and Southmere", places=("Northgate", "Southmere")
    )
    first = told("a", 2021, "The hubs of Northgate are open, and the hubs of Southmere are shut.")
    assert compared(tmp_path, asked, first, told("b", 2022, "The Northgate hubs shut.")) is None


def test_areas_that_are_words_too_are_places(tmp_path: Path) -> None:
    """An area of the reports that stands in the question with its capital is a place of it."""
    asked = understand("Compare Bury and Wealdshire on neglect", places=("Wealdshire",))
    bury = report("b", 2022, area="Bury")
    first = (bury, edition(bury, ("Neglect is found late in Bury.",)))
    view = store(tmp_path / "r.sqlite", first, told("a", 2021, "Neglect is found early here."))

    def found(asked: Asked, *, filters: Filters, limit: int) -> list[Evidence]:
        assert (bool(asked.text), bool(filters.publications), limit > 0) == (True, True, True)
        return everything(view)

    ledger = Ledger(view)
    made = compare(
        view,
        asked,
        (),
        filters=Filters(),
        consider=found,
        read=unread,
        reply=no_reply,
        ledger=ledger,
    )
    assert made is not None
    assert made.table.rows == ("Bury", "Wealdshire")
    assert made.table.columns == (IN_WORDS,)
