"""Acronyms as the reports themselves define them: "Strategic Needs Assessment (SNA)".

Reads passages' own words, so that each meaning can be cited to where it stands. Does not know any
acronym beforehand.
Source: Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions in
biomedical text": letters of the short form are sought from right to left in the words before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_SHORT_FORM = 10

_BRACKETED = re.compile(r"\(\s*([^()]{2,90}?)\s*\)")
_SHORT = re.compile(r"[A-Z0-9][A-Za-z0-9&/.-]*[A-Za-z0-9]")
_BEFORE = re.compile(r"([A-Z][A-Za-z0-9&/-]*[A-Z][A-Za-z0-9]*)['‘’”\"]?\s*$")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LEADING = frozenset(  # what no meaning begins with
    """
    the a an of in on at to for by from with and or is as its their this that new all local
    """.split()  # noqa: SIM905 - a list of strings would fill two pages
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form and the words it stands for, as one passage has them."""

    short: str
    meaning: str


def definitions(text: str) -> Iterator[Definition]:
    """Every definition in a text, in order."""
    for match in _BRACKETED.finditer(text):
        inside, before = (
            match[1].strip(" '‘’“”\""),
            text[max(0, match.start() - 160) : match.start()],
        )
        if is_short_form(inside):
            meaning = _long_form(inside, _clause(before))
            if meaning:
                yield Definition(inside, meaning)
        elif (named := _BEFORE.search(before)) and is_short_form(named[1]):
            meaning = _long_form(named[1], inside)
            # All of the bracket must be the meaning, or it is an aside that happens to fit.
            if meaning and len(meaning) >= 0.8 * len(inside):
                yield Definition(named[1], meaning)


def is_short_form(text: str) -> bool:
    """Whether these characters may be an acronym: short, one word, two capitals or more."""
    capitals = sum(letter.isupper() for letter in text)
    return (
        2 <= len(text) <= LONGEST_SHORT_FORM
        and bool(_SHORT.fullmatch(text))
        and capitals >= 2
        and capitals * 2 >= sum(letter.isalpha() for letter in text)
    )


def _clause(before: str) -> str:
    # A meaning does not run over the end of a sentence or an earlier bracket.
    return re.split(r"[;:()•]|\.\s|\n\n", before)[-1].rstrip(" '‘’“”\"")


def _long_form(short: str, before: str) -> str | None:
    letters = [letter.lower() for letter in short if letter.isalnum()]
    if letters[-1] == "s" and short.endswith("s"):
        letters.pop()
    words = list(_WORD.finditer(before))[-(min(len(letters) + 5, len(letters) * 2)) :]
    if not words:
        return None
    initials = [word[0][0].lower() for word in words]
    if initials[-len(letters) :] == letters and words[-len(letters)][0].lower() not in _LEADING:
        # Every word gives one letter: no better reading can be had.
        return _clean(before[words[-len(letters)].start() :])
    first = words[0].start()
    at = _match_backwards(letters, before[first:])
    if at is None:
        return None
    meaning = _clean(before[first + at :])
    return meaning if _is_fair(short, meaning) else None


def _clean(meaning: str) -> str:
    return meaning.strip(" ,'‘’“”\"-–")


def _match_backwards(letters: list[str], text: str) -> int | None:
    """Where the long form begins, each letter of the short form found from the right."""
    lower = text.lower()
    at = len(lower)
    for number in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and not (
            lower[at] == letters[number] and (number > 0 or _starts_word(lower, at))
        ):
            at -= 1
        if at < 0:
            return None
    return at


def _starts_word(text: str, at: int) -> bool:
    # Behind a hyphen stands the rest of a word, often one that a line end has broken.
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] == "-")


def _is_fair(short: str, meaning: str) -> bool:
    words = _WORD.findall(meaning)
    if len(words) < 2 or words[0].lower() in _LEADING or len(meaning) < len(short) + 3:
        return False
    # At least every other letter must begin a word: "PIPA" is not "the approach to apPIPArtments".
    initials = "".join(word[0] for word in words).lower()
    hits = sum(1 for letter in set(short.lower()) if letter in initials)
    return hits * 2 >= len(set(short.lower()))
