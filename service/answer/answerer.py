"""Answering a question by quoting: retrieve, gather, weigh, choose, ground.

The named steps of an answer in their order; each is a module of this package. Composes no words of
its own unless a writer is set, and even then only what its quotes carry.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.reader import View
from index.embedder import Embedder
from index.hits import Filters, Found, Query
from index.reader import framed
from service.answer.claims import Answer, AnswerStatus, Evidence, Told
from service.answer.compare import compare, wants_table
from service.answer.composing import composed
from service.answer.confidence import Logistic, calibration, fits, named
from service.answer.gather import Candidate, candidates_of, evidence_of
from service.answer.ground import Ledger
from service.answer.kinds import Asks
from service.answer.lists import as_lists, asked_items, whole_list
from service.answer.question import Asked, understand
from service.answer.refusing import missing_cells, missing_places, reason
from service.answer.rows import asked_cells, captioned, row_label, row_words
from service.answer.safety import Support, load_support, unfit
from service.answer.select import Chosen, choose, spread
from service.answer.short import short_answer
from service.answer.tables import with_rows
from service.answer.weigh import Weighed, rarities, weigh
from service.answer.writer import Writer

RETRIEVED = 24
"""Passages looked at for one question."""
READ = 6
"""Candidates that the models look at: the best by their words."""
ODDS = 4.0
"""Log-odds that count as 1 in the reader's signal."""
HEADER_CHARACTERS = 60
"""How much of a report's place, time and title the models see."""
WRITTEN_FROM = 6
"""Passages that a writer is given."""
NEAREST = 5
"""Passages offered under a refusal."""

Rarity = Callable[[Sequence[str]], Mapping[str, float]]
"""How rare each stem is in all that is searched."""


class Reader(Protocol):
    """A model that judges whether a text answers a question."""

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """The log-odds that each text answers. *Shapes*: (texts,)."""
        ...


@dataclass(frozen=True, slots=True)
class Considered:
    """A question with what was found for it. *Order*: `weighed` best first."""

    found: Found
    asked: Asked
    evidence: tuple[Evidence, ...]
    weighed: tuple[Weighed, ...]
    confidence: float


class Answerer:
    """Answers as one audience; may be used from many threads."""

    def __init__(
        self,
        view: View,
        search: Callable[[Query], Found],
        embedder: Embedder | None,
        reader: Reader | None,
        writer: Writer | None,
        base_url: str,
        *,
        rarity: Rarity | None = None,
        support: Support | None = None,
    ) -> None:
        self._view = view
        self._search = search
        self._embedder = embedder
        self._reader = reader
        self._writer = writer
        self._base_url = base_url
        self._rarity = rarity
        self._support = support or load_support()
        self._calibration = calibration(has_reader=reader is not None)

    def ask(self, question: str, *, filters: Filters, limit: int = 10) -> Answer:
        """Answer from what this audience may see; `limit` bounds the nearest passages."""
        told = self.live(question, filters=filters, limit=limit)
        return next(one for one in told if isinstance(one, Answer))

    def live(self, question: str, *, filters: Filters, limit: int = 10) -> Iterator[Told]:
        """The same, told as it is made: what a writer says once it is proven, the answer last."""
        notices = self._support.notices(question)
        refused = unfit(question, is_helped=bool(notices))
        if refused:
            status = AnswerStatus.NOT_FOUND
            yield Answer(question, status, reason=refused, notices=notices)
            return
        found, asked, evidence = self._found(question, filters=filters, limit=limit)
        if wants_table(asked) and (tabled := self._tabled(asked, evidence, filters)):
            yield replace(tabled, understood=found.understood, notices=notices)
            return
        considered = self._judged(found, asked, evidence)
        answer = Answer(
            question=question,
            status=AnswerStatus.NOT_FOUND,
            reason=reason(considered.asked, considered.evidence),
            nearest=considered.evidence[: min(limit, NEAREST)],
            understood=considered.found.understood,
            confidence=considered.confidence,
            notices=notices,
        )
        if self._writer and answer.confidence >= self._calibration.threshold:
            answer = yield from self._composed(self._writer, answer, considered)
        yield answer if answer.statements else self._answered(answer, considered)

    def _tabled(
        self, asked: Asked, evidence: Sequence[Evidence], filters: Filters
    ) -> Answer | None:
        """A comparison as a table, where two cells can be filled.

        Each cell has proven its own words, place and time: the confidence is how many it fills.
        """
        ledger = Ledger(self._view, base_url=self._base_url)
        compared = compare(
            self._view,
            asked,
            evidence,
            filters=filters,
            consider=self._for_cell,
            read=self._read,
            reply=self._reply,
            ledger=ledger,
        )
        if compared is None:
            return None
        cells = [cell for row in compared.table.cells for cell in row]
        filled = sum(cell.citation is not None for cell in cells) / len(cells)
        answer = Answer(asked.text, AnswerStatus.NOT_FOUND, confidence=filled)
        stated = self._stated(answer, asked, compared.candidates, ledger)
        stated = replace(stated, short="", table=compared.table)
        return _partly(stated, missing_cells(compared.table))

    def _answered(self, answer: Answer, considered: "Considered") -> Answer:
        """The answer by quoting, where one can be given; else as it is."""
        if answer.confidence < self._calibration.threshold:
            return answer
        asked = considered.asked
        ledger = Ledger(self._view, base_url=self._base_url)
        fitting = [entry for entry in considered.weighed if fits(entry.signals)]
        chosen = choose(asked, fitting or considered.weighed)
        quoted = self._quoted(asked, chosen)
        stated = self._stated(answer, asked, quoted, ledger)
        if not stated.statements:
            return stated
        return _partly(replace(stated, differs=chosen.differs), missing_places(asked, quoted))

    def consider(self, question: str, *, filters: Filters, limit: int = 10) -> "Considered":
        """Everything short of answering: what was found and how well each candidate answers."""
        return self._judged(*self._found(question, filters=filters, limit=limit))

    def _found(
        self, question: str, *, filters: Filters, limit: int
    ) -> tuple[Found, Asked, tuple[Evidence, ...]]:
        query = Query(question, self._view.audience, filters, limit=max(limit, RETRIEVED))
        found = self._search(query)
        read = found.understood
        asked = understand(question, places=read.places, kinds=read.kinds, reworded=read.reworded)
        return found, asked, evidence_of(self._view, found.hits)

    def _judged(self, found: Found, asked: Asked, evidence: tuple[Evidence, ...]) -> "Considered":
        rows = with_rows(self._view, asked, evidence)
        weighed = self._weighed(asked, rows, read=READ)
        confidence = self._calibration.confidence(asked, weighed[:READ])
        return Considered(found, asked, evidence, weighed, confidence)

    def _reply(self, question: str, *, filters: Filters) -> Candidate | None:
        """The best words for one cell's own question, where it is sure of them."""
        considered = self.consider(question, filters=filters)
        if considered.confidence < self._calibration.threshold:
            return None
        # Of grades and lists a cell holds one or nothing: other words beside them would mislead.
        least = 1.0 if considered.asked.kind in (Asks.GRADE, Asks.LIST) else 0.0
        fitting = (w for w in considered.weighed if fits(w.signals) and w.signals.form >= least)
        return next((w.candidate for w in fitting), None)

    def _for_cell(self, asked: Asked, *, filters: Filters, limit: int) -> tuple[Evidence, ...]:
        """Passages for some cells of a comparison."""
        query = Query(asked.text, self._view.audience, filters, limit=limit)
        return evidence_of(self._view, self._search(query).hits)

    def _weighed(
        self, asked: Asked, evidence: Sequence[Evidence], *, read: int
    ) -> tuple[Weighed, ...]:
        candidates = [c for e in evidence for c in candidates_of(self._view, e)]
        candidates = as_lists(candidates) if asked.kind is Asks.LIST else candidates
        rarity = self._rarity(asked.stems) if self._rarity else rarities(asked, candidates)
        weighed = weigh(asked, candidates, rarity)
        scored = spread(_scored(self._calibration.sieve, weighed))
        best, rest = scored[:read], scored[read:]
        return (*_scored(self._calibration.candidate, self._read(asked, best)), *rest)

    def _read(self, asked: Asked, weighed: Sequence[Weighed]) -> tuple[Weighed, ...]:
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

    def _quoted(self, asked: Asked, chosen: Chosen) -> tuple[Candidate, ...]:
        candidates = tuple(self._worded(asked, entry.candidate) for entry in chosen.entries)
        if asked.kind is Asks.LIST:
            return asked_items(asked, whole_list(self._view, candidates[0])) or candidates
        return candidates

    def _stated(
        self, answer: Answer, asked: Asked, candidates: Sequence[Candidate], ledger: Ledger
    ) -> Answer:
        stated = [(c, ledger.state(c)) for c in candidates]
        whole = [(c, s) for c, s in stated if s]
        if not whole:
            return answer
        statements = (
            replace(s, text=captioned(self._view, c.evidence.passage, s.text)) for c, s in whole
        )
        return replace(
            answer,
            status=AnswerStatus.ANSWERED,
            reason="",
            short=short_answer(asked, whole[0][1].text),
            statements=tuple(statements),
            citations=ledger.citations,
            nearest=(),
        )

    def _composed(
        self, writer: Writer, answer: Answer, considered: "Considered"
    ) -> Generator[Told, None, Answer]:
        best = dict.fromkeys(w.candidate.evidence for w in considered.weighed)
        sources = [candidates_of(self._view, e) for e in list(best)[:WRITTEN_FROM]]
        ledger = Ledger(self._view, base_url=self._base_url)
        return composed(answer, writer, sources, embedder=self._embedder, ledger=ledger)

    def _worded(self, asked: Asked, candidate: Candidate) -> Candidate:
        """A table row said by the cells that were asked for; anything else as it stands."""
        passage = candidate.evidence.passage
        if not passage.cells or asked.kind is Asks.COMPARISON:
            return candidate
        label = row_label(self._view, passage)
        cells = asked_cells(asked, passage.cells, is_labelled=bool(label))
        return replace(candidate, text=row_words(label, cells))


def _partly(answer: Answer, missing: str) -> Answer:
    """The answer as partial where something asked for is missing from it."""
    if not missing or not answer.statements:
        return answer
    return replace(answer, status=AnswerStatus.PARTIAL, missing=missing)


def _scored(judge: Logistic, weighed: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """The same with their scores, best first."""
    scored = [w.scored(judge.probability(named(w.signals))) for w in weighed]
    return tuple(sorted(scored, key=lambda w: -w.score))


def _with(weighed: Weighed, **models: float) -> Weighed:
    return replace(weighed, signals=replace(weighed.signals, **models))


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
