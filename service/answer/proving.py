"""Proving what a model composed: only sentences that quoted words carry are ever shown.

Each sentence must cite passages that were given, and from those passages quotes are picked that
carry it (`service.answer.carrying`) and mean nearly the same. What fails is dropped.
Source of checking sentence by sentence: Gao et al., "RARR" (ACL 2023), section 3.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.sentences import split
from index.embedder import Embedder
from service.answer.carrying import carries, pieces
from service.answer.gather import Candidate, mark_length

LEAST_NEAR = 0.45
"""Cosine of a sentence with the words it rests on, below which it says something else."""
MOST_QUOTES = 3
"""Quotes that one sentence may rest on."""

_CITES = re.compile(r"\[(\d{1,3})\]")
_LATE_CITES = re.compile(r"([.!?])\s*((?:\[\d{1,3}\][^\S\n]*)+)")
"""Citations after the full stop of the sentence that they are for."""
_MAY_END = re.compile(r"[.!?…\n]")


@dataclass(frozen=True, slots=True)
class Proven:
    """A composed sentence and the quotes that carry it."""

    sentence: str
    quotes: tuple[Candidate, ...]


def sentences_in(heard: Iterable[str]) -> Iterator[str]:
    """Sentences of a text that comes in pieces, each with the citations that follow it.

    A sentence is given out once another has begun: until then its citations may still come.
    """
    waiting = ""
    for piece in heard:
        waiting += piece
        if not _MAY_END.search(waiting):
            continue
        joined = _LATE_CITES.sub(r" \2\1 ", waiting)
        *whole, last = split(joined) or [(0, 0)]
        if whole and re.search(r"\w", re.sub(r"\[\d*\]?", "", joined[last[0] :])):
            yield from (joined[start:end] for start, end in whole)
            waiting = joined[last[0] :]
    joined = _LATE_CITES.sub(r" \2\1 ", waiting)
    yield from (joined[start:end] for start, end in split(joined))


def proven(
    sentence: str,
    sources: Sequence[Sequence[Candidate]],
    *,
    question: str,
    embedder: Embedder | None,
) -> Proven | None:
    """A sentence with the quotes that carry it, or None where none do.

    *Shapes*: `sources[n - 1]` are the candidates of the passage that [n] cites.
    """
    numbers = dict.fromkeys(int(n) for n in _CITES.findall(sentence))
    if not numbers or not all(1 <= n <= len(sources) for n in numbers):
        return None
    said = _tidy(_CITES.sub("", sentence))
    quotes = _quotes(said, [c for n in numbers for c in sources[n - 1]])
    known = pieces(question).union(*(pieces(c.text) for found in sources for c in found))
    if not carries(said, quotes, known=known) or not _is_near(said, quotes, embedder):
        return None
    return Proven(said, quotes)


def _quotes(said: str, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The few candidates that hold most of what is said, each adding something."""
    missing = pieces(said)
    chosen: list[Candidate] = []
    while missing and len(chosen) < MOST_QUOTES:
        best = max(candidates, key=lambda c: len(missing & pieces(c.text)), default=None)
        if best is None or not missing & pieces(best.text):
            break
        chosen.append(best)
        missing -= pieces(best.text)
    return tuple(chosen)


def _is_near(said: str, quotes: Sequence[Candidate], embedder: Embedder | None) -> bool:
    """Whether a sentence means something near the words it rests on."""
    if embedder is None:
        return True
    a, b = embedder.encode([said, " ".join(quote.text for quote in quotes)])
    return bool(np.dot(a, b) >= LEAST_NEAR)


def _tidy(sentence: str) -> str:
    words = sentence[mark_length(sentence) :]
    plain = re.sub(r"\s+([.,;!?])", r"\1", " ".join(words.split()))
    return plain if plain.endswith((".", "!", "?")) else f"{plain}."
