"""The columns of a comparison: the periods in question and the reports that cover them.

Reads facts of publications only, never their words.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from corpus.reader import View
from corpus.records import Kind, Period, Publication
from index.hits import Filters
from service.answer.agreement import agreement
from service.answer.question import Asked

MOST_COLUMNS = 6

_SINCE = re.compile(r"\b(?:since|from|after)\b", re.IGNORECASE)

Days = tuple[str, str]
"""A period by its first and last day."""

Column = tuple[Period, tuple[str, ...]]


def days(period: Period) -> Days:
    """The two days that a period is told apart by."""
    return (period.first_day, period.last_day)


def columns_of(view: View, asked: Asked, filters: Filters) -> list[Column]:
    """Periods with the ids of the reports that cover them. *Order*: oldest first."""
    grouped: dict[Days, tuple[Period, list[str]]] = {}
    for publication in about(reports_of(view, asked, filters), asked.places):
        if publication.period:
            days_covered = days(publication.period)
            grouped.setdefault(days_covered, (publication.period, []))[1].append(publication.id)
    made = [(period, tuple(ids)) for _, (period, ids) in sorted(grouped.items())]
    return made[-MOST_COLUMNS:]


def reports_of(view: View, asked: Asked, filters: Filters) -> list[Publication]:
    """The dated reports that a comparison may draw on: of the kind and time it names."""
    return [
        publication
        for publication in view.publications()
        if _passes(publication, filters)
        and publication.period
        and _is_of_named_kind(asked, publication)
        and in_asked_time(asked, publication.period)
    ]


def _is_of_named_kind(asked: Asked, publication: Publication) -> bool:
    """Whether a publication is of the kind that "each strategy" or "the annual reports" names."""
    named = _named_kinds(asked.text)
    return not named or publication.kind in named


@lru_cache(maxsize=200)
def _named_kinds(text: str) -> frozenset[Kind]:
    return frozenset(
        kind
        for kind in Kind
        if kind is not Kind.OTHER
        and re.search(rf"\b(?:each|every) {_said(kind)}\b|\b{_many(kind)}\b", text, re.IGNORECASE)
    )


def _said(kind: Kind) -> str:
    return kind.value.replace("-", "[- ]")


def _many(kind: Kind) -> str:
    return re.sub(r"y$", "ie", _said(kind)) + "s"


def _passes(publication: Publication, filters: Filters) -> bool:
    return (
        (not filters.kinds or publication.kind in filters.kinds)
        and (not filters.publications or publication.id in filters.publications)
        and (not filters.areas or publication.area in filters.areas)
    )


def about(publications: Sequence[Publication], places: Sequence[str]) -> Sequence[Publication]:
    """The publications that are about some places by area or title; all where none is."""
    wanted = [place.casefold() for place in places]
    own = [p for p in publications if any(w in f"{p.area} {p.title}".casefold() for w in wanted)]
    return own or publications


def in_asked_time(asked: Asked, period: Period) -> bool:
    """Whether a period lies in the span asked for; to a single year the one before belongs."""
    if not asked.periods:
        return True
    if len(asked.periods) == 1 and _SINCE.search(asked.text):
        return period.last_day >= asked.periods[0].first_day
    first = min(p.first_day for p in asked.periods)
    last = max(p.last_day for p in asked.periods)
    if len(asked.periods) == 1 and len(asked.places) < 2:
        first = (date.fromisoformat(first) - timedelta(days=365)).isoformat()
    return agreement((replace(asked.periods[0], first_day=first, last_day=last),), (period,)) > 0
