"""The words of one cell of a comparison: most about the matter, or an answer of its reports alone.

All cells are searched for at once, and of each only the few likeliest sentences are read by the
models. Makes no table: that is `service.answer.compare_words`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from corpus.reader import View
from corpus.records import PassageKind, Period
from index.analysis import stems, words
from index.hits import Filters
from service.answer.cell_question import cell_question, is_of_aims, meets, subject_stems
from service.answer.cells import whole
from service.answer.claims import Evidence
from service.answer.gather import Candidate, candidates_of, heading_words, shown
from service.answer.kinds import Asks, kind_of
from service.answer.question import Asked
from service.answer.referring import points_back
from service.answer.weigh import Signals, Weighed, rarities
from service.answer.whereabouts import own_year_agreement, place_agreement

RETRIEVED = 24
READ = 4
"""Passages looked at and candidates read for one cell."""
LEAST_COVER = 0.6
"""Share of the subject, by rarity, that must stand in a cell's own words."""
LEAST_ODDS = -2.5
"""The reader's log-odds, with what else speaks for a sentence, below which a cell stays empty."""
PROMISED = 2.5
"""What it counts, where promises are asked for, that words promise or stand under what will be
done: much, for an action in a list ("Ask every school to tell us") looks like none to a reader."""
ODDS = 4.0
"""Log-odds that count as 1 in the reader's signal."""
LONG_WORDS = 60

_GLOSSARY = re.compile(r"\b(?:glossary|acronyms?|abbreviations?|definitions?)\b", re.IGNORECASE)
_AIMS_ABOVE = re.compile(
    r"\b(?:priorities|commitments|aims|objectives|goals|promises|targets)\W*$", re.IGNORECASE
)
_PROMISES = re.compile(r"\b(?:promis|commit|plan|propos|will do|aim|pledg)", re.IGNORECASE)
_PROMISED = re.compile(
    r"\b(?:will|promis\w*|commit\w*|pledg\w*|aims?|targets?|fewer than|by (?:\w+ )?20\d\d)\b",
    re.IGNORECASE,
)


class Consider(Protocol):
    """What finds the passages for some cells."""

    def __call__(self, asked: Asked, *, filters: Filters, limit: int) -> Sequence[Evidence]:
        """The `limit` best passages. *Order*: as the search found them."""
        ...


class Reply(Protocol):
    """What answers one cell's question from its reports alone."""

    def __call__(self, question: str, *, filters: Filters) -> Candidate | None:
        """The words that answer, or None where the reports do not say."""
        ...


class Read(Protocol):
    """The models' look at a few candidates."""

    def __call__(self, asked: Asked, weighed: Sequence[Weighed]) -> Sequence[Weighed]:
        """The same candidates with what the models say of them."""
        ...


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell asks: its place, its period and the reports that may fill it."""

    place: str
    period: Period | None
    ids: tuple[str, ...]


def has_form(asked: Asked) -> bool:
    """Whether the form alone says what each cell must be: a grade, or a list."""
    place = next(iter(asked.places), "")
    return kind_of(cell_question(asked, place)) in (Asks.GRADE, Asks.LIST)


def _recency(view: View, cell: Cell) -> dict[str, float]:
    """What speaks for each report of a cell by its date: of a place the newest says how it is."""
    dated = {p.period.last_day: p.id for p in view.publications() if p.id in cell.ids and p.period}
    order = [name for _, name in sorted(dated.items())]
    return {name: at / max(1, len(order) - 1) for at, name in enumerate(order)}


class Finder:
    """Finds the words of each cell; every search and reading serves as many cells as it can."""

    def __init__(
        self,
        view: View,
        asked: Asked,
        filters: Filters,
        consider: Consider,
        read: Read,
        reply: Reply,
    ) -> None:
        self._view = view
        self._asked = asked
        self._subject = tuple(subject_stems(asked))
        self._filters = filters
        self._consider = consider
        self._read = read
        self._reply = reply
        self._promised = bool(_PROMISES.search(asked.text))
        self._candidates: list[Candidate] = []
        self._recency: dict[str, float] = {}

    def search_all(self, cells: Sequence[Cell]) -> None:
        """One search for all cells together."""
        ids = tuple(dict.fromkeys(name for cell in cells for name in cell.ids))
        asked = replace(self._of_cell(cells[0], ""), periods=())
        for cell in cells:
            self._recency |= _recency(self._view, cell)
        self._candidates = self._searched(asked, ids, len(cells))

    def best(self, cell: Cell) -> Candidate | None:
        """The words that fill a cell, or None where its reports do not say."""
        asked = self._of_cell(cell, cell.place)
        return self._most_about(asked, cell) or self._replied(asked, cell)

    def _replied(self, asked: Asked, cell: Cell) -> Candidate | None:
        """What the cell's reports answer to its question, asked of them alone."""
        only = replace(self._filters, publications=cell.ids)
        return self._reply(asked.text, filters=only) if cell.ids else None

    def _most_about(self, asked: Asked, cell: Cell) -> Candidate | None:
        """The words most about the matter, where the models do not doubt them."""
        if not self._subject or kind_of(asked.text) is Asks.GRADE:
            return None
        likely = self._likely(asked, cell, self._candidates)
        if not likely and cell.ids:
            self._candidates += self._searched(asked, cell.ids, 1)
            likely = self._likely(asked, cell, self._candidates)
        read = self._read(asked, [Weighed(candidate, Signals()) for candidate in likely])
        scored = [(self._score(asked, entry), entry.candidate) for entry in read]
        score, candidate = max(scored, key=lambda pair: pair[0], default=(LEAST_ODDS, None))
        if candidate is None or score <= LEAST_ODDS:
            return None
        return whole(self._view, candidate, self._subject)

    def _of_cell(self, cell: Cell, place: str) -> Asked:
        return replace(
            self._asked,
            text=cell_question(self._asked, place),
            kind=Asks.FACT,
            stems=self._subject,
            places=(place,) if place else (),
            periods=(cell.period,) if cell.period else (),
        )

    def _searched(self, asked: Asked, ids: tuple[str, ...], cells: int) -> list[Candidate]:
        """What the passages that touch on the matter offer."""
        only = replace(self._filters, publications=ids)
        found = self._consider(asked, filters=only, limit=RETRIEVED * cells)
        offered: list[Candidate] = []
        for entry in found:
            passage = entry.passage
            if self._is_list_of_aims(entry):
                offered.append(Candidate(entry, shown(passage.text), passage.spans, "", -1))
            elif self._touches(f"{passage.context} {passage.text}"):
                offered.extend(candidates_of(self._view, entry))
        return offered

    def _is_list_of_aims(self, entry: Evidence) -> bool:
        """Whether a short list stands under a heading that names what is asked for."""
        passage = entry.passage
        return (
            is_of_aims(self._asked)
            and passage.kind is PassageKind.LIST
            and len(passage.text.split()) <= LONG_WORDS
            and bool(_AIMS_ABOVE.search(" ".join(passage.headings[-1:])))
        )

    def _touches(self, text: str) -> bool:
        present = frozenset(stems(words(text)))
        return any(meets(stem, present) for stem in self._subject)

    def _likely(self, asked: Asked, cell: Cell, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The few candidates of a cell's reports, place and time that are most about the matter."""
        own = [c for c in candidates if c.evidence.publication.id in cell.ids]
        weights = rarities(asked, own)
        fitting = [
            (self._cover(self._told(c), weights), c)
            for c in own
            if (not cell.place or place_agreement(asked, c) > 0)
            and c.evidence.passage.kind is not PassageKind.CAPTION
        ]
        ranked = sorted(
            ((cover + self._bonus(asked, c), c) for cover, c in fitting if cover >= LEAST_COVER),
            key=lambda pair: -pair[0],
        )
        return [candidate for _, candidate in ranked[:READ]]

    def _told(self, candidate: Candidate) -> str:
        """The words that must be about the matter: of a row or a whole list its heading too."""
        passage = candidate.evidence.passage
        if candidate.place < 0:
            return f"{passage.headings[-1]} {candidate.text}"
        return f"{passage.context} {candidate.text}" if passage.cells else candidate.text

    def _cover(self, text: str, weights: dict[str, float]) -> float:
        present = frozenset(stems(words(text)))
        total = sum(weights.values())
        return sum(w for s, w in weights.items() if meets(s, present)) / total if total else 0.0

    def _bonus(self, asked: Asked, candidate: Candidate) -> float:
        """What speaks for a candidate beside the matter: a promise, its heading, being prose."""
        heading = heading_words(candidate.evidence.passage)
        above = frozenset(stems(words(heading)))
        is_table = candidate.evidence.passage.kind in (PassageKind.TABLE, PassageKind.TABLE_ROW)
        told = f"{candidate.text} {heading}"
        return (
            (PROMISED if self._promised and _PROMISED.search(told) else 0.0)
            + 0.5 * any(meets(stem, above) for stem in self._subject)
            + 2.5 * self._lists_aims(candidate)
            - 1.5 * is_table
            - 0.7 * (own_year_agreement(asked, candidate) == -1)
            - 1.0 * points_back(candidate.text)
            + self._recency.get(candidate.evidence.publication.id, 0.0)
            - 0.5 * (len(candidate.text.split()) > LONG_WORDS)
            - 0.03 * len(candidate.text.split()) * (candidate.place < 0)
            - 2.0 * bool(_GLOSSARY.search(heading))
            - 0.02 * candidate.evidence.hit.rank
        )

    def _lists_aims(self, candidate: Candidate) -> bool:
        """Whether a candidate is a list of what is set out to be done, or a row of one."""
        heads = " ".join(head for cell in candidate.evidence.passage.cells for head in cell.heads)
        return is_of_aims(self._asked) and (candidate.place < 0 or self._touches(heads))

    def _score(self, asked: Asked, entry: Weighed) -> float:
        model = entry.signals.reader or entry.signals.cosine
        return ODDS * model + self._bonus(asked, entry.candidate)
