"""Spelling: the word of this audience's own reports that a mistyped word most likely means.

Source of the distance: Damerau (1964), "A technique for computer detection and correction of
spelling errors": letters added, left out, changed or swapped.
"""

from collections.abc import Mapping, Sequence
from operator import itemgetter

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

LEAST_LETTERS = 4
"""Shorter words are too near to too many others."""

LEAST_PASSAGES = 2
"""A word that stands in one passage only may itself be mistyped."""

LONG_LETTERS = 8
"""Words of this many letters may differ in two, shorter ones in one."""


def correction(
    word: str,
    known: Sequence[str],
    passages: Mapping[str, int],
    *,
    names: frozenset[str] = frozenset(),
) -> str | None:
    """The nearest known word, or None; of equals one of `names`, then what more passages hold."""
    if len(word) < LEAST_LETTERS or not word.isalpha():
        return None
    allowed = 2 if len(word) >= LONG_LETTERS else 1
    # A swap is two changes at most, and changes alone are counted many times faster.
    far = 2 * allowed
    sieved = process.extract(word, known, scorer=Levenshtein.distance, score_cutoff=far, limit=None)
    near = process.extract(
        word,
        [known[at] for *_, at in sorted(sieved, key=itemgetter(2))],
        scorer=DamerauLevenshtein.distance,
        score_cutoff=allowed,
        limit=20,
    )
    # A slip seldom adds an ending: "Brighton" is a name, no slip for "bright".
    near = [
        found for found in near if not word.startswith(found[0]) or len(word) < len(found[0]) + 2
    ]
    if not near:
        return None
    best = min(
        near, key=lambda found: (found[1], found[0] not in names, -passages[found[0]], found[0])
    )
    return str(best[0])
