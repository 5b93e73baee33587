"""Saying why there is no answer, and which part of one is missing.

Tells what the search looked for and did not meet: a name, a place, a year. Decides nothing; whether
to answer is `service.answer.confidence`.
"""

from collections.abc import Sequence

from corpus.periods import find_periods
from index.analysis import words
from service.answer.agreement import agreement
from service.answer.cells import NOT_STATED
from service.answer.claims import ComparisonTable, Evidence
from service.answer.gather import Candidate, heading_words
from service.answer.question import Asked

NOT_FOUND = "The reports searched do not say."
OUTSIDE = "Nothing in the reports searched is about this."
SAY_WHAT = "Say what is to be compared, as in “Compare {places} on support for care leavers”."
FAR = 0.3
"""Nearness in meaning of the best passage, below which a question is outside the subject."""


def reason(asked: Asked, evidence: Sequence[Evidence]) -> str:
    """Why nothing was answered, as far as it can be said."""
    if not evidence or _nearest(evidence) < FAR:
        return OUTSIDE
    held = [_around(entry) for entry in evidence]
    absent = [name for name in _names(asked) if not any(_meets(name, text) for text in held)]
    if absent:
        return f"The reports searched say nothing on this for {_listed(absent)}."
    if asked.periods and not any(_is_of_time(asked, entry) for entry in evidence):
        return f"The reports searched say nothing on this for {asked.periods[0].words}."
    return NOT_FOUND


def say_what(asked: Asked) -> str:
    """What to ask where places are to be compared and nothing says in what."""
    return SAY_WHAT.format(places=_listed(asked.places))


def missing_places(asked: Asked, candidates: Sequence[Candidate]) -> str:
    """Which of several asked places the chosen words say nothing of."""
    if len(asked.places) < 2:
        return ""
    told = " ".join(f"{c.text} {c.before} {_around(c.evidence)}" for c in candidates)
    return _listed([place for place in asked.places if not _meets(place, told)])


def missing_cells(table: ComparisonTable) -> str:
    """Rows and columns of a comparison of which nothing is stated."""
    rows = [
        row
        for row, cells in zip(table.rows, table.cells, strict=True)
        if all(cell == NOT_STATED for cell in cells)
    ]
    columns = [
        column
        for i, column in enumerate(table.columns)
        if all(cells[i] == NOT_STATED for cells in table.cells)
    ]
    return _listed([*rows, *columns])


def _nearest(evidence: Sequence[Evidence]) -> float:
    nearness = [s.score for e in evidence for s in e.hit.standings if s.retriever == "meaning"]
    return max(nearness, default=1.0)


def _names(asked: Asked) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*asked.places, *asked.names, *asked.acronyms)))


def _around(entry: Evidence) -> str:
    publication = entry.publication
    facts = f"{publication.title} {publication.area} {publication.publisher}"
    return f"{facts} {heading_words(entry.passage)} {entry.passage.text}"


def _meets(name: str, text: str) -> bool:
    wanted, held = words(name), f" {' '.join(words(text))} "
    return f" {' '.join(wanted)} " in held


def _is_of_time(asked: Asked, entry: Evidence) -> bool:
    spoken = [found.period for found in find_periods(_around(entry))]
    if entry.publication.period:
        spoken.append(entry.publication.period)
    return bool(spoken) and agreement(asked.periods, spoken) > 0


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
