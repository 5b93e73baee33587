"""Comparisons over years and places: a table in which every filled cell has its citation.

Figures are compared only as `service.answer.readings` reads them: one measure, each in the place
and period of its cell. What is not a matter of figures ("what did each strategy promise?") is
`service.answer.compare_words`. A cell for which nothing is found says "not stated".
Nothing is computed here: a reader sees the two cells.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.reader import View
from index.analysis import stems, words
from index.hits import Filters
from service.answer.cell_words import Consider, Read, Reply, has_form
from service.answer.cells import NOT_STATED
from service.answer.claims import ComparisonTable, Evidence, TableCell
from service.answer.columns import MOST_COLUMNS, Days, columns_of, days, in_asked_time
from service.answer.compare_words import Compared, compare_words, last_day
from service.answer.compared_places import MOST_PLACES, in_common, with_places
from service.answer.gather import Candidate, candidates_of
from service.answer.ground import Ledger
from service.answer.kinds import Asks
from service.answer.profile import profile
from service.answer.question import Asked
from service.answer.readings import (
    LONGEST_YEAR_DAYS,
    UNITS,
    Reading,
    Scale,
    days_of,
    is_whole_area,
    readings_of,
    scale_asked,
)
from service.answer.rows import row_label, row_words
from service.answer.tables import with_siblings
from service.answer.topics import subject_of_comparison

RETRIEVED = 100
"""Passages looked at for the figures of all periods; no model reads them."""

_WIDE = re.compile(
    r"\b(?:chang|compar|differ|trend|since|over (?:time|the years)|each|every|between|versus|vs"
    r"|rise|rose|risen|fall|fell|fallen|up or down|increase|decrease|year[- ](?:on|by)[- ]year)",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    r"\b(?:promis|say|said|commit|plan|propos|recommend|priorit|aim|approach|policy|policies|strateg|action"
    r"|describ|definition|defin|tackl)|\b(?:do|does|did|doing|done) about\b|\bdeal\w* with\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\bhow (?:many|much|often)\b|\b(?:number|rate|proportion|percentage|share)s? of\b",
    re.IGNORECASE,
)
_EACH_REPORT = re.compile(
    r"\b(?:each|every) (?:[\w-]+ )?(?:strategy|report|inspection|assessment|evaluation|briefing"
    r"|edition|letter|review)\b"
    r"|\b(?:did|do|does) the (?:two |three |four )?(?:[\w-]+ )?(?:strategies|reports|assessments"
    r"|inspections)\b",
    re.IGNORECASE,
)
_POINTS = (Asks.NUMBER, Asks.DATE, Asks.WHO, Asks.ACRONYM)
_OF_EACH = re.compile(
    r"\b(?:each|every) (?:[\w-]+ )?(?:years?|districts?|boroughs?|areas?)\b"
    r"|\bby (?:year|district|borough)\b(?! council)",
    re.IGNORECASE,
)
"""Asks for a figure of each of several: where only one is told, that answers by itself."""
_OF_THINGS = re.compile(r"\bdifferences? between\b", re.IGNORECASE)
"""Asks how two things differ: of places or years there would be several."""
_SIDE_BY_SIDE = re.compile(r"\b(?:compare|each|every|differ)\b", re.IGNORECASE)


def wants_table(asked: Asked) -> bool:
    """Whether a question is about several years or places at once."""
    several = len(asked.places) > 1 or len(asked.periods) > 1
    wide = bool(_WIDE.search(asked.text))
    if asked.kind not in _POINTS and _EACH_REPORT.search(asked.text):
        return True
    if _OF_THINGS.search(asked.text) and not several:
        return False
    of_each = asked.kind in (Asks.NUMBER, Asks.FACT) and bool(_OF_EACH.search(asked.text))
    return (asked.kind is Asks.COMPARISON and wide) or (several and wide) or of_each


def names_no_matter(asked: Asked) -> bool:
    """Whether places are to be compared and nothing says in what."""
    several = asked.kind is Asks.COMPARISON and len(asked.places) > 1
    return several and not subject_of_comparison(asked) and not has_form(asked)


def compare(
    view: View,
    asked: Asked,
    evidence: Sequence[Evidence],
    *,
    filters: Filters,
    consider: Consider,
    read: Read,
    reply: Reply,
    ledger: Ledger,
) -> Compared | None:
    """The comparison, or None where fewer than two cells can be filled.

    `evidence` is what was found for the question itself.
    """
    asked = with_places(view, asked)
    if names_no_matter(asked):
        return profile(view, asked, _more(view, asked, evidence, filters, consider), ledger)
    # Without a matter any figure would do, so that none may stand.
    is_told = bool(_IN_WORDS.search(asked.text)) or not subject_of_comparison(asked)
    in_words = is_told and not _COUNTS.search(asked.text)
    made = (
        None
        if in_words
        else _compare_figures(view, asked, _more(view, asked, evidence, filters, consider), ledger)
    )
    if made is None and (in_words or _is_side_by_side(asked)):
        return compare_words(
            view, asked, filters, consider=consider, read=read, reply=reply, ledger=ledger
        )
    return made


def _is_side_by_side(asked: Asked) -> bool:
    """Whether words may stand where there are no figures: reports or places are to be compared."""
    several = len(asked.places) > 1 or bool(re.search(r"\b(?:each|every)\b", asked.text, re.I))
    return several and bool(_SIDE_BY_SIDE.search(asked.text)) and not _COUNTS.search(asked.text)


def _more(
    view: View, asked: Asked, found: Sequence[Evidence], filters: Filters, consider: Consider
) -> list[Evidence]:
    """What was found and what the reports of all periods hold, each passage once."""
    columns = columns_of(view, replace(asked, places=in_common(asked.places)), filters)
    ids = tuple(name for _, names in columns for name in names)
    more = consider(asked, filters=replace(filters, publications=ids), limit=RETRIEVED)
    return list({entry.passage.id: entry for entry in (*more, *found)}.values())


def _tells_of(asked: Asked, evidence: Evidence) -> bool:
    """Whether a passage names what is compared: one that does not holds no reading."""
    told = f"{evidence.passage.context} {evidence.passage.text}"
    return subject_of_comparison(asked) <= frozenset(stems(words(told)))


def _compare_figures(
    view: View, asked: Asked, evidence: Sequence[Evidence], ledger: Ledger
) -> Compared | None:
    near = [entry for entry in evidence if _tells_of(asked, entry)]
    if len(asked.places) > 1:
        near = with_siblings(view, near)
    candidates = [c for entry in near for c in candidates_of(view, entry)]
    readings = [r for c in candidates for r in readings_of(view, asked, c)]
    return _in_figures(view, asked, readings, ledger)


def _in_figures(
    view: View, asked: Asked, readings: Sequence[Reading], ledger: Ledger
) -> Compared | None:
    kept = _of_one_measure(asked, [r for r in readings if in_asked_time(asked, r.period)])
    places = asked.places[:MOST_PLACES]
    rows = [p.casefold() for p in places] or [""]
    grid = {row: _by_period(kept, row) for row in rows}
    periods = _periods_shown(asked, {p for cells in grid.values() for p in cells})
    used = [grid[row][p] for row in rows for p in periods if p in grid[row]]
    if len(used) < 2:
        return None
    table = ComparisonTable(
        caption=asked.text,
        columns=tuple(_words_of(p, asked, kept) for p in periods),
        rows=places or (used[0].candidate.evidence.publication.area,),
        cells=tuple(tuple(_cell(grid[row].get(p), ledger) for p in periods) for row in rows),
        unit=UNITS[used[0].scale],
    )
    return Compared(table, _rows_said(view, used))


def _words_of(shown: Days, asked: Asked, readings: Sequence[Reading]) -> str:
    """A period in the words of the reports, the commonest where they differ."""
    spoken = Counter(r.period.words for r in readings if days(r.period) == shown)
    if spoken:
        return spoken.most_common(1)[0][0]
    return next(p.words for p in asked.periods if days(p) == shown)


def _of_one_measure(asked: Asked, readings: Sequence[Reading]) -> list[Reading]:
    """The readings of one kind of figure, one sort of year and, without a place, of one area."""
    wanted = scale_asked(asked)
    placed = [r for r in readings if asked.places or is_whole_area(r)]
    groups: dict[tuple[str, str, str], list[Reading]] = {}
    for reading in placed:
        if (wanted and reading.scale is not wanted) or days_of(reading.period) > LONGEST_YEAR_DAYS:
            continue
        area = "" if asked.places else reading.candidate.evidence.publication.area
        long = days_of(reading.period)
        # How many there are on a day may be compared with another day's, a year with like years.
        sort = "a day" if long == 1 else f"{reading.period.first_day[4:]} {long // 10}"
        groups.setdefault((area, reading.scale, sort), []).append(reading)
    return max(groups.values(), key=_usefulness, default=[])


def _usefulness(readings: Sequence[Reading]) -> tuple[int, bool, int]:
    """Two years first, then counts before rates, since a question that means rates says so."""
    filled = len({days(r.period) for r in readings})
    return (min(filled, 2), readings[0].scale is Scale.COUNT, filled)


def _by_period(readings: Sequence[Reading], place: str) -> dict[Days, Reading]:
    """The reading for each period: of the row that fills most of them, then of the newest report.

    A figure without a place is the whole area's, so it stands for that area alone.
    """
    own = [r for r in readings if not place or _is_of(r, place)]
    fills = Counter(r.candidate.key for r in own)
    chosen: dict[Days, Reading] = {}
    for reading in sorted(own, key=lambda r: (fills[r.candidate.key], last_day(r.candidate))):
        chosen[days(reading.period)] = reading
    return chosen


def _is_of(reading: Reading, place: str) -> bool:
    area = reading.candidate.evidence.publication.area.casefold()
    return reading.place == place or (is_whole_area(reading) and area == place)


def _periods_shown(asked: Asked, filled: Iterable[Days]) -> list[Days]:
    """The periods with a reading and those asked for by name. *Order*: oldest first."""
    shown = set(filled)
    if len(asked.periods) > 1:
        shown |= {days(p) for p in asked.periods if days_of(p) <= LONGEST_YEAR_DAYS}
    return sorted(shown)[-MOST_COLUMNS:]


def _cell(reading: Reading | None, ledger: Ledger) -> TableCell:
    if reading is None:
        return NOT_STATED
    numbers = ledger.numbers_for(reading.candidate.evidence, reading.spans)
    return TableCell(reading.value, numbers[0]) if numbers else NOT_STATED


def _rows_said(view: View, used: Sequence[Reading]) -> tuple[Candidate, ...]:
    """What is quoted beneath the table: of a printed row only the cells that were used."""
    said: dict[tuple[object, ...], Candidate] = {}
    for reading in sorted(used, key=lambda r: last_day(r.candidate), reverse=True):
        candidate = reading.candidate
        passage = candidate.evidence.passage
        cells = [r.cell for r in used if r.cell and r.candidate.key == candidate.key]
        if cells:
            named = [c for c in passage.cells[:1] if not any(x.isdigit() for x in c.value)]
            kept = [c for c in passage.cells if c in named or c in cells]
            text = row_words(row_label(view, passage), kept)
            candidate = replace(candidate, text=text)
        said[reading.candidate.key] = candidate
    return tuple(said.values())
