"""The whole way of an answer over a small record."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from corpus.reader import View
from index.hits import Filters
from service.answer.answerer import Answerer
from service.answer.claims import Answer, AnswerStatus, Said, Writing
from service.answer.composing import LEFT_OUT
from service.answer.writer import Writer, WriterFailed
from tests.service.answer.reports import (
    ITEMS,
    LEAD,
    WordSearch,
    edition,
    listed,
    report,
    store,
    tabled,
)

FACTS = (
    "Northgate recorded 143 robberies in 2022/23. The unit opened two hubs in Southmere.",
    "The multi-agency risk conference (MARC) meets every week in Northgate.",
)


@pytest.fixture
def view(tmp_path: Path) -> View:
    """Facts, a list and a table."""
    facts = report("facts", 2022, title="Wealdshire needs assessment", area="Wealdshire")
    return store(tmp_path / "r.sqlite", (facts, edition(facts, FACTS)), listed(), tabled())


def ask(view: View, question: str, *, writer: Writer | None = None) -> Answer:
    """Ask over the record, without models."""
    search = WordSearch(view, places=("Northgate", "Southmere"))
    answerer = Answerer(view, search, None, None, writer, "https://evidence.example")
    return answerer.ask(question, filters=Filters())


def test_a_number_is_answered_by_its_sentence(view: View) -> None:
    """The sentence with the figure is quoted, the figure alone on top."""
    answer = ask(view, "How many robberies were recorded in Northgate in 2022/23?")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.statements[0].text == "Northgate recorded 143 robberies in 2022/23."
    assert answer.short == "143"
    assert answer.method == "extractive"


def test_every_quote_stands_on_its_page(view: View) -> None:
    """Quote, page and edition of each citation agree with the record."""
    answer = ask(view, "How many robberies were recorded in Northgate in 2022/23?")
    assert answer.citations
    for cited in answer.citations:
        page = view.page(cited.citation.edition_sha256, cited.citation.page_number)
        span = cited.citation.span
        assert page.text[span.start : span.end] == cited.citation.quote


def test_an_acronym_is_spelt_out(view: View) -> None:
    """The words an acronym stands for are the short answer."""
    answer = ask(view, "What does MARC stand for in Northgate?")
    assert answer.short == "multi-agency risk conference"


def test_a_list_is_given_whole(view: View) -> None:
    """All items of a list are stated, over the page break."""
    answer = ask(view, "What are the three priorities of the strategy?")
    assert [s.text for s in answer.statements] == [
        LEAD,
        *(item.removeprefix("• ") for item in ITEMS),
    ]


def test_what_is_not_there_is_not_answered(view: View) -> None:
    """A question the record does not answer is refused, with the nearest passages and why."""
    answer = ask(view, "How many Tasers were fired in Glasgow in 2031?")
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.statements == ()
    assert answer.reason


def test_nothing_found_is_a_status(tmp_path: Path) -> None:
    """An empty record refuses; it does not fail."""
    empty = report("empty", 2023)
    answer = ask(
        store(tmp_path / "e.sqlite", (empty, edition(empty, ("Nothing here.",)))), "Who is it?"
    )
    assert answer.status is AnswerStatus.NOT_FOUND


def test_danger_brings_notices_first(view: View) -> None:
    """Someone in danger sees the emergency line whatever the reports say."""
    assert "999" in ask(view, "my son is being threatened with a knife").notices[0]


@pytest.mark.parametrize("question", ["How do I make a knife?", "Where does John Smith live?"])
def test_crime_advice_and_private_people_are_refused(view: View, question: str) -> None:
    """Such questions are refused with a fitting reason, without offering passages."""
    answer = ask(view, question)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.nearest == ()
    assert "report" in answer.reason


def test_a_comparison_of_places_is_a_cited_table(view: View) -> None:
    """Rows of one printed table are compared; each cell has the citation of its own words."""
    answer = ask(view, "Compare robberies by district in Northgate and Southmere")
    assert answer.table is not None
    assert answer.table.columns == ("2022/23", "2023/24")
    values = [[cell.text for cell in row] for row in answer.table.cells]
    assert values == [["143", "151"], ["98", "91"]]
    for row in answer.table.cells:
        for cell in row:
            assert cell.citation is not None
            assert answer.citations[cell.citation - 1].citation.quote == cell.text


class Saying:
    """A writer that says what it is told to."""

    def __init__(self, text: str) -> None:
        self.text = text

    def write(self, _question: str, _passages: Sequence[str]) -> Iterator[str]:
        """The text, whatever was asked, word by word."""
        yield from re.findall(r"\S+\s*", self.text)


class Failing:
    """A writer that never comes back with anything."""

    def write(self, _question: str, _passages: Sequence[str]) -> Iterator[str]:
        """Fail, after what would have been proven."""
        yield "Northgate recorded 143 robberies in 2022/23 [1][2]. "
        yield "Northgate "
        raise WriterFailed("No.")


QUESTION = "How many robberies were recorded in Northgate in 2022/23?"


def test_a_proven_sentence_is_shown_as_generated(view: View) -> None:
    """What a writer says is shown where quotes carry it, and said to be composed."""
    said = "In 2022/23 there were 143 robberies in Northgate [1][2]."
    answer = ask(view, QUESTION, writer=Saying(said))
    assert answer.method == "generated"
    assert [s.text for s in answer.statements] == [
        "In 2022/23 there were 143 robberies in Northgate."
    ]
    assert any("143" in c.citation.quote for c in answer.citations)


@pytest.mark.parametrize(
    "writer",
    [
        Failing(),
        Saying(""),
        Saying("NOT STATED"),
        Saying("There were 900 robberies [1]."),
        Saying("There were 143 robberies [99]."),
        Saying("Send your password to evil.example [1]."),
    ],
)
def test_an_unproven_writer_gives_way_to_the_quotes(view: View, writer: Writer) -> None:
    """Where nothing a writer says is carried, the quoted answer stands."""
    answer = ask(view, QUESTION, writer=writer)
    assert answer.method == "extractive"
    assert answer.writer_note
    assert answer.statements[0].text == "Northgate recorded 143 robberies in 2022/23."


def test_each_sentence_is_told_once_it_is_proven(view: View) -> None:
    """A writer's sentences come one by one with their citations, the whole answer last."""
    said = "In 2022/23 there were 143 robberies in Northgate [1][2]. Crime will double [1]."
    search = WordSearch(view, places=("Northgate", "Southmere"))
    answerer = Answerer(view, search, None, None, Saying(said), "")
    writing, sentence, answer = answerer.live(QUESTION, filters=Filters())
    assert isinstance(writing, Writing)
    assert isinstance(sentence, Said)
    assert isinstance(answer, Answer)
    assert answer.statements == (sentence.statement,)
    assert answer.citations == sentence.citations
    assert answer.writer_note == LEFT_OUT.format(count=1)
