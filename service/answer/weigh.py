"""How well a candidate answers a question: named signals, each between 0 and 1 (or -1 and 1).

Signals are worked out here and joined in `service.answer.confidence`; neither knows the reports.
The lexical ones follow the sentence overlap features of Yih et al., "Question answering using
enhanced lexical semantic models" (ACL 2013); the sort of answer is `service.answer.fitting`.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise

from index.analysis import stems, words
from service.answer.fitting import closeness, fitting_spots, stems_of
from service.answer.form import SHOWN, form
from service.answer.gather import Candidate, heading_words
from service.answer.grades import EARLIER, VAGUE, graded_whole, states_whole
from service.answer.kinds import SUPERLATIVE, Asks, Measure
from service.answer.list_heads import is_named, of_section
from service.answer.nouns import noun_agreement, noun_asked, noun_within
from service.answer.question import Asked, is_stood_for
from service.answer.tables import TableKey, is_other_row, named_tables
from service.answer.whereabouts import (
    PART,
    newest_days,
    own_year_agreement,
    place_agreement,
    year_agreement,
)

SYNONYM = 0.7
"""What a synonym counts of the word it stands for."""
_BASE = re.compile(
    r"\bper [\d,]+ (?:\w+ )?(?:residents|people|persons|population|pupils|children|households)\b"
)
LEAD_CHARACTERS = 160
"""How much of what stands before a grade is looked at for whose it is."""
NEAR_WORDS = 6
"""How many words apart two words may stand and still count as said together."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for and against one candidate.

    `cover` is the share of the question's meaning in its own words, `around` with its headings,
    lead and publication, `passage` with its whole passage; `key` the same as `around` with rare
    words counting far more; `pairs` the share of the question's neighbouring words that stand
    together; `form` whether the sort of answer asked for is there;
    `close` how near it stands to the question's words; `place` and `year` agreement (1), silence
    (0) or conflict (-1) with what was asked, `own_year` by the words alone; `first` how high the
    search put it; `names` the share of the question's names and acronyms that stand near;
    `nearby` how near in meaning the search found its passage, `cosine` and `reader` what the models
    say of itself; `brief` is lower for long words; `noun` whether a figure counts what is asked;
    `listed` how far what stands above a list names it as the question does, or whether the grade of
    the whole is stated alone.
    """

    cover: float = 0.0
    around: float = 0.0
    passage: float = 0.0
    key: float = 0.0
    pairs: float = 0.0
    form: float = 0.0
    close: float = 0.0
    place: float = 0.0
    year: float = 0.0
    own_year: float = 0.0
    first: float = 0.0
    names: float = 0.0
    nearby: float = 0.0
    cosine: float = 0.0
    reader: float = 0.0
    brief: float = 0.0
    noun: float = 0.0
    listed: float = 0.0

    def values(self) -> tuple[float, ...]:
        """All signals in their fixed order."""
        return tuple(getattr(self, f.name) for f in fields(self))


SIGNAL_NAMES = tuple(f.name for f in fields(Signals))


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its signals and, once joined, its score."""

    candidate: Candidate
    signals: Signals
    score: float = 0.0

    def scored(self, score: float) -> "Weighed":
        """The same with this score."""
        return replace(self, score=score)


def weigh(
    asked: Asked,
    candidates: Sequence[Candidate],
    rarity: Mapping[str, float],
) -> tuple[Weighed, ...]:
    """The lexical signals of every candidate; the models' signals are added afterwards.

    `rarity` says how much each of the question's stems counts.
    """
    tables, graded = named_tables(asked, candidates), graded_whole(asked, candidates)
    weigher = _Weigher(asked, rarity, _Surroundings(candidates), tables, graded)
    return tuple(Weighed(candidate, weigher.signals(candidate)) for candidate in candidates)


def rarities(asked: Asked, candidates: Sequence[Candidate]) -> dict[str, float]:
    """How much each of the question's stems counts by the found passages alone.

    Robertson's inverse document frequency, never below a tenth of its highest value, so that a
    word in all of them still counts. For where the index cannot be asked.
    """
    passages = {c.evidence.passage.id: c.evidence.passage for c in candidates}.values()
    texts = [_stem_set(f"{heading_words(p)} {p.text}") for p in passages]
    count = len(texts)
    holding = Counter(stem for text in texts for stem in asked.stems if stem in text)
    top = math.log1p((count + 0.5) / 0.5)
    return {
        stem: max(math.log1p((count - holding[stem] + 0.5) / (holding[stem] + 0.5)), top / 10)
        for stem in asked.stems
    }


def _without_bases(asked: Asked, text: str) -> str:
    """Words without the base of a rate: "per 1,000 residents" tells of no residents."""
    if "per " not in text or asked.measure is Measure.SHARE:
        return text
    return _BASE.sub(" ", text)


class _Surroundings:
    """Stems of passages, headings and publications, each worked out once."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._passage: dict[str, frozenset[str]] = {}
        self._around: dict[str, frozenset[str]] = {}
        self.newest = newest_days(candidates)
        for evidence in {c.evidence.passage.id: c.evidence for c in candidates}.values():
            publication = evidence.publication
            outer = f"{publication.title} {publication.area} {heading_words(evidence.passage)}"
            if publication.period:
                outer = f"{outer} {publication.period.words}"
            around = frozenset(stems(words(outer)))
            self._around[evidence.passage.id] = around
            self._passage[evidence.passage.id] = around | _stem_set(evidence.passage.text)

    def around(self, candidate: Candidate) -> frozenset[str]:
        return self._around[candidate.evidence.passage.id] | _stem_set(candidate.before)

    def passage(self, candidate: Candidate) -> frozenset[str]:
        return self._passage[candidate.evidence.passage.id]


def _stem_set(text: str) -> frozenset[str]:
    return frozenset(stems_of(text))


class _Weigher:
    def __init__(
        self,
        asked: Asked,
        rarity: Mapping[str, float],
        surroundings: _Surroundings,
        tables: frozenset[TableKey],
        graded: frozenset[str],
    ) -> None:
        self._asked = asked
        self._tables = tables
        self._graded = graded
        self._rarity = rarity
        self._surroundings = surroundings

    def signals(self, candidate: Candidate) -> Signals:
        own_list = stems_of(_without_bases(self._asked, candidate.text))
        own = frozenset(own_list)
        around = own | self._surroundings.around(candidate)
        fitting = fitting_spots(self._asked, candidate.text)
        noun = _noun(self._asked, candidate, fitting)
        worth = form(self._asked, candidate.text, fitting, items=candidate.items)
        place = place_agreement(self._asked, candidate)
        counts_otherwise = not noun and _counts_otherwise(self._asked, candidate, around)
        is_row = bool(candidate.evidence.passage.cells)
        alone = is_row and bool(SUPERLATIVE.search(self._asked.text))
        other_row = is_row and is_other_row(self._asked, self._tables, candidate)
        told_of_earlier = _told_of_earlier(self._asked, candidate)
        is_of_part = candidate.evidence.passage.edition_sha256 in self._graded
        if counts_otherwise or place == PART or alone or other_row or told_of_earlier:
            worth = min(worth, VAGUE)
        listed = _listed(self._asked, candidate)
        if is_of_part and not listed:
            worth = min(worth, SHOWN)
        if listed and not alone and (is_row or candidate.items == 1):
            # A row of a table that lists what is asked for: quoted, it brings the other rows along.
            # An item alone under the list's name is all there is.
            worth = 1.0
        return Signals(
            cover=self._cover(own),
            around=self._cover(around),
            passage=self._cover(own | self._surroundings.passage(candidate)),
            key=self._cover(around, power=2.0),
            pairs=_pairs(self._asked.stems, own_list),
            form=worth,
            noun=noun,
            close=closeness(self._asked, candidate.text, fitting),
            place=place,
            year=year_agreement(self._asked, candidate, self._surroundings.newest),
            own_year=own_year_agreement(self._asked, candidate),
            first=1.0 / (1.0 + math.log(candidate.evidence.hit.rank)),
            names=self._names(own | self._surroundings.passage(candidate)),
            nearby=_nearby(candidate),
            listed=listed,
            brief=1.0 / (1.0 + len(own_list) / 40),
        )

    def _names(self, present: frozenset[str]) -> float:
        wanted = [stems(words(name)) for name in (*self._asked.names, *self._asked.acronyms)]
        if not wanted:
            return 1.0
        return sum(all(s in present for s in name) for name in wanted) / len(wanted)

    def _cover(self, present: frozenset[str], *, power: float = 1.0) -> float:
        """The share of the question's stems that are present, each counted by its rarity."""
        got, total = 0.0, 0.0
        for stem, rarity in self._rarity.items():
            weight = rarity**power
            total += weight
            if stem in present:
                got += weight
            elif is_stood_for(stem, present, self._asked.stand_ins):
                got += SYNONYM * weight
        return got / total if total else 0.0


def _noun(asked: Asked, candidate: Candidate, fitting: Sequence[tuple[int, int]]) -> float:
    """Whether a figure counts what is asked; what a row's figures count its caption may say."""
    if asked.kind is not Asks.NUMBER or not fitting:
        return 0.0
    if candidate.evidence.passage.cells:
        return noun_within(
            asked.text, f"{heading_words(candidate.evidence.passage)} {candidate.text}"
        )
    return noun_agreement(asked.text, candidate.text, fitting, asked.stand_ins)


def _told_of_earlier(asked: Asked, candidate: Candidate) -> bool:
    """Whether the words right before a grade say that it is an earlier inspection's."""
    lead = candidate.before[-LEAD_CHARACTERS:]
    is_grade = asked.kind is Asks.GRADE and not EARLIER.search(asked.text)
    return is_grade and bool(EARLIER.search(lead))


def _listed(asked: Asked, candidate: Candidate) -> float:
    if asked.kind is Asks.GRADE:
        return float(states_whole(asked, candidate.text))
    is_list = candidate.items > 0 or bool(candidate.evidence.passage.cells)
    if asked.kind is not Asks.LIST or not is_list or not is_named(asked, candidate):
        return 0.0
    return of_section(asked, candidate.evidence)


def _counts_otherwise(asked: Asked, candidate: Candidate, around: frozenset[str]) -> bool:
    """Whether nothing here names what is to be counted: burglaries are no robberies.

    For figures that do not stand beside that name. Of a row neither caption nor heads name it.
    """
    counted = noun_asked(asked.text) if asked.kind is Asks.NUMBER else ()
    if not counted or candidate.evidence.passage.cells:
        return bool(counted)
    head = counted[-1]
    return head not in around and not is_stood_for(head, around, asked.stand_ins)


def _nearby(candidate: Candidate) -> float:
    standings = candidate.evidence.hit.standings
    return next((s.score for s in standings if s.retriever == "meaning"), 0.0)


def _pairs(asked: Sequence[str], own: Sequence[str]) -> float:
    if len(asked) < 2:
        return 0.0
    at: dict[str, list[int]] = {}
    for position, stem in enumerate(own):
        at.setdefault(stem, []).append(position)
    together = sum(
        any(abs(i - j) <= NEAR_WORDS for i in at.get(a, ()) for j in at.get(b, ()))
        for a, b in pairwise(asked)
    )
    return together / (len(asked) - 1)
