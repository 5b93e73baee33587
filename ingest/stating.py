"""Whether a heading states something by itself, so that it can answer.

Goes by the form of its words. A label over a text, or a question that the text answers, states
nothing.
"""

import re

from corpus.period_forms import MONTH

FEWEST_STATING_WORDS = 4
_STATES = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|must|should|can|cannot|needs?|requires?|remains?|rose|fell|falls"
    r"|rises|grew|continues?|drives?|increased|decreased|reduced|improved|doubled|halved)\b",
    re.IGNORECASE,
)
_IS_LABEL = re.compile(
    r"^\W*(?:\d[\d.]*\s+)?(?:what|when|where|how|why|areas)\b"
    r"|\b(?:who|which|(?<!\bis )(?<!\bwas )that|those|if)\b|\?\s*$",
    re.IGNORECASE,
)
"""Heads a text rather than states what it says: "Children who need help", "Where harm is done"."""
_DATED = re.compile(
    rf"^[^\W\d][^\d:]{{2,40}}:.*\b\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}", re.IGNORECASE
)


def says_something(heading: str) -> bool:
    """Whether a heading is a sentence or tells a day.

    >>> says_something("Services in Northgate are inadequate")
    True
    >>> says_something("Report published: 4 September 2017")
    True
    >>> says_something("Children who need help")
    False
    """
    if _DATED.search(heading):
        return True
    is_long = len(heading.split()) >= FEWEST_STATING_WORDS
    return is_long and bool(_STATES.search(heading)) and not _IS_LABEL.search(heading)
