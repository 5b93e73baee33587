"""References for reference managers: RIS, BibTeX and CSL-JSON, written by libraries that know them.

Sources: RIS as rispy writes it (type RPRT); BibTeX through bibtexparser (type techreport); the
Citation Style Language's JSON (type report). What is not known is left out.
"""

import json
from collections.abc import Sequence
from typing import Any

import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.middlewares import LatexEncodingMiddleware
from bibtexparser.model import Entry, Field
from pylatexenc.latexencode import UnicodeToLatexEncoder  # type: ignore[import-untyped]

from corpus.text import legible
from service.export.harvard import page_words
from service.export.items import Item


def ris(items: Sequence[Item]) -> str:
    """The items as RIS, one record each, the quote as its note."""
    return str(rispy.dumps([_ris_entry(item) for item in items], implementation=_Writer))


class _Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy ships no types
    """Rispy's writer without the number it puts above each record, which is no part of RIS."""

    def set_header(self, count: int) -> str:  # noqa: ARG002
        return ""


def _ris_entry(item: Item) -> dict[str, Any]:
    publication = item.publication
    entry: dict[str, Any] = {"type_of_reference": "RPRT", "title": publication.title}
    if publication.publisher:
        entry |= {"authors": [publication.publisher], "publisher": publication.publisher}
    if publication.period:
        entry["year"] = str(publication.period.last_year)
    return entry | {
        "start_page": item.citation.page_label or str(item.citation.page_number),
        "urls": [item.url],
        "language": publication.language,
        "notes": [_single_line(item.citation.quote)],
    }


def bibtex(items: Sequence[Item]) -> str:
    """The items as BibTeX, LaTeX's own characters escaped; keys are unique within the file.

    Addresses stay as they are: a `url` field is read verbatim, and an escaped one leads nowhere.
    """
    # What has no LaTeX name stays as it is, without a warning for each: the file is UTF-8.
    encoder = UnicodeToLatexEncoder(unknown_char_policy="keep", unknown_char_warning=False)
    library = Library([_bibtex_entry(item, n) for n, item in enumerate(items, 1)])
    library = LatexEncodingMiddleware(encoder=encoder).transform(library)
    for entry, item in zip(library.entries, items, strict=True):
        for field in [f for f in entry.fields if f.key in _WHOLE]:
            field.value = f"{{{field.value}}}"
        entry.set_field(Field("url", item.url))
    return str(write_string(library))


_WHOLE = ("author", "title")
"""Fields that a style must neither cut into first and last names nor put into small letters."""


def _bibtex_entry(item: Item, number: int) -> Entry:
    publication = item.publication
    year = str(publication.period.last_year) if publication.period else ""
    values = {
        "author": publication.publisher or publication.area,
        "title": publication.title,
        "institution": publication.publisher,
        "year": year,
        "pages": item.citation.page_label or str(item.citation.page_number),
        "note": _single_line(f"{page_words(item.citation)}: {item.citation.quote}"),
    }
    fields = [Field(name, value) for name, value in values.items() if value]
    return Entry("techreport", f"{publication.id}-{number}", fields)


def csl_json(items: Sequence[Item]) -> str:
    """The items as CSL-JSON."""
    entries = [_csl_entry(item, n) for n, item in enumerate(items, 1)]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _csl_entry(item: Item, number: int) -> dict[str, Any]:
    publication = item.publication
    entry: dict[str, Any] = {
        "id": f"{publication.id}-{number}",
        "type": "report",
        "title": publication.title,
        "page": item.citation.page_label or str(item.citation.page_number),
        "URL": item.url,
        "language": publication.language,
        "note": _single_line(item.citation.quote),
    }
    if publication.publisher:
        entry["publisher"] = publication.publisher
        entry["author"] = [{"literal": publication.publisher}]
    if publication.period:
        entry["issued"] = {"date-parts": [[publication.period.last_year]]}
    return entry


def _single_line(text: str) -> str:
    return " ".join(legible(text).split())
