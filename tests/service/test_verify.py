"""Checking a quote against the reports."""

from pathlib import Path

import pytest

from corpus.reader import View
from corpus.records import Audience
from corpus.store import Record
from service.verify import Difference, Verifier, verify
from tests.conftest import made_edition, made_publication

PAGES = (
    "In 2023/24 knife crime fell by 41 % in Northgate and Southmere, the partner-\nship said.",
    "Robbery rose in every other district of the county.",
)


@pytest.fixture
def view(tmp_path: Path) -> View:
    """A record of one report of two pages."""
    publication = made_publication("report")
    path = tmp_path / "r.sqlite"
    with Record(path) as record:
        record.add(publication, made_edition(publication, *PAGES))
    return View(path, Audience.PUBLIC)


@pytest.mark.parametrize(
    "quote",
    [
        "knife crime fell by 41 % in Northgate",
        "“Knife  crime fell by 41%\nin northgate”",
        "Southmere, the partnership said",
    ],
)
def test_white_space_case_quotes_and_hyphens_may_differ(view: View, quote: str) -> None:
    """Such differences still count as the same words, on their page."""
    (place,) = verify(view, quote).found
    assert place.citations[0].page_number == 1
    assert place.differences == ()


def test_a_changed_figure_is_shown_as_such(view: View) -> None:
    """44 % in the paper and 41 % in the source are never the same; the difference is named."""
    outcome = verify(view, "In 2023/24 knife crime fell by 44 % in Northgate and Southmere")
    assert outcome.found == ()
    assert outcome.near[0].differences == (Difference("44", "41"),)
    assert outcome.near[0].differences[0].is_figure


def test_words_over_a_page_break_are_found(view: View) -> None:
    """A quote that runs from one page to the next has a citation on each."""
    (place,) = verify(view, "the partnership said. Robbery rose in every").found
    assert [c.page_number for c in place.citations] == [1, 2]
    assert place.citations[1].quote == "Robbery rose in every"


def test_every_citation_is_verbatim(view: View) -> None:
    """What is shown of the page is cut from the page."""
    for quote in ("Robbery rose in every other district", "Robbery rose in no other district"):
        outcome = verify(view, quote)
        for place in (*outcome.found, *outcome.near):
            for citation in place.citations:
                page = view.page(citation.edition_sha256, citation.page_number)
                assert page.text[citation.span.start : citation.span.end] == citation.quote


@pytest.mark.parametrize("quote", ["", "a b", "!!! ???"])
def test_too_few_words_prove_nothing(view: View, quote: str) -> None:
    """A quote of next to nothing is said to be too short."""
    assert verify(view, quote).too_short


def test_foreign_words_are_nowhere(view: View) -> None:
    """What no report says is found nowhere, not even nearly."""
    outcome = verify(view, "The quick brown fox jumps over the lazy dog.")
    assert (outcome.found, outcome.near) == ((), ())


def test_another_audience_s_words_are_not_found(record_path: Path) -> None:
    """The public cannot learn by quoting that a staff report exists."""
    view = View(record_path, Audience.PUBLIC)
    outcome = verify(view, "Robbery fell in the staff report.")
    assert outcome.found == ()
    assert all(p.publication.audience is Audience.PUBLIC for p in outcome.near)


def test_a_verifier_follows_the_record(tmp_path: Path, view: View) -> None:
    """A report added later is searched without a new verifier."""
    verifier = Verifier(view)
    assert verifier.verify("Burglary doubled last winter").found == ()
    later = made_publication("later")
    with Record(view.path) as record:
        record.add(later, made_edition(later, "Burglary doubled last winter."))
    assert len(verifier.verify("Burglary doubled last winter").found) == 1
