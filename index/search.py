"""Searching one audience's current generation: hits are ids, ranks and scores, never words.

Follows CURRENT, so a running service needs no restart. The same query on the same generation
gives the same hits: ties go by passage id. How things known become a score is `index.ranking`.
"""

import math
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np

from corpus.places import Places
from corpus.records import Audience
from index import facets, generation
from index.embedder import Embedder, Vectors
from index.errors import OtherModel
from index.hits import Found, Hit, Mode, Query, Standing
from index.lexicon.glossary import GlossaryEntry
from index.lexicon.own import own_corrections, own_places, own_synonyms
from index.lexicon.synonyms import Synonyms
from index.opened import Opened
from index.ranking import WEIGHTS, Weights, rank_of, spread
from index.rerank import SHARE, Rerank, reranked
from index.scoring import Scored, best, score
from index.understand.plan import Plan, plan

FIRST_PAGE = 10
"""Hits that are spread over pages."""

POOL = 200
"""Hits that are put in order at least, so that every page of results is cut from one order."""

RECENT = 1000
"""Questions whose vectors are kept, 1.5 kB each."""

NO_MODEL = "Only words are searched: no embedding model is made ready yet (vru refresh does it)."


@dataclass(frozen=True, slots=True)
class _Listed:
    """Rows best first; of each that was read again how good it is (0 to 1), and its old rank."""

    rows: list[int]
    chances: dict[int, float] = field(default_factory=dict)
    before: dict[int, int] = field(default_factory=dict)


class Searcher:
    """Search as one audience; may be used from many threads.

    Places and synonyms are those of the data directory where none are given, and so are the
    corrections to the glossary.
    """

    def __init__(
        self,
        generations: Path,
        audience: Audience,
        embedder: Embedder | None,
        *,
        places: Places | None = None,
        synonyms: Synonyms | None = None,
        weights: Weights = WEIGHTS,
        rerank: Rerank | None = None,
    ) -> None:
        self.audience = audience
        self._root = generation.folder_of(generations, audience)
        self._embedder = embedder
        self._places = places or own_places(generations)
        self._synonyms = synonyms or own_synonyms(generations)
        self._corrections = own_corrections(generations)
        self._weights = weights
        self._rerank = rerank
        self._lock = threading.Lock()
        # What is asked again, or leafed through, is embedded once; in memory and nowhere else.
        self._vector = lru_cache(maxsize=RECENT)(self._embedded)
        self._opened: Opened | None = None

    def opened(self) -> Opened:
        """The current generation.

        *Raises*: NoGeneration, GenerationDamaged, OtherModel.
        """
        name = generation.current_name(self._root)
        with self._lock:
            if self._opened is None or self._opened.manifest.name != name:
                current = generation.open_current(self._root)
                fresh = Opened(current, corrections=self._corrections)
                _check_model(fresh, self._embedder)
                self._opened = fresh
            return self._opened

    def search(self, query: Query, *, today: date | None = None, is_reread: bool = True) -> Found:
        """The passages that match best.

        `today` is what "last year" counts from, the day itself where it is not given. Where not
        `is_reread`, the best are not read again, even where a cross-encoder is there to do it.
        *Raises*: NoGeneration, GenerationDamaged, OtherModel.
        """
        opened = self.opened()
        day = today or date.today()  # noqa: DTZ011 - the reader's own day, not a moment in time
        read = plan(
            query,
            opened,
            places=self._places,
            synonyms=self._synonyms,
            today=day,
            synonym_weight=self._weights.synonym,
        )
        question = self._question(query, read)
        scored = score(query, opened, read, question, places=self._places, weights=self._weights)
        rows = self._ordered(query, opened, scored, question)
        listed = self._reread(rows, opened, scored, read) if is_reread else _shown(rows, opened)
        return Found(
            understood=read.understood,
            hits=tuple(_hits(query, opened, scored, listed)),
            total=int(scored.matching.sum()),
            facets=facets.count(opened.publications, opened.owner, scored.matching),
            generation=opened.manifest.name,
            degraded=() if self._embedder else (NO_MODEL,),
        )

    def glossary(self) -> tuple[GlossaryEntry, ...]:
        """The acronyms this audience's publications define. *Order*: by term.

        *Raises*: NoGeneration, GenerationDamaged, OtherModel.
        """
        return self.opened().glossary

    def rarity(self, listed: Sequence[str]) -> dict[str, float]:
        """How rare each stem is over all passages: BM25's inverse document frequency, above 0.

        *Raises*: NoGeneration, GenerationDamaged, OtherModel.
        """
        opened = self.opened()
        found = {}
        for stem in listed:
            number = opened.term_of.get(stem)
            held = 0 if number is None else len(opened.postings.row(number)[0])
            found[stem] = math.log1p((opened.count - held + 0.5) / (held + 0.5))
        return found

    def _question(self, query: Query, read: Plan) -> Vectors | None:
        if self._embedder is None or query.mode is Mode.LEXICAL or not read.subject.strip():
            return None
        return self._vector(read.subject)

    def _embedded(self, subject: str) -> Vectors:
        assert self._embedder is not None
        vector: Vectors = self._embedder.encode([subject])[0]
        vector.flags.writeable = False
        return vector

    def _ordered(
        self, query: Query, opened: Opened, scored: Scored, question: Vectors | None
    ) -> list[int]:
        most = max(POOL, query.offset + query.limit)
        rows = best(opened, scored, question, most=most, weights=self._weights)
        found: list[int] = rows.tolist()
        return found

    def _reread(self, rows: list[int], opened: Opened, scored: Scored, read: Plan) -> _Listed:
        listed = _shown(rows, opened)
        if self._rerank is None or not read.terms:
            return listed
        reread = reranked(rows, read.parsed.words, scored.total, opened.ids, self._rerank)
        before = {row: rank for rank, row in enumerate(listed.rows, 1)}
        return _Listed(_shown(reread.rows, opened).rows, reread.chances, before)


def _shown(rows: list[int], opened: Opened) -> _Listed:
    return _Listed(spread(rows, opened.page_row, opened.alike, first=FIRST_PAGE))


def _hits(query: Query, opened: Opened, scored: Scored, listed: _Listed) -> Iterator[Hit]:
    rows = listed.rows
    # A hit held back for another page must not show a higher score than those before it.
    shown = np.minimum.accumulate(scored.total[rows]) if rows else np.zeros(0)
    chosen = rows[query.offset : query.offset + query.limit]
    for rank, row in enumerate(chosen, query.offset + 1):
        lifted = (f"{n} ({v[row]:+.2f})" for n, v in scored.lifts.items() if v[row])
        yield Hit(
            passage_id=opened.ids[row].decode(),
            rank=rank,
            score=round(float(shown[rank - 1]), 6),
            standings=(*_standings(scored, row), *_reading(listed, row)),
            why=(*lifted, *_moved(listed, row)),
        )


def _reading(listed: _Listed, row: int) -> Iterator[Standing]:
    if row in listed.chances:
        chance = listed.chances[row]
        better = sum(other > chance for other in listed.chances.values())
        yield Standing("reading", better + 1, round(chance, 6))


def _moved(listed: _Listed, row: int) -> Iterator[str]:
    if row in listed.chances:
        lift = SHARE * listed.chances[row]
        yield f"read again, at rank {listed.before[row]} before that ({lift:+.2f})"


def _standings(scored: Scored, row: int) -> Iterator[Standing]:
    for name, scores in (("words", scored.words), ("meaning", scored.meaning)):
        if scores[row] > 0:
            yield Standing(name, rank_of(scores, row), round(float(scores[row]), 6))


def _check_model(opened: Opened, embedder: Embedder | None) -> None:
    if embedder and embedder.identity != opened.manifest.model:
        raise OtherModel(
            f"The index was made with {opened.manifest.model}, and {embedder.identity} is set."
        )
