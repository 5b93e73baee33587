"""Narrowing: which passages satisfy filters and the demands of a query's language.

Works inside one audience's generation, so a filter can never widen what an audience sees.
"""

import numpy as np
from numpy.typing import NDArray

from corpus.places import Places
from index.analysis import words
from index.exact import holding_phrase
from index.facets import years_of
from index.hits import Filters
from index.lexicon.synonyms import stemmed
from index.opened import Opened
from index.understand.language import Parsed

Mask = NDArray[np.bool_]


def passing(opened: Opened, filters: Filters, places: Places) -> Mask:
    """Which passages satisfy the filters. *Shapes*: (passages,)."""
    allowed = np.array(
        [_publication_passes(p, filters, places) for p in opened.publications], dtype=np.bool_
    )
    mask: Mask = allowed[opened.owner] if len(allowed) else np.zeros(opened.count, dtype=np.bool_)
    if filters.page_from is not None:
        mask &= opened.page >= filters.page_from
    if filters.page_to is not None:
        mask &= opened.page <= filters.page_to
    return mask


def _publication_passes(publication: dict[str, str], filters: Filters, places: Places) -> bool:
    if filters.kinds and publication["kind"] not in filters.kinds:
        return False
    if filters.publications and publication["id"] not in filters.publications:
        return False
    if filters.areas and not any(_is_area(publication["area"], a, places) for a in filters.areas):
        return False
    if not set(words(filters.title)) <= set(words(publication["title"])):
        return False
    return _touches(publication, filters)


def _is_area(area: str, asked: str, places: Places) -> bool:
    if area.casefold() == asked.casefold():
        return True
    known, wanted = places.named(area), places.named(asked)
    return known is not None and known == wanted


def _touches(publication: dict[str, str], filters: Filters) -> bool:
    if filters.days:
        first, last = filters.days
        return bool(publication["first_day"]) and (
            publication["first_day"] <= last and publication["last_day"] >= first
        )
    if filters.year_from is None and filters.year_to is None:
        return True
    years = years_of(publication)
    if not years:
        return False
    starts_in_time = filters.year_to is None or years[0] <= filters.year_to
    return starts_in_time and (filters.year_from is None or years[-1] >= filters.year_from)


def meeting(opened: Opened, parsed: Parsed) -> Mask:
    """Which passages hold every phrase, one of each group of alternatives, nothing shut out."""
    mask = np.ones(opened.count, dtype=np.bool_)
    for phrase in parsed.phrases:
        mask &= holding_phrase(opened.sequences, opened.word_of, phrase)
    for group in parsed.alternatives:
        either = np.zeros(opened.count, dtype=np.bool_)
        for wording in group:
            either |= _holding(opened, wording)
        mask &= either
    for wording in parsed.excluded:
        mask &= ~_holding(opened, wording)
    return mask


def _holding(opened: Opened, wording: str) -> Mask:
    """Single words in any form of theirs, in headings and titles too; phrases word for word."""
    if len(words(wording)) > 1:
        return holding_phrase(opened.sequences, opened.word_of, wording)
    mask = np.zeros(opened.count, dtype=np.bool_)
    for stem in stemmed(wording):
        if stem in opened.term_of:
            mask[opened.postings.row(opened.term_of[stem])[0]] = True
        else:
            mask |= holding_phrase(opened.sequences, opened.word_of, wording)
    return mask
