"""Whether a text layer is nonsense: letters that map to the wrong ones, or to none.

Two tests: the share of private-use, replacement and unassigned code points; and, for pages with
enough letters, how far the letters' frequencies are from those of languages in Latin script. A
font whose letters are shuffled keeps the shape of words and loses their frequencies. Names and
tables of figures have few letters and are left alone. Frequencies of English letters: Norvig
(2013), "English Letter Frequency Counts: Mayzner Revisited".
"""

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

FEWEST_LETTERS = 200
"""Below so many letters, frequencies say nothing."""

LEAST_LIKENESS = 0.75
"""Cosine of letter frequencies below which a page is nonsense. English reports measure 0.97 and
more, Welsh and other Latin-script languages 0.85 and more, shuffled alphabets 0.3 to 0.65."""

_ENGLISH = dict(
    zip(
        "etaoinsrhldcumfpgwybvkxjqz",
        (
            *(12.49, 9.28, 8.04, 7.64, 7.57, 7.23, 6.51, 6.28, 5.05, 4.07, 3.82, 3.34, 2.73),
            *(2.51, 2.40, 2.14, 1.87, 1.68, 1.66, 1.48, 1.05, 0.54, 0.23, 0.16, 0.12, 0.09),
        ),
        strict=True,
    )
)
_NORM = math.sqrt(sum(share * share for share in _ENGLISH.values()))
_NONSENSE = {"Co", "Cn", "Cs"}


def garbled_share(words: Iterable[str]) -> float:
    """How much of a page's text is nonsense, 0 to 1."""
    counts = Counter("".join(words).casefold())
    total = sum(counts.values())
    if not total:
        return 0.0
    nonsense = sum(count for character, count in counts.items() if _is_nonsense(character))
    share = nonsense / total
    return 1.0 if _is_shuffled(counts) else share


@lru_cache(maxsize=5000)
def _is_nonsense(character: str) -> bool:
    # Bullets of symbol fonts live at U+F0xx and are no sign of trouble by themselves, but they
    # are few; a garbled font puts every letter there.
    return character == "\ufffd" or unicodedata.category(character) in _NONSENSE


def _is_shuffled(counts: Counter[str]) -> bool:
    letters = sum(counts[letter] for letter in _ENGLISH)
    if letters < FEWEST_LETTERS:
        return False
    product = sum(counts[letter] * share for letter, share in _ENGLISH.items())
    norm = math.sqrt(sum(counts[letter] ** 2 for letter in _ENGLISH))
    return product / (norm * _NORM) < LEAST_LIKENESS
