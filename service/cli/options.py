"""The options that several commands share, spelt once."""

from typing import Annotated

import typer

from corpus.records import Audience, Kind
from index.hits import Filters

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
Kinds = Annotated[list[Kind] | None, typer.Option("--kind", help="Only this kind; repeatable.")]
Areas = Annotated[list[str] | None, typer.Option("--area", help="Only this area; repeatable.")]
Publications = Annotated[
    list[str] | None, typer.Option("--publication", help="Only this publication; repeatable.")
]
YearFrom = Annotated[int | None, typer.Option("--year-from", min=1900, max=2200)]
YearTo = Annotated[int | None, typer.Option("--year-to", min=1900, max=2200)]
AudienceOption = Annotated[Audience | None, typer.Option("--audience", help="Who may see it.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100)]


def filters_of(
    kinds: list[Kind] | None,
    areas: list[str] | None,
    publications: list[str] | None,
    years: tuple[int | None, int | None],
) -> Filters:
    """The filters as given.

    *Raises*: typer.BadParameter where the first year is after the last.
    """
    year_from, year_to = years
    if year_from and year_to and year_from > year_to:
        raise typer.BadParameter("--year-from is after --year-to.")
    return Filters(
        kinds=tuple(kind.value for kind in kinds or ()),
        areas=tuple(areas or ()),
        publications=tuple(publications or ()),
        year_from=year_from,
        year_to=year_to,
    )
