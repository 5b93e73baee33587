"""Proving what a model composed: only sentences that quoted words carry are ever shown.

Each sentence must cite passages that were given, and from those passages quotes are picked that
hold its figures, names and most of its words, and mean nearly the same. What fails is dropped.
Source of checking sentence by sentence: Gao et al., "RARR" (ACL 2023), section 3.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.sentences import split
from index.analysis import STOP_WORDS, stems, words
from index.embedder import Embedder
from service.answer.figures import figures_of
from service.answer.gather import Candidate

LEAST_NEAR = 0.45
"""Cosine of a sentence with the words it rests on, below which it says something else."""
LEAST_SHARED = 0.5
"""Share of a sentence's own words that must stand in the words it rests on."""
_OPENING = STOP_WORDS | {"according", "overall", "however", "although", "since", "across"}
MOST_QUOTES = 3
"""Quotes that one sentence may rest on."""


@dataclass(frozen=True, slots=True)
class Proven:
    """A composed sentence and the quotes that carry it."""

    sentence: str
    quotes: tuple[Candidate, ...]


def proven(
    text: str,
    sources: Sequence[Sequence[Candidate]],
    *,
    question: str,
    embedder: Embedder | None,
) -> tuple[Proven, ...]:
    """The sentences of a composed text that its sources carry.

    *Shapes*: `sources[n - 1]` are the candidates of the passage that [n] cites.
    """
    carried = [entry for s in _sentences(text) if (entry := _carried(s, sources, question))]
    near = _near(carried, embedder)
    return tuple(entry for entry, is_near in zip(carried, near, strict=True) if is_near)


_CITES = re.compile(r"\[(\d{1,3})\]")


def _sentences(text: str) -> list[str]:
    """Sentences, each with the citations that follow it, also those after its full stop."""
    joined = re.sub(r"([.!?])\s*((?:\[\d{1,3}\]\s*)+)", r" \2\1 ", text)
    return [joined[start:end] for start, end in split(joined)]


def _carried(sentence: str, sources: Sequence[Sequence[Candidate]], question: str) -> Proven | None:
    numbers = dict.fromkeys(int(n) for n in _CITES.findall(sentence))
    if not numbers or not all(1 <= n <= len(sources) for n in numbers):
        return None
    said = _tidy(_CITES.sub("", sentence))
    quotes = _quotes(said, [c for n in numbers for c in sources[n - 1]])
    cited = " ".join(quote.text for quote in quotes)
    return Proven(said, quotes) if _holds(said, cited, question) else None


def _quotes(said: str, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The few candidates that hold most of what is said, each adding something."""
    missing = _pieces(said)
    chosen: list[Candidate] = []
    while missing and len(chosen) < MOST_QUOTES:
        best = max(candidates, key=lambda c: len(missing & _pieces(c.text)), default=None)
        if best is None or not missing & _pieces(best.text):
            break
        chosen.append(best)
        missing -= _pieces(best.text)
    return tuple(chosen)


def _pieces(text: str) -> set[str]:
    return set(stems([w for w in words(text) if w not in STOP_WORDS]))


def _holds(said: str, cited: str, question: str) -> bool:
    """Whether figures, names and most words of a sentence stand in the words cited.

    Names of the question may be used; its figures may not, since a question can hold a false one.
    """
    own, printed = _pieces(said), _pieces(cited)
    known = set(words(cited)) | set(words(question))
    return (
        _numbers(said) <= _numbers(cited)
        and all(name in known for name in _name_words(said))
        and len(own & printed) >= LEAST_SHARED * len(own) > 0
    )


def _numbers(text: str) -> set[float]:
    """Every number of a text, in figures or in words."""
    found = re.findall(r"\d[\d,]*(?:\.\d+)?", text)
    spelt = [f.value for f in figures_of(text) if f.value is not None]
    return {float(number.replace(",", "")) for number in found} | set(spelt)


def _name_words(sentence: str) -> list[str]:
    """Capitalised words, folded; the first word too, unless it is one that often opens."""
    tokens = re.findall(r"[^\W\d_][\w’'-]*", sentence)
    named = [
        token
        for place, token in enumerate(tokens)
        if token[0].isupper() and (place > 0 or token.casefold() not in _OPENING)
    ]
    return [word for token in named for word in words(token)]


def _near(claims: Sequence[Proven], embedder: Embedder | None) -> tuple[bool, ...]:
    """Whether each sentence means something near the words it rests on."""
    if not claims or embedder is None:
        return tuple(True for _ in claims)
    said = embedder.encode([claim.sentence for claim in claims])
    cited = embedder.encode([" ".join(q.text for q in claim.quotes) for claim in claims])
    return tuple(bool(np.dot(a, b) >= LEAST_NEAR) for a, b in zip(said, cited, strict=True))


def _tidy(sentence: str) -> str:
    plain = re.sub(r"\s+([.,;!?])", r"\1", " ".join(sentence.split()))
    return plain if plain.endswith((".", "!", "?")) else f"{plain}."
