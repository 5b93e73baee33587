"""Verifying record, files and index against each other: what `vru check` says.

Looks at everything and mends nothing; each fault names the command that mends it.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.reader import View
from corpus.records import Audience, Edition, Page, Passage
from corpus.schema import open_for_reading
from index import generation
from index.build import built_revision
from index.errors import FindingError, NoGeneration
from service.redact import withheld_editions
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and what mends it.

    What is not `serious` is whole but behind or left over, as after a killed ingest.
    """

    what: str
    mend: str
    serious: bool = True


def check_all(settings: Settings) -> tuple[Fault, ...]:
    """Every fault found. *Raises*: RecordMissing where nothing was ever read."""
    connection = open_for_reading(settings.record_path)
    try:
        faults = list(_database_faults(connection))
    finally:
        connection.close()
    if faults:
        return tuple(faults)
    view = View(settings.record_path, Audience.STAFF, curating=True)
    known = set()
    for publication in view.publications():
        for edition in view.editions(publication.id):
            known.add(edition.sha256)
            withheld = edition.sha256 in withheld_editions(settings)
            faults.extend(_edition_faults(view, edition, None if withheld else settings.files_dir))
    faults.extend(_orphans(settings.files_dir, known))
    faults.extend(_index_faults(settings, view.revision()))
    return tuple(faults)


def _database_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    mend = "Recover the last backup: vru recover FILE"
    for (said,) in connection.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield Fault(f"The record's file is damaged: {said}", mend)
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield Fault(f"The record's table {table} points to something that is not there.", mend)


def _edition_faults(view: View, edition: Edition, files: Path | None) -> Iterator[Fault]:
    name = f"{edition.publication_id}, edition {edition.sha256[:16]}"
    mend = f"Put the file back: vru ingest {edition.file_name}"
    path = files / f"{edition.sha256}.pdf" if files else None
    if path and not path.exists():
        yield Fault(f"{name}: its file is missing.", mend)
    elif path and _sha256(path) != edition.sha256:
        yield Fault(f"{name}: its file has other bytes than were read.", mend)
    pages = {page.number: page for page in view.pages(edition.sha256)}
    if sorted(pages) != list(range(1, edition.page_count + 1)):
        yield Fault(f"{name}: it does not have every page.", "vru recover FILE")
    for passage in view.passages_of(edition.sha256):
        if not _is_verbatim(passage, pages):
            yield Fault(
                f"{name}: passage {passage.id} does not stand on its page.", "vru recover FILE"
            )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_verbatim(passage: Passage, pages: dict[int, Page]) -> bool:
    parts = []
    for span in passage.spans:
        page = pages.get(span.page)
        if page is None or not 0 <= span.start < span.end <= len(page.text):
            return False
        parts.append(page.text[span.start : span.end])
    return " ".join(" ".join(parts).split()) == " ".join(passage.text.split())


def _orphans(files: Path, known: set[str]) -> Iterator[Fault]:
    for path in sorted(files.glob("*.pdf")) if files.exists() else ():
        if path.stem not in known:
            # A killed ingest may leave the bytes before their transaction; no answer uses them.
            mend = "Read publications again, which tidies up: vru ingest PATH"
            yield Fault(f"{path.name} belongs to no edition.", mend, serious=False)


def _index_faults(settings: Settings, revision: int) -> Iterator[Fault]:
    for audience in Audience:
        try:
            generation.open_current(generation.folder_of(settings.generations_dir, audience))
        except NoGeneration as error:
            yield Fault(str(error), error.hint, serious=False)
        except FindingError as error:
            yield Fault(f"The index for {audience}: {error}", error.hint)
    built = built_revision(settings.generations_dir)
    if built is not None and built != revision:
        what = "The index is behind the record; it serves what it has."
        yield Fault(what, "Bring it up to date: vru rebuild", serious=False)
