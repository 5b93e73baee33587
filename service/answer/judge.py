"""Judging found passages: their candidates weighed, the best of them read by a model, all in order.

Joins the signals of `service.answer.weigh` with what a model says, by the learned weights of
`service.answer.confidence`. Chooses and quotes nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.reader import View
from index.embedder import Embedder
from index.hits import Filters
from index.reader import framed
from service.answer.claims import Evidence
from service.answer.confidence import Logistic, calibration, named
from service.answer.gather import Candidate, candidates_of
from service.answer.grades import with_overall
from service.answer.kinds import Asks
from service.answer.list_heads import with_headed
from service.answer.lists import as_lists
from service.answer.question import Asked
from service.answer.select import spread
from service.answer.tables import with_rows
from service.answer.weigh import Weighed, rarities, weigh

READ = 6
"""Candidates that the models look at: the best by their words."""
ODDS = 4.0
"""Log-odds that count as 1 in the reader's signal."""
HEADER_CHARACTERS = 60
"""How much of a report's place, time and title the models see."""

Rarity = Callable[[Sequence[str]], Mapping[str, float]]
"""How rare each stem is in all that is searched."""


class Reader(Protocol):
    """A model that judges whether a text answers a question."""

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """The log-odds that each text answers. *Shapes*: (texts,)."""
        ...


class Judge:
    """Weighs what was found; may be used from many threads.

    Reads with `reader`, else compares by `embedder`, else goes by words alone; `rarity` is the
    index's word on how rare words are, without it the passages found say so themselves.
    """

    def __init__(
        self,
        view: View,
        embedder: Embedder | None,
        reader: Reader | None,
        rarity: Rarity | None,
    ) -> None:
        self._view = view
        self._embedder = embedder
        self._reader = reader
        self._rarity = rarity
        self._calibration = calibration(has_reader=reader is not None)

    @property
    def threshold(self) -> float:
        """The confidence from which an answer is given."""
        return self._calibration.threshold

    def weighed(
        self, asked: Asked, evidence: Sequence[Evidence], *, filters: Filters
    ) -> tuple[Weighed, ...]:
        """Every candidate with its score. *Order*: best first, those read before others.

        What is added to the evidence stays on the pages that `filters` leave.
        """
        looked_at = with_rows(self._view, asked, evidence)
        if asked.kind is Asks.LIST:
            looked_at = with_headed(self._view, asked, looked_at)
        if asked.kind is Asks.GRADE:
            looked_at = with_overall(self._view, asked, looked_at)
        kept = [one for one in looked_at if _is_left(filters, one.passage.page)]
        candidates = [c for one in kept for c in candidates_of(self._view, one)]
        if asked.kind is Asks.LIST:
            candidates = as_lists(self._view, asked, candidates)
        rarity = self._rarity(asked.stems) if self._rarity else rarities(asked, candidates)
        weighed = weigh(asked, candidates, rarity)
        scored = spread(_scored(self._calibration.sieve, weighed))
        best, rest = scored[:READ], scored[READ:]
        return (*_scored(self._calibration.candidate, self.read(asked, best)), *rest)

    def confidence(self, asked: Asked, weighed: Sequence[Weighed]) -> float:
        """How sure it is that what was weighed holds an answer; from 0 to 1."""
        return self._calibration.confidence(asked, weighed[:READ])

    def read(self, asked: Asked, weighed: Sequence[Weighed]) -> tuple[Weighed, ...]:
        """The same candidates with what the reader, else the embedder, says of them."""
        texts = [in_context(w.candidate) for w in weighed]
        if texts and self._reader:
            odds = self._reader.score(asked.text, texts)
            return tuple(
                _with(w, reader=float(o) / ODDS) for w, o in zip(weighed, odds, strict=True)
            )
        if texts and self._embedder:
            vectors = self._embedder.encode([asked.text, *texts])
            near = vectors[1:] @ vectors[0]
            return tuple(_with(w, cosine=float(c)) for w, c in zip(weighed, near, strict=True))
        return tuple(weighed)


def _is_left(filters: Filters, page: int) -> bool:
    first, last = filters.page_from or 1, filters.page_to or page
    return first <= page <= last


def in_context(candidate: Candidate) -> str:
    """A candidate as the models read it: after place, time and title of its report and its heading.

    Place and time come first and the title is cut, since the reader sees few words and what tells
    near-identical reports apart must be among them.
    """
    passage, publication = candidate.evidence.passage, candidate.evidence.publication
    period = publication.period.words if publication.period else ""
    title = " ".join(part for part in (publication.area, period, publication.title) if part)
    above = [passage.context] if passage.cells else list(passage.headings[-1:])
    return framed(" | ".join((title[:HEADER_CHARACTERS], *above)), candidate.text)


def _scored(judge: Logistic, weighed: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """The same with their scores, best first."""
    scored = [w.scored(judge.probability(named(w.signals))) for w in weighed]
    return tuple(sorted(scored, key=lambda w: -w.score))


def _with(weighed: Weighed, **models: float) -> Weighed:
    return replace(weighed, signals=replace(weighed.signals, **models))
