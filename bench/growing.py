"""A corpus of any size grown from a real one, for measuring how search behaves as it grows.

The text of a data directory that `vru ingest` filled is cut anew, forty to eighty words at a time
from ever other starting points, until there are as many passages as wanted. A grown passage takes
the vector of the passage it begins in, slightly turned, since embedding a hundred thousand would
take half an hour and changes no time. Does not measure; `bench/search.py` does.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from corpus.reader import View
from corpus.records import (
    Audience,
    Edition,
    Kind,
    Page,
    Passage,
    PassageKind,
    Period,
    Publication,
    Quality,
    ReadEdition,
    Span,
)
from corpus.store import Record
from index.build import build
from index.embedder import Vectors
from index.generation import folder_of, open_current
from index.vectors import EXACT

PASSAGES_A_PUBLICATION = 150
PASSAGES_A_PAGE = 6
TURNED = 0.05
AREAS = ("Barnet", "Essex", "Kent", "Medway", "Norfolk", "Surrey", "Torbay", "Wigan")


@dataclass(frozen=True)
class Source:
    """Passages as staff see them, and their vectors. *Shapes*: vectors (texts, dimensions)."""

    texts: list[str]
    vectors: Vectors
    model: str

    @classmethod
    def of(cls, data: Path) -> "Source":
        """The texts and vectors of a data directory."""
        generation = open_current(folder_of(data / "generations", Audience.STAFF))
        exact = faiss.read_index(str(generation.folder / EXACT))
        vectors = exact.reconstruct_n(0, exact.ntotal)
        ids = [passage_id.decode() for passage_id in generation.arrays["passage_ids"]]
        view = View(data / "record.sqlite", Audience.STAFF)
        texts = {passage.id: passage.text for _, passage in view.current_passages()}
        return cls([texts[i] for i in ids], vectors, generation.manifest.model)


@dataclass(frozen=True)
class Grown:
    """What was grown: texts and their vectors. *Shapes*: vectors (texts, dimensions)."""

    texts: list[str]
    vectors: Vectors


class _AtHand:
    """An embedder that knows its vectors already, under a real model's name."""

    def __init__(self, model: str, grown: Grown) -> None:
        self.identity = model
        self.dimensions = grown.vectors.shape[1]
        self._row = {text: row for row, text in enumerate(grown.texts)}
        self._vectors = grown.vectors

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors at hand. *Shapes*: (texts, dimensions)."""
        return self._vectors[[self._row[text] for text in texts]]


def grow(source: Source, size: int) -> Grown:
    """As many passages as wanted, the same at every call."""
    chance, noise = random.Random(size), np.random.default_rng(size)
    words = [word for text in source.texts for word in text.split()]
    owner = [number for number, text in enumerate(source.texts) for _ in text.split()]
    cut = list(_cut(words, owner, size, chance))
    vectors = source.vectors[[number for _, number in cut]]
    scale = TURNED / vectors.shape[1] ** 0.5
    vectors = vectors + scale * noise.standard_normal(vectors.shape, dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Grown([text for text, _ in cut], vectors.astype(np.float32))


def _cut(
    words: list[str], owner: list[int], size: int, chance: random.Random
) -> Iterator[tuple[str, int]]:
    for _ in range(size):
        at = chance.randrange(len(words) - 80)
        yield " ".join(words[at : at + chance.randint(40, 80)]), owner[at]


def store(grown: Grown, data: Path, *, model: str) -> None:
    """Put what was grown into a new data directory, and build its index."""
    with Record(data / "record.sqlite") as record:
        for first in range(0, len(grown.texts), PASSAGES_A_PUBLICATION):
            _add(record, first, grown.texts[first : first + PASSAGES_A_PUBLICATION])
    embedder = _AtHand(model, grown)
    build(record=data / "record.sqlite", generations=data / "generations", embedder=embedder)


def _add(record: Record, first: int, texts: Sequence[str]) -> None:
    sha = f"{first:064x}"
    area, year = AREAS[first // PASSAGES_A_PUBLICATION % len(AREAS)], 2014 + first % 11
    period = Period(f"{year}-01-01", f"{year}-12-31", str(year))
    owner = Publication(
        f"grown-{first}", f"{area} {year}", Kind.OTHER, Audience.PUBLIC, "g.pdf", period, area
    )
    pages: list[Page] = []
    passages: list[Passage] = []
    for start in range(0, len(texts), PASSAGES_A_PAGE):
        number, on_page = len(pages) + 1, ""
        for offset, text in enumerate(texts[start : start + PASSAGES_A_PAGE], start):
            span = Span(number, len(on_page), len(on_page) + len(text))
            identity = f"{first + offset:020x}"
            passages.append(Passage(identity, sha, PassageKind.PROSE, (span,), text))
            on_page += f"{text}\n"
        pages.append(Page(sha, number, str(number), on_page, 595, 842))
    added = datetime(2024, 1, 1, tzinfo=UTC)
    edition = Edition(sha, owner.id, "g.pdf", len(pages), added, "grown", 1, Quality(len(pages)))
    words: tuple[tuple[Any, ...], ...] = tuple(() for _ in pages)
    record.add(owner, ReadEdition(edition, tuple(pages), words, (), tuple(passages)))


def drawn(texts: Sequence[str], count: int) -> list[str]:
    """Queries: five to nine words in a row, half of them with a place and a year."""
    chance = random.Random(3)
    queries = []
    for number in range(count):
        words = chance.choice(texts).split()
        at = chance.randrange(max(1, len(words) - 9))
        query = " ".join(words[at : at + chance.randint(5, 9)])
        queries.append(f"{query} in {AREAS[number % 8]} in 2019" if number % 2 else query)
    return queries
