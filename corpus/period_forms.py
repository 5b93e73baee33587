"""Ways of writing a period, and which days each means.

The table behind `corpus.periods`: patterns with their readings. Finds nothing by itself.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

Days = tuple[date, date]

LONGEST_RANGE_YEARS = 60
"""A pair of years further apart than this is no period a report covers."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
COUNTS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "eighteen": 18,
    "twenty-four": 24,
    "thirty-six": 36,
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}

_Y = r"(?:19|20)\d\d"
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DASH = r"[-‐‑‒–—]"
_TO = rf"\s*(?:{_DASH}|\b(?:to|until|till|through|and)\b)\s*"
_SHORT = rf"{_Y}(?:/|{_DASH})(?:{_Y}|\d\d)"
_FROM = r"(?P<between>between\s+)?"
_END = (
    rf"(?:the\s+)?(?:end\s+(?:of\s+)?)?"
    rf"(?:(?P<d2>{_D})\s+(?:of\s+)?)?(?P<m2>{MONTH}),?\s*(?P<y2>{_Y})"
)
_MONTH_PAIR = (
    rf"{_FROM}(?:(?P<d1>{_D})(?:\s+(?P<m1>{MONTH})(?:,?\s+(?P<y1>{_Y}))?)?"
    rf"|(?P<m1b>{MONTH})(?:,?\s*(?P<y1b>{_Y}))?){_TO}{_END}"
)


def _financial(first_year: int, years: int = 1) -> Days:
    return date(first_year, 4, 1), date(first_year + years, 3, 31)


def _school(first_year: int, years: int = 1) -> Days:
    return date(first_year, 9, 1), date(first_year + years, 8, 31)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _day(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _pair(words: str) -> tuple[int, int]:
    """First and last year of "2023/24", "2023-2024" or "2019-22", as written."""
    first, last = re.split(r"[^\d]+", words.strip(), maxsplit=1)
    year = int(first)
    if len(last) == 4:
        return year, int(last)
    ends = year - year % 100 + int(last)
    return year, ends + 100 if ends <= year and year % 100 == 99 else ends


def _read_month_pair(match: re.Match[str]) -> Days | None:
    is_pair_of_days = match["d1"] and not match["m1"]
    if re.search(r"\band\b", match[0]) and not (match["between"] or is_pair_of_days):
        return None
    month, year = _month(match["m2"]), int(match["y2"])
    first_month = _month(match["m1"] or match["m1b"] or match["m2"])
    first_year = int(match["y1"] or match["y1b"] or year - (first_month > month))
    if bool(match["d1"]) != bool(match["d2"]):
        return None
    if match["d1"]:
        first = date(first_year, first_month, _day(match["d1"]))
        return first, date(year, month, _day(match["d2"]))
    return date(first_year, first_month, 1), _last_of(year, month)


def _read_months_to(match: re.Match[str]) -> Days:
    months = _months_meant(match)
    month, year = _month(match["m2"]), int(match["y2"])
    last = date(year, month, _day(match["d2"])) if match["d2"] else _last_of(year, month)
    at = year * 12 + month - 1 - months
    before = _last_of(at // 12, at % 12 + 1)
    if last != _last_of(year, month):
        before = before.replace(day=min(before.day, last.day))
    return before + timedelta(days=1), last


def _months_meant(match: re.Match[str]) -> int:
    word = (match["count"] or "1").lower()
    count = COUNTS[word] if word in COUNTS else int(word)
    return count * (1 if match["unit"].lower().startswith("month") else 12)


def _read_quarter(match: re.Match[str]) -> Days | None:
    words = match["fy"] or match["fy2"]
    named = (match["q"] or match["q2"] or "").lower()
    number = _ORDINALS.get(named) or int(named)
    if len(words) == 4:
        year, month = int(words), 3 * number - 2
    else:
        first, last = _pair(words)
        if last != first + 1:
            return None
        year, month = (first, 3 * number + 1) if number < 4 else (last, 1)
    return date(year, month, 1), _last_of(year, month + 2)


def _read_day(match: re.Match[str]) -> Days:
    day = date(int(match["y"]), _month(match["m"]), _day(match["d"]))
    return day, day


def _read_numeric_day(match: re.Match[str]) -> Days:
    day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    return day, day


def _read_month(match: re.Match[str]) -> Days:
    month, year = _month(match["m"]), int(match["y"])
    return date(year, month, 1), _last_of(year, month)


def _read_short_month(match: re.Match[str]) -> Days:
    month, year = _month(match["m"]), 2000 + int(match["yy"])
    return date(year, month, 1), _last_of(year, month)


def _read_run_of_years(match: re.Match[str]) -> Days | None:
    first, between = _pair(match["a"])
    start_of_last, last = _pair(match["b"])
    if between != first + 1 or last != start_of_last + 1 or last <= between:
        return None
    return _school(first, last - first) if _is_school(match) else _financial(first, last - first)


def _read_written_year(match: re.Match[str]) -> Days | None:
    first, last = _pair(match["a"])
    if not first < last <= first + LONGEST_RANGE_YEARS:
        return None
    if last > first + 1:
        return date(first, 1, 1), date(last, 12, 31)
    return _school(first) if _is_school(match) else _financial(first)


def _is_school(match: re.Match[str]) -> bool:
    around = match[0].lower()
    return "academic" in around or "school" in around


def _read_financial(match: re.Match[str]) -> Days | None:
    words = match["a"]
    if len(words) in (2, 4):
        # "FY2023", "FYE 2023": named, as accounts are, for the year in which it ends.
        return _financial(int(words[-2:]) + (2000 if len(words) == 2 else _century(words)) - 1)
    first, last = _pair(words if len(words) > 5 else "20" + words)
    return _financial(first) if last == first + 1 else None


def _century(year: str) -> int:
    return int(year[:2]) * 100


def _read_year_pair(match: re.Match[str]) -> Days | None:
    first, last = int(match["a"]), int(match["b"])
    if re.search(r"\band\b", match[0]) and not match["between"]:
        return None
    if not first < last <= first + LONGEST_RANGE_YEARS:
        return None
    return date(first, 1, 1), date(last, 12, 31)


def _read_year(match: re.Match[str]) -> Days:
    year = int(match[0])
    return date(year, 1, 1), date(year, 12, 31)


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a period; `is_bare` when made of figures that could mean another thing."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Days | None]
    is_bare: bool = False
    needs_month: bool = False


def _form(
    pattern: str, read: Callable[[re.Match[str]], Days | None], *, is_bare: bool = False
) -> Form:
    whole = re.compile(rf"(?<![\w£$€#]){pattern}(?!\w)", re.IGNORECASE)
    return Form(whole, read, is_bare, needs_month=MONTH in pattern)


_SCHOOL = r"(?:(?:academic|school)\s+years?\s+)?"
_SCHOOL_AFTER = r"(?:\s+(?:academic|school)\s+years?)?"
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(COUNTS)})"

FORMS = (
    _form(
        rf"(?:{_COUNT}[\s-]+)?(?P<unit>months?|years?)['’]?[\s-]+(?:period\s+)?"
        rf"(?:up\s+to|to|ending|ended)(?:\s+in)?\s+{_END}",
        _read_months_to,
    ),
    _form(_MONTH_PAIR, _read_month_pair),
    _form(
        rf"(?:q(?:uarter)?\s?(?P<q>[1-4])|(?P<q2>{'|'.join(_ORDINALS)})\s+quarter)"
        rf"[,\s]*(?:of\s+)?(?:fy\s?)?\(?(?P<fy>{_SHORT}|{_Y})(?P<fy2>(?!))?",
        _read_quarter,
    ),
    _form(
        rf"(?P<fy2>{_SHORT}|{_Y})[\s,]+q(?:uarter\s)?(?P<q>[1-4])(?P<q2>(?!))?(?P<fy>(?!))?",
        _read_quarter,
    ),
    _form(rf"(?P<d>{_D})\s+(?:of\s+)?(?P<m>{MONTH}),?\s+(?P<y>{_Y})", _read_day),
    _form(rf"(?P<m>{MONTH})\s+(?P<d>{_D}),\s+(?P<y>{_Y})", _read_day),
    _form(rf"(?P<d>[0-3]?\d)[./](?P<m>[01]?\d)[./](?P<y>{_Y})", _read_numeric_day, is_bare=True),
    _form(rf"(?P<y>{_Y})-(?P<m>[01]\d)-(?P<d>[0-3]\d)", _read_numeric_day, is_bare=True),
    _form(rf"(?P<m>{MONTH}),?[\s-]*(?P<y>{_Y})", _read_month),
    _form(rf"(?P<m>{MONTH})(?:\s?['’]|-)(?P<yy>\d\d)", _read_short_month),
    _form(
        rf"{_SCHOOL}(?P<a>{_SHORT})\s*(?:{_DASH}|\bto\b)\s*(?P<b>{_SHORT}){_SCHOOL_AFTER}",
        _read_run_of_years,
        is_bare=True,
    ),
    _form(rf"{_SCHOOL}(?P<a>{_SHORT}){_SCHOOL_AFTER}", _read_written_year, is_bare=True),
    _form(
        rf"(?:fye?\s?|financial\s+year\s+end(?:ing|ed)?\s+)"
        rf"(?P<a>{_SHORT}|\d\d(?:/|{_DASH})\d\d|{_Y}|\d\d)",
        _read_financial,
    ),
    _form(rf"{_FROM}(?P<a>{_Y}){_TO}(?P<b>{_Y})", _read_year_pair, is_bare=True),
    _form(_Y, _read_year, is_bare=True),
)
