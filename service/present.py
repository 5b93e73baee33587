"""The bodies that every face shows: found passages, answers, publications and pages as plain dicts.

Used by the JSON API, `vru --json`, the site and the assistants' server, so that a name is spelt
once. Decides nothing: what an audience may see was settled by the `View` the nouns came from.
"""

from collections.abc import Sequence
from typing import Any

from corpus.citations import link, permalink
from corpus.reader import View
from corpus.records import Audience, Edition, Page, Passage, Publication
from corpus.text import legible
from index.hits import Filters, Found, Hit, Query, Understood
from service.answer.claims import Answer, Cited, ComparisonTable, Said
from service.audit import quoting
from service.export.harvard import reference
from service.highlights import highlights
from service.runtime import Runtime

Body = dict[str, Any]

FACETS = ("kind", "year", "area", "publication")


def publication_brief(publication: Publication) -> Body:
    """A publication as it stands in a hit or citation."""
    return {
        "id": publication.id,
        "title": publication.title,
        "kind": publication.kind.value,
        "period": publication.period.words if publication.period else "",
        "area": publication.area,
        "file_name": publication.file_name,
    }


def publication_body(publication: Publication, editions: Sequence[Edition] = ()) -> Body:
    """A publication with its facts, and its editions where they are given."""
    period = publication.period
    body = publication_brief(publication) | {
        "audience": publication.audience.value,
        "marking": publication.marking,
        "publisher": publication.publisher,
        "language": publication.language,
        "source": publication.source,
        "first_day": period.first_day if period else None,
        "last_day": period.last_day if period else None,
        "supersedes": publication.supersedes or None,
        "near_copy_of": publication.near_copy_of or None,
        "withdrawn": publication.withdrawn,
        "waiting": publication.waiting,
        "held": publication.held,
        "facts": [_fact_body(fact) for fact in publication.facts],
    }
    if editions:
        body["editions"] = [edition_body(edition) for edition in editions]
    return body


def _fact_body(fact: Any) -> Body:
    names = ("name", "value", "found_in", "confidence", "page_number")
    return {name: getattr(fact, name) for name in names}


def edition_body(edition: Edition) -> Body:
    """An edition with its quality report and outline."""
    quality = edition.quality
    return {
        "sha256": edition.sha256,
        "file_name": edition.file_name,
        "page_count": edition.page_count,
        "added_at": edition.added_at.isoformat(),
        "reader": edition.reader,
        "size_bytes": edition.size_bytes,
        "quality": {
            "pages": quality.pages,
            "pages_without_text": list(quality.pages_without_text),
            "ocr_pages": list(quality.ocr_pages),
            "ocr_confidence": quality.ocr_confidence,
            "garbled_pages": list(quality.garbled_pages),
            "hidden_text_pages": list(quality.hidden_text_pages),
            "tables": quality.tables,
            "notes": list(quality.notes),
        },
        "outline": [
            {"level": level, "title": title, "page": page} for level, title, page in edition.outline
        ],
    }


def page_body(publication: Publication, edition: Edition, page: Page) -> Body:
    """One page as text, with where its picture is."""
    address = f"/api/v1/publications/{publication.id}/pages/{page.number}"
    return {
        "publication": publication_brief(publication),
        "edition_sha256": edition.sha256,
        "page": {"number": page.number, "label": page.label},
        "pages": edition.page_count,
        "text": page.text,
        "width": page.width,
        "height": page.height,
        "read_by": page.read_by,
        "picture": f"{address}/picture?edition={edition.sha256[:16]}",
    }


def filters_body(filters: Filters) -> Body:
    """Filters as they are named on every face."""
    return {
        "kind": list(filters.kinds),
        "area": list(filters.areas),
        "publication": list(filters.publications),
        "year_from": filters.year_from,
        "year_to": filters.year_to,
        "title": filters.title,
        "page_from": filters.page_from,
        "page_to": filters.page_to,
    }


def understood_body(understood: Understood) -> Body:
    """How a query was read."""
    return {
        "text": understood.text,
        "terms": list(understood.terms),
        "phrases": list(understood.phrases),
        "excluded": list(understood.excluded),
        "expanded": list(understood.expanded),
        "places": list(understood.places),
        "years": [list(years) for years in understood.years],
        "kinds": [kind.value for kind in understood.kinds],
        "suggestion": understood.suggestion or None,
        "filters": filters_body(understood.filters),
        "notes": list(understood.notes),
    }


def passage_body(view: View, passage: Passage, publication: Publication, *, base: str = "") -> Body:
    """A passage with its place: what `/passages/{id}` shows. *Raises*: NotFound."""
    page = view.page(passage.edition_sha256, passage.spans[0].page)
    return _placed(passage, publication, page, base)


def _placed(passage: Passage, publication: Publication, page: Page, base: str) -> Body:
    span = passage.spans[0]
    words = page.text[span.start : span.end]
    return {
        "passage_id": passage.id,
        "kind": passage.kind.value,
        "text": passage.text,
        "context": passage.context,
        "headings": list(passage.headings),
        "publication": publication_brief(quoting(publication)),
        "edition_sha256": passage.edition_sha256,
        "page": {"number": page.number, "label": page.label},
        "url": link(publication.id, passage.edition_sha256, span, words=words, base=base),
        "citation": f"{reference(publication)} {_page_words(page)}.",
    }


def _page_words(page: Page) -> str:
    number = str(page.number)
    if page.label and page.label != number:
        return f"p. {page.label} (page {number} of the file)"
    return f"p. {number}"


def hits_body(
    runtime: Runtime,
    query: Query,
    found: Found,
    *,
    took_ms: float | None = None,
    base: str | None = None,
) -> Body:
    """The body of a search; addresses start with `base`, or with the setting where it is None."""
    base = runtime.settings.public_url if base is None else base
    view = runtime.view(query.audience)
    understood = found.understood
    wanted = (*understood.terms, *understood.phrases, *understood.expanded)
    passages = {p.id: p for p in view.passages([hit.passage_id for hit in found.hits])}
    owners = view.owners([p.edition_sha256 for p in passages.values()])
    pages = view.pages_at({(p.edition_sha256, p.spans[0].page) for p in passages.values()})
    hits = []
    for hit in found.hits:
        passage = passages.get(hit.passage_id)
        owner = passage and owners.get(passage.edition_sha256)
        page = passage and pages.get((passage.edition_sha256, passage.spans[0].page))
        # What is withdrawn between two of these readings is as if it had not been found.
        if passage and owner and page:
            hits.append(_hit_body(hit, _placed(passage, owner, page, base), wanted))
    return {
        "query": understood_body(understood),
        "total": found.total,
        "hits": hits,
        "facets": {
            name: [{"value": c.value, "count": c.count} for c in found.facets.get(name, ())]
            for name in FACETS
        },
        "degraded": list(found.degraded),
        "took_ms": took_ms,
    }


def _hit_body(hit: Hit, place: Body, wanted: Sequence[str]) -> Body:
    return {
        "rank": hit.rank,
        "score": hit.score,
        **place,
        "text": legible(place["text"]),
        "highlights": highlights(place["text"], wanted),
        "standings": [
            {"retriever": s.retriever, "rank": s.rank, "score": s.score} for s in hit.standings
        ],
        "why": list(hit.why),
    }


def answer_body(
    runtime: Runtime,
    answer: Answer,
    audience: Audience,
    *,
    took_ms: float | None = None,
    base: str | None = None,
) -> Body:
    """The body of an answer; addresses start with `base`, or with the setting where it is None."""
    view = runtime.view(audience)
    base = runtime.settings.public_url if base is None else base
    understood = answer.understood
    wanted = (*understood.terms, *understood.phrases) if understood else (answer.question,)
    nearest = [
        _hit_body(e.hit, passage_body(view, e.passage, e.publication, base=base), wanted)
        for e in answer.nearest
    ]
    return {
        "question": answer.question,
        "status": answer.status.value,
        "reason": answer.reason,
        "short": answer.short,
        "statements": [{"text": s.text, "citations": list(s.citations)} for s in answer.statements],
        "text": " ".join(s.text for s in answer.statements),
        "citations": [_cited_body(cited, base) for cited in answer.citations],
        "table": table_body(answer.table) if answer.table else None,
        "differs": answer.differs,
        "missing": answer.missing,
        "nearest": nearest,
        "method": answer.method,
        "writer_note": answer.writer_note,
        "confidence": answer.confidence,
        "notices": list(answer.notices),
        "took_ms": took_ms,
    }


def said_body(said: Said, base: str) -> Body:
    """A proven sentence of an answer still on its way, with its citations."""
    citations = [_cited_body(cited, base) for cited in said.citations]
    return {"text": said.statement.text, "citations": citations}


def _cited_body(cited: Cited, base: str) -> Body:
    citation = cited.citation
    url = permalink(citation, base=base)
    return {
        "number": cited.number,
        "passage_id": cited.passage_id,
        "publication": publication_brief(quoting(cited.publication)),
        "edition_sha256": citation.edition_sha256,
        "page": {"number": citation.page_number, "label": citation.page_label},
        "headings": list(cited.headings),
        "quote": citation.quote,
        "row": cited.row,
        "boxes": [list(box) for box in citation.boxes],
        "read_by": citation.read_by,
        "url": url,
        "reference": reference(cited.publication, citation, url=url),
    }


def table_body(table: ComparisonTable) -> Body:
    """An answer over years or places as rows and columns."""
    return {
        "caption": table.caption,
        "unit": table.unit,
        "columns": list(table.columns),
        "rows": list(table.rows),
        "cells": [
            [{"text": c.text, "citation": c.citation, "more": list(c.more)} for c in row]
            for row in table.cells
        ],
    }


def glossary_body(runtime: Runtime, audience: Audience) -> Body:
    """The acronyms that the reports define, each with where."""
    names = ("term", "meaning", "passage_id", "publication_id", "page", "count")
    entries = runtime.glossary(audience)
    return {"entries": [{name: getattr(entry, name) for name in names} for entry in entries]}
