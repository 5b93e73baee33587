"""The page of a report: its picture with exactly the cited words marked, and its text beside it.

The words are found again by their fingerprint, so that a link lasts. Draws no picture itself and
decides no audience: a page that may not be seen is not found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.citations import Box, Place, boxes_of, cite, fingerprint, permalink, resolve
from corpus.reader import View
from corpus.records import Audience, Edition, Page, Passage, Publication, Span
from index.hits import Filters, Query
from service.access.caller import PublicCaller
from service.api.publications import note_reading, seen_edition
from service.export.harvard import reference
from service.runtime import Runtime
from service.web.publications import newest_of_series
from service.web.sheet import parts_of
from service.web.templating import base_of, render, runtime_of

router = APIRouter(include_in_schema=False)

ZOOMS = (100, 150, 200, 300)
"""Widths of the picture, in percent of its place."""

MOST_MATCHES = 50


@dataclass(frozen=True, slots=True)
class Marked:
    """What a link asked to be marked: where the words stand now, or that they are not there."""

    span: Span | None = None
    moved: bool = False
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """One match of a search within the publication: its page, its place and its address."""

    page: int
    start: int
    address: str


@router.get("/publications/{publication_id}/pages/{number}")
def page_view(
    request: Request, publication_id: str, number: int, caller: PublicCaller
) -> HTMLResponse:
    """One page, with the words marked that the address names."""
    runtime = runtime_of(request)
    view = runtime.view(caller.audience)
    query = request.query_params
    publication, edition = seen_edition(view, publication_id, query.get("edition"))
    page = view.page(edition.sha256, number)
    note_reading(request, runtime, caller, publication)
    marked = marked_on(page, query.get("at", ""), query.get("words", ""))
    matches = matches_of(runtime, view, edition, query.get("q", ""))
    zoom = query.get("zoom", "")
    return render(
        request,
        "page.html",
        publication=publication,
        edition=edition,
        page=page,
        marked=marked,
        zoom=int(zoom) if zoom.isdigit() and int(zoom) in ZOOMS else 100,
        zooms=ZOOMS,
        address=_addresses(request, edition),
        q=query.get("q", "")[:1000],
        **_marks(view, page, marked),
        **_neighbours(matches, page, marked),
        **_standing(view, publication, edition),
        citing=_citing(view, publication, edition, marked, base_of(request)),
        **_embeds(request, publication, number, marked),
    )


def marked_on(page: Page, at: str, words: str) -> Marked:
    """Where the words of an address stand on the page."""
    first, _, last = at.partition("-")
    if not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit()):
        return Marked()
    start, end = int(first), int(last)
    if words:
        place: Place | None = resolve(page, start, end, words)
        return Marked(place.span, place.moved) if place else Marked(is_lost=True)
    if 0 <= start < end <= len(page.text):
        return Marked(Span(page.number, start, end))
    return Marked(is_lost=True)


def _marks(view: View, page: Page, marked: Marked) -> dict[str, Any]:
    span = marked.span
    boxes: tuple[Box, ...] = ()
    if span:
        boxes = boxes_of(view.words(page.edition_sha256, page.number), span)
    ranges = [(span.start, span.end)] if span else []
    blocks = view.blocks(page.edition_sha256, page=page.number)
    quote = page.text[span.start : span.end] if span else ""
    return {"boxes": boxes, "parts": parts_of(page, blocks, ranges), "quote": quote}


def matches_of(runtime: Runtime, view: View, edition: Edition, text: str) -> tuple[Match, ...]:
    """Where a search within the publication finds its words, in the order of the pages."""
    if not text.strip():
        return ()
    filters = Filters(publications=(edition.publication_id,))
    found = runtime.search(Query(text[:1000], view.audience, filters, limit=MOST_MATCHES))
    passages = view.passages([hit.passage_id for hit in found.hits])
    spans = [p.spans[0] for p in passages if p.edition_sha256 == edition.sha256]
    return tuple(
        Match(span.page, span.start, _match_address(view, edition, span, text))
        for span in sorted(spans, key=lambda span: (span.page, span.start))
    )


def _match_address(view: View, edition: Edition, span: Span, text: str) -> str:
    words = view.page(edition.sha256, span.page).text[span.start : span.end]
    query = urlencode(
        {
            "edition": edition.sha256[:16],
            "at": f"{span.start}-{span.end}",
            "words": fingerprint(words),
            "q": text,
        }
    )
    return f"/publications/{edition.publication_id}/pages/{span.page}?{query}"


def _neighbours(matches: tuple[Match, ...], page: Page, marked: Marked) -> dict[str, Any]:
    here = (page.number, marked.span.start if marked.span else -1)
    before = [m for m in matches if (m.page, m.start) < here]
    after = [m for m in matches if (m.page, m.start) > here]
    place = next((i for i, m in enumerate(matches, 1) if (m.page, m.start) == here), None)
    return {
        "match_count": len(matches),
        "match_place": place,
        "match_before": before[-1].address if before else "",
        "match_after": after[0].address if after else "",
    }


def _standing(view: View, publication: Publication, edition: Edition) -> dict[str, Any]:
    current = view.current_edition(publication.id)
    others = view.publications()
    return {
        "is_former": current.sha256 != edition.sha256,
        "successor": next((p for p in others if p.supersedes == publication.id), None),
        "newer": newest_of_series(publication, others),
    }


def _citing(
    view: View, publication: Publication, edition: Edition, marked: Marked, base: str
) -> dict[str, str]:
    span = marked.span
    if span is None:
        return {"reference": "", "passage_id": ""}
    citation = cite(view, edition.sha256, span)
    passages = view.passages_of(edition.sha256, page=span.page)
    passage = closest_passage(passages, span)
    return {
        "reference": reference(publication, citation, url=permalink(citation, base=base)),
        "passage_id": passage.id if passage else "",
    }


def _embeds(
    request: Request, publication: Publication, number: int, marked: Marked
) -> dict[str, Any]:
    """Where other sites may frame this quote, and what tells them so, if any may."""
    may_be = runtime_of(request).settings.embed_sites and publication.audience is Audience.PUBLIC
    if not (may_be and marked.span):
        return {"embed": "", "oembed": ""}
    kept = {k: v for k, v in request.query_params.items() if k in ("edition", "at", "words")}
    query, base = urlencode(kept), base_of(request)
    link = f"{base}/publications/{publication.id}/pages/{number}?{query}"
    return {
        "embed": f"{base}/embed/quote/{publication.id}/{number}?{query}",
        "oembed": f"/oembed?{urlencode({'url': link})}",
    }


def closest_passage(passages: Sequence[Passage], span: Span) -> Passage | None:
    """The passage that shares most with a span and has least beside it."""

    def fit(passage: Passage) -> tuple[int, int]:
        shared = sum(
            min(s.end, span.end) - max(s.start, span.start)
            for s in passage.spans
            if s.page == span.page and s.start < span.end and span.start < s.end
        )
        return shared, -sum(s.end - s.start for s in passage.spans)

    best = max(passages, key=fit, default=None)
    return best if best and fit(best)[0] else None


def _addresses(request: Request, edition: Edition) -> dict[str, str]:
    """Addresses of this page's neighbours in the file and of its zooms."""
    kept = {k: v for k, v in request.query_params.items() if k in ("edition", "at", "words", "q")}
    onward = {k: v for k, v in kept.items() if k in ("edition", "q")}
    return {
        "zoom": "?" + urlencode({**kept, "zoom": ""}),
        "onward": "?" + urlencode(onward) if onward else "",
        "edition": edition.sha256[:16],
    }
