"""The formats quotes can be taken out in, by name: the one place that joins name and writer."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.reader import View
from corpus.text import legible
from service.export.items import Item, items_of_passages
from service.export.sheet import csv_table


class Format(StrEnum):
    """The names of the formats, as the API has them."""

    RIS = "ris"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"
    CSV = "csv"
    DOCX = "docx"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished file."""

    body: bytes
    media_type: str
    file_name: str


def export(view: View, passage_ids: Sequence[str], form: Format, *, base_url: str = "") -> Exported:
    """Passages of the record in a format; what the audience may not see is left out."""
    return export_items(items_of_passages(view, passage_ids, base_url=base_url), form)


def export_items(items: Sequence[Item], form: Format) -> Exported:
    """Items in a format."""
    # The libraries of these formats take a fifth of a second to load: not while the service starts.
    from service.export.bibliography import bibtex, csl_json, ris
    from service.export.word import word_file

    match form:
        case Format.RIS:
            return _text(ris(items), "application/x-research-info-systems", "evidence.ris")
        case Format.BIBTEX:
            return _text(bibtex(items), "application/x-bibtex; charset=utf-8", "evidence.bib")
        case Format.CSL_JSON:
            media_type = "application/vnd.citationstyles.csl+json"
            return _text(csl_json(items), media_type, "evidence.json")
        case Format.CSV:
            # The mark at the start tells Excel that the file is UTF-8.
            body = csv_table(items).encode("utf-8-sig")
            return Exported(body, "text/csv; charset=utf-8", "evidence.csv")
        case Format.DOCX:
            media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            return Exported(word_file(items), media_type, "evidence.docx")
        case Format.TEXT:
            return _text(plain(items), "text/plain; charset=utf-8", "evidence.txt")


def plain(items: Sequence[Item]) -> str:
    """Quotes with their Harvard references, as one would paste them."""
    return "\n\n".join(
        f"“{' '.join(legible(item.citation.quote).split())}”\n{item.reference}" for item in items
    )


def _text(body: str, media_type: str, file_name: str) -> Exported:
    return Exported(body.encode("utf-8"), media_type, file_name)
