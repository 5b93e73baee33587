"""Reads the structure tree of a tagged PDF that Typst made from our own source.

The tree says what the author meant: which words are a heading, a cell, a footnote, and in what
order they are to be read. Only the spaces between lines are told from positions, so what is read
here can judge a reader that has nothing but positions. It is no general reader of tagged PDFs.

Source: ISO 32000-1:2008, section 14.7 (logical structure) and 14.8 (tagged PDF).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

SOFT_HYPHEN = "\x02"  # what pdfium gives for a hyphen that only the end of the line called for
NO_SPACE_AFTER = (" ", "-", "/", "–", "—", SOFT_HYPHEN)


@dataclass(frozen=True, slots=True)
class Run:
    """The words of one marked piece of content.

    Units: points from the bottom left of the page.
    """

    page: int
    text: str
    left: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Node:
    """One element of the structure: its tag, what it holds in reading order, a cell's spans."""

    tag: str
    children: tuple[Node | Run, ...]
    row_span: int = 1
    column_span: int = 1

    def runs(self) -> Iterator[Run]:
        """All its words, however deep, footnotes and marks that refer to them left out."""
        for child in self.children:
            if isinstance(child, Run):
                yield child
            elif child.tag != "Note" and not child.is_footnote_mark():
                yield from child.runs()

    def is_footnote_mark(self) -> bool:
        """Whether this is the raised number in the text that refers to a footnote."""
        return self.tag == "Lbl" and any(
            isinstance(child, Node) and child.tag == "Link" for child in self.children
        )


def read_structure(pdf: bytes) -> Node:
    """The root of the structure tree, its words filled in."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(pdf))
    numbers = {
        page.indirect_reference.idnum: n
        for n, page in enumerate(reader.pages, start=1)
        if page.indirect_reference is not None
    }
    root = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    return Node("Root", tuple(_children(root, 0, numbers, _marked_runs(pdf))))


def join(runs: Iterator[Run] | tuple[Run, ...]) -> str:
    """The words of runs as one line: line ends closed up, soft hyphens gone, white space single."""
    joined = ""
    before: Run | None = None
    for run in runs:
        if before is not None and _is_apart(before, run) and not joined.endswith(NO_SPACE_AFTER):
            joined += " "
        joined += run.text
        before = run
    return " ".join(joined.replace(SOFT_HYPHEN, "").split())


def _is_apart(before: Run, after: Run) -> bool:
    """Whether two runs stand on different lines, or on one with a gap between them."""
    return abs(before.bottom - after.bottom) > 5 or after.left - before.right > 2.5


def _children(
    element: Any, page: int, numbers: dict[int, int], marked: dict[tuple[int, int], list[Run]]
) -> Iterator[Node | Run]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        known = kid.get_object()
        if isinstance(known, int):
            yield from marked.get((page, known), [])
        elif "/MCID" in known:
            yield from marked.get((_page(known, page, numbers), known["/MCID"]), [])
        elif "/S" in known:
            inside = _children(known, _page(known, page, numbers), numbers, marked)
            yield Node(known["/S"][1:], tuple(inside), *_spans(known))


def _page(element: Any, page: int, numbers: dict[int, int]) -> int:
    return numbers[element.raw_get("/Pg").idnum] if "/Pg" in element else page


def _spans(element: Any) -> tuple[int, int]:
    attributes = element.get("/A", [])
    for attribute in attributes if isinstance(attributes, list) else [attributes]:
        known = attribute.get_object()
        if known.get("/O") == "/Table":
            return int(known.get("/RowSpan", 1)), int(known.get("/ColSpan", 1))
    return 1, 1


def _marked_runs(pdf: bytes) -> dict[tuple[int, int], list[Run]]:
    import pypdfium2

    marked: dict[tuple[int, int], list[Run]] = {}
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, start=1):
            for mark, run in _runs_of(page, number):
                marked.setdefault((number, mark), []).append(run)
    return marked


def _runs_of(page: PdfPage, number: int) -> Iterator[tuple[int, Run]]:
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(thing.raw)
        if mark >= 0:
            size = pdfium.FPDFTextObj_GetText(thing.raw, text_page.raw, None, 0)
            letters = (pdfium.FPDF_WCHAR * (size // 2 + 1))()
            pdfium.FPDFTextObj_GetText(thing.raw, text_page.raw, letters, size)
            text = bytes(letters)[:size].decode("utf-16-le").rstrip("\0")
            left, bottom, right, _ = thing.get_bounds()
            yield mark, Run(number, text, left, right, bottom)
