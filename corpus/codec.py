"""Nouns to SQLite values and back; the one place that knows how each is written down."""

import json
import sqlite3
import struct
import zlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from corpus.records import (
    Audience,
    Block,
    BlockKind,
    Cell,
    Edition,
    Fact,
    Kind,
    Page,
    Passage,
    PassageKind,
    Period,
    Publication,
    Quality,
    Row,
    Span,
    Table,
    WordBox,
)

_WORD = struct.Struct("<IHffff")


def pack_words(words: Sequence[WordBox]) -> bytes:
    """Word boxes as a compressed blob: start, length and four floats each."""
    parts = [_WORD.pack(start, end - start, *box) for start, end, *box in words]
    return zlib.compress(b"".join(parts), 1)


def unpack_words(blob: bytes) -> tuple[WordBox, ...]:
    """The inverse of `pack_words`."""
    rows = _WORD.iter_unpack(zlib.decompress(blob))
    return tuple(WordBox(start, start + size, *box) for start, size, *box in rows)


def dump(value: Any) -> str:
    """Compact JSON, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def span_values(spans: Sequence[Span]) -> list[list[int]]:
    """Spans as [page, start, end] triples."""
    return [[s.page, s.start, s.end] for s in spans]


def cell_values(cells: Sequence[Cell]) -> list[list[Any]]:
    """Cells as [heads, value, span] triples."""
    return [[list(c.heads), c.value, [c.span.page, c.span.start, c.span.end]] for c in cells]


def spans_from(values: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    """The inverse of `span_values`."""
    return tuple(Span(*value) for value in values)


def cells_from(values: Sequence[Any]) -> tuple[Cell, ...]:
    """The inverse of `cell_values`."""
    return tuple(Cell(tuple(heads), value, Span(*span)) for heads, value, span in values)


def block_body(block: Block) -> str:
    """A block, kind aside, as JSON."""
    body: dict[str, Any] = {"spans": span_values(block.spans), "box": list(block.box)}
    if block.level:
        body["level"] = block.level
    if block.table:
        rows = [
            [r.label, cell_values(r.cells), [r.span.page, r.span.start, r.span.end]]
            for r in block.table.rows
        ]
        body["table"] = {"caption": block.table.caption, "rows": rows}
    return dump(body)


def block_from(row: sqlite3.Row) -> Block:
    """A block from its row."""
    body = json.loads(row["body"])
    table = None
    if "table" in body:
        rows = tuple(
            Row(label, cells_from(cells), Span(*span))
            for label, cells, span in body["table"]["rows"]
        )
        table = Table(body["table"]["caption"], rows)
    x0, y0, x1, y1 = body["box"]
    spans = spans_from(body["spans"])
    return Block(BlockKind(row["kind"]), spans, body.get("level", 0), (x0, y0, x1, y1), table)


def quality_body(quality: Quality) -> str:
    """A quality report as JSON."""
    return dump({name: getattr(quality, name) for name in Quality.__slots__})


def quality_from(body: str) -> Quality:
    """A quality report from its JSON."""
    values: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(body).items()
    }
    return Quality(**values)


def publication_from(row: sqlite3.Row, facts: tuple[Fact, ...]) -> Publication:
    """A publication from its row and facts."""
    period = None
    if row["period_first"]:
        period = Period(row["period_first"], row["period_last"], row["period_words"])
    return Publication(
        id=row["id"],
        title=row["title"],
        kind=Kind(row["kind"]),
        audience=Audience(row["audience"]),
        file_name=row["file_name"],
        period=period,
        area=row["area"],
        marking=row["marking"],
        publisher=row["publisher"],
        language=row["language"],
        source=row["source"],
        supersedes=row["supersedes"],
        near_copy_of=row["near_copy_of"],
        withdrawn=bool(row["withdrawn"]),
        held=bool(row["held"]),
        waiting=row["waiting"],
        facts=facts,
    )


def edition_from(row: sqlite3.Row) -> Edition:
    """An edition from its row."""
    outline = tuple((level, title, page) for level, title, page in json.loads(row["outline"]))
    return Edition(
        sha256=row["sha256"],
        publication_id=row["publication_id"],
        file_name=row["file_name"],
        page_count=row["page_count"],
        added_at=datetime.fromisoformat(row["added_at"]),
        reader=row["reader"],
        size_bytes=row["size_bytes"],
        quality=quality_from(row["quality"]),
        outline=outline,
    )


def page_from(row: sqlite3.Row) -> Page:
    """A page from its row, without its word boxes."""
    return Page(
        row["edition_sha256"],
        row["number"],
        row["label"],
        row["text"],
        row["width"],
        row["height"],
        row["read_by"],
    )


def passage_from(row: sqlite3.Row) -> Passage:
    """A passage from its row."""
    return Passage(
        id=row["id"],
        edition_sha256=row["edition_sha256"],
        kind=PassageKind(row["kind"]),
        spans=spans_from(json.loads(row["spans"])),
        text=row["text"],
        headings=tuple(json.loads(row["headings"])),
        context=row["context"],
        cells=cells_from(json.loads(row["cells"])),
    )
