"""Checking a quote on the site: found, nearly found, nowhere, too short."""

from urllib.parse import quote

import pytest

from service.web.checking import told
from tests.service.conftest import Library

HTML = {"accept": "text/html"}


def checked(library: Library, words: str) -> str:
    """The page for these words."""
    return library.client.get(f"/check?quote={quote(words)}", headers=HTML).text


def test_quote_that_stands_leads_to_its_page(library: Library) -> None:
    """Words of a report are found, with a link that marks them on their page."""
    html = checked(library, "Knife crime rose by 12 % in public areas.")
    assert "These words stand in the reports" in html
    address = html.split('<li class="hit">')[1].split('href="')[1].split('"')[0]
    page = library.client.get(address.replace("&amp;", "&"), headers=HTML).text
    assert "The cited words" in page


def test_wrong_figure_is_shown_beside_the_right_one(library: Library) -> None:
    """A quote with another figure is not found; both figures stand side by side."""
    html = checked(library, "Knife crime rose by 14 % in public areas.")
    assert "a figure differs" in html
    assert '<del class="del">14</del>' in html
    assert '<ins class="ins">12</ins>' in html


@pytest.mark.parametrize(
    ("words", "expected"),
    [("a b", "too few words"), ("The quick brown fox jumps over dogs.", "not even nearly")],
)
def test_nothing_found_is_told_in_words(library: Library, words: str, expected: str) -> None:
    """Too short a quote, and one that stands nowhere, are told apart."""
    assert expected in checked(library, words)


def test_page_before_anything_is_pasted_says_nothing(library: Library) -> None:
    """Without a quote there is a form and no outcome."""
    html = library.client.get("/check", headers=HTML).text
    assert '<textarea id="quote"' in html
    assert told(None) == ""
    assert 'class="notice' not in html


def test_hidden_words_are_nowhere(library: Library) -> None:
    """What only staff may see is for the public as if it had never been written."""
    html = checked(library, "Robbery fell in the staff report.")
    assert "These words stand in the reports" not in html
    assert "staff-report" not in html
