"""Periods in words: which stretch of time "2023/24" or "year to March 2023" means.

Serves reading (what a report covers) and search (what a question asks for). Does not guess at
relative time ("last year") and takes no number for a year that is part of a telephone number, a
page range, a ratio, an amount or the name of an Act. Its rules are our own: British conventions,
the financial year from 1 April to 31 March, the school year from 1 September to 31 August.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.period_forms import COUNTS, FORMS, MONTH, Days, Form
from corpus.records import Period


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period and the half-open code-point range of the words that name it."""

    start: int
    end: int
    period: Period


_HAS_FIGURE = re.compile(r"\d\d")
_HAS_MONTH = re.compile(rf"\b{MONTH}", re.IGNORECASE)
_DIAL_BEFORE = re.compile(r"(?:\+|\(?\b0)[\d\s()-]*$")
_OTHER_BEFORE = re.compile(
    r"(?:\bpp?\.?|\bpages?|\bvol(?:ume)?\.?|\bno\.?|\bnumber|\bparagraphs?|\btel\.?|\bper"
    r"|\bthan|\bAct|\bBill|\bRegulations|\bOrder|\bRules|\bMeasure)\s*$|\d\)?:\s?$|\d[.,/–-]$"
)
_RATIO_BEFORE = re.compile(rf"(?<![\d,.])\b(?:\d|{'|'.join(COUNTS)})\s+in\s+$", re.IGNORECASE)
"""A ratio begins small: "one in 2000" is one, "684 in 2023/24" tells the year of a figure."""
_OTHER_AFTER = re.compile(
    r"\s*(?:%|per\s+cent\b)|[.,/:]\d|\s*[-–]\s*\d{5}"
    r"|\s+(?:people|children|residents|pupils|offences|victims|households|hours|population)\b"
)


@lru_cache(maxsize=512)
def find_periods(text: str) -> tuple[FoundPeriod, ...]:
    """Find every period named in a text, the longest wording winning.

    *Order*: by place in the text; periods do not overlap. Kept for a while: a cover is asked for
    what the report covers, for when it came out, and for its title.
    """
    if not _HAS_FIGURE.search(text):
        return ()
    has_month = _HAS_MONTH.search(text) is not None
    forms = [form for form in FORMS if has_month or not form.needs_month]
    found = [hit for form in forms for hit in _matches(form, text)]
    found.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[FoundPeriod] = []
    for hit in found:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


def _matches(form: Form, text: str) -> list[FoundPeriod]:
    hits = []
    for match in form.pattern.finditer(text):
        if form.is_bare and _means_another_thing(text, match):
            continue
        days = _days(form, match)
        if days and days[0] <= days[1]:
            words = " ".join(match[0].split())
            period = Period(days[0].isoformat(), days[1].isoformat(), words)
            hits.append(FoundPeriod(match.start(), match.end(), period))
    return hits


def _days(form: Form, match: re.Match[str]) -> Days | None:
    try:
        return form.read(match)
    except ValueError:  # the thirty-first of June, a quarter of 2023/27
        return None


def _means_another_thing(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 24) : match.start()]
    after = text[match.end() : match.end() + 14]
    others = [_DIAL_BEFORE, _OTHER_BEFORE]
    if match[0].strip().isdigit():
        others.append(_RATIO_BEFORE)
    return any(other.search(before) for other in others) or bool(_OTHER_AFTER.match(after))
