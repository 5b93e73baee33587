"""Quotes as a table for a spreadsheet, in which no cell can be a formula.

Source of the guard: OWASP, "CSV Injection": a cell that begins with = + - @, a tab or a line end
is given an apostrophe in front, which spreadsheets show as text.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from corpus.text import legible
from service.export.items import Item

HEADS = (
    "quote",
    "publication",
    "period",
    "area",
    "page",
    "printed page",
    "heading",
    "reference",
    "address",
    "edition SHA-256",
)

_FORMULA = re.compile(r"^\s*[=+\-@\t\r\n|%＝＋－＠]")


def csv_table(items: Sequence[Item]) -> str:
    """The items as CSV with a head row, in the form spreadsheets read without asking."""
    return rows_as_csv([HEADS, *(_row(item) for item in items)])


def rows_as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Any rows as CSV, each cell made harmless."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: str) -> str:
    """The cell as text on one line that no spreadsheet takes for a formula."""
    return f"'{' '.join(cell.split())}" if _FORMULA.match(cell) else " ".join(cell.split())


def _row(item: Item) -> tuple[str, ...]:
    citation = item.citation
    return (
        legible(citation.quote),
        item.publication.title,
        item.publication.period.words if item.publication.period else "",
        item.publication.area,
        str(citation.page_number),
        citation.page_label,
        " > ".join(item.headings),
        item.reference,
        item.url,
        citation.edition_sha256,
    )
