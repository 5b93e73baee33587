"""Readings: one figure with its measure, place and period, read off a table row or a sentence.

What a numeric comparison is made of. A figure counts only where its own words say what it measures,
where and when: row and column heads, caption or sentence. Where they do not, there is no reading:
a wrong cell is worse than none. Source of reading a cell by its label and heads: Hurst, "The
interpretation of tables in texts" (University of Edinburgh, 2000), chapter 3.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from corpus.periods import find_periods
from corpus.reader import View
from corpus.records import Cell, Period, Span
from corpus.sentences import split
from index.analysis import stems, words
from service.answer.figures import Figure, Unit, figures_of
from service.answer.gather import Candidate
from service.answer.question import Asked
from service.answer.rows import row_label
from service.answer.topics import WHOLE_AREA, place_in, stem_set, subject_of_comparison, topic


class Scale(StrEnum):
    """What kind of figure it is; only figures of one kind stand in one table."""

    COUNT = "count"
    RATE = "rate"
    PERCENT = "percent"
    MONEY = "money"


UNITS = {Scale.COUNT: "number", Scale.RATE: "rate", Scale.PERCENT: "%", Scale.MONEY: "£"}
"""What the unit of a table of such figures is called."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure: its place (empty for the whole of the report's area), period and kind.

    `spans` are the words that carry it, `cell` the table cell where it stands in one.
    """

    place: str
    period: Period
    scale: Scale
    value: str
    candidate: Candidate
    spans: tuple[Span, ...]
    cell: Cell | None = None


_OTHER_COUNT = frozenset(
    stems(
        words(
            """victim suspect offender arrest charge outcome search reason survey respondent target
            forecast projected planned expected ambition conviction call hospital"""
        )
    )
)
"""Words of a caption or head that say that something else is counted than the label's name."""
_CHANGE = re.compile(r"\b(?:change|difference|increase|decrease|target|trend|rank)\b|[+±]", re.I)
_RATE = re.compile(r"\brates?\b|\bper (?:1|10|100|1,000|10,000|100,000)\b", re.IGNORECASE)
_SHARE = re.compile(r"%|\bper ?cent\b|\bpercentage\b|\bshare\b|\bproportion\b", re.IGNORECASE)
_SERIAL = re.compile(r"\W*(?:no|nr|ref|item|rank|id|aim|priority|action)\W*|#", re.IGNORECASE)
"""A head of numbers that count nothing: they number the rows."""
_OF_ONE = re.compile(r"\b(?:each|average|mean|median|unit|per (?!cent|1|head of)\w+)\b", re.I)
"""What makes a figure that of one of many: what each place cost is not what all cost."""
_OTHER_TIME = re.compile(
    r"\b(?:than|against|from|since|before|after|until|to|versus|compared (?:with|to))"
    r"(?: (?:in|for|the|year|period|level|figure|that|was|it))*\s*$",
    re.IGNORECASE,
)
"""What makes a time the one that another is compared with: "back almost exactly to 2019/20"."""
_NUMBER = re.compile(r"£?\s?\d[\d,]*(?:\.\d+)?\s?%?")
_LIMIT = re.compile(
    r"\b(?:(?:fewer|less|more|under|over|below|above|at least|at most|up to)(?: than)?"
    r"|target\w*(?: of)?|aim\w*|another|further|by|against|from|than)\s*$",
    re.IGNORECASE,
)
"""What makes a figure an aim, a bound, a change or another time's: "fewer than 600", "by 16"."""
_NARROWER = re.compile(
    r"\s*(?:,? ?(?:involving|with|where|among|against|by|of|on|carried|committed|linked|recorded by"
    r"|solved|had|were|was|did|do|does|without|who|whose|living|placed|aged|under)\b)",
    re.IGNORECASE,
)
LONGEST_YEAR_DAYS = 380


def scale_asked(asked: Asked) -> Scale | None:
    """The kind of figure a question asks for, or None where it does not say."""
    if _RATE.search(asked.text):
        return Scale.RATE
    if _SHARE.search(asked.text):
        return Scale.PERCENT
    return Scale.MONEY if re.search(r"£|\bspen[dt]|\bcosts?\b", asked.text, re.I) else None


def readings_of(view: View, asked: Asked, candidate: Candidate) -> tuple[Reading, ...]:
    """What a candidate says of what is compared. *Order*: as it stands."""
    told = f"{candidate.evidence.passage.context} {candidate.text}"
    if not subject_of_comparison(asked) <= stem_set(told) or _narrowed_by_age(asked, candidate):
        return ()
    if candidate.evidence.passage.cells:
        return tuple(_of_row(view, asked, candidate))
    return tuple(_of_sentence(asked, candidate))


def is_whole_area(reading: Reading) -> bool:
    """Whether a figure is for the whole area that its report is about."""
    area = reading.candidate.evidence.publication.area
    return reading.place in ("", WHOLE_AREA, area.casefold())


def _narrowed_by_age(asked: Asked, candidate: Candidate) -> bool:
    passage = candidate.evidence.passage
    around = " ; ".join((passage.context, *passage.headings[-1:], candidate.text))
    ages = {f.words.casefold() for f in figures_of(around) if f.unit is Unit.AGE}
    return any(age not in asked.text.casefold() for age in ages)


def _of_row(view: View, asked: Asked, candidate: Candidate) -> Iterator[Reading]:
    passage = candidate.evidence.passage
    caption = passage.context.split(". ")[0]
    label = _label(view, candidate)
    scope = " ; ".join((caption, *passage.headings[-1:]))
    if _OTHER_COUNT & stem_set(f"{scope} {label}") - stem_set(asked.text):
        return
    named_by_heads = any(_RATE.search(" ".join(cell.heads)) for cell in passage.cells[1:])
    for cell in passage.cells:
        heads = " ".join(cell.heads)
        value = " ".join(cell.value.split())
        if not _NUMBER.fullmatch(value) or _CHANGE.search(heads) or _SERIAL.fullmatch(heads):
            continue
        if _OF_ONE.search(heads) and not (_OF_ONE.search(asked.text) or _RATE.search(heads)):
            continue
        place = next(filter(None, (place_in(asked, part) for part in (heads, label, scope))), "")
        period = _cell_period(candidate, cell, label, caption)
        own = topic(asked, f"{label} ; {heads}") or topic(asked, caption)
        if period is None or own != subject_of_comparison(asked):
            continue
        told = heads if named_by_heads else f"{heads} {caption} {passage.cells[0].heads}"
        yield Reading(place, period, _scale(told, value), value, candidate, (cell.span,), cell)


def _label(view: View, candidate: Candidate) -> str:
    """What a row is called: the words before its cells, else its cells that are words."""
    passage = candidate.evidence.passage
    worded = [c.value for c in passage.cells if not _NUMBER.fullmatch(c.value.strip())]
    named = [w for w in worded if re.match(r"\s*[^\W\d]", w)][:1]
    timed = [w for w in worded if find_periods(w)][:1]
    return " ; ".join(filter(None, (row_label(view, passage), *named, *timed)))


def _cell_period(candidate: Candidate, cell: Cell, label: str, caption: str) -> Period | None:
    """The time a cell is for: its heads say, else its row, else the caption, else the report."""
    for told in (" ".join(cell.heads), label):
        if found := find_periods(told):
            return found[-1].period
    named = {p.period for p in find_periods(caption)}
    if len(named) > 1:
        return None
    return named.pop() if named else _report_year(candidate)


def _report_year(candidate: Candidate) -> Period | None:
    """The period of the report where it is one year: what a figure without a time is for."""
    period = candidate.evidence.publication.period
    return period if period and days_of(period) <= LONGEST_YEAR_DAYS else None


def days_of(period: Period) -> int:
    """How many days a period has."""
    first, last = date.fromisoformat(period.first_day), date.fromisoformat(period.last_day)
    return (last - first).days + 1


def _scale(told: str, value: str) -> Scale:
    if "£" in value:
        return Scale.MONEY
    if "%" in value or _SHARE.search(told):
        return Scale.PERCENT
    return Scale.RATE if _RATE.search(told) or "." in value else Scale.COUNT


_COUNTED = {
    Unit.COUNT: Scale.COUNT,
    Unit.PERCENT: Scale.PERCENT,
    Unit.RATE: Scale.RATE,
    Unit.MONEY: Scale.MONEY,
}


def _of_sentence(asked: Asked, candidate: Candidate) -> Iterator[Reading]:
    """Figures that stand beside the name of what is compared, in a sentence that tells when."""
    place = place_in(asked, candidate.text)
    place = place or place_in(asked, " ; ".join(candidate.evidence.passage.headings))
    for start, end in split(candidate.text):
        text = candidate.text[start:end]
        figures = [f for f in figures_of(text) if f.unit in _COUNTED and re.search(r"\d", f.words)]
        if _is_run_of_figures(text, figures):
            continue
        named = [f for f in figures if _names_subject(asked, text, f)]
        for figure in named:
            scale = _COUNTED[figure.unit]
            alone = sum(_COUNTED[f.unit] is scale for f in named) == 1
            period = _figure_period(candidate, text, figure, figures) if alone else None
            if period:
                yield Reading(place, period, scale, figure.words, candidate, candidate.spans)


def _is_run_of_figures(text: str, figures: Sequence[Figure]) -> bool:
    """Whether figures stand side by side: a table read as prose does not say whose they are."""
    return any(not text[a.end : b.start].strip() for a, b in pairwise(figures))


def _figure_period(
    candidate: Candidate, text: str, figure: Figure, figures: Sequence[Figure]
) -> Period | None:
    """The time said right after a figure, else the one that opens its sentence or the report's.

    A time said after another figure is that one's: of "196 against 242 in 2019/20, and robbery at
    318" the last is not of that year.
    """
    found = [p for p in find_periods(text) if not _OTHER_TIME.search(text[: p.start])]
    following = min((f.start for f in figures if f.start > figure.start), default=len(text))
    own = [p.period for p in found if figure.end <= p.start < following]
    named = {p.period for p in found}
    if len(named) > 1:
        return own[0] if len(own) == 1 else None
    if named:
        opens = found[0].start < min(f.start for f in figures)
        return named.pop() if own or len(figures) == 1 or opens else None
    return _report_year(candidate)


def _names_subject(asked: Asked, text: str, figure: Figure) -> bool:
    """Whether the words touching a figure, up to the next figure or comma, name the subject."""
    subject = subject_of_comparison(asked)
    if _LIMIT.search(text[: figure.start]):
        return False
    after = re.split(r"[,;.(]|\band\b|\d", text[figure.end :])[0]
    nouns = after.split()
    for count in range(1, min(6, len(nouns)) + 1):
        if topic(asked, " ".join(nouns[:count])) == subject:
            return not _NARROWER.match(" ".join(nouns[count:]))
    before = re.split(r"[,;.(]|\band\b|\d", text[: figure.start])[-1]
    told = re.sub(r"\b(?:fell|rose|dropped|stood|stands|was|were|is|to|at|there)\b", " ", before)
    return not topic(asked, after) and topic(asked, told) == subject
