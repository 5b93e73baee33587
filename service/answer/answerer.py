"""Answering a question by quoting: retrieve, gather, weigh, choose, ground.

The named steps of an answer in their order; each is a module of this package. Composes no words of
its own unless a writer is set, and even then only what its quotes carry.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.reader import View
from index.embedder import Embedder
from index.hits import Filters, Found, Query
from service.answer.claims import Answer, AnswerStatus, Evidence, Told
from service.answer.compare import compare, names_no_matter, wants_table
from service.answer.composing import composed
from service.answer.confidence import fits
from service.answer.gather import Candidate, candidates_of, evidence_of
from service.answer.ground import Ledger
from service.answer.judge import Judge, Rarity, Reader
from service.answer.kinds import Asks
from service.answer.lists import asked_items, whole_list
from service.answer.parts import Parts, asked_first, asked_second, parts_of, untold
from service.answer.question import Asked, understand
from service.answer.refusing import missing_cells, missing_places, reason, say_what
from service.answer.rows import asked_cells, captioned, row_label, row_words
from service.answer.safety import Support, load_support, unfit
from service.answer.select import Chosen, choose
from service.answer.short import short_answer
from service.answer.weigh import Weighed
from service.answer.writer import Writer

RETRIEVED = 24
"""Passages looked at for one question."""
WRITTEN_FROM = 6
"""Passages that a writer is given."""
OPEN = frozenset({Asks.FACT, Asks.YES_NO, Asks.REASON, Asks.DEFINITION})
"""Kinds of questions that a list may answer; a figure or date stands in one sentence."""
SECOND = 0.8
"""Confidence from which the second part of a question is answered by words of its own: what "it" is
there is only guessed (docs/decisions/answers.md)."""
NEAREST = 5
"""Passages offered under a refusal."""


@dataclass(frozen=True, slots=True)
class Considered:
    """A question with what was found for it. *Order*: `weighed` best first.

    Of a question of two `parts`, `asked` is the first.
    """

    found: Found
    asked: Asked
    parts: Parts | None
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
        self._judge = Judge(view, embedder, reader, rarity)
        self._writer = writer
        self._base_url = base_url
        self._support = support or load_support()

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
        found, asked, parts, evidence = self._found(question, filters=filters, limit=limit)
        if wants_table(asked) and (tabled := self._tabled(asked, evidence, filters)):
            yield replace(tabled, understood=found.understood, notices=notices)
            return
        if names_no_matter(asked):
            yield Answer(
                question,
                AnswerStatus.NOT_FOUND,
                reason=say_what(asked),
                nearest=evidence[: min(limit, NEAREST)],
                understood=found.understood,
                notices=notices,
            )
            return
        considered = self._judged(found, asked, parts, evidence)
        answer = Answer(
            question=question,
            status=AnswerStatus.NOT_FOUND,
            reason=reason(asked, considered.evidence),
            nearest=considered.evidence[: min(limit, NEAREST)],
            understood=considered.found.understood,
            confidence=considered.confidence,
            notices=notices,
        )
        if self._writer and answer.confidence >= self._judge.threshold:
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
            read=self._judge.read,
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
        asked, parts = considered.asked, considered.parts
        chosen = self._chosen(considered)
        quoted = self._quoted(asked, chosen) if chosen else ()
        second, is_told = self._second(considered, quoted)
        ledger = Ledger(self._view, base_url=self._base_url)
        stated = self._stated(answer, asked, (*quoted, *second), ledger)
        if not stated.statements:
            return stated
        if parts and not is_told:
            return _partly(stated, untold(parts.second))
        if parts and not quoted:
            return _partly(replace(stated, short=""), untold(parts.first))
        differs = chosen.differs if chosen else ""
        return _partly(replace(stated, differs=differs), missing_places(asked, quoted))

    def _chosen(self, considered: "Considered") -> Chosen | None:
        """What is to be quoted, where it is sure enough of it."""
        if considered.confidence < self._judge.threshold:
            return None
        fitting = [entry for entry in considered.weighed if fits(entry.signals)]
        return choose(considered.asked, fitting or considered.weighed)

    def _second(
        self, considered: "Considered", quoted: Sequence[Candidate]
    ) -> tuple[tuple[Candidate, ...], bool]:
        """What answers the second part of a question beside `quoted`, and whether it is told."""
        if not considered.parts:
            return (), True
        asked = asked_second(considered.asked, considered.parts)
        filters = considered.found.understood.filters
        weighed = self._judge.weighed(asked, considered.evidence, filters=filters)
        best = next((w.candidate for w in weighed if fits(w.signals)), None)
        sure = self._judge.confidence(asked, weighed)
        if best is None or sure < self._judge.threshold:
            return (), False
        if any(best.text in said.text for said in quoted):
            return (), True
        return ((self._worded(asked, best),), True) if sure >= SECOND else ((), False)

    def consider(self, question: str, *, filters: Filters, limit: int = 10) -> "Considered":
        """Everything short of answering: what was found and how well each candidate answers."""
        return self._judged(*self._found(question, filters=filters, limit=limit))

    def _found(
        self, question: str, *, filters: Filters, limit: int
    ) -> tuple[Found, Asked, Parts | None, tuple[Evidence, ...]]:
        query = Query(question, self._view.audience, filters, limit=max(limit, RETRIEVED))
        found = self._search(query)
        read = found.understood
        asked = understand(question, places=read.places, kinds=read.kinds, reworded=read.reworded)
        parts = parts_of(question)
        asked = asked_first(asked, parts) if parts else asked
        return found, asked, parts, evidence_of(self._view, found.hits)

    def _judged(
        self, found: Found, asked: Asked, parts: Parts | None, evidence: tuple[Evidence, ...]
    ) -> "Considered":
        weighed = self._judge.weighed(asked, evidence, filters=found.understood.filters)
        confidence = self._judge.confidence(asked, weighed)
        return Considered(found, asked, parts, evidence, weighed, confidence)

    def _reply(self, question: str, *, filters: Filters) -> Candidate | None:
        """The best words for one cell's own question, where it is sure of them."""
        considered = self.consider(question, filters=filters)
        if considered.confidence < self._judge.threshold:
            return None
        # Of grades and lists a cell holds one or nothing: other words beside them would mislead.
        least = 1.0 if considered.asked.kind in (Asks.GRADE, Asks.LIST) else 0.0
        fitting = (w for w in considered.weighed if fits(w.signals) and w.signals.form >= least)
        return next((w.candidate for w in fitting), None)

    def _for_cell(self, asked: Asked, *, filters: Filters, limit: int) -> tuple[Evidence, ...]:
        """Passages for some cells of a comparison."""
        query = Query(asked.text, self._view.audience, filters, limit=limit)
        return evidence_of(self._view, self._search(query).hits)

    def _quoted(self, asked: Asked, chosen: Chosen) -> tuple[Candidate, ...]:
        candidates = tuple(self._worded(asked, entry.candidate) for entry in chosen.entries)
        first = candidates[0].text
        opens = asked.kind in OPEN and first.endswith(":") and ". " not in first
        if asked.kind is Asks.LIST or opens:
            # What ends open says nothing without the list that it opens.
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
