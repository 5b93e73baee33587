"""What a perfect reader would say of a sample: its text by page, its headings and its tables.

It is taken from the structure tree of a tagged PDF set from the same source, which breaks lines and
pages exactly like the one that is published. The form is described in README.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.samples.structure import Node, Run, join

INLINE = frozenset({"Span", "Strong", "Em", "Link", "Reference", "Quote", "Code"})
TABLE_PARTS = frozenset({"THead", "TBody", "TFoot"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One block as the author made it: kind, level of a heading, words, which may cross pages."""

    kind: str
    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, its spans written out."""

    text: str
    page: int
    row_span: int
    column_span: int


def truth(file_name: str, page_count: int, root: Node) -> dict[str, object]:
    """All that is known of one sample, ready for JSON."""
    pieces = tuple(_pieces(root))
    return {
        "file": file_name,
        "pages": [_page_truth(number, pieces) for number in range(1, page_count + 1)],
        "headings": [
            {"level": piece.level, "text": join(piece.runs), "page": piece.runs[0].page}
            for piece in pieces
            if piece.kind == "heading"
        ],
        "tables": [_table_truth(*found) for found in _tables(root, "")],
    }


def _page_truth(number: int, pieces: tuple[Piece, ...]) -> dict[str, object]:
    here = [
        (piece, tuple(run for run in piece.runs if run.page == number))
        for piece in pieces
        if any(run.page == number for run in piece.runs)
    ]
    here.sort(key=lambda found: found[0].kind == "footnote")
    blocks = [_block_truth(piece, runs) for piece, runs in here]
    text = "\n".join(str(block["text"]) for block in blocks if block["kind"] != "figure")
    return {"number": number, "text": text, "blocks": blocks}


def _block_truth(piece: Piece, runs: tuple[Run, ...]) -> dict[str, object]:
    block: dict[str, object] = {"kind": piece.kind, "text": join(runs)}
    return block | {"level": piece.level} if piece.kind == "heading" else block


def _pieces(node: Node) -> Iterator[Piece]:
    """The blocks of an element in reading order; loose words between blocks make a paragraph."""
    loose: list[Run] = []
    for child in node.children:
        if isinstance(child, Run):
            loose.append(child)
        elif child.tag in INLINE:
            loose.extend(child.runs())
        else:
            yield from _paragraph(loose)
            loose = []
            yield from _block_pieces(child)
        if isinstance(child, Node) and child.tag in INLINE:
            yield from _notes(child)
    yield from _paragraph(loose)


def _paragraph(runs: list[Run]) -> Iterator[Piece]:
    if any(run.text.strip() for run in runs):
        yield Piece("paragraph", 0, tuple(runs))


def _block_pieces(node: Node) -> Iterator[Piece]:
    kind, level = _kind(node.tag)
    if node.tag == "Table":
        yield from _row_pieces(node)
    elif kind:
        runs = tuple(node.runs())
        if runs:
            yield Piece(kind, level, runs)
        yield from _notes(node)
    elif node.tag == "Note":
        yield Piece("footnote", 0, tuple(_every_run(node)))
    else:
        yield from _pieces(node)


def _kind(tag: str) -> tuple[str, int]:
    if tag[:1] == "H" and tag[1:].isdigit():
        return "heading", int(tag[1:])
    kinds = {"P": "paragraph", "LI": "list", "Caption": "caption", "Figure": "figure"}
    return ("contents", 0) if tag == "TOCI" else (kinds.get(tag, ""), 0)


def _row_pieces(table: Node) -> Iterator[Piece]:
    for child in table.children:
        if isinstance(child, Node) and child.tag == "Caption":
            yield Piece("caption", 0, tuple(child.runs()))
    for _, row in _rows(table):
        yield Piece("table", 0, tuple(row.runs()))


def _notes(node: Node) -> Iterator[Piece]:
    for child in node.children:
        if isinstance(child, Node):
            if child.tag == "Note":
                yield Piece("footnote", 0, tuple(_every_run(child)))
            else:
                yield from _notes(child)


def _every_run(node: Node) -> Iterator[Run]:
    for child in node.children:
        if isinstance(child, Run):
            yield child
        else:
            yield from _every_run(child)


def _rows(table: Node) -> Iterator[tuple[bool, Node]]:
    """Each row with whether it belongs to the head."""
    for part in table.children:
        if isinstance(part, Node) and part.tag in TABLE_PARTS:
            for row in part.children:
                if isinstance(row, Node):
                    yield part.tag == "THead", row
        elif isinstance(part, Node) and part.tag == "TR":
            yield False, part


def _tables(node: Node, caption: str) -> Iterator[tuple[Node, str]]:
    """Each table with its caption, which stands inside it or just before it."""
    for child in node.children:
        if not isinstance(child, Node):
            continue
        if child.tag == "Caption":
            caption = join(child.runs())
        elif child.tag == "Table":
            inner = [c for c in child.children if isinstance(c, Node) and c.tag == "Caption"]
            yield child, join(inner[0].runs()) if inner else caption
            caption = ""
        else:
            yield from _tables(child, caption)


def _table_truth(table: Node, caption: str) -> dict[str, object]:
    head = [_cells(row) for is_head, row in _rows(table) if is_head]
    body = [_cells(row) for is_head, row in _rows(table) if not is_head]
    rows = [cells for cells in body if cells]
    return {
        "caption": caption,
        "pages": sorted({cell.page for row in rows for cell in row if cell.page}),
        "columns": _column_heads(head),
        "rows": [
            {
                "page": max(cell.page for cell in row),
                "is_section": len(row) == 1 and row[0].column_span > 1,
                "cells": [cell.text for cell in row],
            }
            for row in rows
        ],
    }


def _cells(row: Node) -> list[Cell]:
    return [
        Cell(
            text=join(cell.runs()),
            page=max((run.page for run in cell.runs()), default=0),
            row_span=cell.row_span,
            column_span=cell.column_span,
        )
        for cell in _in_column_order(row)
    ]


def _in_column_order(row: Node) -> list[Node]:
    """The cells from left to right: Typst lists a cell that spans rows after those beside it."""
    cells = [child for child in row.children if isinstance(child, Node)]
    if any(not list(cell.runs()) for cell in cells):
        return cells
    return sorted(cells, key=lambda cell: min(run.left for run in cell.runs()))


def _column_heads(head: list[list[Cell]]) -> list[str]:
    """The heads over each column, from the top, joined by " / "; spans count for all they cover."""
    grid: dict[tuple[int, int], str] = {}
    for down, row in enumerate(head):
        across = 0
        for cell in row:
            while (down, across) in grid:
                across += 1
            for i in range(cell.row_span):
                for j in range(cell.column_span):
                    grid[down + i, across + j] = cell.text if i == 0 else ""
            across += cell.column_span
    width = max((across for _, across in grid), default=-1) + 1
    return [
        " / ".join(grid[down, across] for down in range(len(head)) if grid.get((down, across)))
        for across in range(width)
    ]
