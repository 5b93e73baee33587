"""What the API's questions have in common: the service behind a request, filters, time taken."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Query, Request

from corpus.records import Kind
from index.hits import Filters
from service.api.examples import found, report
from service.errors import BadRequest
from service.runtime import Runtime

LONGEST_QUERY = 1000
"""Characters of a query or question."""

DEEPEST_OFFSET = 1000
"""Hits that may be skipped: what is deeper is found by a better query."""

MOST_HITS = 100
MOST_VALUES = 50
"""Values of one filter."""

Text = Annotated[
    str,
    Query(
        min_length=1,
        max_length=LONGEST_QUERY,
        examples=[found.HITS.query.text, found.ANSWERED.question],
    ),
]
Limit = Annotated[int, Query(ge=1, le=MOST_HITS)]
Offset = Annotated[int, Query(ge=0, le=DEEPEST_OFFSET)]
FirstYear = Annotated[int | None, Query(ge=1900, le=2200, examples=[2021])]
LastYear = Annotated[int | None, Query(ge=1900, le=2200, examples=[2024])]
Areas = Annotated[list[str], Query(max_length=MOST_VALUES, examples=[[report.PUBLICATION.area]])]
Publications = Annotated[
    list[str], Query(max_length=MOST_VALUES, examples=[[report.PUBLICATION.id]])
]
Kinds = Annotated[
    list[Kind],
    Query(max_length=MOST_VALUES, examples=[[Kind.NEEDS_ASSESSMENT, Kind.ANNUAL_REPORT]]),
]


def runtime_of(request: Request) -> Runtime:
    """The service that this request came to."""
    runtime: Runtime = request.app.state.runtime
    return runtime


def base_of(request: Request) -> str:
    """The address that links start with: the setting, else as the caller reached us."""
    settings = runtime_of(request).settings
    return settings.public_url.rstrip("/") or str(request.base_url).rstrip("/")


async def _runtime(request: Request) -> Runtime:
    return runtime_of(request)


TheRuntime = Annotated[Runtime, Depends(_runtime)]


def filters_of(
    kinds: Sequence[Kind],
    areas: Sequence[str],
    publications: Sequence[str],
    years: tuple[int | None, int | None],
) -> Filters:
    """The filters as given; empty values are as if left out.

    *Raises*: BadRequest where the first year is after the last.
    """
    year_from, year_to = years
    if year_from and year_to and year_from > year_to:
        raise BadRequest("year_from is after year_to.")
    return Filters(
        kinds=tuple(kind.value for kind in kinds),
        areas=tuple(area for area in areas if area),
        publications=tuple(p for p in publications if p),
        year_from=year_from,
        year_to=year_to,
    )


async def _filters(
    kind: Kinds = [],  # noqa: B006  FastAPI copies defaults
    area: Areas = [],  # noqa: B006
    publication: Publications = [],  # noqa: B006
    year_from: FirstYear = None,
    year_to: LastYear = None,
) -> Filters:
    return filters_of(kind, area, publication, (year_from, year_to))


TheFilters = Annotated[Filters, Depends(_filters)]


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Time since it was made. *Units*: milliseconds."""

    started: float = field(default_factory=time.perf_counter)

    @property
    def took_ms(self) -> float:
        """Milliseconds so far."""
        return (time.perf_counter() - self.started) * 1000
