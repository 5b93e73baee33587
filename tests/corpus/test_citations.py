"""A citation is exact words of an exact page, and its address outlives a new reading."""

import hashlib
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.citations import cite, fingerprint, fold, permalink, resolve
from corpus.errors import NotFound, QuoteMismatch
from corpus.reader import View
from corpus.records import Audience, Page, Span


def _sha(view: View, publication_id: str) -> str:
    return view.current_edition(publication_id).sha256


def test_a_quote_is_the_words_of_its_span(record_path: Path) -> None:
    """The law: quote == page.text[start:end], with one box for words on one line."""
    view = View(record_path, Audience.PUBLIC)
    citation = cite(view, _sha(view, "public-report"), Span(2, 0, 24))
    assert citation.quote == "Knife crime rose by 12 %"
    assert citation.boxes == ((2, 50.0, 100.0, 194.0, 110.0),)


def test_other_words_are_refused(record_path: Path) -> None:
    """A quote that does not stand at its span makes no citation."""
    view = View(record_path, Audience.PUBLIC)
    with pytest.raises(QuoteMismatch):
        cite(view, _sha(view, "public-report"), Span(2, 0, 24), quote="Knife crime rose by 13 %")


@pytest.mark.parametrize("span", [Span(1, 0, 0), Span(1, -3, 5), Span(1, 5, 10_000)])
def test_a_span_outside_its_page_is_refused(record_path: Path, span: Span) -> None:
    """Empty, negative and overlong spans make no citation."""
    view = View(record_path, Audience.PUBLIC)
    with pytest.raises(QuoteMismatch):
        cite(view, _sha(view, "public-report"), span)


def test_what_is_hidden_cannot_be_cited(record_path: Path) -> None:
    """A public view makes no citation of a staff edition."""
    sha256 = _sha(View(record_path, Audience.STAFF), "staff-report")
    with pytest.raises(NotFound):
        cite(View(record_path, Audience.PUBLIC), sha256, Span(1, 0, 7))


def test_a_permalink_finds_words_that_moved(record_path: Path) -> None:
    """When a new reading shifts the text, the address still opens the same words."""
    view = View(record_path, Audience.PUBLIC)
    sha256 = _sha(view, "public-report")
    citation = cite(view, sha256, Span(2, 6, 24))
    query = parse_qs(urlsplit(permalink(citation, base="https://x.example/")).query)
    start, end = (int(part) for part in query["at"][0].split("-"))
    page = view.page(sha256, 2)
    unmoved = resolve(page, start, end, query["words"][0])
    moved = resolve(replace(page, text="Newly read.\n" + page.text), start, end, query["words"][0])
    assert unmoved
    assert not unmoved.moved
    assert moved
    assert moved.moved
    assert moved.span == Span(2, 18, 36)


def test_a_permalink_of_words_that_went_finds_nothing() -> None:
    """Words that no longer stand on the page are not guessed at."""
    page = Page("0" * 64, 1, "1", "Robbery fell.", 595, 842)
    assert resolve(page, 0, 5, fingerprint("Robbery rose")) is None
    assert resolve(page, 0, 5, "not a fingerprint") is None


@given(st.text(max_size=60))
def test_folding_keeps_an_offset_for_each_letter(text: str) -> None:
    """Folded letters are as many as their offsets, and offsets never fall."""
    folded, offsets = fold(text)
    assert len(folded) == len(offsets)
    assert offsets == sorted(offsets)


@given(st.text(max_size=60))
@example("ﬁne Straße İstanbul ½ “44 %” ①")
def test_a_fingerprint_is_of_the_folded_words(text: str) -> None:
    """What a permalink carries is the length and hash of what folding leaves."""
    folded, _ = fold(text)
    digest = hashlib.sha256(folded.encode()).hexdigest()[:12]
    assert fingerprint(text) == f"{len(folded)}-{digest}"
