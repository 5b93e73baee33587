"""What kind of answer a question asks for, and which passages could hold one.

A question "how many" is answered by a passage with a figure in it. Decides by the form of the
words alone; whether the figure is the right one is for `service.answer`. Rules are our own.
"""

import re
from dataclasses import dataclass

from index.lexicon.acronyms import is_short_form

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_NO_FIGURE = re.compile(
    rf"^\W*\d{{1,3}}\.\s|\(paragraphs?[^)]*\)|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}"
    rf"|{_MONTH}\s+\d{{4}}|\b(?:19|20)\d\d(?:[/–-]\d{{2,4}})?\b"
)
"""Numbers that count nothing: of paragraphs, days and years."""

_FIGURE = re.compile(
    r"£\s?\d|\d[\d,]*(?:\.\d+)?\s?(?:%|per\s?cent)|(?<![\w£/.,–-])\d[\d,]*(?:\.\d+)?(?![\w/–-])"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|hundred|thousand|million|third|quarter|half|none|double|twice)\b",
    re.IGNORECASE,
)
_ASKS_FIGURE = re.compile(
    r"\bhow (?:many|much|big|large|long|often|old|far|high|low)\b|\bpercentage\b|\bproportion\b"
    r"|\bwhat (?:share|percent|number|rate|fraction|total|age)\b|\brate of\b"
    r"|\bhow does .{1,60} compare\b|\bnumber of\b|\bby how\b",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(r"[A-Za-z0-9][A-Za-z0-9&/-]*[A-Za-z0-9]")


_ASKS_MEANING = re.compile(
    r"\b(?:what(?:['’]s| is| are| was| were)|who (?:is|are|was|were)|stands? for|short for"
    r"|mean(?:s|ing|t)?|abbreviat\w*|acronym|define[sd]?|definition)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asks:
    """What a question asks for: a figure, the meaning of short forms."""

    is_figure: bool
    short_forms: tuple[str, ...]


def asks(question: str) -> Asks:
    """What kind of answer would answer this."""
    means = _ASKS_MEANING.search(question) is not None
    short = [word for word in _CANDIDATE.findall(question) if means and is_short_form(word)]
    # A question all in capitals has no acronyms to be told from its other words.
    if len(short) > 3:
        short = []
    return Asks(_ASKS_FIGURE.search(question) is not None, tuple(dict.fromkeys(short)))


def has_figure(text: str) -> bool:
    """Whether a text states a figure, numbers of years, days and paragraphs aside."""
    return _FIGURE.search(_NO_FIGURE.sub(" ", text)) is not None
