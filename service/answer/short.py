"""The short answer: the figure, date, name or meaning alone, cut from the first quote.

Always verbatim from the words it is cut from; where nothing stands out there is none.
"""

import re
from collections.abc import Sequence

from index.analysis import stems, words
from service.answer.fitting import fitting_spots
from service.answer.kinds import Asks
from service.answer.nouns import noun_agreement
from service.answer.question import Asked

_QUALIFIER = re.compile(
    r"(?:\b(?:about|around|approximately|almost|nearly|over|under|more than|less than|fewer than"
    r"|at least|at most|up to|some|roughly|just over|just under|only|an? average of)\s)$",
    re.IGNORECASE,
)
_UNIT_HEAD = re.compile(
    r"(?:^|; |: )([^:;]*(?:per cent|percentage|%\)?|[£$€]\)?): )$", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom (?:about |around |some |almost |nearly )?$", re.IGNORECASE)
_TO = re.compile(r"(?: [^\W\d]+){0,3}? to (?:about |around |some |almost |nearly )?[£$€]?\d")
_DATE_HEAD = re.compile(
    r"(?:^|; )[^:;]*\b(?:by|when|date|deadline|due|starts?|ends?|timescale): $", re.IGNORECASE
)
HEADED = 5.0
"""What it counts for a date that it stands under a head of dates: more than any words beside it."""
FORMER = 1.5
"""What it counts against a figure that is what was before: the 181 of "rose from 181 to 229"."""
_WINDOW = 70
"""Characters on either side in which a figure's own words are looked for."""


def short_answer(asked: Asked, text: str) -> str:
    """The words of `text` that answer by themselves, or an empty string."""
    spot = _spot(asked, text)
    return text[spot[0] : spot[1]].strip(" ,;:") if spot else ""


def _spot(asked: Asked, text: str) -> tuple[int, int] | None:
    match asked.kind:
        case Asks.NUMBER:
            spots = fitting_spots(asked, text)
            best = _closest(asked, text, spots)
            return _headed(text, _qualified(text, best)) if best else None
        case Asks.DATE | Asks.WHO | Asks.GRADE:
            return _closest(asked, text, fitting_spots(asked, text))
        case Asks.ACRONYM | Asks.DEFINITION:
            return next(iter(fitting_spots(asked, text)), None)
        case _:
            return None


def _closest(asked: Asked, text: str, spots: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The spot with most of the question's words around it; of equals the first."""
    return max(spots, key=lambda spot: _nearness(asked, text, spot), default=None)


def _nearness(asked: Asked, text: str, spot: tuple[int, int]) -> float:
    before = text[max(0, spot[0] - _WINDOW) : spot[0]]
    after = text[spot[1] : spot[1] + _WINDOW]
    noun = (
        noun_agreement(asked.text, text, (spot,), asked.stand_ins)
        if asked.kind is Asks.NUMBER
        else 0.0
    )
    headed = asked.kind is Asks.DATE and _DATE_HEAD.search(before)
    former = _FROM.search(before) and _TO.match(after)
    return (
        (-FORMER if former else 0.0)
        + (HEADED if headed else 0.0)
        + 2.0 * noun
        + _shared(asked, after, from_end=False)
        + 0.8 * _shared(asked, before, from_end=True)
    )


def _shared(asked: Asked, part: str, *, from_end: bool) -> float:
    """Question words in a part of text, nearer ones counting more."""
    found = stems(words(part))
    if from_end:
        found.reverse()
    present = set(found)
    others = (other for sets in asked.stand_ins.values() for other in sets if other <= present)
    wanted = set(asked.stems).union(*others)
    return sum(1.0 / (1.0 + 0.3 * i) for i, stem in enumerate(found) if stem in wanted)


def _headed(text: str, spot: tuple[int, int]) -> tuple[int, int]:
    """A bare figure with the head of its cell where the head alone says its unit."""
    head = _UNIT_HEAD.search(text[: spot[0]])
    return (head.start(1), spot[1]) if head else spot


def _qualified(text: str, spot: tuple[int, int]) -> tuple[int, int]:
    """The figure with the "about" or "more than" before it, which is part of what was said."""
    qualifier = _QUALIFIER.search(text[: spot[0]])
    return (qualifier.start() if qualifier else spot[0], spot[1])
