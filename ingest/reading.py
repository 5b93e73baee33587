"""One PDF into everything an edition holds: pages, words, blocks, passages, quality.

Joins the pure steps (words, layout, furniture, paragraphs, roles, blocks, passages) to the reader.
Runs inside the worker process; writes nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.places import Places
from corpus.records import BlockKind, Page, Quality
from ingest.blocks import Draft, PageText
from ingest.errors import Damaged, Empty, TooManyPages
from ingest.facts import find_facts
from ingest.furniture import Furniture, furniture_of
from ingest.handover import Reading, ReadOptions
from ingest.laying import Laid, all_laid, body_of, drafted
from ingest.paragraphs import leadings
from ingest.passages import cut
from ingest.pdfium import Document
from ingest.raw import RawPage
from ingest.roles import assigned

if TYPE_CHECKING:
    from ingest.second import SecondDocument

GARBLED_SHARE = 0.3
"""A page with more nonsense than this is read from its picture."""

A4_POINTS = (595.0, 842.0)
"""Size given to a page that cannot be opened."""

FEWEST_WORDS = 15
"""A page with fewer words than this and a large picture is a picture of its text."""

PICTURE_SHARE = 0.3
"""Pictures that cover this share of a page are large."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Source:
    """What a document says of itself, and what read it."""

    metadata: Mapping[str, str]
    outline: tuple[tuple[int, str, int], ...]
    reader: str
    notes: tuple[str, ...] = ()


def read(
    path: Path,
    sha256: str,
    *,
    options: ReadOptions | None = None,
    ocr: Mapping[int, RawPage] | None = None,
    reader: str = "pdfium",
) -> Reading:
    """Read one file whole, by pdfium or else by pypdf.

    `ocr` holds the pages that were read from their pictures before, by number.
    *Raises*: Refused and below.
    """
    options = options or ReadOptions()
    with _opened(path, reader) as document:
        if document.page_count == 0:
            raise Empty("The file has no pages.")
        if document.page_count > options.most_pages:
            raise TooManyPages(f"The file has {document.page_count} pages.")
        options.on_opened(document.page_count)
        raw, notes = _raw_pages(document)
        source = Source(document.metadata(), document.outline(), document.reader, notes)
    return composed(raw, sha256, options=options, source=source, ocr=ocr or {})


def _raw_pages(document: "Document | SecondDocument") -> tuple[list[RawPage], tuple[str, ...]]:
    """Every page, and a note on each that is broken and left empty.

    *Raises*: Damaged where most of them are.
    """
    pages: list[RawPage] = []
    notes: list[str] = []
    for number in range(1, document.page_count + 1):
        try:
            pages.append(document.read(number))
        except Damaged:
            notes.append(f"Page {number} is damaged and was left out.")
            pages.append(RawPage(number, "", *A4_POINTS, ()))
    if len(notes) * 2 > document.page_count:
        raise Damaged("The file is damaged: most of its pages cannot be opened.")
    return pages, tuple(notes)


def _opened(path: Path, reader: str) -> "Document | SecondDocument":
    if reader == "pypdf":
        from ingest.second import SecondDocument

        return SecondDocument(path)
    return Document(path)


def with_facts(reading: Reading, *, file_name: str, places: Path | None) -> Reading:
    """The reading with what can be said of the publication; `places` is a list of one's own."""
    facts = find_facts(
        metadata=dict(reading.metadata),
        pages=[page.text for page in reading.pages],
        cover_lines=reading.cover_lines,
        file_name=file_name,
        places=Places.load(places),
    )
    return replace(reading, facts=facts)


def composed(
    raw: Sequence[RawPage],
    sha256: str,
    *,
    options: ReadOptions,
    source: Source,
    ocr: Mapping[int, RawPage],
) -> Reading:
    """Raw pages to a reading; pages in `ocr` take the place of those with their number."""
    laid = all_laid([_best(page, ocr) for page in raw])
    furniture = furniture_of([page.lines for page in laid], [page.height for page in laid])
    bodies = [body_of(page, found) for page, found in zip(laid, furniture, strict=True)]
    leading = leadings(bodies)
    drafts = [drafted(p, body, leading) for p, body in zip(laid, bodies, strict=True)]
    drafts = assigned(drafts, source.outline, [page.height for page in laid])
    vocabulary = _vocabulary(laid)
    texts = [
        _written(page, draft, found, vocabulary)
        for page, draft, found in zip(laid, drafts, furniture, strict=True)
    ]
    pages = tuple(
        _page(sha256, page.raw, text, found.label, ocr)
        for page, text, found in zip(laid, texts, furniture, strict=True)
    )
    blocks = tuple(block for text in texts for block in text.blocks)
    by_number = {page.number: page.text for page in pages}
    return Reading(
        pages=pages,
        words=tuple(tuple(text.words) for text in texts),
        blocks=blocks,
        passages=cut(blocks, by_number, sha256=sha256, options=options.passages),
        quality=_quality(
            raw, pages, ocr, notes=source.notes, tables=sum(len(page.tables) for page in laid)
        ),
        outline=source.outline,
        metadata=tuple(source.metadata.items()),
        cover_lines=tuple((line.text, line.size) for line in bodies[0] if line.table < 0),
        reader=source.reader,
        wanted_ocr=tuple(page.number for page in raw if _wants_ocr(page, ocr)),
    )


def _wants_ocr(page: RawPage, ocr: Mapping[int, RawPage]) -> bool:
    """Whether a page holds a picture of its text, or text that cannot be used."""
    if page.number in ocr:
        return False
    if page.garbled_share > GARBLED_SHARE:
        return True
    area = max(page.width * page.height, 1.0)
    shown = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in page.pictures)
    if len(page.words) < FEWEST_WORDS and shown > PICTURE_SHARE * area:
        return True
    return not page.words and page.is_painted


def _best(page: RawPage, ocr: Mapping[int, RawPage]) -> RawPage:
    """What OCR read, the text layer where it is sound, or the page without its nonsense."""
    if page.number in ocr:
        return replace(ocr[page.number], label=page.label)
    return replace(page, words=()) if page.garbled_share > GARBLED_SHARE else page


def _written(
    page: Laid, drafts: Sequence[Draft], furniture: Furniture, vocabulary: frozenset[str]
) -> PageText:
    text = PageText(page.raw.number, vocabulary, page.place if page.is_moved else None)
    for draft in drafts:
        text.add(draft)
    away = sorted((page.lines[i] for i in furniture.lines), key=lambda line: (line.y0, line.x0))
    for line in away:
        text.add(Draft(BlockKind.FURNITURE, (line,)))
    return text


def _page(
    sha256: str, raw: RawPage, text: PageText, printed: str, ocr: Mapping[int, RawPage]
) -> Page:
    written = text.text
    read_by = "ocr" if raw.number in ocr or raw.is_scan_layer else "text"
    return Page(
        edition_sha256=sha256,
        number=raw.number,
        label=raw.label or printed,
        text=written,
        width=raw.width,
        height=raw.height,
        read_by=read_by if written else "none",
    )


def _vocabulary(pages: Sequence[Laid]) -> frozenset[str]:
    """Every word of the document in lower case that neither begins nor ends a line."""
    words = {word.text for page in pages for line in page.lines for word in line.words[1:-1]}
    return frozenset(found.casefold() for word in words for found in _WORD.findall(word))


def _quality(
    raw: Sequence[RawPage],
    pages: Sequence[Page],
    ocr: Mapping[int, RawPage],
    *,
    notes: tuple[str, ...],
    tables: int,
) -> Quality:
    confidences = [word.confidence for page in ocr.values() for word in page.words]
    unread = [page.number for page in raw if _wants_ocr(page, ocr)]
    return Quality(
        pages=len(pages),
        pages_without_text=tuple(unread),
        ocr_pages=tuple(page.number for page in pages if page.read_by == "ocr"),
        ocr_confidence=sum(confidences) / len(confidences) if confidences else None,
        garbled_pages=tuple(p.number for p in raw if p.garbled_share > GARBLED_SHARE),
        hidden_text_pages=tuple(page.number for page in raw if page.hidden_words),
        tables=tables,
        notes=notes,
    )
