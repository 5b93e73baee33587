"""What kind of answer a question asks for, and which passages could hold one.

A question "how many" is answered by a passage with a figure in it. Decides by the form of the
words alone; whether the figure is the right one is for `service.answer`. Rules are our own.
"""

import re
from dataclasses import dataclass

from corpus.text import BULLETS
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

_ASKS_LIST = re.compile(
    r"^\W*(?:list|name|give)\b(?! of)|\b(?:what|which) (?:are|were) (?:[\w’'-]+ ){0,5}?\w+s\b"
    r"(?!.*\b(?:about|for|with|to|of|at|on|by|from)(?: in (?:19|20)\d\d)?\W*$)"
    r"|\bwhich (?:[\w’'-]+ ){0,2}?[\w’'-]+(?<!s)s (?:in|of|on|at|for) [\w’'-]+(?: [\w’'-]+)?"
    r" (?:are|were)\b"
    r"|\bwhich (?:(?!do\b|does\b|did\b)[\w’'-]+ ){0,4}?[\w’'-]+(?<!s)s (?:are|were|do|did"
    r"|have|had|run|made|make|must|needs?|needed|support|help|work|take|took|should|can|will|get|use)\b"
    r"|\b(?:what|which) (?:two|three|four|five|six|seven|eight|nine|ten|\d+|kinds|types|sorts"
    r"|steps|actions|measures|improvements|priorities|recommendations|things|areas|services|themes"
    r"|aims|objectives|principles|risk factors|partners|organisations|agencies|factors)\b"
    r"|\b(?:must|should|needs? to|needed to|have to|has to|told to|asked to|advised to|get|to) "
    r"(?:\w+ ){0,2}?(?:improve|do better|work on|get better|put right|better at)\b"
    r"|\btell \w+ to \w+|\bput right\b|\bimprovements\b|\bimprovement points\b|\bto-?do list\b"
    r"|\bareas (?:for|of) improvement\b|\brecommend(?:ed|ations?)\b|\bstill need\w* (?:work|to)\b"
    r"|\bwhat (?:do|does|did|is|was|were) .{1,60} (?:include|consist of|contain|recommend)\b"
    r"|\bwhat (?:kind|sort|type)s? of (?:[\w’'-]+ )?\w+s"
    r" (?:are|were|do|did|does|will|is|can|have|has)\b"
    r"|\bwhat (?:kind|sort|type)s? of things\b|\bwhat is in the\b"
    r"|\bwhat .{1,80}\b(?:told|asked|advised|required|needs?|needed|have|has|had) to do\b"
    r"|\bwhat (?:protects?|keeps|puts?|makes?) .{1,60}\b(?:likely|at risk|from|safe|safer)\b"
    r"|^\W*(?:the )?(?:two|three|four|five|six|seven|eight|nine|ten) \w+s\b"
    r"|^(?!.*\b(?:wh\w+|how|do|does|did|is|are)\b).*\b(?:priorities|commitments|objectives|promises"
    r"|improvement areas|areas to improve|risk factors|protective factors)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(
    rf"(?:^|\s)[{BULLETS}]\s|(?:^|\n|(?<=[.;:,!?] ))\(?(?:\d{{1,2}}|[a-z])[.)]\s", re.MULTILINE
)
FEWEST_ITEMS = 2


@dataclass(frozen=True, slots=True)
class Asks:
    """What a question asks for: a figure, a list, the meaning of short forms."""

    is_figure: bool
    is_list: bool
    short_forms: tuple[str, ...]


def asks(question: str) -> Asks:
    """What kind of answer would answer this."""
    means = _ASKS_MEANING.search(question) is not None
    short = [word for word in _CANDIDATE.findall(question) if means and is_short_form(word)]
    # A question all in capitals has no acronyms to be told from its other words.
    if len(short) > 3:
        short = []
    is_figure = _ASKS_FIGURE.search(question) is not None
    is_list = not is_figure and asks_list(question)
    return Asks(is_figure, is_list, tuple(dict.fromkeys(short)))


def asks_list(question: str) -> bool:
    """Whether several things are asked for, by the question's form."""
    return _ASKS_LIST.search(question) is not None


def has_figure(text: str) -> bool:
    """Whether a text states a figure, numbers of years, days and paragraphs aside."""
    return _FIGURE.search(_NO_FIGURE.sub(" ", text)) is not None


def has_list(text: str) -> bool:
    """Whether a text lists things, each opened by a bullet or a number."""
    return len(_ITEM.findall(text)) >= FEWEST_ITEMS
