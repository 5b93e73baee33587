"""What is compared, and where: the subject of a question and of words, places and times aside.

Says nothing of figures: that is `service.answer.readings`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.periods import find_periods
from corpus.places import FoundPlace
from index.analysis import stems, words
from service.answer.question import Asked, meaning_of
from service.answer.whereabouts import known_places

_FORM = frozenset(
    stems(
        words(
            """change compare comparison differ difference trend rise rose risen fall fell fallen go
            gone went increase decrease year strategy versus grow develop vary between up down since
            higher lower more less fewer better worse last one before previous local across over
            promise say said commit propose recommend total all overall county countywide district
            area borough table number recorded police measure level each every rate per population
            resident residents against than"""
        )
    )
)
"""Words of comparing and counting: they do not say what is counted."""
_GENERIC = frozenset(stems(words("crime offence incident case")))
"""Words that add nothing to a name of what is counted, unless they are all of it."""
_IMPLIED = {
    stem: frozenset(stems(words(implied)))
    for counted, implied in (
        ("suspension", "school pupil"),
        ("exclusion", "school pupil permanent"),
        ("admission", "hospital"),
    )
    for stem in stems(words(counted))
}
"""Words that a name of what is counted says already: all suspensions are from school."""
_WHOLE = re.compile(r"^\W*(?:county|region|force area|all (?:district|borough)s|total)\W*$", re.I)
WHOLE_AREA = "county"


@lru_cache(maxsize=200)
def subject_of_comparison(asked: Asked) -> frozenset[str]:
    """The stems of what is compared, places, times and the words of comparing aside."""
    return _essence(_bare(asked.text, asked.places))


def place_in(asked: Asked, text: str) -> str:
    """The place some words name, an asked one first, in small letters; empty where none."""
    folded = text.casefold()
    if _WHOLE.search(text):
        return WHOLE_AREA
    for place in asked.places:
        if place.casefold() in folded:
            return place.casefold()
    found = _places_in(text)
    return found[0].name.casefold() if found else ""


@lru_cache(maxsize=5000)
def _places_in(text: str) -> tuple[FoundPlace, ...]:
    """The known places in some words; heads and captions are asked about again and again."""
    return known_places().find(text)


def topic(asked: Asked, text: str) -> frozenset[str]:
    """The stems of what some words are about, places, times and figures aside."""
    named = (*asked.places, *(text[p.start : p.end] for p in _places_in(text)))
    return _essence(_bare(text, named))


def _bare(text: str, places: Sequence[str]) -> str:
    """Words without times and places."""
    for found in reversed(find_periods(text)):
        text = f"{text[: found.start]} {text[found.end :]}"
    for place in places:
        text = re.sub(re.escape(place), " ", text, flags=re.IGNORECASE)
    return re.sub(r"\d[\d,.]*", " ", text)


def _essence(text: str) -> frozenset[str]:
    kept = frozenset(meaning_of(text)) - _FORM
    kept -= frozenset().union(*(_IMPLIED.get(stem, frozenset()) for stem in kept))
    return kept - _GENERIC or kept


def stem_set(text: str) -> frozenset[str]:
    """All stems of some words."""
    return frozenset(stems(words(text)))
