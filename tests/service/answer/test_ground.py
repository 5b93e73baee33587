"""Binding statements to their words."""

from dataclasses import replace
from pathlib import Path

from corpus.records import PassageKind, Span
from service.answer.ground import Ledger
from tests.service.answer.reports import candidates, edition, report, store, tabled


def test_a_statement_over_a_page_break_has_two_citations(tmp_path: Path) -> None:
    """Each piece is quoted from its own page, verbatim."""
    publication = report("broken", 2023)
    pages = ("Robbery fell in all\n", "districts but one.")
    spans = (Span(1, 0, 19), Span(2, 0, 18))
    read = edition(publication, pages, (), [(PassageKind.PROSE, spans, "", ())])
    view = store(tmp_path / "r.sqlite", (publication, read))
    ledger = Ledger(view)
    statement = ledger.state(candidates(view, "broken-1")[0])
    assert statement is not None
    assert statement.citations == (1, 2)
    assert [(c.citation.page_number, c.citation.quote) for c in ledger.citations] == [
        (1, "Robbery fell in all"),
        (2, "districts but one."),
    ]


def test_the_same_words_are_cited_once(tmp_path: Path) -> None:
    """A second statement on the same words gets the first one's number."""
    view = store(tmp_path / "r.sqlite", tabled())
    ledger = Ledger(view)
    first, second = candidates(view, "tables-1", "tables-2")
    assert [s.citations for c in (first, second, first) if (s := ledger.state(c))] == [
        (1,),
        (2,),
        (1,),
    ]


def test_words_that_do_not_stand_are_never_stated(tmp_path: Path) -> None:
    """A candidate whose span lies outside its page gives no statement and no citation."""
    view = store(tmp_path / "r.sqlite", tabled())
    ledger = Ledger(view)
    forged = replace(candidates(view, "tables-1")[0], spans=(Span(1, 5000, 5010),))
    assert ledger.state(forged) is None
    assert ledger.citations == ()


def test_a_citation_carries_link_and_reference(tmp_path: Path) -> None:
    """Every citation has an address under the public one and a reference that ends in it."""
    view = store(tmp_path / "r.sqlite", tabled())
    ledger = Ledger(view, base_url="https://evidence.example")
    ledger.state(candidates(view, "tables-1")[0])
    (cited,) = ledger.citations
    assert cited.url.startswith("https://evidence.example/publications/tables/pages/1?")
    assert cited.reference.endswith(cited.url)


def test_a_lone_cell_carries_its_row(tmp_path: Path) -> None:
    """A quote that is one cell of a row is told with the row and its heads; a whole row is not."""
    view = store(tmp_path / "r.sqlite", tabled())
    (row,) = candidates(view, "tables-1")
    ledger = Ledger(view)
    ledger.numbers_for(row.evidence, (row.evidence.passage.cells[0].span,))
    ledger.state(row)
    cell, whole = ledger.citations
    assert cell.citation.quote == "143"
    assert cell.row.endswith("Northgate: 2022/23: 143; 2023/24: 151")
    assert whole.row == ""
