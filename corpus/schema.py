"""The record's tables, and opening the SQLite file that holds them.

WAL lets one writer and many readers work at once; `synchronous=FULL` because the record is the
one thing that cannot be made again. Writing is `corpus.store`, reading is `corpus.reader`.
"""

import sqlite3
from pathlib import Path

from corpus.errors import RecordMissing, RecordNewer, RecordReadOnly

VERSION = 1
"""Raised with every change of the tables; `open_record` refuses a file with a higher one."""

TABLES = """
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS publication (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('public', 'partner', 'staff')),
    file_name TEXT NOT NULL,
    period_first TEXT, period_last TEXT, period_words TEXT,
    area TEXT NOT NULL DEFAULT '',
    marking TEXT NOT NULL DEFAULT '',
    publisher TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT 'en',
    source TEXT NOT NULL DEFAULT '',
    supersedes TEXT NOT NULL DEFAULT '',
    near_copy_of TEXT NOT NULL DEFAULT '',
    withdrawn INTEGER NOT NULL DEFAULT 0,
    held INTEGER NOT NULL DEFAULT 1,
    waiting TEXT NOT NULL DEFAULT '',
    edition_sha256 TEXT REFERENCES edition (sha256)
);

CREATE TABLE IF NOT EXISTS fact (
    publication_id TEXT NOT NULL REFERENCES publication (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    found_in TEXT NOT NULL,
    confidence REAL NOT NULL,
    page_number INTEGER,
    PRIMARY KEY (publication_id, name)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS edition (
    sha256 TEXT PRIMARY KEY,
    publication_id TEXT NOT NULL REFERENCES publication (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    page_count INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    reader TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    quality TEXT NOT NULL,
    outline TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS edition_of ON edition (publication_id, ordinal);

CREATE TABLE IF NOT EXISTS page (
    edition_sha256 TEXT NOT NULL REFERENCES edition (sha256) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL,
    read_by TEXT NOT NULL,
    words BLOB NOT NULL,
    PRIMARY KEY (edition_sha256, number)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS block (
    edition_sha256 TEXT NOT NULL REFERENCES edition (sha256) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (edition_sha256, ordinal)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS passage (
    id TEXT PRIMARY KEY,
    edition_sha256 TEXT NOT NULL REFERENCES edition (sha256) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    page INTEGER NOT NULL,
    text TEXT NOT NULL,
    headings TEXT NOT NULL,
    context TEXT NOT NULL,
    spans TEXT NOT NULL,
    cells TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS passage_of ON passage (edition_sha256, ordinal);

CREATE TABLE IF NOT EXISTS vector (
    text_sha256 BLOB NOT NULL,
    model TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (model, text_sha256)
) WITHOUT ROWID;
"""


def open_for_writing(path: Path) -> sqlite3.Connection:
    """Open the record, making it and its folder where there is none.

    *Raises*: RecordNewer, RecordReadOnly.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        # Removed words must leave the file, not only the tables: purging is proven byte by byte.
        connection.execute("PRAGMA secure_delete=ON")
        _refuse_newer(connection)
        connection.executescript(TABLES)
        connection.execute(f"PRAGMA user_version={VERSION}")
    except (sqlite3.OperationalError, OSError) as error:
        raise RecordReadOnly(f"The record {path.name} cannot be written: {error}") from error
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open the record for reading only; usable from any one thread at a time.

    On a disk that cannot be written it is opened as what never changes, since SQLite would want to
    make the files of its log beside it. A log that is there is never left out.

    *Raises*: RecordMissing, RecordNewer.
    """
    if not path.exists():
        raise RecordMissing("There is no record yet.")
    try:
        return _opened_for_reading(path, "mode=ro")
    except sqlite3.OperationalError:
        if path.with_name(f"{path.name}-wal").exists():
            raise
        return _opened_for_reading(path, "mode=ro&immutable=1")


def _opened_for_reading(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{path}?{how}", uri=True, timeout=30, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA query_only=ON")
        _refuse_newer(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _refuse_newer(connection: sqlite3.Connection) -> None:
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > VERSION:
        raise RecordNewer(f"The record has version {found}; this software knows {VERSION}.")
