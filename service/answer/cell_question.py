"""What is asked of one cell of a comparison in words, and what its words must be about.

"What did each strategy promise on exclusions?" asks of one strategy what it promised; "compare
Essex and Suffolk on care leavers" asks of one place what is said about care leavers there. Works
by the forms such questions take; what has another form is asked as it stands.
"""

import re
from functools import lru_cache

from index.analysis import stems, words
from service.answer.kinds import Asks, kind_of
from service.answer.question import Asked, meaning_of
from service.answer.topics import subject_of_comparison

_EACH = re.compile(
    r"\b(?:each|every|both(?: of)?(?: the)?|all(?: of)?(?: the)?|the (?:two|three|four|five|six)) "
    r"(?=\w)",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"^\W*how (?:has|have|had|did|do|does) (?:the |our |their )?(.+?) "
    r"(?:chang|var[iy]|develop|evolv)\w*\b",
    re.IGNORECASE,
)
_COMPARE = re.compile(r"\b(?:compar|differ)", re.IGNORECASE)
_COMPARED = re.compile(r"\bcompar\w* ", re.IGNORECASE)
_DONE = re.compile(r"\b(?:do|does|did|doing|done) (?:\w+ )?about (.+)", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:compar\w*|differ\w*|said|says?|saying)\b.*?"
    r"\b(?:on|about|over|regarding|concerning|in terms of|for|in) (.+)",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\b(?:since|between|over the|from|in) (?:the )?(?:years|time|(?:19|20)\d\d).*$")
_ASKING = frozenset(
    stems(
        words(
            """strategy inspection inspector council authority publication document edition promise
            commitment do done say said approach view find state different differ compare compared
            other two three both all plan policy assessment briefing evaluation annual
            yearly needs"""
        )
    )
)
"""Words that ask for the words of a report: no cell need repeat them."""
_AIMS = frozenset(stems(words("priority priorities commitment aim objective goal promise target")))
"""What one report calls its priorities another calls its commitments."""
_LEAST_ALIKE = 5
"""Letters at the head of two words that make them kin: exclusion and excluded."""


def cell_question(asked: Asked, place: str) -> str:
    """The question of one cell, about a place where one is given."""
    text = _SPAN.sub("", asked.text).strip(" ?.")
    where = f" in {place}" if place else ""
    if place and _COMPARE.search(text) and kind_of(_COMPARED.sub("", text)) is Asks.GRADE:
        return f"How was {place} rated?"
    if done := _DONE.search(text):
        return f"What is done about {_plain(done[1], asked)}{where}?"
    if changed := _CHANGED.match(text):
        subject = _plain(changed[1], asked)
        told = "What are the" if subject.endswith("s") else "What is said about"
        return f"{told} {subject}{where}?"
    if (about := _ABOUT.search(text)) and (_COMPARE.search(text) or not _EACH.search(text)):
        return f"What is said about {_plain(about[1], asked)}{where}?"
    return f"{_EACH.sub('the ', text)}{'' if not place or place in text else where}?"


def _plain(subject: str, asked: Asked) -> str:
    """A subject without the places of the question and what joined them."""
    for place in asked.places:
        subject = re.sub(rf"\b{re.escape(place)}\b(?:['’]s)?", " ", subject, flags=re.IGNORECASE)
    bare = " ".join(subject.split())
    return re.sub(r"(?:\s*(?:,|\b(?:in|of|for|and|between|the|across)))+$", "", bare) or bare


@lru_cache(maxsize=200)
def subject_stems(asked: Asked) -> frozenset[str]:
    """The stems that the words of every cell must be about; empty where the question names none."""
    wanted = subject_of_comparison(asked)
    if wanted & _AIMS and not wanted - _AIMS - _ASKING:
        return wanted & _AIMS
    return frozenset(s for s in meaning_of(asked.text) if s in wanted) - _ASKING


def is_of_aims(asked: Asked) -> bool:
    """Whether the matter is what a report sets out to do, whatever it calls that."""
    subject = subject_stems(asked)
    return bool(subject) and subject <= _AIMS


def meets(stem: str, present: frozenset[str]) -> bool:
    """Whether a word, its kin or what means the same in reports is among some words."""
    if stem in present or (stem in _AIMS and _AIMS & present):
        return True
    head = stem[: max(_LEAST_ALIKE, len(stem) - 1)]
    return len(head) >= _LEAST_ALIKE and any(
        other.startswith(head) and len(other) <= len(stem) + 1 for other in present
    )
