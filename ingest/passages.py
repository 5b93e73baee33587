"""Cutting blocks into passages: whole sentences under one heading, or one row of a table.

A sentence that runs over a column or page break is joined for the passage, while each part keeps
its own page. Furniture and contents pages are left out. Does not search or rank.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus import sentences
from corpus.records import Block, BlockKind, Passage, PassageKind, Row, Span, Table
from ingest.stating import says_something

_LEFT_OUT = frozenset({BlockKind.FURNITURE, BlockKind.CONTENTS})
_OF_FIGURES = frozenset({BlockKind.CAPTION, BlockKind.FIGURE})
_CLOSING = tuple('.!?:;…"”’)»')


FEWEST_BARE_WORDS = 6
"""A heading, or table row of one cell, of fewer words than this says too little by itself."""

SMALL_TABLE_WORDS = 120
"""A table of no more words than this is also a passage as a whole: grades, a short comparison."""


@dataclass(frozen=True, slots=True)
class PassageOptions:
    """How large passages are, in words.

    Small ones put the right page first more often (docs/decisions/ranking.md); an answer widens
    what it found by the passages beside it.
    """

    target_words: int = 40
    most_words: int = 80


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or list item: the least that a passage holds whole."""

    spans: tuple[Span, ...]
    words: int
    ends_block: bool


@dataclass(slots=True)
class _Cutting:
    """What is open while walking through the blocks."""

    sha256: str
    texts: Mapping[int, str]
    options: PassageOptions
    path: list[tuple[int, str]] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    kinds: list[BlockKind] = field(default_factory=list)
    figure: list[Block] = field(default_factory=list)
    lead: str = ""
    bare: tuple[Span, ...] = ()
    has_body: bool = True

    def headings(self) -> tuple[str, ...]:
        """The headings above, outermost first."""
        return tuple(text for _, text in self.path)


def cut(
    blocks: Sequence[Block],
    texts: Mapping[int, str],
    *,
    sha256: str,
    options: PassageOptions | None = None,
) -> tuple[Passage, ...]:
    """Cut an edition's blocks into passages, in reading order.

    `texts` maps page numbers to page texts; `sha256` names the edition and enters the ids.
    """
    state = _Cutting(sha256, texts, options or PassageOptions())
    passages: list[Passage] = []
    seen: set[str] = set()
    for passage in _walk(blocks, state):
        if passage.id not in seen:
            seen.add(passage.id)
            passages.append(passage)
    return tuple(passages)


def _walk(blocks: Sequence[Block], state: _Cutting) -> Iterator[Passage]:
    for block in blocks:
        if block.kind in _LEFT_OUT:
            continue
        if block.kind in _OF_FIGURES:
            yield from _gathered(state, block)
            continue
        yield from _figure(state)
        match block.kind:
            case BlockKind.HEADING:
                yield from _entered(state, block)
            case BlockKind.TABLE:
                yield from _rows(state, block)
            case BlockKind.FOOTNOTE:
                yield _passage(state, PassageKind.FOOTNOTE, block.spans)
            case _:
                yield from _taken(state, block)
    yield from _figure(state)
    yield from _flushed(state)
    yield from _bare_heading(state)


def _entered(state: _Cutting, block: Block) -> Iterator[Passage]:
    """Close what stands above and put the heading on the path."""
    yield from _flushed(state)
    text = _text(state.texts, block.spans)
    if not state.path or block.level > state.path[-1][0]:
        state.has_body = True
    yield from _bare_heading(state)
    while state.path and state.path[-1][0] >= block.level:
        state.path.pop()
    state.path.append((block.level, text))
    states = says_something(text)
    if states:
        yield _passage(state, PassageKind.PROSE, block.spans)
    state.bare = block.spans
    state.has_body = states
    state.lead = ""


def _taken(state: _Cutting, block: Block) -> Iterator[Passage]:
    state.has_body = True
    if block.kind is not BlockKind.LIST:
        state.lead = ""
    for unit in _units(state.texts, block):
        if _runs_on(state, unit):
            state.units[-1] = _joined(state.units[-1], unit)
            continue
        if _is_full(state, unit):
            yield from _flushed(state)
        state.units.append(unit)
        state.kinds.append(block.kind)
    last = state.units[-1].spans if state.units else ()
    if block.kind is not BlockKind.LIST and last:
        text = _text(state.texts, last)
        state.lead = text if text.endswith(":") else ""


def _is_full(state: _Cutting, unit: Unit) -> bool:
    words = sum(open_unit.words for open_unit in state.units)
    if not words:
        return False
    if words + unit.words > state.options.most_words:
        return True
    if unit.spans[0].page != state.units[-1].spans[-1].page:
        # A passage over two pages is found under the first: its second half would be missed.
        return True
    return words >= state.options.target_words and state.units[-1].ends_block


def _gathered(state: _Cutting, block: Block) -> Iterator[Passage]:
    """A caption or a figure's words, kept until the figure is whole."""
    is_second = block.kind is BlockKind.CAPTION and any(
        held.kind is BlockKind.CAPTION for held in state.figure
    )
    words = sum(len(_text(state.texts, held.spans).split()) for held in state.figure)
    if is_second or words > state.options.most_words:
        yield from _figure(state)
    state.figure.append(block)


def _figure(state: _Cutting) -> Iterator[Passage]:
    if state.figure:
        spans = _merged(span for block in state.figure for span in block.spans)
        yield _passage(state, PassageKind.CAPTION, spans)
        state.figure.clear()
        state.has_body = True


def _rows(state: _Cutting, block: Block) -> Iterator[Passage]:
    """One passage for each body row, and one for a small table as a whole."""
    state.has_body = True
    if block.table is None or not block.table.rows:
        yield _passage(state, PassageKind.TABLE, block.spans)
        return
    words = len(_text(state.texts, block.spans).split())
    if len(block.table.rows) > 1 and words <= SMALL_TABLE_WORDS:
        yield _passage(state, PassageKind.TABLE, block.spans, context=block.table.caption)
    for row in block.table.rows:
        if len(row.cells) > 1 or len(row.label.split()) >= FEWEST_BARE_WORDS:
            yield _row_passage(state, block.table, row)


def _bare_heading(state: _Cutting) -> Iterator[Passage]:
    """A heading with nothing under it says what it has to say itself."""
    if not state.has_body and state.bare and len(state.path[-1][1].split()) >= FEWEST_BARE_WORDS:
        yield _passage(state, PassageKind.PROSE, state.bare)
    state.has_body = True


def _units(texts: Mapping[int, str], block: Block) -> list[Unit]:
    units = []
    for span in block.spans:
        text = texts[span.page][span.start : span.end]
        found = sentences.split(text)
        for index, (start, end) in enumerate(found):
            part = Span(span.page, span.start + start, span.start + end)
            words = len(text[start:end].split())
            units.append(Unit((part,), words, index == len(found) - 1))
    return units


def _runs_on(state: _Cutting, unit: Unit) -> bool:
    """Whether this unit is the rest of the last one, parted by a column or page break."""
    if not state.units or not state.units[-1].ends_block:
        return False
    last = state.units[-1].spans[-1]
    before = state.texts[last.page][last.start : last.end]
    after = state.texts[unit.spans[0].page][unit.spans[0].start : unit.spans[0].end]
    return not before.endswith(_CLOSING) and after[:1].islower()


def _joined(first: Unit, second: Unit) -> Unit:
    return Unit((*first.spans, *second.spans), first.words + second.words, second.ends_block)


def _flushed(state: _Cutting) -> Iterator[Passage]:
    if state.units:
        spans = _merged(span for unit in state.units for span in unit.spans)
        is_list = all(kind is BlockKind.LIST for kind in state.kinds)
        kind = PassageKind.LIST if is_list else PassageKind.PROSE
        yield _passage(state, kind, spans, context=state.lead if is_list else "")
    state.units.clear()
    state.kinds.clear()


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans with neighbours on one page made one, so that a quote may run through."""
    out: list[Span] = []
    for span in spans:
        if out and out[-1].page == span.page and 0 <= span.start - out[-1].end <= 1:
            out[-1] = Span(span.page, out[-1].start, span.end)
        else:
            out.append(span)
    return tuple(out)


def _row_passage(state: _Cutting, table: Table, row: Row) -> Passage:
    heads = dict.fromkeys(head for cell in row.cells for head in cell.heads if head)
    context = ". ".join(part for part in (table.caption, row.label, "; ".join(heads)) if part)
    text = _text(state.texts, (row.span,))
    return Passage(
        id=_identity(state.sha256, PassageKind.TABLE_ROW, (row.span,), text),
        edition_sha256=state.sha256,
        kind=PassageKind.TABLE_ROW,
        spans=(row.span,),
        text=text,
        headings=state.headings(),
        context=context,
        cells=row.cells,
    )


def _passage(
    state: _Cutting, kind: PassageKind, spans: tuple[Span, ...], *, context: str = ""
) -> Passage:
    text = _text(state.texts, spans)
    identity = _identity(state.sha256, kind, spans, text)
    return Passage(identity, state.sha256, kind, spans, text, state.headings(), context)


def _text(texts: Mapping[int, str], spans: Iterable[Span]) -> str:
    """The spans' words; a line break becomes a blank, so that offsets inside a span stay."""
    parts = (texts[span.page][span.start : span.end].replace("\n", " ") for span in spans)
    return " ".join(parts)


def _identity(sha256: str, kind: PassageKind, spans: Sequence[Span], text: str) -> str:
    places = ",".join(f"{span.page}:{span.start}-{span.end}" for span in spans)
    return hashlib.sha256(f"{sha256}|{kind}|{places}|{text}".encode()).hexdigest()[:20]
