"""Removing a publication for good: record, vectors, file, pictures, runs of questions, index.

What is removed must be in no byte of the data directory: SQLite overwrites what it deletes
(`secure_delete`), its log is emptied and the file packed; old generations go once a new one is
built (`forget_generations`). Only the SHA-256 of the bytes is remembered, so that a recovered
backup does not bring it back.
"""

import hashlib
import shutil
from contextlib import closing
from pathlib import Path

from corpus.reader import View
from corpus.records import Audience
from corpus.schema import open_for_writing
from corpus.store import Record
from index.generation import current_name, folder_of
from index.texts import indexed
from service import audit
from service.access.caller import LOCAL, Caller
from service.pictures import Pictures
from service.settings import Settings

REMOVED = "removed.txt"


def purge(settings: Settings, publication_id: str, *, caller: Caller = LOCAL) -> None:
    """Remove a publication; the index must be built after this, then `forget_generations`.

    *Raises*: NotFound.
    """
    pictures = Pictures(settings.files_dir, settings.pictures_dir)
    with Record(settings.record_path) as record:
        removed = record.remove(publication_id)
    _remember(settings.data / REMOVED, removed)
    for sha256 in removed:
        (settings.files_dir / f"{sha256}.pdf").unlink(missing_ok=True)
        pictures.forget(sha256)
    forget_runs(settings)
    forget_vectors(settings.record_path)
    pack(settings.record_path)
    # The id may hold a name, so the trail has the hash by which whoever knows it can find it.
    digest = hashlib.sha256(publication_id.encode()).hexdigest()[:16]
    audit.note(settings, "purge", caller, what=f"sha256:{digest}", editions=len(removed))


def removed_editions(settings: Settings) -> frozenset[str]:
    """SHA-256 of every edition that was ever removed for good."""
    path = settings.data / REMOVED
    return frozenset(path.read_text().split()) if path.exists() else frozenset()


def forget_runs(settings: Settings) -> None:
    """Delete what golden questions were answered with, which holds words of reports.

    The questions stay, and the measures of each run.
    """
    for path in settings.golden_dir.glob("run-*.jsonl"):
        path.unlink(missing_ok=True)


def forget_generations(settings: Settings) -> None:
    """Delete every generation but the current ones."""
    for audience in Audience:
        root = folder_of(settings.generations_dir, audience)
        keep = current_name(root)
        for path in root.iterdir() if root.exists() else ():
            if path.is_dir() and path.name != keep:
                shutil.rmtree(path, ignore_errors=True)


def pack(record: Path) -> None:
    """Empty SQLite's log and pack its file, so that nothing deleted is left in either."""
    with closing(open_for_writing(record)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _remember(path: Path, sha256s: tuple[str, ...]) -> None:
    with path.open("a") as file:
        file.writelines(f"{sha256}\n" for sha256 in sha256s)


def forget_vectors(path: Path) -> None:
    """Drop the cached vectors of every text that is in the record no longer."""
    view = View(path, Audience.STAFF, curating=True)
    kept = {
        hashlib.sha256(indexed(publication, passage).embedded.encode()).digest()
        for publication, passage in view.current_passages()
    }
    with closing(open_for_writing(path)) as connection:
        known = connection.execute("SELECT DISTINCT text_sha256 FROM vector").fetchall()
        gone = [(row[0],) for row in known if row[0] not in kept]
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("DELETE FROM vector WHERE text_sha256 = ?", gone)
        connection.execute("COMMIT")
