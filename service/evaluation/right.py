"""What counts as right words: of a citation, and of an answer to a question of number.

Nothing here looks at how an answer was made: a figure is read by other code than answering uses.
"""

import re
import unicodedata

from index.analysis import terms
from service.evaluation.questions import Question, RunHit

SHARED_WORDS = 0.5
"""A citation is right when it has this share of the gold quote's words, or they of its."""
SHARED_ITEM = 0.7
"""A citation says an item of a gold list when it has this share of its words."""

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SMALL = re.findall(
    r"\w+",
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen""",
)
_TENS = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
_VALUES = {word: n for n, word in enumerate(_SMALL)} | {
    word: 10 * n for n, word in enumerate(_TENS, start=2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_NUMBER_WORD = "|".join((*_VALUES, *_SCALES))
_SPELT = re.compile(
    rf"\b(?:{_NUMBER_WORD})(?:(?:[\s-]|\sand\s)(?:{_NUMBER_WORD}))*\b", re.IGNORECASE
)
_ITEM_ENDS = r",|\band\b"
"""What parts the items of an answer where no semicolon does."""


def words_of(text: str) -> list[str]:
    """Lower-case words and figures, compatibility characters made plain."""
    return re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKC", text).casefold())


def cites_rightly(question: Question, quote: RunHit) -> bool:
    """Whether a citation stands on a gold page and its words are the ones that answer.

    They do when they share most of the gold quote's words, hold the gold figure, or hold the gold
    answer in other words than the gold quote's.
    """
    if (quote.document, quote.page) not in question.gold:
        return False
    gold, said = set(words_of(question.quote)), set(words_of(quote.quote))
    shared = len(gold & said)
    return (
        bool(gold and said and shared >= SHARED_WORDS * min(len(gold), len(said)))
        or (question.kind == "number" and has_figure(question, quote.quote))
        or holds_answer(question, quote.quote)
    )


def holds_answer(question: Question, text: str) -> bool:
    """Whether a text has all the words of the gold answer that carry meaning, two or more.

    Of a list one item is enough, nearly whole: each item of a list is cited for itself.
    """
    said = set(terms(text))
    wanted = set(terms(question.answer))
    if len(wanted) > 1 and wanted <= said:
        return True
    if question.kind != "list":
        return False
    ends = ";" if ";" in question.answer else _ITEM_ENDS
    items = (set(terms(item)) for item in re.split(ends, question.answer))
    return any(len(item) > 1 and len(item & said) >= SHARED_ITEM * len(item) for item in items)


def gold_figure(question: Question) -> str:
    """The first figure of the gold answer in digits as it is written, or an empty string."""
    found = [(m.start(), m.group()) for m in _FIGURE.finditer(question.answer)]
    found += [(m.start(), _value(m.group())) for m in _SPELT.finditer(question.answer)]
    return min(found)[1] if found else ""


def has_figure(question: Question, text: str) -> bool:
    """Whether the first figure of the gold answer stands in a text as a whole figure."""
    gold = gold_figure(question)
    return bool(gold) and gold in figures_of(text)


def figures_of(text: str) -> set[str]:
    """The figures of a text; a number spelt out counts as its figure.

    >>> sorted(figures_of("Three hundred and eighty-eight of 1,204"))
    ['1,204', '388']
    """
    return set(_FIGURE.findall(text)) | {_value(m.group()) for m in _SPELT.finditer(text)}


def _value(spelt: str) -> str:
    """A number in words as digits, with commas where a report would set them."""
    total, below = 0, 0
    for word in words_of(spelt):
        if word in _VALUES:
            below += _VALUES[word]
        elif word == "hundred":
            below = max(below, 1) * 100
        elif word in _SCALES:
            total, below = total + max(below, 1) * _SCALES[word], 0
    return f"{total + below:,}" if total + below > 999 else str(total + below)
