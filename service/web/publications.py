"""The publications: the shelf by kind, year and area, and each one with all that is known of it.

A publication that is known but not held is listed too, with a way to ask for a copy.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import QueryParams

from corpus.errors import NotFound
from corpus.reader import View
from corpus.records import BlockKind, Edition, Publication
from service.access.caller import PublicCaller
from service.api.publications import note_reading, picture_reply, seen_edition
from service.web.templating import render, runtime_of

router = APIRouter(include_in_schema=False)

COVER_SCALE = 0.5
MOST_ALIKE = 4
MOST_HEADINGS = 60


@dataclass(frozen=True, slots=True)
class Shelf:
    """What of the shelf was asked for; empty means all of it."""

    kind: str = ""
    area: str = ""
    year: str = ""

    @classmethod
    def read(cls, query: QueryParams) -> "Shelf":
        """Read the query part of an address."""
        return cls(*(query.get(name, "").strip()[:200] for name in ("kind", "area", "year")))

    def holds(self, publication: Publication) -> bool:
        """Whether a publication is among what was asked for."""
        return (
            (not self.kind or publication.kind.value == self.kind)
            and (not self.area or publication.area == self.area)
            and (not self.year or self.year in years_of(publication))
        )


def years_of(publication: Publication) -> tuple[str, ...]:
    """The calendar years that a publication's period touches."""
    period = publication.period
    if period is None:
        return ()
    return tuple(str(year) for year in range(period.first_year, period.last_year + 1))


@router.get("/publications")
def shelf(request: Request, caller: PublicCaller) -> HTMLResponse:
    """Every publication the caller may see, narrowed by kind, area or year."""
    publications = runtime_of(request).view(caller.audience).publications()
    asked = Shelf.read(request.query_params)
    chosen = [p for p in publications if asked.holds(p)]
    chosen.sort(key=lambda p: p.period.last_day if p.period else "", reverse=True)
    return render(
        request,
        "publications.html",
        asked=asked,
        held=[p for p in chosen if p.held],
        not_held=[p for p in chosen if not p.held],
        kinds=_known(p.kind.value for p in publications),
        areas=_known(p.area for p in publications),
        years=_known(year for p in publications for year in years_of(p))[::-1],
    )


def _known(values: Iterable[str]) -> list[str]:
    return sorted({value for value in values if value})


@router.get("/publications/{publication_id}")
def publication(request: Request, publication_id: str, caller: PublicCaller) -> HTMLResponse:
    """One publication: facts, contents, editions and what is like it."""
    runtime = runtime_of(request)
    view = runtime.view(caller.audience)
    found = view.publication(publication_id)
    note_reading(request, runtime, caller, found)
    editions = view.editions(publication_id) if found.held else ()
    others = view.publications()
    return render(
        request,
        "publication.html",
        publication=found,
        editions=editions,
        contents=contents_of(view, editions[0]) if editions else (),
        alike=alike(found, others),
        successor=next((p for p in others if p.supersedes == found.id), None),
        newer=newest_of_series(found, others),
        forerunner=next((p for p in others if p.id == found.supersedes), None),
    )


@router.get("/publications/{publication_id}/cover")
def cover(request: Request, publication_id: str, caller: PublicCaller) -> Response:
    """A small picture of the first page."""
    runtime = runtime_of(request)
    found, edition = seen_edition(runtime.view(caller.audience), publication_id, None)
    if edition.page_count < 1:
        raise NotFound(f"There is no cover of {found.id!r}.")
    return picture_reply(request, runtime, edition.sha256, 1, COVER_SCALE)


def contents_of(view: View, edition: Edition) -> tuple[tuple[int, str, int], ...]:
    """The contents as (level from 1, title, page): the file's own outline, else its headings."""
    if edition.outline:
        return tuple((min(level, 3), title, page) for level, title, page in edition.outline)
    pages = {page.number: page.text for page in view.pages(edition.sha256)}
    found = []
    for block in view.blocks(edition.sha256):
        if block.kind is BlockKind.HEADING and block.level <= 2 and block.spans:
            span = block.spans[0]
            title = " ".join(pages[span.page][span.start : span.end].split())
            found.append((block.level, title, span.page))
    return tuple(found[:MOST_HEADINGS])


def newest_of_series(of: Publication, others: Sequence[Publication]) -> Publication | None:
    """The newest report of the same series, where there is a newer one than this.

    A series has one kind and area, and one title but for its years and numbers.
    """

    def day(publication: Publication) -> str:
        return publication.period.last_day if publication.period else ""

    series = [
        other
        for other in others
        if other.held
        and _name(of)
        and (other.kind, other.area, _name(other)) == (of.kind, of.area, _name(of))
        and day(other) > day(of) > ""
    ]
    return max(series, key=day, default=None)


def _name(publication: Publication) -> str:
    return " ".join(re.sub(r"[\d/–-]+", " ", publication.title).casefold().split())


def alike(to: Publication, others: Sequence[Publication]) -> tuple[Publication, ...]:
    """Publications most like one: near copies first, then same kind and area, then either."""

    def likeness(other: Publication) -> tuple[int, str]:
        is_near = other.id == to.near_copy_of or other.near_copy_of == to.id
        score = 4 * is_near + 2 * (other.kind is to.kind)
        score += 2 * (bool(to.area) and other.area == to.area)
        score += bool(set(years_of(to)) & set(years_of(other)))
        return score, other.period.last_day if other.period else ""

    ranked = sorted((p for p in others if p.id != to.id), key=likeness, reverse=True)
    return tuple(p for p in ranked if likeness(p)[0] >= 2)[:MOST_ALIKE]
