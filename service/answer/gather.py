"""From hits to candidates: the sentences, list items and table rows an answer may quote.

Every candidate keeps the spans of the pages where its words stand, so that what is chosen can be
cited without being searched for again. Judges nothing: that is `service.answer.weigh`.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.errors import NotFound
from corpus.reader import View
from corpus.records import Page, Passage, PassageKind, Publication, Span
from corpus.sentences import split
from corpus.text import BULLETS
from index.hits import Hit
from service.answer.claims import Evidence
from service.answer.figures import persons_of
from service.answer.referring import points_back
from service.answer.rows import row_label, row_words

LABEL_WORDS = 8
"""Lines of at most so many words without a full stop belong together where they follow."""
RUN_IN_WORDS = 6
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|should|must|may"
    r"|might|\w+ed|not|no|we|they|he|she|it|i|you|this|these|fell|rose|grew|went|came|said|made)\b",
    re.IGNORECASE,
)
"""Words that make a sentence of a few words more than a heading."""
_MARK = re.compile(
    rf"\s*(?:(?:[{BULLETS}]|[–—-](?=\s)"
    r"|\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)](?!\d)"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s+[A-Z])|\d{1,2}(?=[A-Z][a-z]))\s*)+(?=[^\W\d_]|[“‘\"'(£])"
)
"""What may stand before a sentence and is not of it: "102.", "3.4", "•", a note's "1" in "1The"."""
_NUMBERS = re.compile(r"[\s\d.()]+")
_SYMBOL = re.compile("[\uf000-\uf0ff]")
"""Letters of symbol fonts: their shape is a bullet, their code is nobody's."""
_FIRST_LETTER = re.compile(r"\s*\(?a\)\s")
OFFICE_WORDS = 25
"""Words that a name heads and that are told with it, at most."""
LEAD_CHARACTERS = 300
"""How much of the words before a candidate counts as its surroundings."""
LONGEST_PAIR = 420
"""Letters of two sentences that are still quoted as one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be quoted: text with single blanks, and where they stand.

    `before` is what stands before them in the passage; `place` counts candidates of a passage;
    `items` how many items of a list they are.
    """

    evidence: Evidence
    text: str
    spans: tuple[Span, ...]
    before: str
    place: int
    items: int = 0

    @property
    def key(self) -> tuple[str, tuple[Span, ...]]:
        """What tells these words from any others: their passage and their spans in it."""
        return (self.evidence.passage.id, self.spans)


def evidence_of(view: View, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
    """The hits' passages with their publications; what is no longer there is left out."""
    by_id = {hit.passage_id: hit for hit in hits}
    publications: dict[str, Publication] = {}
    gathered = []
    for passage in view.passages([hit.passage_id for hit in hits]):
        try:
            if passage.edition_sha256 not in publications:
                edition = view.edition(passage.edition_sha256)
                publications[edition.sha256] = view.publication(edition.publication_id)
            label = view.page(passage.edition_sha256, passage.page).label
        except NotFound:
            # Withdrawn between search and reading: answered as what never was.
            continue
        publication = publications[passage.edition_sha256]
        gathered.append(Evidence(by_id[passage.id], passage, publication, label))
    return tuple(gathered)


def candidates_of(view: View, evidence: Evidence) -> tuple[Candidate, ...]:
    """What a passage offers to quote: a table row whole, else its sentences and items."""
    passage = evidence.passage
    pages = {n: view.page(passage.edition_sha256, n) for n in {s.page for s in passage.spans}}
    if passage.kind is PassageKind.TABLE_ROW:
        return (_row(view, evidence),)
    joined, pieces = _join(passage.spans, pages)
    if named := _under_a_name(view, passage):
        return (_candidate(evidence, (named, *passage.spans[1:]), pages),)
    quotes = _with_antecedents(joined, pieces, _whole(joined, split(joined)))
    if above := _above(view, passage, joined[slice(*quotes[0][1:])] if quotes else ""):
        joined, pieces = _join((above, *passage.spans[1:]), pages)
        # The sentence above is quoted with the one that needs it, by itself in its own passage.
        quotes = _with_antecedents(joined, pieces, _whole(joined, split(joined)))[1:]
    found: list[Candidate] = []
    for start, own, end in quotes:
        mark = mark_length(joined[start:end])
        first = start + mark
        spans = _spans_at(pieces, first, end)
        text = shown(joined[first:end])
        is_scale = passage.kind is PassageKind.CAPTION and _is_scale(text)
        if spans and any(c.isalnum() for c in text) and not is_scale:
            before = joined[max(0, start - LEAD_CHARACTERS) : start]
            is_item = start == own and _is_item(passage, joined[start:first])
            found.append(Candidate(evidence, text, spans, before, len(found), int(is_item)))
    return tuple(found)


def _under_a_name(view: View, passage: Passage) -> Span | None:
    """A few words on an office with the name that heads them: "Ada Marsh" over "Director"."""
    name = passage.headings[-1] if passage.headings else ""
    first = passage.spans[0]
    if len(passage.text.split()) > OFFICE_WORDS or persons_of(name) != ((0, len(name)),):
        return None
    before = view.page(passage.edition_sha256, first.page).text[: first.start].rstrip()
    start = len(before) - len(name)
    return Span(first.page, start, first.end) if before.endswith(name) else None


def _candidate(evidence: Evidence, spans: tuple[Span, ...], pages: dict[int, Page]) -> Candidate:
    joined, _ = _join(spans, pages)
    return Candidate(evidence, shown(joined), spans, "", 0)


def _above(view: View, passage: Passage, opening: str) -> Span | None:
    """A passage's first span with the last sentence of the passage before it.

    Where the passage opens with a sentence that points back, and what it points to stands right
    before it in the same section; else None.
    """
    if passage.kind is not PassageKind.PROSE or mark_length(opening) or not points_back(opening):
        return None
    first = passage.spans[0]
    text = view.page(passage.edition_sha256, first.page).text
    for other in view.passages_of(passage.edition_sha256, page=first.page):
        last = other.spans[-1]
        is_before = last.page == first.page and last.end <= first.start
        alike = other.kind is PassageKind.PROSE and other.headings == passage.headings
        if is_before and alike and not text[last.end : first.start].strip():
            start = last.start + split(text[last.start : last.end])[-1][0]
            is_short = first.start - start + len(opening) <= LONGEST_PAIR
            return Span(first.page, start, first.end) if is_short else None
    return None


def _is_item(passage: Passage, mark: str) -> bool:
    """Whether a mark opens an item of a list; a number before prose is only a paragraph's."""
    return bool(mark) and (passage.kind is PassageKind.LIST or not _NUMBERS.fullmatch(mark))


def mark_length(words: str) -> int:
    """How many letters a bullet or paragraph number takes at the start of some words."""
    mark = _MARK.match(words)
    return mark.end() if mark else 0


def shown(words: str) -> str:
    """Words as a statement shows them: single blanks, and a bullet for a symbol font's letter."""
    return " ".join(_SYMBOL.sub("•", words).split())


def _whole(joined: str, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces that a line end cut out of one sentence, put together again."""
    whole: list[tuple[int, int]] = []
    for start, end in pieces:
        before = joined[whole[-1][0] : whole[-1][1]] if whole else ""
        words = joined[start:end]
        opens = len(whole) < 2 or "\n" in joined[whole[-2][1] : whole[-1][0]]
        if before and (
            _runs_on(before, words)
            or (_is_label(before) and _is_label(words))
            or _goes_on_after_colon(before, words)
            or (opens and _is_run_in(before) and "\n" not in joined[whole[-1][1] : start])
        ):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


def _goes_on_after_colon(before: str, after: str) -> bool:
    """Whether a colon opens what is set in letters: "they will: (a) share what they know"."""
    is_short = len(before) + len(after) <= LONGEST_PAIR
    return before.rstrip().endswith(":") and bool(_FIRST_LETTER.match(after)) and is_short


def _with_antecedents(
    joined: str, pieces: Sequence["_Piece"], sentences: Sequence[tuple[int, int]]
) -> list[tuple[int, int, int]]:
    """Where each quote begins, where its own sentence does, and where both end.

    A sentence that points back is quoted with the one before it in its block. Alone it would not
    say what it is about: neither to who reads it nor to who weighs it.
    """
    found = [(start, start, end) for start, end in sentences[:1]]
    for (above, _), (start, end) in pairwise(sentences):
        together = (
            end - above <= LONGEST_PAIR
            and _piece_at(pieces, above) == _piece_at(pieces, start)
            and not mark_length(joined[start:end])
            and points_back(joined[start:end])
        )
        found.append((above if together else start, start, end))
    return found


def _piece_at(pieces: Sequence["_Piece"], at: int) -> int:
    return bisect_right([piece.start for piece in pieces], at)


def _is_run_in(words: str) -> bool:
    """Whether a piece is a heading set into its paragraph: "A breach of data protection."."""
    plain = words[mark_length(words) :]
    return len(plain.split()) <= RUN_IN_WORDS and plain.endswith(".") and not _FINITE.search(plain)


def _is_scale(words: str) -> bool:
    """Whether half of the words or more are figures: the axis of a chart says nothing."""
    parts = words.split()
    return 2 * sum(any(c.isdigit() for c in part) for part in parts) >= len(parts)


def _is_label(words: str) -> bool:
    """A few words that end open: a name over its office, a heading over its grade."""
    return len(words.split()) <= LABEL_WORDS and not words.rstrip().endswith((".", "!", "?", ";"))


def _row(view: View, evidence: Evidence) -> Candidate:
    passage = evidence.passage
    text = row_words(row_label(view, passage), passage.cells) or " ".join(passage.text.split())
    return Candidate(evidence, text, passage.spans, "", 0)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of joined letters and where it stands: from `start` in the joined words on."""

    start: int
    span: Span


def _join(spans: Sequence[Span], pages: dict[int, Page]) -> tuple[str, list[_Piece]]:
    """The spans' words one after another, and where each begins in them.

    Between spans stands a blank where a sentence may run on, else a line end.
    """
    letters: list[str] = []
    pieces: list[_Piece] = []
    length = 0
    for span in spans:
        words = pages[span.page].text[span.start : span.end]
        if letters:
            letters.append(" " if _runs_on(letters[-1], words) else "\n")
            length += 1
        pieces.append(_Piece(length, span))
        letters.append(words)
        length += len(words)
    return "".join(letters), pieces


def _runs_on(before: str, after: str) -> bool:
    ends = before.rstrip().endswith((".", "!", "?", ":", ";"))
    return not ends and after.lstrip()[:1].islower()


def _spans_at(pieces: Sequence[_Piece], first: int, end: int) -> tuple[Span, ...]:
    """The spans that cover some of the joined letters, one for each piece that they touch."""
    found = []
    for piece in pieces:
        shift = piece.span.start - piece.start
        start, stop = max(piece.span.start, first + shift), min(piece.span.end, end + shift)
        if start < stop:
            found.append(Span(piece.span.page, start, stop))
    return tuple(found)


def trimmed(page: Page, span: Span) -> Span | None:
    """The span without blanks at its ends; None where nothing is left."""
    words = page.text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    return Span(span.page, start, end) if start < end else None


def heading_words(passage: Passage) -> str:
    """A passage's headings and context as one line: what surrounds it but is never quoted."""
    return " ".join((*passage.headings, passage.context)).strip()
