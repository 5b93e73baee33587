"""Questions of two parts: "How many hubs are there, and who runs them?".

Splits by form alone. Whether a part is answered is for `service.answer.judge`.
"""

import re
from dataclasses import dataclass, replace

from service.answer.question import Asked, meaning_of, understand

_WH = r"(?:what|which|who|whom|whose|when|where|why|how)"
_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)"
_POINTING = (
    r"(?:it|they|this|that|these|those|he|she|there|the|its|their|his|her|any|anyone|people|we|you)"
)
_BEFORE = r"(?:(?:for|at|by|in|to|on|of|from|with|since|until|till|up to) )?"
_SECOND = re.compile(
    rf"(?:[,;–-]? (?:and|but)|[?.;]) (?P<second>{_BEFORE}(?:{_WH}\b(?! of\b)|{_AUXILIARY}"
    rf" {_POINTING}\b) .{{4,}})\W*$",
    re.IGNORECASE,
)
_ASKS_FIRST = re.compile(rf"(?:^|, )\W*{_BEFORE}(?:{_WH}|{_AUXILIARY})\b", re.IGNORECASE)
_RELATIVE = re.compile(r"^(?:who|whom|whose|which|where|when|what)\b", re.IGNORECASE)
FEWEST_WORDS = 3
"""Words that a first part has at least."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The two parts of a question, as they were put."""

    first: str
    second: str


def parts_of(text: str) -> Parts | None:
    """The parts of a question that asks two things; None where it asks one.

    >>> parts_of("How many hubs are there, and who runs them?")
    Parts(first='How many hubs are there?', second='who runs them?')
    >>> parts_of("Which boroughs and districts were visited?") is None
    True
    """
    for found in _SECOND.finditer(text):
        first = text[: found.start()].strip()
        second = found["second"].strip(" ?.")
        if len(first.split()) < FEWEST_WORDS or not _ASKS_FIRST.search(first):
            continue
        if _goes_on(first, second):
            continue
        return Parts(f"{first.rstrip(' ?.,')}?", f"{second}?")
    return None


def _goes_on(first: str, second: str) -> bool:
    """Whether what follows is no question: "people who left and who came back"."""
    opening = _RELATIVE.match(second)
    return bool(opening and re.search(rf"\w \b{opening.group()}\b", first, re.IGNORECASE))


def asked_first(whole: Asked, parts: Parts) -> Asked:
    """What the first part asks; places and times named in either part are asked for."""
    own = understand(parts.first)
    return replace(
        own,
        periods=own.periods or whole.periods,
        places=whole.places,
        kinds=whole.kinds,
        stand_ins=whole.stand_ins,
    )


def asked_second(asked: Asked, parts: Parts) -> Asked:
    """What the second part asks, of what the first was about.

    It says "it" or "they" of that: the first part's words, places and times stay asked for.
    """
    own = understand(parts.second)
    return replace(
        own,
        text=f"{parts.second.rstrip('?')} ({parts.first.rstrip('?')})?",
        stems=tuple(dict.fromkeys((*meaning_of(parts.second), *asked.stems))),
        names=tuple(dict.fromkeys((*own.names, *asked.names))),
        acronyms=tuple(dict.fromkeys((*own.acronyms, *asked.acronyms))),
        places=asked.places,
        periods=own.periods or asked.periods,
        wants_latest=own.wants_latest or asked.wants_latest,
        kinds=asked.kinds,
        stand_ins=asked.stand_ins,
    )


def untold(part: str) -> str:
    """How a part without an answer is named as missing."""
    return f"“{part}” Ask this by itself, naming what it is about."
