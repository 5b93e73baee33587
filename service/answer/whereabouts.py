"""How far the places and times of a candidate agree with those asked for.

From -1, where only others are spoken of, by 0, where nothing is said, to 1.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

from corpus.periods import find_periods
from corpus.places import Places
from corpus.records import Period, Publication
from service.answer.agreement import agreement
from service.answer.gather import Candidate, heading_words
from service.answer.kinds import Asks
from service.answer.question import Asked

FOREIGN = 0.2
"""Agreement of place where a report of elsewhere names it."""
PART = -0.4
"""Agreement of place where none is asked for and only a part of the report's area is told of."""

_SINCE = re.compile(r"\bsince\b.{0,40}\b(?:19|20)\d\d\b", re.IGNORECASE)
LONG_DAYS = 100
"""A period of more days is what a report is about, not when somebody came."""
SILENT = 0.4
"""How far the time of a report is that of words in it that name none."""
_OF_THE_WHOLE = frozenset({Asks.NUMBER, Asks.COMPARISON})
"""Kinds of questions that are about the whole of an area where they name no place."""


def place_agreement(asked: Asked, candidate: Candidate) -> float:
    """How far words, headings and publication are about an asked place; -1 where about others.

    Where none is asked for, a figure is that of a report's whole area and not of a part of it.
    In the report of an area that neither is an asked place nor holds one, a mention proves little:
    a neighbour's report names many places.
    """
    if not asked.places:
        # "Marine Boxing Club" names a thing that lies somewhere: its place is no part of the whole.
        of_whole = asked.kind in _OF_THE_WHOLE and not asked.names
        return PART if of_whole and _is_of_a_part(candidate) else 0.0
    evidence = candidate.evidence
    publication = evidence.publication
    near = _flat(f"{candidate.text} {heading_words(evidence.passage)} {candidate.before}")
    wide = _flat(f"{publication.title} {publication.area} {publication.file_name}")
    wanted = [_flat(place) for place in asked.places]
    about = any(place in wide for place in wanted)
    if any(place in near for place in wanted):
        foreign = publication.area and not about and not _holds(publication.area, asked.places)
        return FOREIGN if foreign else 1.0
    if about:
        return 0.8
    if _named(candidate.text):
        # "Schools in the county" are not those of the district that the next sentence names.
        return -1.0
    return 0.3 if any(place in _flat(evidence.passage.text) for place in wanted) else -1.0


def _is_of_a_part(candidate: Candidate) -> bool:
    """Whether words and headings name places within the report's area, and not the area itself.

    "How many knife crimes were recorded?" in a county's report asks for the county's number, which
    the page on one of its districts does not tell.
    """
    area = candidate.evidence.publication.area
    if not area:
        return False
    heading = _named(heading_words(candidate.evidence.passage))
    named = {*heading, *_named(candidate.text)}
    return any(parent == area for _, parent in named) and all(name != area for name, _ in named)


@lru_cache(maxsize=5000)
def _named(text: str) -> tuple[tuple[str, str], ...]:
    """The places that a text names, each with the one it lies in."""
    return tuple((place.name, place.parent) for place in known_places().find(text))


def _flat(text: str) -> str:
    """Lower case without hyphens: "Stockton-on-Tees" is "stockton on tees" in a file's name."""
    return text.casefold().replace("-", " ")


@cache
def known_places() -> Places:
    """The list of places that comes with the product, read once."""
    return Places.load(None)


def _holds(area: str, places: Sequence[str]) -> bool:
    """Whether an area is one of the places or, by the list of places, holds one of them."""
    found = known_places().find(" ; ".join(places))
    above = {name.casefold() for place in found for name in (place.name, place.parent)}
    # Of a place that is on no list it is not known where it lies.
    return area.casefold() in above or len(found) < len(places)


def newest_days(candidates: Sequence[Candidate]) -> dict[tuple[str, str], str]:
    """The last day told of by the newest publication of each area and kind among candidates."""
    newest: dict[tuple[str, str], str] = {}
    for publication in {
        c.evidence.publication.id: c.evidence.publication for c in candidates
    }.values():
        if publication.period:
            sort = (publication.area, publication.kind)
            newest[sort] = max(newest.get(sort, ""), publication.period.last_day)
    return newest


def year_agreement(
    asked: Asked, candidate: Candidate, newest: Mapping[tuple[str, str], str]
) -> float:
    """How far the words' own time, else the publication's, agrees with what was asked; -1 to 1.

    `newest` is what `newest_days` gives: where the latest is asked for, an older report of the
    same area and kind speaks of another time.
    """
    if not asked.periods:
        return _is_newest(asked, candidate, newest) if asked.wants_latest else 0.0
    own = own_year_agreement(asked, candidate)
    publication = candidate.evidence.publication
    if _SINCE.search(asked.text) and len(asked.periods) == 1 and publication.period:
        # What has happened since is told by a later report.
        return 0.8 if publication.period.last_day > asked.periods[0].last_day else -1.0
    covered = _covered(publication)
    if not covered:
        return own
    whole = agreement(asked.periods, covered)
    if whole < 0 and own <= 0:
        # A report that tells of little of the time asked for does not make up for words on another,
        # and words that name no time are of the report's own.
        return min(own, whole) if own < 0 else SILENT * whole
    return max(own, 0.8 * whole)


def _covered(publication: Publication) -> tuple[Period, ...]:
    """The times that a report is of: its period, where that is long, else its title's dates too.

    "July 2020 to June 2021" in a file's name is not June 2021; a visit of some days is known by the
    date of its report as well.
    """
    period = publication.period
    if period and _days(period) > LONG_DAYS:
        return (period,)
    named = _periods(f"{publication.title} {publication.file_name}")
    return (*named, period) if period else named


def _days(period: Period) -> int:
    first, last = (date.fromisoformat(day) for day in (period.first_day, period.last_day))
    return (last - first).days + 1


def _is_newest(asked: Asked, candidate: Candidate, newest: Mapping[tuple[str, str], str]) -> float:
    publication = candidate.evidence.publication
    named = set(asked.kinds)
    if publication.kind not in named and any(kind in named for _, kind in newest):
        # "The latest strategy" is no annual report, where a strategy was found at all.
        return -1.0
    if not publication.period:
        return 0.0
    last = newest[(publication.area, publication.kind)]
    return 0.8 if publication.period.last_day == last else -1.0


@lru_cache(maxsize=5000)
def _periods(text: str) -> tuple[Period, ...]:
    """The periods a text names; titles and headings are asked about again and again."""
    return tuple(found.period for found in find_periods(text))


def own_year_agreement(asked: Asked, candidate: Candidate) -> float:
    """The same by the words and headings alone; 0 where they name no time."""
    if not asked.periods:
        return 0.0
    heading = heading_words(candidate.evidence.passage)
    spoken = (*_periods(heading), *_periods(candidate.text))
    return agreement(asked.periods, spoken) if spoken else 0.0
