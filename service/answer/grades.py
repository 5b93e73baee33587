"""Grades: whether one is of the whole that was judged, and grades of the whole that stand apart.

"How was Northgate rated?" asks for the grade of the whole, which stands in a heading or in a row
"Overall effectiveness" that shares hardly a word with the question.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.reader import View
from index.analysis import stems, words
from service.answer.claims import Evidence, first_of_each
from service.answer.fitting import GRADE
from service.answer.gather import Candidate
from service.answer.kinds import Asks
from service.answer.question import Asked

VAGUE = 0.4
"""What counts that is told vaguely, in part, or of another time."""
EARLIER = re.compile(
    r"\b(?:last|previous|earlier|prior|first)(?: \w+){0,2} (?:inspections?|visits?|reports?"
    r"|judge?ments?|reviews?)\b",
    re.IGNORECASE,
)
"""What makes a grade or a date that of another report than the one that tells it."""
_OVERALL = re.compile(
    r"\b[Oo]verall (?:effectiveness|judge?ments?|grades?|ratings?|score)\b"
    r"|^It (?:is|was)\b"
    r"|\b(?:[Ss]ervices|authority|council|force|trust|service|partnership|prison|school)\b"
    r"(?: (?:in|for|of|at) [\w’'-]+(?: [A-Z][\w’'-]+)*)? (?:is|are|was|were|requires?)\b",
)
"""Words on the whole that is judged, and not on a part of it."""
_WHOLE = frozenset(
    stems(
        words(
            """overall rate rated rating grade graded judge judged judgement judgment verdict
            inspection inspected ofsted service services children council local authority report
            police force trust latest last recent result outcome inspectors"""
        )
    )
)
"""Words of a question that names no part of what is judged."""
MOST_REPORTS = 3
"""Reports whose overall grades are looked for: those whose passages were found first."""
FIRST_PAGES = 2
MOST_WORDS = 14
"""Words of a heading or row that states a grade and no more."""


def is_of_earlier(asked: Asked, text: str) -> bool:
    """Whether a text tells of an earlier report, and the question does not ask for one."""
    return bool(EARLIER.search(text)) and not EARLIER.search(asked.text)


def asks_of_whole(asked: Asked) -> bool:
    """Whether a question for a grade names no part: places and years name none."""
    named = " ".join((*asked.places, *(p.words for p in asked.periods)))
    return not set(asked.stems) - _WHOLE - set(stems(words(named)))


def grade_worth(asked: Asked, text: str) -> float:
    """What a grade is worth: less of an earlier time, or of a part where the whole is asked for."""
    if is_of_earlier(asked, text):
        return VAGUE
    return VAGUE if asks_of_whole(asked) and not _OVERALL.search(text) else 1.0


def states_whole(asked: Asked, text: str) -> bool:
    """Whether a few words state the grade of the whole, and no more, where it is asked for."""
    is_short = len(text.split()) <= MOST_WORDS
    states = GRADE.search(text) and _OVERALL.search(text) and not is_of_earlier(asked, text)
    return bool(is_short and states) and asks_of_whole(asked)


def graded_whole(asked: Asked, candidates: Sequence[Candidate]) -> frozenset[str]:
    """The editions that state the grade of the whole where it is asked for: no part's is it."""
    if asked.kind is not Asks.GRADE:
        return frozenset()
    stating = (c for c in candidates if states_whole(asked, c.text))
    return frozenset(c.evidence.passage.edition_sha256 for c in stating)


def with_overall(view: View, asked: Asked, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence with what states a grade of the whole on the first pages of its reports."""
    if not asks_of_whole(asked):
        return tuple(evidence)
    known = {one.passage.id for one in evidence}
    made = list(evidence)
    for one in first_of_each(evidence)[:MOST_REPORTS]:
        for page in range(1, FIRST_PAGES + 1):
            for passage in view.passages_of(one.passage.edition_sha256, page=page):
                if passage.id not in known and states_whole(asked, passage.text):
                    known.add(passage.id)
                    made.append(replace(one, passage=passage))
    return tuple(made)
