"""The places of a comparison: those it names, or the parts of an area where it asks for each."""

import re
from dataclasses import replace

from corpus.reader import View
from service.answer.question import Asked
from service.answer.whereabouts import known_places

MOST_PLACES = 12
"""Rows of a table of places."""
_EACH_PART = re.compile(
    r"\b(?:each|every|all(?: of)?(?: the)?|by|across(?: the)?|per) (?:[\w-]+ )?"
    r"(?:districts?|boroughs?|areas?|councils?)\b",
    re.IGNORECASE,
)
_NO_PART = frozenset({"town", "country", "region"})
"""Kinds of places that are no part for which an area's reports tell figures throughout."""


def with_places(view: View, asked: Asked) -> Asked:
    """The question with all places that it is about.

    The parts of an area where each is asked for, else the places it names, areas of reports too:
    some towns' names are words.
    """
    if _EACH_PART.search(asked.text) and (parts := _parts(view, asked)):
        return replace(asked, places=parts)
    known = " ; ".join(asked.places)
    areas = [area for area in _areas(view) if area not in known]
    areas = [a for a in areas if not any(place in a for place in asked.places)]
    named = [a for a in (*asked.places, *areas) if re.search(rf"\b{re.escape(a)}\b", asked.text)]
    if len(set(named)) < 2:
        return asked
    return replace(asked, places=tuple(sorted(dict.fromkeys(named), key=asked.text.index)))


def in_common(places: tuple[str, ...]) -> tuple[str, ...]:
    """The area in which several places lie, whose reports tell of them all; else the places."""
    named = [known_places().named(place) for place in places]
    parents = {place.parent if place else "" for place in named}
    alike = len(places) > 1 and len(parents) == 1 and all(parents)
    return tuple(parents) if alike else places


def _areas(view: View) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.area for p in view.publications() if p.area))


def _parts(view: View, asked: Asked) -> tuple[str, ...]:
    """The parts of the area that is named, else of the one area of reports that has parts."""
    found = [_parts_of(area) for area in (asked.places or _areas(view))]
    several = [parts for parts in found if 1 < len(parts) <= MOST_PLACES]
    return several[0] if len(several) == 1 else ()


def _parts_of(area: str) -> tuple[str, ...]:
    places = known_places()
    named = (places.named(name) for name in places.within(area))
    return tuple(p.name for p in named if p and p.parent == area and p.kind not in _NO_PART)
