"""What a question asks for: its kind, its words that must be met, its places and years.

Works on the question alone, by the forms English questions take; it knows nothing of what the
reports hold. The kinds follow the coarse classes of Li and Roth, "Learning question classifiers"
(COLING 2002), cut down to those an answer here treats differently.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.periods import find_periods
from corpus.records import Period
from index.analysis import STOP_WORDS, stems, words
from index.signals import asks_list


class Asks(StrEnum):
    """What would answer the question."""

    NUMBER = "number"
    DATE = "date"
    WHO = "who"
    ACRONYM = "acronym"
    DEFINITION = "definition"
    LIST = "list"
    COMPARISON = "comparison"
    YES_NO = "yes-no"
    REASON = "reason"
    GRADE = "grade"
    FACT = "fact"


class Measure(StrEnum):
    """What sort of number is asked for, where the question says."""

    ANY = "any"
    COUNT = "count"
    SHARE = "share"
    MONEY = "money"
    DURATION = "duration"
    AGE = "age"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as answering understands it.

    `stems` carry its meaning, `names` are its capitalised words, `acronyms` its all-capital ones,
    `subject` the term to be defined or spelt out, `periods` the times and `places` the places it
    names; `wants_person` where only someone's name will do; `items` how many things are asked for,
    0 where no number is given.
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
    wants_person: bool = False
    items: int = 0


_FORM_WORDS = frozenset(
    words(
        """according call called currently date describe define definition explain full letter
        meant mean means mention mentioned name named number percentage proportion question recent
        recently report reports reported roughly stand stands state stated term time today year
        years long short latest newest"""
    )
)
"""Words of a question that ask rather than name: an answer need not repeat them."""

_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|may)"
_QUANTITY = (
    r"numbers?|proportions?|percentages?|percent|per cent|share|rate|rates|ratio|total|amount"
    r"|figure|cost|costs|budget|sum|average|median|fraction|population|value|salary|caseload|length"
    r"|level of (?:funding|spending)"
)
_NUMBER = re.compile(
    r"\bhow (?:many|much|often|long|old|big|large|fast|far|high|low|frequently|quickly|common)\b"
    rf"|\b(?:what|which)(?:'s|’s)?(?: {_AUXILIARY})?(?: the| a)?"
    rf"(?: [\w-]+){{0,3}}? (?:{_QUANTITY})\b(?! of (?:the )?(?:plan|strategy|project|programme))"
    r"|\bwhat (?:is|was|were) the (?:[\w-]+ ){0,3}?(?:increase|decrease|rise|fall|reduction|drop"
    r"|change|size)\b|\b(?:up to )?what age\b|\bby how (?:much|many)\b"
    r"|\b(?:what|which) (?:percentage|proportion)\b",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(
    r"(?:^|, )\W*(?:how (?:many|much) |what (?:proportion|percentage|share|fraction) )",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\b(?:proportion|percentage|per ?cent|share|fraction|%)", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:how much (?:extra |additional |more )?(?:money|funding)|costs?|budget|fund(?:ing|ed)?"
    r"|grants?|spend|spent|pays?|paid|£|salary|invest\w*|allowance)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\bhow many\b|\b(?:what|total) (?:is |was )?(?:the )?number\b", re.I)
_PERSON = re.compile(
    r"\b(?:who|whom|whose|by name|name of|called)\b.*\b(?:director|chief executive|chief constable"
    r"|chair(?:man|woman|person)?|inspector|commissioner|leader|head|manager|superintendent|mayor"
    r"|author|coordinator|councillor|minister|sergeant)\b"
    r"|^\W*who (?:led|leads|chairs|chaired|wrote)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(r"\bhow (?:long|fast|quickly|many (?:days|weeks|months|years))\b", re.I)
_AGE = re.compile(r"\b(?:how old|what ages?|age range|which ages?)\b", re.IGNORECASE)
_DATE = re.compile(
    r"^\W*when\b|\b(?:and|since) when\b|\b(?:(?:on|in|since) )?(?:what|which) "
    r"(?:\w+ )?(?:dates?|years?|months?|days?|period)\b|\bhow recently\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"^\W*(?:by |for |to |with )?(?:who|whom|whose)\b", re.IGNORECASE)
_WHOM = re.compile(r"^\W*whom? (?:do|does|did)\b|^\W*who\b.*\bfor\W*$", re.IGNORECASE)
"""Who is helped, not who helps: people of some sort, seldom a name."""
_ACRONYM = re.compile(
    r"\bstands? for\b|\bwhat (?:do|does|is|are) (?:the )?(?:letters|initials|acronym|abbreviation)"
    r"|\b(?:full|long) (?:name|form) of\b|\bspell(?:ed|t)? out\b|\babbreviat|\bshort for\b",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"^\W*(?:what (?:is|are)|what['’]s|define|explain|describe|what does .+? (?:mean|do)"
    r"|what counts as|what do (?:we|they|you) mean by|how (?:is|are) .+? defined|who (?:is|are))\b",
    re.IGNORECASE,
)
_COMPARISON = re.compile(
    r"\bcompar(?:e|es|ed|ing|ison)\b|\bversus\b|\bvs\b|\bdiffer(?:s|ent|ence|ences)?\b"
    r"|\bhow (?:has|have|had|did|does) .+ (?:changed?|vary|varied|develop(?:ed)?|evolved?)\b"
    r"|\b(?:go|gone|went|going) (?:up|down)\b|\b(?:rise|risen|rose|fall|fallen|fell) or\b"
    r"|\btrends?\b|\bover (?:time|the years)\b|\bsince (?:19|20)\d\d\b"
    r"|\beach (?:year|strategy|report|district|area|borough|place)\b"
    r"|\byear[- ](?:by|on|after)[- ]year\b|\bbetter or worse\b"
    r"|\bhigher or lower\b|\bmore or (?:less|fewer)\b|\bbetween (?:19|20)\d\d and (?:19|20)\d\d\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"^\W*why\b|, why\b|\b(?:for what|what (?:is|was|were|are) the) reasons?\b"
    r"|\bwhat (?:caused|led to|explains|lies behind|is behind)\b",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"\b(?:rated|graded|judged)\b|\b(?:what|which|overall|inspection) (?:\w+ )?"
    r"(?:grade|rating|judge?ment|verdict)\b",
    re.IGNORECASE,
)
_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ITEMS = re.compile(
    rf"\b(?:what|which|name|list)(?: {_AUXILIARY})?(?: the)?(?: \w+)? ({'|'.join(_COUNTS)})\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(rf"^\W*{_AUXILIARY}\b", re.IGNORECASE)
_CHOICE = re.compile(r"\bor\b", re.IGNORECASE)
_ACRONYM_WORD = re.compile(
    r"\b(?=\w*[A-Z]\w*[A-Z])[A-Za-z][A-Za-z0-9]*(?:-[A-Z]+)?\b|\b[A-Z]-[A-Z]+\b"
)
_NAME_WORD = re.compile(r"\b[A-Z][\w’'-]+")
_LATEST = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?|current(?:ly)?|now|today"
    r"|last (?:report|inspection|strategy|assessment|review|visit|edition))\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\W*(?:what|which|who|when|where|why|how|is|are|was|were|do|does|did|list|name|has|have|had|can"
    r"|compare|give|tell|explain|define|in|at|on|by|since|roughly|up|the|according|under)\b",
    re.IGNORECASE,
)


def understand(text: str, *, places: Sequence[str] = ()) -> Asked:
    """Read a question; `places` are what the index recognised in it."""
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
        acronyms=tuple(dict.fromkeys(_ACRONYM_WORD.findall(text))),
        numbers=tuple(re.findall(r"(?<![\w/–-])\d+(?:[.,]\d+)*(?![\w/])", rest)),
        subject=subject_of(text),
        places=tuple(places),
        periods=tuple(p.period for p in found),
        wants_latest=bool(_LATEST.search(text)),
        wants_person=bool(_PERSON.search(text)),
        items=items_asked(text),
    )


def items_asked(text: str) -> int:
    """How many things a question asks for: "which three priorities"; 0 where it does not say."""
    found = _ITEMS.search(text)
    return _COUNTS.index(found[1].casefold()) + 2 if found else 0


def meaning_of(text: str) -> tuple[str, ...]:
    """The stems of the words an answer should share, each once, in order."""
    kept = [w for w in words(text) if w not in STOP_WORDS and w not in _FORM_WORDS]
    return tuple(dict.fromkeys(stems(kept)))


def kind_of(text: str) -> Asks:
    """The kind of a question, by its form."""
    if _ACRONYM.search(text):
        return Asks.ACRONYM
    if _NUMBER_FIRST.search(text):
        return Asks.NUMBER
    if _COMPARISON.search(text):
        return Asks.COMPARISON
    if _NUMBER.search(text):
        return Asks.NUMBER
    if _DATE.search(text):
        return Asks.DATE
    if _WHO.search(text):
        return Asks.FACT if _WHOM.search(text) else Asks.WHO
    if _is_definition(text):
        return Asks.ACRONYM if _ACRONYM_WORD.fullmatch(subject_of(text)) else Asks.DEFINITION
    if asks_list(text):
        return Asks.LIST
    if _REASON.search(text):
        return Asks.REASON
    if _GRADE.search(text):
        return Asks.GRADE
    return Asks.YES_NO if _YES_NO.search(text) and not _CHOICE.search(text) else Asks.FACT


def measure_of(text: str) -> Measure:
    """What sort of number a number question wants."""
    for measure, pattern in (
        (Measure.SHARE, _SHARE),
        (Measure.DURATION, _DURATION),
        (Measure.AGE, _AGE),
        (Measure.MONEY, _MONEY),
        (Measure.COUNT, _COUNT),
    ):
        if pattern.search(text):
            return measure
    return Measure.ANY


_TAIL = re.compile(
    r"\s+(?:stand(?:s)? for|mean|do|in (?:the|these)|in|at|from|according|used|for|mentioned|of"
    r"|defined)\b.*$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^\W*(?:what (?:do|does|is|are|was|were|counts as)|what's|what’s|define|explain|describe"
    r"|how (?:is|are)|who (?:is|are))"
    r"(?: meant by)?(?: the)?(?: (?:letters|initials|acronym|abbreviation|term|phrase))?\s+",
    re.IGNORECASE,
)


def subject_of(text: str) -> str:
    """The term a definition or acronym question is about, or an empty string."""
    quoted = re.search(r"[‘'“\"]([^’'”\"]{2,60})[’'”\"](?!\w)", text)
    if quoted:
        return quoted.group(1)
    headed = _HEAD.sub("", text, count=1)
    if headed == text:
        return ""
    return _TAIL.sub("", re.sub(r"^(?:the|an?)\s+", "", headed)).strip(" ?.!")


def _is_definition(text: str) -> bool:
    """Whether a term is to be explained.

    "What is Starting Point in Southmere?" and "what are county lines?" explain a name or a bare
    term; "what is the weakness in ..." asks for a fact that happens to begin alike.
    """
    subject = subject_of(text)
    if not _DEFINITION.search(text) or not subject or re.search(r"[’']s?\b", subject):
        return False
    named = any(c.isupper() for c in subject)
    bare = len(subject.split()) <= 3 and not re.match(
        r"^\W*\w+ \w+ (?:the|its|their)\b", text, re.I
    )
    return named or bare


def _names(text: str) -> tuple[str, ...]:
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    words = (re.sub(r"[’']s?$", "", word) for word in _NAME_WORD.findall(rest))
    return tuple(dict.fromkeys(w for w in words if w.casefold() not in STOP_WORDS))
