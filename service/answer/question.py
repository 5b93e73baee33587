"""What a question asks for: its kind, its words that must be met, its places and years.

Works on the question alone; it knows nothing of what the reports hold.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.periods import find_periods
from corpus.records import Kind, Period
from index.analysis import STOP_WORDS, stems, words
from index.hits import Reworded
from index.lexicon.synonyms import counted
from service.answer.kinds import (
    ACRONYM_WORD,
    AUXILIARY,
    Asks,
    Measure,
    kind_of,
    measure_of,
    subject_of,
)

StandIns = Mapping[str, Sequence[frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as answering understands it.

    `stems` carry its meaning, `names` are its capitalised words, `acronyms` its all-capital ones,
    `subject` the term to be defined or spelt out, `periods` the times and `places` the places it
    names, `kinds` the kinds of report; `wants_person` where only someone's
    name will do; `items` how many things are asked for, 0 where no number is given. `stand_ins`
    are, for a stem, sets of stems that mean the same where all of one are met.
    """

    text: str
    kind: Asks
    measure: Measure
    stems: tuple[str, ...]
    names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    subject: str = ""
    places: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    wants_latest: bool = False
    kinds: tuple[Kind, ...] = ()
    wants_person: bool = False
    items: int = 0
    stand_ins: StandIns = field(default_factory=dict, compare=False)


_FORM_WORDS = frozenset(
    words(
        """according call called currently date describe define definition explain full letter
        meant mean means mention mentioned name named number percentage proportion question recent
        recently report reports reported roughly stand stands state stated term time today year
        years long short latest newest"""
    )
)
"""Words of a question that ask rather than name: an answer need not repeat them."""

_PERSON = re.compile(
    r"\b(?:who|whom|whose|by name|name of|called)\b.*\b(?:director|chief executive|chief constable"
    r"|chair(?:man|woman|person)?|inspector|commissioner|leader|head|manager|superintendent|mayor"
    r"|author|coordinator|councillor|minister|sergeant)\b"
    r"|^\W*who (?:led|leads|chairs|chaired|wrote|signed)\b"
    r"|^\W*which (?:\w+ )?(?:inspectors?|councillors?|ministers?|authors?)\b",
    re.IGNORECASE,
)
_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ITEMS = re.compile(
    rf"\b(?:what|which|name|list)(?: {AUXILIARY})?(?: the)?(?: \w+)? ({'|'.join(_COUNTS)})\b"
    rf"|\btop ({'|'.join(_COUNTS)}|[2-9]|10)\b",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"\b[A-Z][\w’'-]+")
_LATEST = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?|current(?:ly)?|now|today"
    r"|(?:last|this|the past) year"
    r"|last (?:report|inspection|strategy|assessment|review|visit|edition))\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\W*(?:what|which|who|when|where|why|how|is|are|was|were|do|does|did|list|name|has|have|had|can"
    r"|compare|give|tell|explain|define|in|at|on|by|since|roughly|up|the|according|under)\b",
    re.IGNORECASE,
)


def understand(
    text: str,
    *,
    places: Sequence[str] = (),
    kinds: Sequence[Kind] = (),
    reworded: Sequence[Reworded] = (),
) -> Asked:
    """Read a question; `places`, `kinds` and `reworded` are what the index recognised in it."""
    kind = kind_of(text)
    found = find_periods(text)
    rest = text
    for period in reversed(found):
        rest = rest[: period.start] + " " + rest[period.end :]
    return Asked(
        text=text,
        kind=kind,
        measure=measure_of(text) if kind in (Asks.NUMBER, Asks.COMPARISON) else Measure.ANY,
        stems=meaning_of(text),
        names=_names(text),
        acronyms=tuple(dict.fromkeys(ACRONYM_WORD.findall(text))),
        numbers=tuple(re.findall(r"(?<![\w/–-])\d+(?:[.,]\d+)*(?![\w/])", rest)),
        subject=subject_of(text),
        places=tuple(places),
        periods=tuple(p.period for p in found),
        wants_latest=bool(_LATEST.search(text)),
        kinds=tuple(kinds),
        wants_person=bool(_PERSON.search(text)),
        items=items_asked(text),
        stand_ins=_stand_ins(reworded),
    )


def _stand_ins(reworded: Sequence[Reworded]) -> StandIns:
    """For each stem of a wording the other wordings, any of which stands for it when met whole."""
    found: dict[str, list[frozenset[str]]] = {}
    for one in reworded:
        others = [frozenset(counted(other)) for other in one.others]
        for stem in one.wording:
            found.setdefault(stem, []).extend(other for other in others if other)
    return found


def is_stood_for(stem: str, present: frozenset[str], stand_ins: StandIns) -> bool:
    """Whether another wording of the same meaning is met whole among the present stems."""
    return any(other <= present for other in stand_ins.get(stem, ()))


def items_asked(text: str) -> int:
    """How many things a question asks for: "which three priorities"; 0 where it does not say."""
    found = _ITEMS.search(text)
    told = (found[1] or found[2]).casefold() if found else ""
    return int(told) if told.isdecimal() else _COUNTS.index(told) + 2 if told else 0


def meaning_of(text: str) -> tuple[str, ...]:
    """The stems of the words an answer should share, each once, in order."""
    kept = [w for w in words(text) if w not in STOP_WORDS and w not in _FORM_WORDS]
    return tuple(dict.fromkeys(stems(kept)))


def _names(text: str) -> tuple[str, ...]:
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    words = (re.sub(r"[’']s?$", "", word) for word in _NAME_WORD.findall(rest))
    return tuple(dict.fromkeys(w for w in words if w.casefold() not in STOP_WORDS))
