"""What area a publication covers: the places its title and cover name.

Knows no map: which place lies in which comes from the list of places. Its rules are our own.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.places import FoundPlace, Places
from corpus.records import Fact

_BROAD = frozenset(("country", "region"))

MOST_AREAS = 3
"""A title that names more places than this is about what holds them."""

COVER_START = 400
"""Further on, a date or place on the first page needs words that make it the report's own."""

TEXT_TRUST = 0.4
"""Trust in the pages after the first, and only in what they say of the report itself."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text that may state a fact; `trust` is the confidence of what it states plainly.

    `is_text` for the pages after the first.
    """

    text: str
    found_in: str
    trust: float
    page_number: int | None = None
    is_text: bool = False


def find_area(sources: Sequence[Source], places: Places, pages: Sequence[str]) -> Fact | None:
    """The area, from the best source that names a place; `sources` has the title first."""
    for source in sources:
        if source.is_text:
            break
        found = [p for p in places.find(source.text) if p.kind not in _BROAD]
        if source.found_in == "cover" and source.trust < 0.95:
            found = [p for p in found if p.start <= COVER_START]
        if found:
            # An address on the cover lies in the area; a title names the area itself.
            is_title = source is sources[0]
            names = _narrowest(found) if is_title else found[0].name
            return Fact("area", names, source.found_in, round(source.trust, 2), source.page_number)
    return _commonest(places, pages)


def _narrowest(found: Sequence[FoundPlace]) -> str:
    """The first places named at the depth of the first, without those that hold another."""
    held = {p.parent for p in found}
    inner = [p for p in found if p.name not in held]
    names = list(dict.fromkeys(p.name for p in inner if p.kind == inner[0].kind))
    if len(names) > MOST_AREAS:
        holders = {p.parent for p in inner}
        return holders.pop() if len(holders) == 1 and "" not in holders else names[0]
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _commonest(places: Places, pages: Sequence[str]) -> Fact | None:
    """The place the first pages speak of most, where one clearly leads."""
    counts = Counter(
        p.name for text in pages[:12] for p in places.find(text) if p.kind not in _BROAD
    )
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 3:
        return None
    rival = ranked[1][1] if len(ranked) > 1 else 0
    confidence = 0.55 if ranked[0][1] >= 2 * rival else 0.3
    return Fact("area", ranked[0][0], "text", confidence)
