"""Blocks to the fixed text of a page, with the box of every word.

Here words are normalised and line-end hyphens joined, once; every offset in the record counts in
the text made here. Does not order lines or cut passages.
"""

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field

from corpus.records import Block, BlockKind, Cell, Row, Span, Table, WordBox
from corpus.text import normalise
from ingest.lines import Line, box_of
from ingest.raw import Box
from ingest.tabular import TableDraft, TableRow

_LEADER = re.compile(r"\.|\.{4,}|…{2,}|·{2,}|_{4,}|[´¨˜¸]")
"""No words: dots that lead to a page number, and accents that lost their letter."""

_LEADER_SIGNS = ".…·_´¨˜¸"
"""What such a word begins with; looked at first, for it costs less than the pattern."""

SHORTEST_SECOND = 8
"""Letters after a kept hyphen ("co-operation") where the document has no such word by itself."""

_KEPT_PREFIXES = frozenset(
    (
        *("self", "non", "multi", "co", "pre", "post", "anti", "well", "long", "short", "high"),
        *("low", "cross", "inter", "sub", "semi", "mid", "ex", "part", "full", "year", "hate"),
        *("knife", "gun", "drug", "gang", "police", "school", "home", "peer", "one", "two"),
        *("three", "four", "five", "all", "fast", "hard", "hot", "first", "second", "third"),
    )
)
"""First parts whose hyphen, before a word of its own, is kept when a line breaks after it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before its text is fixed; a table's draft holds its cells instead of lines."""

    kind: BlockKind
    lines: tuple[Line, ...]
    level: int = 0
    table: TableDraft | None = None

    @property
    def text(self) -> str:
        """The words as they stand, lines joined by blanks."""
        return " ".join([line.text for line in self.lines])


@dataclass(slots=True)
class PageText:
    """A page's text as it grows, with its word boxes and blocks."""

    number: int
    vocabulary: Container[str] = frozenset()
    place: Callable[[Box], Box] | None = None
    """Turns a box of the page as laid out back to the page as it stands, where that is needed."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    words: list[WordBox] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.parts)

    def add(self, draft: Draft) -> None:
        """Write one block; a block without words leaves nothing."""
        if draft.table is not None:
            self._add_table(draft.table)
            return
        span, _ = self._write(draft.lines, "\n")
        if span.end > span.start:
            box = self._placed(box_of(draft.lines))
            self.blocks.append(Block(draft.kind, (span,), draft.level, box))

    def _add_table(self, table: TableDraft) -> None:
        rows: list[Row] = []
        start = end = -1
        for drafted in table.rows:
            row = self._row(drafted)
            if row is None:
                continue
            start, end = row.span.start if start < 0 else start, row.span.end
            if not drafted.is_head:
                rows.append(row)
        if end > start:
            body = Table(table.caption, tuple(rows))
            span = Span(self.number, start, end)
            box = self._placed(table.box)
            self.blocks.append(Block(BlockKind.TABLE, (span,), box=box, table=body))

    def _placed(self, box: Box) -> Box:
        return self.place(box) if self.place else box

    def _row(self, row: TableRow) -> Row | None:
        written: list[Cell] = []
        for cell in row.cells:
            span, value = self._write(cell.lines, " " if written else "\n")
            if value:
                written.append(Cell(cell.heads, value, span))
        if not written:
            return None
        whole = Span(self.number, written[0].span.start, written[-1].span.end)
        label = written[0].value
        if row.section and row.section != label:
            label = f"{row.section}: {label}"
        return Row(label, tuple(written), whole)

    def _write(self, lines: Sequence[Line], glue: str) -> tuple[Span, str]:
        """Write lines as one run of words, parted from what stands before by `glue`."""
        if not self.length:
            glue = ""
        start, end, place = self.length + len(glue), self.length, self.place
        text: list[str] = []
        for index, line in enumerate(lines):
            following = lines[index + 1].words[0].text if index + 1 < len(lines) else ""
            last = line.words[-1] if following else None
            for word in line.words:
                written = normalise(word.text).strip()
                if not written or (written[0] in _LEADER_SIGNS and _LEADER.fullmatch(written)):
                    continue
                after = " "
                if word is last:
                    written, after = at_line_end(word.text, written, following, self.vocabulary)
                text.append(glue + written)
                begin = end + len(glue)
                end = begin + len(written)
                box = word[1:5]
                self.words.append(WordBox(begin, end, *(place(box) if place else box)))
                glue = after
        self.length = end
        whole = "".join(text)
        self.parts.append(whole)
        return Span(self.number, min(start, end), end), whole.lstrip("\n ")


def at_line_end(
    raw: str, written: str, following: str, vocabulary: Container[str]
) -> tuple[str, str]:
    """A line's last word as written, and what stands between it and the next line's first."""
    if raw.endswith("\xad"):
        return written, ""
    if len(written) < 2 or not written.endswith("-") or not written[-2].isalnum():
        return written, " "
    second = normalise(following)
    if not second[:1].islower() or not written[-2].isalpha():
        return written, "" if second[:1].isalnum() else " "
    return (written[:-1], "") if _is_broken(written, second, vocabulary) else (written, "")


def _is_broken(first: str, second: str, vocabulary: Container[str]) -> bool:
    """Whether the hyphen only marks the line's end."""
    first, second = first.casefold(), second.casefold().rstrip(".,;:!?)”’\"'")
    if first + second in vocabulary:
        return False
    if first[:-1] + second in vocabulary:
        return True
    # "hospital-to-community", "follow-up-": a word that has a hyphen already keeps this one too.
    parts = re.split(r"[^a-z]", first[:-1])
    if len(parts) > 1:
        return False
    is_word = second in vocabulary or len(second) >= SHORTEST_SECOND
    return not (parts[0] in _KEPT_PREFIXES and is_word)
