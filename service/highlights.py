"""Which words of a passage to mark for a query: the same stems, and its phrases.

Does not search and ranks nothing; offsets are half-open code-point ranges into the given text.
Source of the stemming: Porter (2001), "Snowball: A language for stemming algorithms", English.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from corpus.text import unmarked
from index.analysis import STOP_WORDS, stems

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem by which two words are held to be the same."""
    return stems([word.casefold().replace("’", "'")])[0]


def highlights(text: str, wanted: Iterable[str]) -> list[list[int]]:
    """Ranges of the words of `text` that share a stem with a word of `wanted`.

    *Order*: as they stand in the text; words side by side are joined into one range. An "of" is
    marked only beside another word, for by itself it shows nothing.
    """
    sought = _sought(tuple(wanted))
    marked: list[list[int]] = []
    for word in _WORD.finditer(unmarked(text)):
        if stem(word[0]) not in sought:
            continue
        if marked and text[marked[-1][1] : word.start()] == " ":
            marked[-1][1] = word.end()
        else:
            marked.append([word.start(), word.end()])
    return [[start, end] for start, end in marked if not _is_filler(text[start:end])] or marked


def _is_filler(words: str) -> bool:
    return all(word[0].casefold() in STOP_WORDS for word in _WORD.finditer(unmarked(words)))


@lru_cache(maxsize=16)
def _sought(wanted: tuple[str, ...]) -> frozenset[str]:
    # The passages of one reply are all marked for the same words.
    return frozenset(stem(word[0]) for words in wanted for word in _WORD.finditer(unmarked(words)))
