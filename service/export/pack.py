"""The evidence pack: one zip that proves an answer to someone without this service.

Holds question, date, quotes, references, page pictures with the cited words marked, hashes, how
to check them, and a manifest of every file's SHA-256 in the form `sha256sum -c` reads. The same
answer at the same time gives the same bytes.
"""

import hashlib
import html
import io
import json
import zipfile
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image, ImageDraw

from corpus.text import legible
from service.answer.claims import Answer, Cited, ComparisonTable, TableCell
from service.answer.composing import GENERATED
from service.export.bibliography import bibtex, csl_json, ris
from service.export.items import items_of_answer
from service.export.sheet import csv_table

MARK = (255, 221, 0, 110)
"""Yellow of the marks, see-through: words under it keep a contrast above 10 to 1."""

HOW_TO_CHECK = """How to check this pack

1. Nothing here was changed since it was made: in this folder run
       sha256sum -c MANIFEST.sha256
   (on a Mac: shasum -a 256 -c MANIFEST.sha256; on Windows: Get-FileHash on each file).
2. The report is the one that was quoted: get the PDF from its publisher and compare its
   SHA-256 with the one given beside each quote. If they are equal, every byte is equal.
3. The words stand there: open the PDF at the page given and find the quote. The pictures in
   pages/ show the page with the cited words marked.
4. Or open the address beside each quote: it shows the page with the words marked, and says so
   if a newer edition of the report exists.
"""

OCR = "ocr"
_SCANNED = " Read from a scanned picture: check the words on the page."

PageKey = tuple[str, int]


def evidence_pack(
    answer: Answer, pictures: Mapping[PageKey, tuple[Path, float]], *, made_at: datetime
) -> bytes:
    """The pack of an answer.

    `pictures` maps (edition SHA-256, page number) to a page picture and its scale in pixels a
    point; pages without one are left out and the rest stands. *Units*: `made_at` with time zone.
    """
    files: dict[str, bytes] = {
        "HOW-TO-CHECK.txt": HOW_TO_CHECK.encode(),
        "answer.html": _page(answer, made_at, pictures.keys()).encode(),
        "answer.json": _facts(answer, made_at).encode(),
        "quotes.csv": csv_table(items_of_answer(answer)).encode("utf-8-sig"),
        "references.bib": bibtex(items_of_answer(answer)).encode(),
        "references.csl.json": csl_json(items_of_answer(answer)).encode(),
        "references.ris": ris(items_of_answer(answer)).encode(),
    }
    for key, cited in _by_page(answer.citations).items():
        if key in pictures:
            path, scale = pictures[key]
            files[_picture_name(key)] = marked_picture(path, scale, cited)
    return _zipped(files, made_at)


def marked_picture(path: Path, scale: float, cited: Sequence[Cited]) -> bytes:
    """A page picture as PNG with the boxes of some citations marked."""
    with Image.open(path) as opened:
        picture = opened.convert("RGBA")
    marks = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(marks)
    for citation in cited:
        for _, x0, y0, x1, y1 in citation.citation.boxes:
            pen.rectangle((x0 * scale, y0 * scale, x1 * scale, y1 * scale), fill=MARK)
    out = io.BytesIO()
    Image.alpha_composite(picture, marks).convert("RGB").save(out, "PNG", optimize=False)
    return out.getvalue()


def _by_page(citations: Sequence[Cited]) -> dict[PageKey, list[Cited]]:
    pages: dict[PageKey, list[Cited]] = {}
    for cited in citations:
        key = (cited.citation.edition_sha256, cited.citation.page_number)
        pages.setdefault(key, []).append(cited)
    return pages


def _picture_name(key: PageKey) -> str:
    return f"pages/{key[0][:16]}-page-{key[1]:04d}.png"


def _facts(answer: Answer, made_at: datetime) -> str:
    body = {
        "question": answer.question,
        "made_at": made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "status": answer.status.value,
        "method": answer.method,
        "writer_note": answer.writer_note,
        "short": answer.short,
        "missing": answer.missing,
        "differs": answer.differs,
        "table": _table_facts(answer.table) if answer.table else None,
        "statements": [{"text": s.text, "citations": list(s.citations)} for s in answer.statements],
        "citations": [_citation_facts(cited) for cited in answer.citations],
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _table_facts(table: ComparisonTable) -> dict[str, object]:
    cells = [[{"text": c.text, "citations": _of_cell(c)} for c in row] for row in table.cells]
    return {
        "unit": table.unit, "columns": list(table.columns), "rows": list(table.rows), "cells": cells
    }  # fmt: skip


def _of_cell(cell: TableCell) -> list[int]:
    return [cell.citation, *cell.more] if cell.citation else []


def _citation_facts(cited: Cited) -> dict[str, object]:
    citation = cited.citation
    return {
        "number": cited.number,
        "quote": citation.quote,
        "row": cited.row,
        "read_by": citation.read_by,
        "publication": cited.publication.title,
        "file_name": cited.publication.file_name,
        "edition_sha256": citation.edition_sha256,
        "page": citation.page_number,
        "page_label": citation.page_label,
        "characters": [citation.span.start, citation.span.end],
        "boxes": [list(box) for box in citation.boxes],
        "reference": cited.reference,
        "url": cited.url,
    }


def _page(answer: Answer, made_at: datetime, pictured: Collection[PageKey]) -> str:
    quotes = "".join(_quote(cited, pictured) for cited in answer.citations)
    when = made_at.astimezone(UTC).strftime("%d %B %Y, %H:%M UTC")
    question = _escaped(answer.question)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>Evidence: {question}</title></head><body><main><h1>{question}</h1>"
        f"<p>Answered on {when} {_how(answer)} Every quote stands word for word on its page.</p>"
        f"{_said(answer)}{_remarks(answer)}<h2>Quotes</h2><ol>{quotes}</ol>"
        '<p>See <a href="HOW-TO-CHECK.txt">how to check</a>.</p></main></body></html>\n'
    )


def _how(answer: Answer) -> str:
    """How the answer was made; of a language model also what became of its words."""
    is_written = answer.method == GENERATED
    how = "by a language model from the quotes below." if is_written else "by quoting."
    return f"{how} {_escaped(answer.writer_note)}".strip()


def _said(answer: Answer) -> str:
    if answer.table:
        return _table(answer.table)
    short = f"<p><strong>{_escaped(answer.short)}</strong></p>" if answer.short else ""
    said = "".join(
        f"<li>{_escaped(s.text)} {_numbers(s.citations)}</li>" for s in answer.statements
    )
    return f"{short}<ul>{said}</ul>"


def _table(table: ComparisonTable) -> str:
    heads = "".join(f'<th scope="col">{_escaped(name)}</th>' for name in ("", *table.columns))
    rows = "".join(
        f'<tr><th scope="row">{_escaped(row)}</th>'
        + "".join(f"<td>{_escaped(c.text)} {_numbers(_of_cell(c))}</td>" for c in cells)
        + "</tr>"
        for row, cells in zip(table.rows, table.cells, strict=True)
    )
    unit = f" ({_escaped(table.unit)})" if table.unit else ""
    caption = f"<caption>{_escaped(table.caption)}{unit}</caption>"
    return f"<table>{caption}<tr>{heads}</tr>{rows}</table>"


def _remarks(answer: Answer) -> str:
    """What a reader of the answer must not miss: the part not found, and where reports differ."""
    missing = f"Not found in the reports: {answer.missing}" if answer.missing else ""
    return "".join(f"<p>{_escaped(words)}</p>" for words in (missing, answer.differs) if words)


def _quote(cited: Cited, pictured: Collection[PageKey]) -> str:
    key = (cited.citation.edition_sha256, cited.citation.page_number)
    name = _picture_name(key)
    picture = f', <a href="{name}">picture of the page</a>' if key in pictured else ""
    row = f"<p>In the row: {_escaped(cited.row)}</p>" if cited.row else ""
    return (
        f"<li><blockquote>{_escaped(cited.citation.quote)}</blockquote>{row}"
        f"<p>{_escaped(cited.reference)}{_SCANNED if cited.citation.read_by == OCR else ''}</p>"
        f"<p>Edition SHA-256 <code>{key[0]}</code>{picture}</p></li>"
    )


def _numbers(numbers: Sequence[int]) -> str:
    return " ".join(f"[{number}]" for number in numbers)


def _escaped(text: str) -> str:
    return html.escape(" ".join(legible(text).split()))


def _zipped(files: Mapping[str, bytes], made_at: datetime) -> bytes:
    manifest = "".join(
        f"{hashlib.sha256(body).hexdigest()}  {name}\n" for name, body in sorted(files.items())
    )
    stamp = made_at.astimezone(UTC).timetuple()[:6]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, body in sorted({**files, "MANIFEST.sha256": manifest.encode()}.items()):
            pack.writestr(zipfile.ZipInfo(name, stamp), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()
