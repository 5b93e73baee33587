"""Whether a figure counts what is asked for: "how many weeks" wants weeks beside its figure.

Reads the thing counted off the question's own words and looks for it right beside a figure.
Source of asking the answer's noun to agree with the question's focus: Moldovan et
al., "LASSO: a tool for surfing the answer net" (TREC-8, 1999).
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from types import MappingProxyType

from index.analysis import STOP_WORDS, stems, words
from service.answer.question import StandIns, is_stood_for

AFTER_CHARACTERS = 45
BEFORE_CHARACTERS = 30
"""How far from a figure its noun may stand."""

_COUNTED = re.compile(
    r"\b(?:how many|number of|proportion of|percentage of|share of|rate of)\s+(?:the |all |its )?"
    r"(?:(?:more|fewer|different|new|other)\s+)?(.+?)(?=\s(?:were|are|was|is|did|do|does|have|has|had"
    r"|can|could|will|would|there|in|at|on|per|for|with|who|that|which|by|from|to|took|take|live[ds]?"
    r"|living|received?|made|of|attend\w*|use[ds]?|[a-z]{2,}ed)\b|[?,.]|$)",
    re.IGNORECASE,
)


@lru_cache(maxsize=500)
def noun_asked(question: str) -> tuple[str, ...]:
    """The stems of what a question counts, the last one its head; empty where it counts nothing."""
    found = _COUNTED.search(question)
    if not found:
        return ()
    return tuple(stems([w for w in words(found.group(1)) if w not in STOP_WORDS]))


def noun_agreement(
    question: str,
    text: str,
    spots: Sequence[tuple[int, int]],
    stand_ins: StandIns = MappingProxyType({}),
) -> float:
    """How well the best figure's neighbours agree with the noun asked for, from 0 to 1.

    The head noun counts for half; behind a figure it counts more than before it.
    """
    noun = noun_asked(question)
    if not noun:
        return 0.0
    return max((_beside(noun, text, spot, stand_ins) for spot in spots), default=0.0)


def noun_within(question: str, text: str) -> float:
    """The same wherever the noun stands in a text: a table says in its heads what it counts."""
    noun = noun_asked(question)
    return _met(noun, frozenset(stems(words(text))), {}) if noun else 0.0


def _beside(noun: Sequence[str], text: str, spot: tuple[int, int], stand_ins: StandIns) -> float:
    after = frozenset(stems(words(text[spot[0] : spot[1] + AFTER_CHARACTERS])))
    before = frozenset(stems(words(text[max(0, spot[0] - BEFORE_CHARACTERS) : spot[0]])))
    return max(_met(noun, after, stand_ins), 0.6 * _met(noun, before, stand_ins))


def _met(noun: Sequence[str], present: frozenset[str], stand_ins: StandIns) -> float:
    met = [stem in present or is_stood_for(stem, present, stand_ins) for stem in noun]
    return 0.5 * met[-1] + 0.5 * sum(met) / len(met)
