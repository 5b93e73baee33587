"""Whole lists: every item of the list a candidate belongs to, with its lead-in, over page breaks.

Goes by the record's blocks, since a long list is cut into several passages. Judges nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.reader import View
from corpus.records import Block, BlockKind, Span
from index.analysis import STOP_WORDS
from service.answer.fitting import stems_of
from service.answer.gather import Candidate, candidates_of, mark_length, shown
from service.answer.list_heads import with_plain_items
from service.answer.question import Asked

MOST_ITEMS = 25
MOST_MEAN_WORDS = 45
"""Items longer than this on average are paragraphs behind bullets: too much to quote as a list."""
_ABOUT = re.compile(r"\b(?:about|on|regarding|concerning) ((?:[\w’'-]+ ?){1,5})\W*$", re.IGNORECASE)
FEW, FEWEST_WORDS = 0.34, 2
"""Words that at most this share of items have, and as many of them, single an item out."""
_LABEL = re.compile(r"([^:;.]{3,40}): \S")
_BETWEEN = frozenset({BlockKind.FURNITURE, BlockKind.FOOTNOTE, BlockKind.CAPTION})
"""Kinds of blocks that may stand between two items of one list, at a page break."""


def whole_list(view: View, candidate: Candidate) -> tuple[Candidate, ...]:
    """The candidate's list: its lead-in where there is one, then its items; empty if it has none.

    *Order*: reading order.
    """
    passage = candidate.evidence.passage
    if passage.cells:
        return _whole_table(view, candidate)
    sha256 = passage.edition_sha256
    blocks = [b for b in view.blocks(sha256) if b.kind not in _BETWEEN]
    at = _block_of(blocks, candidate.spans[0])
    if at is None:
        return ()
    if blocks[at].kind is not BlockKind.LIST:
        if candidate.items > 1:
            return _whole_section(view, candidate)
        if at + 1 >= len(blocks) or blocks[at + 1].kind is not BlockKind.LIST:
            return ()
        if not candidate.text.rstrip().endswith((":", "–", "-")):
            return ()
        at += 1
    first, last = _run(blocks, at)
    items = [_quoted(view, candidate, block) for block in blocks[first:last][:MOST_ITEMS]]
    words = sum(len(item.text.split()) for item in items)
    if len(items) < 2 or words > MOST_MEAN_WORDS * len(items):
        return ()
    return (*_lead(view, candidate, blocks, first), *items)


def asked_items(asked: Asked, items: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Of a list the items that a question singles out: of seven targets the one on exclusions.

    An item is singled out by its label ("Family: ..."), by two or more of the question's words that
    few items have, or by one that the question says it is about; else all are meant.
    """
    if named := [item for item in items if _is_named(asked, item)]:
        return tuple(named)
    own = {item: frozenset(stems_of(item.text)) for item in items if not item.text.endswith(":")}
    few = {s for s in asked.stems if sum(s in stems for stems in own.values()) <= len(own) * FEW}
    about = few & frozenset(stems_of(found[1])) if (found := _ABOUT.search(asked.text)) else few
    fewest = 1 if found else FEWEST_WORDS
    told = tuple(item for item, stems in own.items() if len(about & stems) >= fewest)
    return told or tuple(items)


def _is_named(asked: Asked, item: Candidate) -> bool:
    """Whether an item has a label that the question names whole."""
    label = _LABEL.match(item.text)
    named = (
        frozenset(stems_of(label[1])) if label and not item.evidence.passage.cells else frozenset()
    )
    return bool(named) and named - STOP_WORDS <= frozenset(asked.stems)


def as_lists(view: View, asked: Asked, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The same with neighbouring items of a passage as one candidate: they answer together."""
    runs: list[list[Candidate]] = []
    for candidate in with_plain_items(view, asked, candidates):
        last = runs[-1][-1] if runs else None
        goes_on = last and last.items and candidate.items and last.evidence is candidate.evidence
        if goes_on:
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    return [_as_one(run) for run in runs]


def _as_one(run: Sequence[Candidate]) -> Candidate:
    if len(run) == 1:
        return run[0]
    spans = tuple(span for item in run for span in item.spans)
    return replace(run[0], text=" ".join(item.text for item in run), spans=spans, items=len(run))


def _whole_table(view: View, candidate: Candidate) -> tuple[Candidate, ...]:
    """Every row of the candidate's table: rows with the same caption and heads."""
    own = candidate.evidence.passage
    rows = [
        passage
        for passage in view.passages_of(own.edition_sha256)
        if passage.headings == own.headings
        and [cell.heads for cell in passage.cells] == [cell.heads for cell in own.cells]
    ]
    made = [candidates_of(view, replace(candidate.evidence, passage=row)) for row in rows]
    return tuple(row for found in made for row in found)[:MOST_ITEMS] if len(rows) > 1 else ()


def _whole_section(view: View, candidate: Candidate) -> tuple[Candidate, ...]:
    """Every sentence under the candidate's heading, where they are items without marks."""
    own = candidate.evidence.passage
    parts = [
        passage
        for passage in view.passages_of(own.edition_sha256)
        if passage.headings == own.headings and passage.kind is own.kind
    ]
    made = [candidates_of(view, replace(candidate.evidence, passage=part)) for part in parts]
    return tuple(item for found in made for item in found)[:MOST_ITEMS]


def _block_of(blocks: Sequence[Block], span: Span) -> int | None:
    for index, block in enumerate(blocks):
        for part in block.spans:
            if part.page == span.page and part.start <= span.start < part.end:
                return index
    return None


def _run(blocks: Sequence[Block], at: int) -> tuple[int, int]:
    """The neighbouring list blocks around one, half-open."""
    first = last = at
    while first > 0 and blocks[first - 1].kind is BlockKind.LIST:
        first -= 1
    while last < len(blocks) and blocks[last].kind is BlockKind.LIST:
        last += 1
    return first, last


def _lead(
    view: View, candidate: Candidate, blocks: Sequence[Block], first: int
) -> tuple[Candidate, ...]:
    """The sentence that opens the list: the end of the paragraph before it, where it ends open."""
    if first == 0 or blocks[first - 1].kind is not BlockKind.PARAGRAPH:
        return ()
    lead = _quoted(view, candidate, blocks[first - 1])
    if not lead.text.endswith(":"):
        return ()
    return (lead,) if len(lead.text) <= 400 else ()


def _quoted(view: View, candidate: Candidate, block: Block) -> Candidate:
    sha256 = candidate.evidence.passage.edition_sha256
    parts = [view.page(sha256, s.page).text[s.start : s.end] for s in block.spans]
    mark = mark_length(parts[0])
    first = block.spans[0]
    spans = (Span(first.page, first.start + mark, first.end), *block.spans[1:])
    text = shown(" ".join((parts[0][mark:], *parts[1:])))
    return replace(candidate, text=text, spans=spans, before="")
