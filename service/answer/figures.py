"""Figures, dates and names in a sentence: what an answer to "how many" or "when" is made of.

Finds them by their form in British report English; reads no meaning beyond unit and value.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Unit(StrEnum):
    """What a figure counts in, as its own words say."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    DURATION = "duration"
    AGE = "age"
    RATE = "rate"
    FREQUENCY = "frequency"
    YEAR = "year"
    DATE = "date"
    TIME = "time"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: where it stands in its sentence, its unit and its value (None where vague)."""

    start: int
    end: int
    words: str
    unit: Unit
    value: float | None


_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_SMALL = "|".join((*_TEENS, *_UNITS))
_BELOW_HUNDRED = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS)}))?|{_SMALL}"
_WORD_NUMBER = (
    rf"(?:{_BELOW_HUNDRED})(?: (?:hundred|thousand|million)(?: and (?:{_BELOW_HUNDRED}))?)?"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?:\s?(?:million|billion|thousand|bn|m|k)\b)?"

DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s?(?:[–-]|to|and)\s?\d{{1,2}}(?:st|nd|rd|th)?)?\s+)?{_MONTH}"
    rf"(?:\s+\d{{1,2}}(?:st|nd|rd|th)?,)?\s+(?:19|20)\d\d\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)?\d\d\b"
    r"|\b(?:spring|summer|autumn|winter|early|late|mid|end of|quarter [1-4]|Q[1-4])"
    r"[ -](?:19|20)\d\d(?:\s?[/–-]\s?\d\d)?\b"
)
_CLOCK = (
    r"(?:(?:(?:[01]?\d|2[0-3]):|0\d\.)[0-5]\d(?:\s?[ap]\.?m\b)?(?![%\d])"
    r"|\d{1,2}(?:\.[0-5]\d)?\s?[ap]\.?m\b)"
)
"""A time of the day; with a full stop only where nothing else is meant: 1.58 is a number."""
_TIME = re.compile(
    rf"\b{_CLOCK}(?:\s?(?:to|and|until|[–-])\s?{_CLOCK})?"
    r"|\b(?:mid)?(?:noon|night)\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b"
    r"|\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
    r"|\b(?:in|of|from|to|until|by|since|between|and|every|each) May\b"
)
"""Times that come again: of the day, of the week, of the year."""
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:\s?[/–-]\s?(?:(?:19|20)\d\d|\d\d))?\b(?![,.]\d)")
_MONEY = re.compile(rf"[£$€]\s?(?:{_DIGITS}){_SCALE}", re.IGNORECASE)
_PERCENT = re.compile(
    rf"(?:{_DIGITS}|\b{_WORD_NUMBER})\s?(?:%|per ?cent\b|percentage points?\b|pp\b)", re.IGNORECASE
)
_HEADED_PERCENT = re.compile(
    rf"(?<=per cent: )(?:{_DIGITS})|(?<=percentage: )(?:{_DIGITS})|(?<=%: )(?:{_DIGITS})"
    rf"|(?<=%\): )(?:{_DIGITS})",
    re.IGNORECASE,
)
"""A figure in a cell whose head says that it counts in hundredths."""
_HEADED_MONEY = re.compile(rf"(?<=[£$€]: )(?:{_DIGITS})|(?<=[£$€]\): )(?:{_DIGITS})")
_SHARE = re.compile(
    rf"\b(?:{_WORD_NUMBER}|\d+)[- ](?:in|out of)[- ](?:every )?(?:{_WORD_NUMBER}|\d+)\b"
    r"|\b(?:(?:one|two|three|four)[- ])?(?:half|third|quarter|fifth|tenth)s?\b(?=[ ,;.)]|$)"
    r"|\b(?:almost |nearly )?(?:all|none)\b(?= (?:of|children|young))|\bthe (?:vast )?majority\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    rf"(?:rate of )?(?:{_DIGITS})(?:\s\w+)?\s(?:per|for every|in every)\s(?:{_DIGITS})"
    r"(?:\s(?:population|people|residents|children|households))?|\brate of (?:\d[\d,.]*\d|\d)",
    re.IGNORECASE,
)
_DURATION = re.compile(
    rf"\b(?:{_DIGITS}|{_WORD_NUMBER})(?:\s?(?:to|[–-]|and|or)\s?(?:{_DIGITS}|{_WORD_NUMBER}))?"
    r"[\s-](?:working )?(?:minutes?|hours?|days?|weeks?|months?|years?)\b(?!-?\s?olds?\b| of age)"
    r"|\b(?:within|in|under|over|up to|less than|more than|about|almost|nearly|least)"
    r" (?:an? |the )(?:same )?(?:hour|day|week|fortnight|month|year)\b|\bthe same day\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    rf"\b(?:aged?|ages)[\s-]+(?:of |under |over )?(?:{_DIGITS})(?:\s?(?:to|[–-]|and)\s?\d+)?\b"
    r"|\b\d+(?:\s?(?:to|[–-]|and)\s?\d+)?[- ]year[- ]olds?\b|\b\d+(?:-\s?to\s?|–|-)\d+-year\S*"
    r"|\b(?:under|over)[- ]?\d+s\b"
    r"|\bunder (?:the age of )?\d+\b(?!\s?(?:%|per|minutes|hours|days|weeks|months|years))",
    re.IGNORECASE,
)
_FREQUENCY = re.compile(
    r"\b(?:(?:at least |every )?(?:once|twice|daily|weekly|fortnightly|monthly|quarterly|annually"
    r"|yearly)|three times|every (?:\w+ )?(?:day|week|month|year|quarter)s?"
    r"|(?:each|a|per) (?:day|week|month|year))\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:section|figure|table|chapter|page|paragraph|appendix|phase|part|version|step|stage|class"
    r"|tier|level|priority|objective|recommendation|ward|wave|year|key stage|act)\s\d+(?:\.\d+)*\b"
    r"|^\s*\d+(?:\.\d+)*[.)]?\s(?=(?-i:[A-Z]))|(?<=: )\d+[.)]\s(?=(?-i:[A-Z]))|\[\d+\]",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"(?<![\w.,£/–-])(?:{_DIGITS}){_SCALE}(?![\w%]|[.,/–-]\d)"
    rf"|\b{_WORD_NUMBER}\b(?!\s(?:of the (?:most|few|best)|another|or more))"
    r"|\bno\b(?= \w+)(?! (?:further|longer|more|other|less|fewer|one|doubt)\b)|\bnone\b",
    re.IGNORECASE,
)
_DIGIT = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
_SPANS = ("minute", "hour", "day", "week", "month", "year")
_ORDER: tuple[tuple[Unit, re.Pattern[str], tuple[str, ...]], ...] = (
    (Unit.LABEL, _LABEL, _DIGIT),
    (Unit.DATE, DATE, _DIGIT),
    (Unit.MONEY, _MONEY, ("£", "$", "€")),
    (Unit.PERCENT, _PERCENT, ("%", "cent", "pp")),
    (Unit.PERCENT, _HEADED_PERCENT, (": ",)),
    (Unit.MONEY, _HEADED_MONEY, ("£", "$", "€")),
    (Unit.RATE, _RATE, ("per ", "every ", "rate of ")),
    (Unit.AGE, _AGE, _DIGIT),
    (Unit.DURATION, _DURATION, _SPANS),
    (Unit.YEAR, _YEAR, _DIGIT),
    (Unit.TIME, _TIME, ("",)),
    (Unit.PERCENT, _SHARE, ("",)),
    (Unit.FREQUENCY, _FREQUENCY, ("",)),
    (Unit.COUNT, _COUNT, ("",)),
)
"""Each unit's form, the first to match winning, and what a text must hold to match it at all:
looking for that first is a tenth of the work."""


@lru_cache(maxsize=512)
def figures_of(text: str) -> tuple[Figure, ...]:
    """Every figure of a text, none overlapping another. *Order*: as they stand.

    Kept for a while: of one question a sentence's figures are asked for again and again.
    """
    taken: list[Figure] = []
    plain = text.casefold()
    for unit, pattern, marks in _ORDER:
        if not any(mark in plain for mark in marks):
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if all(end <= f.start or start >= f.end for f in taken):
                taken.append(Figure(start, end, match.group(), unit, value_of(match.group())))
    return tuple(sorted(taken, key=lambda f: f.start))


_NUMBER_IN = re.compile(_DIGITS)
_FACTORS = {"million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "thousand": 1e3, "k": 1e3}


def value_of(words: str) -> float | None:
    """The value of the first number in some words, written in digits or in words.

    >>> value_of("£1.4 million"), value_of("thirty-two"), value_of("1,139")
    (1400000.0, 32.0, 1139.0)
    """
    match = _NUMBER_IN.search(words)
    if match is None:
        return _spelt(words)
    scale = re.match(r"\s?(million|billion|thousand|bn|m|k)\b", words[match.end() :], re.I)
    factor = _FACTORS[scale.group(1).casefold()] if scale else 1.0
    return float(match.group().replace(",", "")) * factor


def _spelt(words: str) -> float | None:
    total, current, seen = 0.0, 0.0, False
    for word in re.findall(r"[a-z]+", words.casefold()):
        if word in _UNITS:
            current += _UNITS.index(word) + 1
        elif word in _TEENS:
            current += _TEENS.index(word) + 10
        elif word in _TENS:
            current += (_TENS.index(word) + 2) * 10
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in ("thousand", "million"):
            total += max(current, 1) * _FACTORS[word]
            current = 0.0
        elif word in ("no", "none"):
            return 0.0
        else:
            if seen and word != "and":
                break
            continue
        seen = True
    return total + current if seen else None


_NAME = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Cllr|Professor)\.? )?"
    r"[A-Z][\w’'-]+(?:(?: (?:of|and|for|the|de|van|&))? [A-Z][\w’'-]+)*"
)


_NO_NAME = re.compile(
    rf"(?:(?:In|On|By|Since|Until|From|For|At) )?"
    rf"(?:{_MONTH}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_OPENS = re.compile(r"(?:^|[.:;!?•])[\s\"'“‘(]*$")


def names_of(text: str) -> tuple[str, ...]:
    """Runs of capitalised words; the first word of a sentence or cell alone makes no name."""
    found = []
    for match in _NAME.finditer(text):
        words = match.group().strip()
        is_opening = " " not in words and _OPENS.search(text[: match.start()])
        if is_opening or _NO_NAME.fullmatch(words):
            continue
        found.append(words)
    return tuple(dict.fromkeys(found))


_PERSON = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Cllr|Professor|Superintendent)\.? )?"
    r"(?:[A-Z][a-zà-ÿ’'-]+ (?:[A-Z]\.? )?(?:(?:de|van|von|Mac|O’)? ?)|(?:[A-Z]\. ?){1,3})"
    r"[A-Z][a-zà-ÿ’']+(?:-[A-Z]?[a-zà-ÿ’']+)?\b"
)
_NO_PERSON = frozenset(
    re.findall(
        r"\w+",
        """council county borough city district service services board unit office officer director
        children chief executive violence reduction police crime commissioner lead inspector majesty
        report inspection strategy assessment national local authority trust team partnership north
        south east west royal home london school academy hospital committee panel programme project
        integrated care duty rescue fire justice youth probation safeguarding education health
        public social secure serious safer strategic needs street road way park house centre
        university department january february march april may
        june july august september october november december monday tuesday wednesday thursday
        friday saturday sunday the in at on for our this these""",
    )
)


def persons_of(text: str) -> tuple[tuple[int, int], ...]:
    """Where pairs of capitalised words stand that may be a person's name."""
    return tuple(
        match.span()
        for match in _PERSON.finditer(text)
        if not _NO_PERSON & set(re.findall(r"[a-zà-ÿ]+", match.group().casefold()))
    )
