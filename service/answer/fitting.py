"""Whether words hold the sort of answer a question asks for, and where.

Goes by form alone: a figure for "how many", a date for "when", a spelt-out name for an acronym.
Source: the answer types of Li and Roth, "Learning question classifiers" (COLING 2002).
"""

import re
from collections.abc import Sequence

from index.analysis import stems, words
from service.answer.figures import Figure, Unit, figures_of, names_of, persons_of
from service.answer.meanings import definition, expansion
from service.answer.nouns import noun_asked
from service.answer.question import Asked, Asks, Measure

_DIGIT = re.compile(r"\d")
_CONTACT = re.compile(
    r"\b\S+@\S+\.\w+|\b(?:https?://|www\.)\S+|(?<!\d)\+?(?:\d[\s()]{0,2}){9,12}\d(?!\d)"
)
_ASKS_CONTACT = re.compile(
    r"\b(?:contact|tele\w*|phone|ring|call|e-?mail|address|website|online|help ?line|number)\b",
    re.IGNORECASE,
)
_FITTING: dict[Measure, frozenset[Unit]] = {
    Measure.COUNT: frozenset({Unit.COUNT, Unit.RATE, Unit.DURATION}),
    Measure.SHARE: frozenset({Unit.PERCENT}),
    Measure.MONEY: frozenset({Unit.MONEY}),
    Measure.DURATION: frozenset({Unit.DURATION, Unit.FREQUENCY, Unit.COUNT}),
    Measure.AGE: frozenset({Unit.AGE, Unit.COUNT}),
    Measure.ANY: frozenset(
        {
            Unit.COUNT,
            Unit.PERCENT,
            Unit.MONEY,
            Unit.DURATION,
            Unit.RATE,
            Unit.FREQUENCY,
            Unit.AGE,
        }
    ),
}


def fitting_spots(asked: Asked, text: str) -> tuple[tuple[int, int], ...]:
    """Where in a text something of the sort asked for stands; figures of the question do not fit.

    For kinds that any words can answer the whole text is one spot.
    """
    if asked.wants_person:
        known = " ".join((*asked.names, *asked.places)).casefold()
        return tuple(s for s in persons_of(text) if text[s[0] : s[1]].casefold() not in known)
    match asked.kind:
        case Asks.NUMBER:
            return _figure_spots(asked, text)
        case Asks.DATE:
            dated = (Unit.DATE, Unit.YEAR)
            return tuple((f.start, f.end) for f in figures_of(text) if f.unit in dated)
        case Asks.WHO:
            return _new_names(asked, text)
        case Asks.ACRONYM:
            spot = expansion(text, asked.subject) or definition(text, asked.subject)
            return (spot,) if spot else ()
        case Asks.DEFINITION:
            spot = definition(text, asked.subject)
            return (spot,) if spot else ()
        case _:
            is_aside = is_contact(text) and not _ASKS_CONTACT.search(asked.text)
            return () if is_aside else ((0, len(text)),)


def is_contact(text: str) -> bool:
    """Whether a text is where to ring, write or look: two such and few words beside."""
    return len(_CONTACT.findall(text)) > 1


def _figure_spots(asked: Asked, text: str) -> tuple[tuple[int, int], ...]:
    """Figures in a unit that fits; "about half" counts people where no figure does."""
    wanted = _FITTING[asked.measure]
    fitting = [
        f
        for f in figures_of(text)
        if f.unit in wanted
        and f.words.replace(",", "") not in asked.numbers
        and _counts_time_if_asked(asked, text, f)
    ]
    if not fitting and asked.measure is Measure.COUNT:
        fitting = [f for f in figures_of(text) if is_vague(f)]
    return tuple((f.start, f.end) for f in fitting)


def is_vague(figure: Figure) -> bool:
    """Whether a share is told without a figure: "half", "the majority"."""
    return figure.unit is Unit.PERCENT and not _DIGIT.search(figure.words)


def _counts_time_if_asked(asked: Asked, text: str, figure: Figure) -> bool:
    """A length of time answers where time is counted, and nothing else does there."""
    noun = noun_asked(asked.text)
    if not noun:
        return True
    if figure.unit is Unit.DURATION and asked.measure is Measure.COUNT:
        return noun[-1] in stems(words(figure.words))
    if figure.unit is Unit.COUNT and asked.measure is Measure.DURATION:
        return noun[-1] in stems(words(text[figure.end : figure.end + 30]))
    return True


def _new_names(asked: Asked, text: str) -> tuple[tuple[int, int], ...]:
    known = {word for name in (*asked.names, *asked.places) for word in name.casefold().split()}
    fresh = [n for n in names_of(text) if not set(n.casefold().split()) <= known]
    return tuple((text.find(name), text.find(name) + len(name)) for name in fresh)


def closeness(asked: Asked, text: str, spots: Sequence[tuple[int, int]]) -> float:
    """How many of the question's words stand near what fits, as a share."""
    if not spots or not asked.stems:
        return 0.0
    best = 0.0
    for start, end in spots:
        window = frozenset(stems(words(text[max(0, start - 60) : end + 60])))
        best = max(best, sum(s in window for s in asked.stems) / len(asked.stems))
    return best
