"""Citations: exact words of an exact page, with their boxes and a link that lasts.

`cite` is the only maker of a `Citation` and holds the law `quote == page.text[start:end]`.
Does not decide what to quote. A permalink names edition, place and a fingerprint of the words, so
that `resolve` finds the words again after the same bytes were read anew and offsets have moved.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.errors import QuoteMismatch
from corpus.reader import View
from corpus.records import Citation, Page, Span, WordBox

Box = tuple[int, float, float, float, float]

LINE_OVERLAP = 0.5
"""Two words share a line when their boxes overlap by this share of the lower one's height."""


def cite(view: View, sha256: str, span: Span, *, quote: str | None = None) -> Citation:
    """Make a citation of a span, proving the words anew against the record.

    *Raises*: NotFound, QuoteMismatch where `quote` is given and does not stand at the span.
    """
    edition = view.edition(sha256)
    page = view.page(edition.sha256, span.page)
    words = page.text[span.start : span.end]
    if not words.strip() or not 0 <= span.start < span.end <= len(page.text):
        raise QuoteMismatch(f"Page {span.page} has no words at {span.start}-{span.end}.")
    if quote is not None and quote != words:
        raise QuoteMismatch(f"The quote does not stand on page {span.page} where it was said to.")
    boxes = boxes_of(view.words(edition.sha256, span.page), span)
    return Citation(
        publication_id=edition.publication_id,
        edition_sha256=edition.sha256,
        page_number=page.number,
        page_label=page.label,
        quote=words,
        span=span,
        boxes=boxes,
        read_by=page.read_by,
    )


def boxes_of(words: Sequence[WordBox], span: Span) -> tuple[Box, ...]:
    """The boxes that cover a span's words, one for each run of words on a line."""
    lines: list[WordBox] = []
    for word in words:
        if word.end <= span.start or word.start >= span.end:
            continue
        if lines and _same_line(lines[-1], word):
            lines[-1] = _joined(lines[-1], word)
        else:
            lines.append(word)
    return tuple(
        (span.page, round(b.x0, 2), round(b.y0, 2), round(b.x1, 2), round(b.y1, 2)) for b in lines
    )


def _same_line(line: WordBox, word: WordBox) -> bool:
    overlap = min(line.y1, word.y1) - max(line.y0, word.y0)
    height = min(line.y1 - line.y0, word.y1 - word.y0)
    gap = word.x0 - line.x1
    # Words of the next column may stand at the same height; four letter heights part them.
    return overlap >= LINE_OVERLAP * height and -height <= gap <= 4 * max(height, 1.0)


def _joined(line: WordBox, word: WordBox) -> WordBox:
    return WordBox(
        line.start,
        word.end,
        min(line.x0, word.x0),
        min(line.y0, word.y0),
        max(line.x1, word.x1),
        max(line.y1, word.y1),
    )


SIGNS = "%£€$"
"""Signs that change what a figure says, kept by `fold` beside letters and digits."""


def fold(text: str) -> tuple[str, list[int]]:
    """Letters, digits and signs of measure alone, case folded, each with the offset it came from.

    *Shapes*: the list is as long as the folded text.
    """
    letters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        folded = _folded(character)
        letters.append(folded)
        offsets.extend([offset] * len(folded))
    return "".join(letters), offsets


@lru_cache(maxsize=10_000)
def _folded(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character).casefold()
    return "".join(folded for folded in plain if folded.isalnum() or folded in SIGNS)


class _Folds(dict[int, str | None]):
    """What `str.translate` makes of each character of the pages, which have few different ones."""

    def __missing__(self, code: int) -> str | None:
        found = self[code] = _folded(chr(code)) or None
        return found


_FOLDS = _Folds()


@lru_cache(maxsize=4096)
def fingerprint(words: str) -> str:
    """Length and hash of the folded words: what a permalink carries of its quote."""
    folded = words.translate(_FOLDS)
    return f"{len(folded)}-{hashlib.sha256(folded.encode()).hexdigest()[:12]}"


def permalink(citation: Citation, *, base: str = "") -> str:
    """The lasting address of a citation."""
    return link(
        citation.publication_id,
        citation.edition_sha256,
        citation.span,
        words=citation.quote,
        base=base,
    )


def link(publication_id: str, sha256: str, span: Span, *, words: str, base: str = "") -> str:
    """The lasting address of the words that stand at a span."""
    # Digits and hyphens alone: nothing here needs to be quoted.
    query = f"edition={sha256[:16]}&at={span.start}-{span.end}&words={fingerprint(words)}"
    return f"{base.rstrip('/')}/publications/{publication_id}/pages/{span.page}?{query}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a permalink's words stand now: the span, and whether they had moved."""

    span: Span
    moved: bool


def resolve(page: Page, start: int, end: int, words: str) -> Place | None:
    """Find a permalink's words on a page: where it says, else wherever they stand now."""
    if 0 <= start < end <= len(page.text) and fingerprint(page.text[start:end]) == words:
        return Place(Span(page.number, start, end), moved=False)
    found = find_fingerprint(page, words)
    return Place(found, moved=True) if found else None


def find_fingerprint(page: Page, words: str) -> Span | None:
    """The first span of a page whose folded words have this fingerprint."""
    length_text, _, digest = words.partition("-")
    folded, offsets = fold(page.text)
    if not length_text.isdecimal() or not 0 < int(length_text) <= len(folded):
        return None
    length = int(length_text)
    for first in range(len(folded) - length + 1):
        window = folded[first : first + length]
        if hashlib.sha256(window.encode()).hexdigest()[:12] == digest:
            return Span(page.number, offsets[first], offsets[first + length - 1] + 1)
    return None
