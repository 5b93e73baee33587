"""Cutting text into sentences without breaking at abbreviations, decimals or item numbers.

Rules, not a model: a stop ends a sentence when what follows can begin one and what precedes is no
abbreviation. Source of the method: the rule lists of Kiss and Strunk (2006), section 2, without
their training. Does not normalise; offsets are those of the text it is given. A line break always
parts, for blocks of a page are parted by one.
"""

import re

from corpus.text import BULLETS

_END = re.compile(r"[.!?…]+[\"'”’)\]»]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*(?:(?<=[a-z)”’][.!?])\d{1,3})?(?=\s|$)|\n")

_TITLES = "mr mrs ms dr prof rev hon st sgt det insp supt cllr pc dc ds di dci dcs messrs"
_LATIN = "e.g i.e eg ie cf viz vs v ca c approx esp incl"
_PARTS = "no nos para paras fig figs p pp vol vols sec ch art ed eds ref refs app tel ext"
_MONTHS = "jan feb mar apr jun jul aug sep sept oct nov dec"

_BEFORE_FIGURES = frozenset((_PARTS + " " + _MONTHS).split())
"""Abbreviations only where a figure follows: "No. 4" against "The answer was no." """

_NEVER_LAST = frozenset((_TITLES + " " + _LATIN).split())
"""Words whose stop leaves the sentence open whatever follows."""

_OFTEN_LAST = frozenset(
    ("etc", "al", "inc", "ltd", "co", "corp", "plc", "a.m", "p.m", "u.k", "u.s")
)
"""Words whose stop ends the sentence when a capital follows."""

_STARTER = re.compile(rf"[\"'“‘(\[«{BULLETS}–-]*[A-Z0-9À-ÖØ-Þ£$€{BULLETS}–-]")
_ITEM = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxlc]{1,5})")


def split(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open offsets of the sentences, without the white space around them."""
    sentences: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        if end[0] == "\n" or _closes(text, start, end.start(), end.end()):
            _keep(sentences, text, start, end.end())
            start = end.end()
    _keep(sentences, text, start, len(text))
    return tuple(sentences)


def _keep(sentences: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    if left < right:
        sentences.append((left, right))


def _closes(text: str, start: int, stop: int, end: int) -> bool:
    """Whether the mark at `stop` ends the sentence that began at `start`."""
    following = text[end : end + 60].lstrip()[:8]
    if following and not _STARTER.match(following):
        return False
    if text[stop] != "." or text[stop : stop + 2] == "..":
        return True
    before = text[max(start, stop - 40) : stop].split()
    if not before:
        return False
    last = before[-1].lstrip("\"'“‘([«")
    is_first = not text[start:stop].strip()[: -len(before[-1])].strip()
    if is_first and _ITEM.fullmatch(before[-1]):
        return False
    return not _leaves_open(last, following)


def _leaves_open(last: str, following: str) -> bool:
    word = last.casefold()
    if word in _NEVER_LAST:
        return True
    if word in _BEFORE_FIGURES:
        return following[:1].isdigit()
    if word in _OFTEN_LAST:
        return False
    # A single capital is an initial ("J. Smith"), several with stops too ("J.R. Smith").
    return re.fullmatch(r"[A-HJ-Z]|(?:[A-Z]\.)+[A-Z]", last) is not None
