"""What each passage of a generation is given for a query, and by what.

Puts together the two retrievers and the lifts that `index.ranking` weighs. Knows one generation
and one query; opening generations and showing hits is for `index.search`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.places import Places
from index import bm25, narrow, periods, whereabouts
from index.hits import Filters, Mode, Query
from index.opened import Opened
from index.ranking import Weights, ordered, scaled
from index.understand.plan import Plan

Floats = NDArray[np.float32]

NEAR = 0.3
"""Cosine from which a passage without a word of the query counts as matching."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What each passage was given, and why. *Shapes*: arrays (passages,)."""

    words: NDArray[np.float64]
    meaning: Floats
    lifts: dict[str, Floats]
    total: NDArray[np.float64]
    matching: NDArray[np.bool_]


def score(
    query: Query,
    opened: Opened,
    read: Plan,
    question: Floats | None,
    *,
    places: Places,
    weights: Weights,
) -> Scored:
    """Score every passage; `question` is the query's vector, None where meaning takes no part."""
    words = _words(query, opened, read)
    meaning = np.zeros(opened.count, dtype=np.float32)
    if question is not None and opened.nearness is not None:
        meaning = opened.nearness.of_all(question)
    total = scaled(words) + weights.meaning * scaled(meaning)
    lifts = dict(_lifts(opened, read, places, weights))
    for lift in lifts.values():
        total += lift
    matching = _matching(opened, read, words, meaning) & narrow.meeting(opened, read.parsed)
    for filters in (query.filters, read.parsed.filters):
        if filters != Filters():
            matching &= narrow.passing(opened, filters, places)
    return Scored(words, meaning, lifts, total, matching)


def _words(query: Query, opened: Opened, read: Plan) -> NDArray[np.float64]:
    counts = {opened.term_of[t]: w for t, w in read.terms.items() if t in opened.term_of}
    if query.mode is Mode.SEMANTIC:
        counts = {}
    return bm25.scores(opened.postings, counts, opened.count)


def _matching(
    opened: Opened, read: Plan, words: NDArray[np.float64], meaning: Floats
) -> NDArray[np.bool_]:
    """Which passages match at all, before filters: every one where only filters were given."""
    if not read.terms:
        return np.ones(opened.count, dtype=np.bool_)
    matching: NDArray[np.bool_] = (words > 0) | (meaning >= NEAR)
    return matching


def best(
    opened: Opened, scored: Scored, question: Floats | None, *, most: int, weights: Weights
) -> NDArray[np.int64]:
    """The rows of the best matching passages, their nearness made exact before the last ordering.

    Changes `scored` at those rows to what is exact.
    """
    rows = ordered(scored.total, scored.matching, opened.ids, most)
    if question is None or opened.nearness is None or not len(rows):
        return rows
    largest = float(scored.meaning.max())
    exact = opened.nearness.of_some(question, rows)
    if largest > 0:
        before, after = np.maximum(scored.meaning[rows], 0), np.maximum(exact, 0)
        scored.total[rows] += weights.meaning * (after - before) / largest
    scored.meaning[rows] = exact
    again = np.lexsort((opened.ids[rows], -scored.total[rows]))
    chosen: NDArray[np.int64] = rows[again]
    return chosen


def _lifts(
    opened: Opened, read: Plan, places: Places, weights: Weights
) -> Iterator[tuple[str, Floats]]:
    if not opened.count:
        return
    near = whereabouts.nearness(opened.where, opened.owner, read.wishes.places, places)
    if near is not None:
        yield f"about {' or '.join(read.wishes.places)}", near * np.float32(weights.place)
    yield from _kind_and_time(opened, read, places, weights)
    yield "a fragment", opened.brevity * np.float32(weights.brevity)
    if read.asks.is_figure:
        yield "states a figure", opened.has_figure * np.float32(weights.figure)
    if read.asks.is_list:
        yield "lists things", opened.has_list * np.float32(weights.listing)
    for short, rows in opened.defining(read.asks.short_forms).items():
        lift = np.zeros(opened.count, dtype=np.float32)
        lift[rows] = weights.definition
        yield f"says what {short} stands for", lift


def _kind_and_time(
    opened: Opened, read: Plan, places: Places, weights: Weights
) -> Iterator[tuple[str, Floats]]:
    of_kind = [float(p["kind"] in read.wishes.kinds) for p in opened.publications]
    if any(of_kind):
        yield "of the kind named", _by_publication(opened, of_kind, weights.kind)
    wished = read.wishes.times
    fits = [periods.best_fit(days, wished) for days in opened.times] if wished else []
    if wished and _is_told_of(opened, fits, read.wishes.places, places):
        yield "of the time asked for", _by_publication(opened, fits, weights.time)
        return
    # "Last year" where every report of the place ends before it: the newest come nearest.
    wants_newest = read.wishes.is_latest or bool(wished)
    newest = opened.newest
    if wants_newest and any(of_kind):
        # "The latest strategy" is no annual report, however new.
        newest = [new * kind for new, kind in zip(newest, of_kind, strict=True)]
    amount = weights.latest if wants_newest else weights.newest
    yield "the newest of its area", _by_publication(opened, newest, amount)


def _is_told_of(
    opened: Opened, fits: Sequence[float], asked: Sequence[str], places: Places
) -> bool:
    """Whether any publication about the places asked for is of the time asked for."""
    about = np.flatnonzero(whereabouts.about(opened.where, asked, places)).tolist()
    return any(fits[row] > 0 and bool(opened.times[row]) for row in about)


def _by_publication(opened: Opened, values: Sequence[float], weight: float) -> Floats:
    return (np.array(values, dtype=np.float32) * np.float32(weight))[opened.owner]
