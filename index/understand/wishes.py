"""The places, times and kinds of report a question wishes for: "in Medway", "the latest strategy".

A wish lifts publications and passages, it hides none; what must hold is said as a filter
(`index.understand.language`). Names of places come from `corpus.places`, periods in figures from
`corpus.periods`; this adds what needs a calendar: words like "last year" and "before the pandemic".
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.periods import find_periods
from corpus.places import Places
from corpus.records import Kind

Days = tuple[date, date]

PANDEMIC = (date(2020, 3, 23), date(2021, 7, 18))
"""From the first lockdown to the end of restrictions in England."""

_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}

_LATEST = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?|current(?:ly)?|up[- ]to[- ]date|nowadays|at present"
    r"|last (?:(?:annual|strategic|needs|joint|inspection|evaluation) )*"
    r"(?:report|inspection|strategy|assessment|sna|review|visit|edition|evaluation|briefing))\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:(?P<last>last year)|(?P<this>this year)|(?P<before_last>the year before last)"
    r"|(?:(?:over|in|during|for)\s+)?the\s+(?:last|past)\s+(?P<count>\d{1,2}|[a-z]+)\s+years)\b",
    re.IGNORECASE,
)
_PANDEMIC = re.compile(
    r"\b(?P<how>before|prior to|since|after|during|in)\s+(?:the\s+)?"
    r"(?:coronavirus\s+|covid(?:-?19)?\s+)?(?:pandemic|lockdowns?|covid(?:-?19)?|coronavirus)\b"
    r"|\b(?P<pre>pre)-?(?:pandemic|covid(?:-?19)?|lockdown)\b",
    re.IGNORECASE,
)
_KINDS = re.compile(
    r"\b(?:(?P<strategy>strateg(?:y|ies))"
    r"|(?P<needs_assessment>(?:(?:strategic|joint) )*needs assessments?|J?SNAs?)"
    r"|(?P<annual_report>annual reports?)|(?P<evaluation>evaluations?)|(?P<briefing>briefings?))\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:before|until|till|up to|prior to|earlier than)\s+$", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:since|after|later than)\s+$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_ONWARDS = re.compile(r"^\s+(?:onwards?|on\b|and (?:after|later))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a question wishes for besides its subject.

    *Units*: days, both inside the time wished for. `subject` is the question without the words
    that name places and times, which say where to look and not what for.
    """

    places: tuple[str, ...] = ()
    times: tuple[Days, ...] = ()
    kinds: tuple[Kind, ...] = ()
    is_latest: bool = False
    subject: str = ""


def find(text: str, places: Places, *, today: date) -> Wishes:
    """The wishes of a text."""
    named = places.find(text)
    timed = _times(text, today)
    latest = _LATEST.search(text)
    taken = [(p.start, p.end) for p in named] + [(start, end) for start, end, _ in timed]
    return Wishes(
        places=tuple(dict.fromkeys(p.name for p in named)),
        times=tuple(dict.fromkeys(days for _, _, days in timed)),
        kinds=kinds_named(text),
        is_latest=latest is not None,
        subject=_without(text, taken),
    )


def kinds_named(text: str) -> tuple[Kind, ...]:
    """The kinds of publication that a text names, each once, in order."""
    named = (match.lastgroup for match in _KINDS.finditer(text))
    return tuple(dict.fromkeys(Kind(name.replace("_", "-")) for name in named if name))


def _without(text: str, taken: list[tuple[int, int]]) -> str:
    kept = list(text)
    for start, end in taken:
        kept[start:end] = " " * (end - start)
    return " ".join("".join(kept).split())


def _times(text: str, today: date) -> list[tuple[int, int, Days]]:
    found: list[tuple[int, int, Days]] = []
    for match in _RELATIVE.finditer(text):
        if days := _relative(match, today):
            found.append((match.start(), match.end(), days))
    for match in _PANDEMIC.finditer(text):
        found.append((match.start(), match.end(), _pandemic(match["how"] or match["pre"])))
    for period in find_periods(text):
        first = date.fromisoformat(period.period.first_day)
        last = date.fromisoformat(period.period.last_day)
        days = _bounded(text, period.start, period.end, (first, last))
        found.append((period.start, period.end, days))
    return found


def _relative(match: re.Match[str], today: date) -> Days | None:
    if match["last"]:
        return _year(today.year - 1)
    if match["this"]:
        return _year(today.year)
    if match["before_last"]:
        return _year(today.year - 2)
    word = match["count"].lower()
    count = int(word) if word.isdecimal() else _COUNTS.get(word, 0)
    return (date(today.year - count, 1, 1), today) if count else None


def _year(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def _pandemic(how: str) -> Days:
    match how.lower():
        case "before" | "prior to" | "pre":
            return date.min, PANDEMIC[0] - timedelta(days=1)
        case "since" | "after":
            return PANDEMIC[1] + timedelta(days=1), date.max
        case _:
            return PANDEMIC


def _bounded(text: str, start: int, end: int, days: Days) -> Days:
    before = text[max(0, start - 14) : start]
    if _BEFORE.search(before):
        return date.min, days[0] - timedelta(days=1)
    if _AFTER.search(before):
        # "Since 2020" takes 2020 in; "after 2020" is used both ways, so it does too.
        return days[0], date.max
    if _FROM.search(before) and _ONWARDS.match(text[end : end + 12]):
        return days[0], date.max
    return days
