"""Choosing what is quoted: the best candidate, and others only where they add to it.

Takes scored candidates and gives at most a few. Where two reports give different figures for the
same thing, both are chosen, newest first, and said to differ. Knows nothing of citations.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.analysis import terms
from service.answer.figures import Unit, figures_of
from service.answer.kinds import Asks
from service.answer.question import Asked
from service.answer.short import short_answer
from service.answer.weigh import Weighed

MOST = 2
"""Statements of an answer to what compares: more is for the reader to open."""
NEAR_BEST = 0.85
"""A further statement must score at least this share of the best one's score."""
RIVAL = 0.6
"""A differing figure of another report counts from this share of the best one's score."""
MOST_RIVALS = 3
MOST_ALIKE = 2
OTHER = 0.5
"""By how much less of the place or time asked for a sentence is of another one."""
_PLAIN_WORD = re.compile(
    r"\b(?!(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|hundred|thousand|million)\b)[a-z]+\b"
)
"""A word that is neither a name nor a figure."""
SAME_WORDS = 0.6
"""Two sentences tell of the same thing when they share this much of their words, figures aside."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is quoted, and how the reports differ where they do."""

    entries: tuple[Weighed, ...]
    differs: str = ""


def choose(asked: Asked, weighed: Sequence[Weighed]) -> Chosen:
    """The candidates to quote; `weighed` has at least one and is in order, best first."""
    best = weighed[0]
    rivals = _rivals(asked, best, weighed[1:])
    if rivals:
        entries = sorted((best, *rivals), key=_last_day, reverse=True)
        return Chosen(tuple(entries), _difference(asked, entries))
    chosen = [best]
    for entry in weighed[1:]:
        if len(chosen) == _most(asked) or entry.score < NEAR_BEST * best.score:
            break
        if not any(_overlap(entry, other) >= 0.8 for other in chosen):
            chosen.append(entry)
    return Chosen(tuple(chosen))


def spread(weighed: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """The same, but of sentences alike but for names and figures all after the second come last.

    A report that tells the same of each district would else be all that is read. And of those alike
    the ones of the place and time asked for come first: last year's report says the same of its
    own.
    """
    forms = [tuple(_PLAIN_WORD.findall(entry.candidate.text)) for entry in weighed]
    best: dict[tuple[str, ...], tuple[float, float]] = {}
    for form, entry in zip(forms, weighed, strict=True):
        place, year = best.get(form, (-1.0, -1.0))
        best[form] = (max(place, entry.signals.place), max(year, entry.signals.year))
    seen: Counter[tuple[str, ...]] = Counter()
    first: list[Weighed] = []
    later: list[Weighed] = []
    for form, entry in zip(forms, weighed, strict=True):
        place, year = best[form]
        is_other = entry.signals.place < place - OTHER or entry.signals.year < year - OTHER
        seen[form] += not is_other
        (later if form and (is_other or seen[form] > MOST_ALIKE) else first).append(entry)
    return (*first, *later)


def _most(asked: Asked) -> int:
    # Second statements were mostly wrong (docs/decisions/answers.md): they are found beneath.
    return MOST if asked.kind is Asks.COMPARISON else 1


def _rivals(asked: Asked, best: Weighed, others: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """Other reports' words on the same thing with another figure, each report once."""
    if asked.kind is not Asks.NUMBER or asked.periods or asked.wants_latest:
        return ()
    seen = {best.candidate.evidence.publication.id}
    rivals = []
    for entry in others:
        publication = entry.candidate.evidence.publication
        if entry.score < RIVAL * best.score or publication.id in seen:
            continue
        if publication.area != best.candidate.evidence.publication.area:
            continue
        if _overlap(entry, best) >= SAME_WORDS and _value(asked, entry) != _value(asked, best):
            seen.add(publication.id)
            rivals.append(entry)
    return tuple(rivals[:MOST_RIVALS])


def _value(asked: Asked, entry: Weighed) -> str:
    return short_answer(asked, entry.candidate.text)


def _difference(asked: Asked, entries: Sequence[Weighed]) -> str:
    told = []
    for entry in entries:
        publication = entry.candidate.evidence.publication
        when = publication.period.words if publication.period else publication.title
        told.append(f"{_value(asked, entry)} ({when})")
    return "The reports give different figures: " + ", ".join(told) + "."


def _last_day(entry: Weighed) -> str:
    period = entry.candidate.evidence.publication.period
    return period.last_day if period else ""


def _overlap(a: Weighed, b: Weighed) -> float:
    """Share of the shorter one's words of meaning, figures aside, that the other has too."""
    first, second = (_plain_stems(entry.candidate.text) for entry in (a, b))
    return len(first & second) / max(1, min(len(first), len(second)))


def _plain_stems(text: str) -> frozenset[str]:
    kept = text
    for figure in reversed(figures_of(text)):
        if figure.unit is not Unit.LABEL:
            kept = kept[: figure.start] + " " + kept[figure.end :]
    return frozenset(terms(kept))
