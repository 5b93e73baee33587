"""Whether a candidate has the form of what is asked for, as one of a candidate's signals.

`service.answer.fitting` says where such words stand; this says what they are worth.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from index.analysis import stems, words
from service.answer.figures import Unit, figures_of
from service.answer.fitting import ROLE, is_contact, is_spelt_out, is_vague
from service.answer.grades import VAGUE, grade_worth, is_of_earlier
from service.answer.kinds import Asks
from service.answer.meanings import names
from service.answer.question import Asked

LONE = 0.7
"""What a sentence that names several things counts where a list is asked for, a list of another
length than asked for, and what a thing does where it is asked what it is."""
SHOWN = 0.1
"""What a caption counts: it says what a table shows, seldom what it tells."""
_STATES = re.compile(
    r"\b(?:is|are|was|were|has|have|had|fell|falls|rose|rises|grew|grows|[a-z]{3,}ed)\b"
)
_RESULT = re.compile(
    r"\b(?:did|do|does|has|have) .{3,80}\b(?:find|found|show|shown|conclude|turn out|work|worked)\b"
    r"|\bwhat (?:was|were|is|are) the (?:results?|findings?|outcomes?)\b|\bturn(?:ed)? out\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\bwill\b|\bdue\b|\bplan(?:s|ned)?\b|\bintends?\b|\bby when:"
    r"|^\W*(?:publish|commission|evaluate|carry out)\b",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:found|finds|show(?:s|ed)|conclude[sd]?|fell|rose|worked|reduced|improved|fewer|no "
    r"(?:difference|effect|evidence))\b",
    re.IGNORECASE,
)
_OF_QUESTIONS = re.compile(r"\b(?:ask(?:ed|s)?|questions?|interview\w*|survey\w*)\b", re.I)
_ENUMERATES = re.compile(r",[^,.;]{2,80}(?:,? and |; )|:")
_CAPTION = re.compile(r"(?:figure|table|chart|map|graph|box)\s\d+(?:\.\d+)*\b", re.IGNORECASE)


@lru_cache(maxsize=512)
def _ages(text: str) -> frozenset[str]:
    """The figures of the ages that a text names."""
    named = (f.words for f in figures_of(text) if f.unit is Unit.AGE)
    return frozenset(number for words in named for number in re.findall(r"\d+", words))


def _is_of_other_age(question: str, text: str) -> bool:
    """Whether both name ages and no age is the same: "19 to 21-year-olds" are not "aged 16"."""
    return bool(_ages(question) and _ages(text)) and not _ages(question) & _ages(text)


def _is_only_planned(question: str, text: str) -> bool:
    """Whether a result is asked for and the words tell only that it is to come."""
    return bool(_RESULT.search(question) and _PLANNED.search(text) and not _FOUND.search(text))


def _uses(text: str, term: str) -> bool:
    """Whether a text uses a plain term, so that it may say what it is in words of its own."""
    return bool(term) and frozenset(stems(words(term))) <= frozenset(stems(words(text)))


def form(asked: Asked, text: str, fitting: Sequence[tuple[int, int]], *, items: int) -> float:
    """Whether the sort of answer asked for is there; less where it is told vaguely or in part.

    From 0 to 1. `fitting` is where it stands, `items` how many items of a list the words are.
    """
    return min(_most(asked, text), _worth(asked, text, fitting, items))


def _most(asked: Asked, text: str) -> float:
    """The most that some words can be worth, whatever stands in them."""
    if _CAPTION.match(text):
        # "Table 5: The largest grants" tells nothing, "Figure 3: Robbery fell" a little.
        return SHOWN if _STATES.search(text) else 0.0
    if text.endswith("?") and not _OF_QUESTIONS.search(asked.text):
        # A question in a report, as of its interviews, answers nothing.
        return SHOWN
    if _is_only_planned(asked.text, text):
        return 0.0
    return VAGUE if _is_of_other_age(asked.text, text) else 1.0


def _worth(asked: Asked, text: str, fitting: Sequence[tuple[int, int]], items: int) -> float:
    if asked.kind is Asks.LIST and fitting:
        whole = 1.0 if asked.items in (0, items) else LONE
        return whole if items > 1 else LONE if _ENUMERATES.search(text) else VAGUE
    if asked.kind is Asks.DEFINITION:
        if fitting:
            return 1.0 if is_spelt_out(asked, text) else LONE
        return VAGUE if names(text, asked.subject) or _uses(text, asked.subject) else 0.0
    if asked.kind is Asks.GRADE and fitting:
        return grade_worth(asked, text)
    if asked.kind is Asks.DATE and fitting:
        return VAGUE if is_of_earlier(asked, text) else 1.0
    if asked.kind in (Asks.REASON, Asks.GRADE):
        # A reason may be given without any word that says so; a grade in words of its own.
        return 1.0 if fitting else 0.0 if is_contact(text) else VAGUE
    if asked.kind is Asks.WHO and fitting:
        return LONE if all(ROLE.fullmatch(text[start:end]) for start, end in fitting) else 1.0
    if asked.kind is not Asks.NUMBER:
        return 1.0 if fitting else 0.0
    vague = {(f.start, f.end) for f in figures_of(text) if is_vague(f, asked.measure)}
    return (VAGUE if vague.issuperset(fitting) else 1.0) if fitting else 0.0
