"""Checking a quote: do these words stand in the reports, where, and with what differences.

White space, case, quotation marks, hyphens and line breaks may differ and still count as the same
words; a changed word or figure never does. Words that stand nearly so are shown with each
difference. Alignment is by edit distance (Levenshtein 1966) through rapidfuzz; which pages are
compared is decided by the quote's rarest-looking words. Searches by itself, needing no index.
"""

import re
import threading
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from corpus.citations import SIGNS, cite, fold
from corpus.errors import NotFound, QuoteMismatch
from corpus.reader import View
from corpus.records import Citation, Page, Publication, Span

LEAST_LETTERS = 8
"""Letters and digits a quote must have: less stands everywhere and proves nothing."""
LONGEST_QUOTE = 4000
"""Characters of a quote that are looked at."""
MOST_PLACES = 20
PAGES_COMPARED = 24
"""Pages on which a near place is looked for: those with most of the quote's telling words."""
LEAST_ALIKE = 0.7
"""Share of words that must agree before a place counts as near."""
TELLING_WORDS = 12


@dataclass(frozen=True, slots=True)
class Difference:
    """Where quote and page part: the quote's words and the page's, either may be empty."""

    quoted: str
    printed: str

    @property
    def is_figure(self) -> bool:
        """Whether a number is what differs."""
        return any(c.isdigit() for c in self.quoted + self.printed)


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the reports: its citations (two over a page break) and what differs there."""

    publication: Publication
    citations: tuple[Citation, ...]
    differences: tuple[Difference, ...] = ()
    alike: float = 1.0
    is_current: bool = True


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome: `found` holds the exact places, `near` those that differ, nearest first.

    `too_short` says that the quote has too few words to be checked.
    """

    quote: str
    found: tuple[Place, ...] = ()
    near: tuple[Place, ...] = ()
    too_short: bool = False


@dataclass(frozen=True, slots=True)
class _Folded:
    """An edition's pages folded, one after another.

    *Shapes*: `starts[i]` is where page `numbers[i]` begins in `letters`.
    """

    publication: Publication
    sha256: str
    is_current: bool
    numbers: tuple[int, ...]
    starts: tuple[int, ...]
    letters: str
    lower: tuple[str, ...]


class Verifier:
    """Checks quotes as one audience; folded pages are kept until the record changes."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._lock = threading.Lock()
        self._revision = -1
        self._editions: tuple[_Folded, ...] = ()

    def verify(self, quote: str) -> Verification:
        """Find a quote in every edition this audience may see."""
        words = " ".join(quote[:LONGEST_QUOTE].split())
        letters, _ = fold(words)
        if len(letters) < LEAST_LETTERS:
            return Verification(quote, too_short=True)
        editions = self._current()
        found = tuple(self._exact(editions, letters))[:MOST_PLACES]
        near = () if found else self._near(editions, words)
        return Verification(quote, found, near)

    def _current(self) -> tuple[_Folded, ...]:
        revision = self._view.revision()
        with self._lock:
            if revision != self._revision:
                self._editions = tuple(_folded(self._view))
                self._revision = revision
            return self._editions

    def _exact(self, editions: Sequence[_Folded], letters: str) -> Iterator[Place]:
        for edition in editions:
            at = edition.letters.find(letters)
            while at >= 0:
                citations = self._cited(edition, at, at + len(letters))
                if citations:
                    yield Place(edition.publication, citations, is_current=edition.is_current)
                at = edition.letters.find(letters, at + 1)

    def _cited(self, edition: _Folded, start: int, end: int) -> tuple[Citation, ...]:
        """Citations of a range of an edition's letters, one a page."""
        made = []
        first = bisect_right(edition.starts, start) - 1
        for index in range(first, len(edition.numbers)):
            begins = edition.starts[index]
            if begins >= end:
                break
            page = self._view.page(edition.sha256, edition.numbers[index])
            letters, offsets = fold(page.text)
            here = (max(start - begins, 0), min(end - begins, len(letters)))
            if here[0] < here[1]:
                last = _closed(page.text, offsets[here[1] - 1] + 1)
                made.append((page, offsets[here[0]], last))
        return self._proven(edition.sha256, made)

    def _proven(self, sha256: str, places: Sequence[tuple[Page, int, int]]) -> tuple[Citation, ...]:
        try:
            return tuple(
                cite(self._view, sha256, Span(page.number, start, end))
                for page, start, end in places
            )
        except (NotFound, QuoteMismatch):
            return ()

    def _near(self, editions: Sequence[_Folded], words: str) -> tuple[Place, ...]:
        telling = _telling(words)
        ranked = sorted(
            (
                (sum(word in text for word in telling), edition.is_current, e, i)
                for e, edition in enumerate(editions)
                for i, text in enumerate(edition.lower)
            ),
            key=lambda row: (-row[0], not row[1], row[2], row[3]),
        )
        places = [
            self._nearest_on(editions[e], editions[e].numbers[i], words)
            for shared, _, e, i in ranked[:PAGES_COMPARED]
            if shared
        ]
        near = sorted((p for p in places if p), key=lambda p: (-p.alike, not p.is_current))
        return tuple(near[:MOST_PLACES])

    def _nearest_on(self, edition: _Folded, number: int, words: str) -> Place | None:
        page = self._view.page(edition.sha256, number)
        tokens = _tokens(page.text)
        wanted = [token for token, _, _ in _tokens(words)]
        window = _window(wanted, tokens)
        if window is None:
            return None
        part = tokens[window[0] : window[1]]
        differences, alike = _compared(words, wanted, page.text, part)
        citations = self._proven(
            edition.sha256, [(page, part[0][1], _closed(page.text, part[-1][2]))]
        )
        if alike < LEAST_ALIKE or not citations:
            return None
        return Place(edition.publication, citations, differences, alike, edition.is_current)


def verify(view: View, quote: str) -> Verification:
    """Check one quote; a service that checks many keeps a `Verifier`."""
    return Verifier(view).verify(quote)


def _folded(view: View) -> Iterator[_Folded]:
    for publication in view.publications():
        for ordinal, edition in enumerate(view.editions(publication.id)):
            pages = view.pages(edition.sha256)
            letters = [_letters(page.text) for page in pages]
            yield _Folded(
                publication,
                edition.sha256,
                ordinal == 0,
                tuple(page.number for page in pages),
                (0, *accumulate(len(text) for text in letters[:-1])),
                "".join(letters),
                tuple(page.text.casefold() for page in pages),
            )


def _letters(text: str) -> str:
    """What `fold` gives, without the offsets: many times faster over whole records."""
    if not unicodedata.is_normalized("NFKC", text):
        return fold(text)[0]
    return "".join(c for c in text.casefold() if c.isalnum() or c in SIGNS)


_TOKEN = re.compile(r"[£$€]?\d[\d.,]*\d|[£$€]?\d|[^\W\d_]+(?:[’'][^\W\d_]+)*|%")

Token = tuple[str, int, int]


def _tokens(text: str) -> list[Token]:
    """Folded words and figures with where they stand; words broken at a hyphen stay apart."""
    found = []
    for match in _TOKEN.finditer(text):
        folded = unicodedata.normalize("NFKC", match.group()).casefold().replace("’", "'")
        if folded[-1].isdigit():
            folded = folded.replace(",", "")
        found.append((folded, match.start(), match.end()))
    return found


def _telling(words: str) -> list[str]:
    """The quote's words most likely to be rare: figures do not count, since they may be wrong."""
    alphabetic = {token for token, _, _ in _tokens(words) if token[0].isalpha()}
    return sorted(alphabetic, key=lambda word: (-len(word), word))[:TELLING_WORDS]


def _window(wanted: Sequence[str], tokens: Sequence[Token]) -> tuple[int, int] | None:
    """The run of a page's tokens that is most like the wanted ones."""
    if not wanted or not tokens:
        return None
    printed = [token for token, _, _ in tokens]
    starts = list(accumulate((len(word) + 1 for word in printed), initial=0))
    aligned = fuzz.partial_ratio_alignment(" ".join(wanted), " ".join(printed))
    if aligned is None or aligned.score < 100 * LEAST_ALIKE:
        return None
    first = bisect_right(starts, aligned.dest_start) - 1
    last = bisect_right(starts, max(aligned.dest_end - 1, aligned.dest_start)) - 1
    # The alignment may clip a word at either end: take in one more where that agrees better.
    edges = [
        (a, b)
        for a in range(max(0, first - 2), min(first + 3, len(tokens)))
        for b in range(max(a + 1, last - 1), min(last + 4, len(tokens)) + 1)
    ]
    return min(
        edges,
        key=lambda edge: (Levenshtein.distance(list(wanted), printed[edge[0] : edge[1]]), edge),
        default=None,
    )


def _compared(
    words: str, wanted: Sequence[str], text: str, part: Sequence[Token]
) -> tuple[tuple[Difference, ...], float]:
    """The differences in the quote's and the page's own spelling, and the share that agrees."""
    printed = [token for token, _, _ in part]
    quoted = _tokens(words)
    differences = []
    for step in Levenshtein.opcodes(list(wanted), printed):
        if step.tag != "equal":
            said = _said(words, quoted[step.src_start : step.src_end])
            stands = _said(text, part[step.dest_start : step.dest_end])
            differences.append(Difference(said, stands))
    distance = Levenshtein.distance(list(wanted), printed)
    return tuple(differences), 1.0 - distance / max(len(wanted), len(printed))


def _said(text: str, tokens: Sequence[Token]) -> str:
    return " ".join(text[tokens[0][1] : tokens[-1][2]].split()) if tokens else ""


def _closed(text: str, end: int) -> int:
    """The end moved over closing marks that belong to the last word: a stop, a per cent sign."""
    while end < len(text) and text[end] in ".!?%)]’”'\"":
        end += 1
    return end
