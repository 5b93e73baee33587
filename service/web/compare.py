"""Comparing years: the answer's own table and chart, and the best passage of each year beneath.

Draws only what an answer states with citations; where there is no table, the reader still sees what
the reports of each year say in their own words.
"""

import re
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.records import Audience
from index.hits import Filters, Query
from service.access.caller import PublicCaller
from service.present import hits_body
from service.runtime import Runtime
from service.web.asked import Asked
from service.web.hits import ready
from service.web.search import answer_of
from service.web.templating import base_of, render, runtime_of

router = APIRouter(include_in_schema=False)

MOST_YEARS = 8

_COMPARES = re.compile(
    r"\bcompar|\bchang|\bover (?:time|the years)\b|\btrend|\beach year\b|\bsince (?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d\b.*\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)


@router.get("/compare")
def compare(request: Request, caller: PublicCaller) -> HTMLResponse:
    """What the reports of different years say of one thing."""
    runtime = runtime_of(request)
    asked = Asked.read(request.query_params)
    if not asked.text:
        return render(request, "compare.html", asked=asked, answer=None, years=[], support=())
    answer = answer_of(runtime, _as_comparison(asked), caller.audience, base=base_of(request))
    years = by_year(runtime, asked, caller.audience)
    support = runtime.support().notices(asked.text)
    return render(request, "compare.html", asked=asked, answer=answer, years=years, support=support)


def _as_comparison(asked: Asked) -> Asked:
    """The question as one about change; bare words become one."""
    if _COMPARES.search(asked.text):
        return asked
    subject = asked.text.rstrip("?. ")
    return Asked(
        text=f"How have {subject} changed over the years?",
        kinds=asked.kinds,
        areas=asked.areas,
        publications=asked.publications,
        year_from=asked.year_from,
        year_to=asked.year_to,
    )


def by_year(runtime: Runtime, asked: Asked, audience: Audience) -> list[tuple[str, dict[str, Any]]]:
    """The best passage of each year's reports, under their period. *Order*: newest first."""
    first = runtime.search(Query(asked.text, audience, asked.filters))
    counted = first.facets.get("year", ())
    newest = sorted((count.value for count in counted if count.value.isdigit()), reverse=True)
    found: list[tuple[str, dict[str, Any]]] = []
    view = runtime.view(audience)
    for year in newest[:MOST_YEARS]:
        filters = Filters(
            kinds=asked.kinds,
            areas=asked.areas,
            publications=asked.publications,
            year_from=int(year),
            year_to=int(year),
        )
        query = Query(asked.text, audience, filters, limit=1)
        hits = ready(view, hits_body(runtime, query, runtime.search(query))["hits"])
        # A strategy covers several years: told once, under its own period.
        known = {hit["passage_id"] for _, hit in found}
        for hit in hits:
            if hit["passage_id"] not in known:
                found.append((hit["publication"]["period"] or year, hit))
    return found
