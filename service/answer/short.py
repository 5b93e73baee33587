"""The short answer: the figure, date, name or meaning alone, cut from the first quote.

Always verbatim from the words it is cut from; where nothing stands out there is none.
"""

import re
from collections.abc import Sequence

from index.analysis import stems, words
from service.answer.fitting import fitting_spots
from service.answer.kinds import Asks
from service.answer.nouns import noun_agreement, noun_asked
from service.answer.question import Asked, is_stood_for

_QUALIFIER = re.compile(
    r"(?:\b(?:about|around|approximately|almost|nearly|over|under|more than|less than|fewer than"
    r"|at least|at most|up to|some|roughly|just over|just under|only|an? average of)\s)$",
    re.IGNORECASE,
)
_UNIT_HEAD = re.compile(
    r"(?:^|; |: )([^:;]*(?:per cent|percentage|%\)?|[£$€]\)?): )$", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom (?:about |around |some |almost |nearly )?$", re.IGNORECASE)
_TO = re.compile(
    r"(?: [^\W\d]+){0,3}?(?: in (?:\w+ )?\d{4})? to "
    r"(?:(?:about|around|some|almost|nearly|an?|the|current|figure|of) ){0,5}[£$€]?(?:\d|[a-z]+)"
)
_DATE_HEAD = re.compile(
    r"(?:^|; )[^:;]*\b(?:by|when|date|deadline|due|starts?|ends?|timescale): $", re.IGNORECASE
)
HEADED = 5.0
"""What it counts for a date that it stands under a head of dates: more than any words beside it."""
OWN_CLAUSE = 2.0
"""What it counts that all of the question's words stand in a figure's own clause."""
NAMED = 4.0
"""What it counts that a figure in brackets stands right behind a name of the question."""
BASE = 2.5
"""What it counts against a figure that others are a part of, the 37 of "35 of 37", and for "no"."""
_BASE_OF = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten))\)? of (?:the |all )?$"
    r"|\bout of (?:the |all )?$",
    re.IGNORECASE,
)
_OPENS_OF = re.compile(r"(?:^|[.,;] )of (?:the |all )?$", re.IGNORECASE)
"""What may make a figure a base, unless its clause is what the question is about."""
_VAGUE = re.compile(r"no|none|(?:almost |nearly )?all|the (?:vast )?majority", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_BREAK = re.compile(r"; |\. (?=[A-Z])")
_RANGE = re.compile(r"\bbetween [£$€]?[\d,.]+%? and [£$€]?[\d,.]*\d%?", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|per|every|apiece|average)\b", re.IGNORECASE)
_NAMED = re.compile(r"([A-Z][\w’'-]+(?: (?:and |of )?[A-Z][\w’'-]+)*) \($")
"""A name right before a figure in brackets: "Newham (971)"."""
_PARTS = re.compile(
    r"; |, (?!\d{3}\b)|\. (?=[A-Z])|(?<!\d) and | and (?!\d)| or (?!\d)| but | while |\(|\)"
)
_PLAIN = frozenset(stems(words("people person number many much figure total young")))
FORMER = 3.0
"""What it counts against a figure that is what was before: the 181 of "rose from 181 to 229"."""
_FOLLOWED = re.compile(
    r"\b(?:followed|succeeded|replaced|took over from)\s(?:(?:Dr|Mrs?|Ms|Cllr|Sir|Dame)\.? )?$"
)
"""What makes a name that of who was before: "Ada Marsh followed Ben Hill as chair"."""
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
    # What stands in another cell or sentence says nothing of this one's figure.
    before = _BREAK.split(text[max(0, spot[0] - _WINDOW) : spot[0]])[-1]
    after = _BREAK.split(text[spot[1] : spot[1] + _WINDOW])[0]
    is_number = asked.kind is Asks.NUMBER
    noun = noun_agreement(asked.text, text, (spot,), asked.stand_ins) if is_number else 0.0
    if noun_asked(asked.text)[-1:] and noun_asked(asked.text)[-1] in _PLAIN:
        noun *= 0.5
    headed = asked.kind is Asks.DATE and _DATE_HEAD.search(before)
    return (
        (_standing(asked, text, spot) if is_number else 0.0)
        - (FORMER if asked.kind is Asks.WHO and _FOLLOWED.search(before) else 0.0)
        + (HEADED if headed else 0.0)
        + 2.0 * noun
        + _shared(asked, after, from_end=False)
        + 0.8 * _shared(asked, before, from_end=True)
    )


def _standing(asked: Asked, text: str, spot: tuple[int, int]) -> float:
    """What speaks for a figure by where it stands: its clause, its name, what it is a part of."""
    before, after = text[: spot[0]], text[spot[1] :]
    share = _clause_share(asked, text, spot)
    score = OWN_CLAUSE * share
    if _FROM.search(before) and _TO.match(after):
        score -= FORMER
    if _BASE_OF.search(before):
        score -= BASE
    elif _OPENS_OF.search(before):
        score -= BASE * (1.0 - share)
    if not re.search(r"\d", text[slice(*spot)]) and _VAGUE.fullmatch(text[slice(*spot)]):
        score -= BASE
    if _EACH.search(asked.text) and _EACH.search(_clause(text, spot)):
        score += BASE
    named = _NAMED.search(before)
    if named and named[1].casefold() in asked.text.casefold():
        score += NAMED
    return score


def _clause_share(asked: Asked, text: str, spot: tuple[int, int]) -> float:
    """The share of the question's words and numbers that stand in a figure's own clause."""
    clause = _clause(text, spot)
    present = frozenset(stems(words(clause)))
    wanted = [s for s in asked.stems if s not in _PLAIN]
    met = sum(s in present or is_stood_for(s, present, asked.stand_ins) for s in wanted)
    return met / len(wanted) if wanted else 0.0


def _clause(text: str, spot: tuple[int, int]) -> str:
    """The words around a figure up to the next comma, semicolon, full stop or "and".

    What stands in brackets behind it, as a share behind a count, parts nothing.
    """
    text = _BRACKETS.sub(lambda m: m[0] if m.start() < spot[1] else " " * len(m[0]), text)
    start = max((m.end() for m in _PARTS.finditer(text, 0, spot[0])), default=0)
    end = next((m.start() for m in _PARTS.finditer(text, spot[1])), len(text))
    return text[start:end]


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
    """The figure with the "about" before it, or the range it is an end of: what was said."""
    for between in _RANGE.finditer(text):
        if between.start() < spot[0] and spot[1] <= between.end():
            return between.span()
    qualifier = _QUALIFIER.search(text[: spot[0]])
    return (qualifier.start() if qualifier else spot[0], spot[1])
