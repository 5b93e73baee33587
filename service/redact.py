"""Removing words for good, such as a person's name: record, vectors, pictures, files, questions.

On each page the words are overwritten by as many blocks, so that every offset, and with it every
permalink to other words, stays. A PDF cannot be trusted to forget, so the file and pictures of an
edition that held the words are given up and its pages are shown as text. The index must be built
after this, then `service.purge.forget_generations`.
"""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

from corpus.store import Record
from service import audit
from service.access.caller import LOCAL, Caller
from service.errors import BadRequest
from service.pictures import Pictures
from service.purge import forget_runs, forget_vectors, pack
from service.settings import Settings

BLOCK = "█"
LEAST_LETTERS = 4
WITHHELD = "withheld.txt"
NOTE = "Words were removed for good on request; the file is no longer held."

COLUMNS = {
    "page": ("text", "label"),
    "passage": ("text", "headings", "context", "cells"),
    "block": ("body",),
    "edition": ("outline", "file_name"),
    "publication": ("title", "area", "publisher", "file_name", "source"),
    "fact": ("value",),
}
"""Every column of the record that may hold words of a report."""

ROW_KEYS = {
    "page": ("edition_sha256", "number"),
    "passage": ("id",),
    "block": ("edition_sha256", "ordinal"),
    "edition": ("sha256",),
    "publication": ("id",),
    "fact": ("publication_id", "name"),
}


def redact(settings: Settings, words: str, *, caller: Caller = LOCAL) -> tuple[str, ...]:
    """Remove words wherever they stand; returns the SHA-256 of the editions that held them.

    *Raises*: BadRequest where the words are too few letters to mean somebody.
    """
    if sum(c.isalnum() for c in words) < LEAST_LETTERS:
        raise BadRequest(f"Name at least {LEAST_LETTERS} letters.")
    # Any white space may part the words on a page, and a line break often does.
    parts = [re.escape(part) for part in words.split()]
    pattern = re.compile(r"\s+".join(parts), re.IGNORECASE)
    with Record(settings.record_path) as record, record.transaction() as connection:
        held = _mask_all(connection, pattern)
        _note(connection, held)
    _give_up_files(settings, held)
    _forget_questions(settings, pattern)
    forget_runs(settings)
    forget_vectors(settings.record_path)
    pack(settings.record_path)
    audit.note(settings, "redact", caller, editions=len(held))
    return held


def _mask_all(connection: sqlite3.Connection, pattern: re.Pattern[str]) -> tuple[str, ...]:
    def masked(text: str) -> str:
        return pattern.sub(lambda found: _blocks(found.group()), text)

    held: set[str] = set()
    for table in COLUMNS:
        for key in _mask(connection, table, masked):
            if table in ("page", "passage", "block", "edition"):
                held.add(_edition_of(connection, table, key))
    return tuple(sorted(held))


def _blocks(words: str) -> str:
    return "".join(c if c.isspace() else BLOCK for c in words)


def _mask(
    connection: sqlite3.Connection, table: str, masked: Callable[[str], str]
) -> list[tuple[object, ...]]:
    """Mask a table's rows; returns the keys of those that changed."""
    keys, columns = ROW_KEYS[table], COLUMNS[table]
    # Names come from the constants above alone, and below from the file's own schema.
    query = f"SELECT {', '.join((*keys, *columns))} FROM {table}"  # nosec B608
    rows = connection.execute(query).fetchall()
    changed = []
    for row in rows:
        key, texts = tuple(row)[: len(keys)], tuple(row)[len(keys) :]
        after = tuple(masked(text) for text in texts)
        if after != texts:
            sets = ", ".join(f"{column} = ?" for column in columns)
            where = " AND ".join(f"{name} = ?" for name in keys)
            change = f"UPDATE {table} SET {sets} WHERE {where}"  # nosec B608
            connection.execute(change, (*after, *key))
            changed.append(key)
    return changed


def _edition_of(connection: sqlite3.Connection, table: str, key: tuple[object, ...]) -> str:
    if table != "passage":
        return str(key[0])
    query = "SELECT edition_sha256 FROM passage WHERE id = ?"
    return str(connection.execute(query, key).fetchone()[0])


def _note(connection: sqlite3.Connection, held: tuple[str, ...]) -> None:
    connection.executemany(
        "UPDATE edition SET quality = json_insert(quality, '$.notes[#]', ?) WHERE sha256 = ?",
        [(NOTE, sha256) for sha256 in held],
    )


def _give_up_files(settings: Settings, held: tuple[str, ...]) -> None:
    pictures = Pictures(settings.files_dir, settings.pictures_dir)
    with (settings.data / WITHHELD).open("a") as file:
        file.writelines(f"{sha256}\n" for sha256 in held)
    for sha256 in held:
        (settings.files_dir / f"{sha256}.pdf").unlink(missing_ok=True)
        pictures.forget(sha256)


def _forget_questions(settings: Settings, pattern: re.Pattern[str]) -> None:
    if not settings.unanswered_path.exists():
        return
    with closing(sqlite3.connect(settings.unanswered_path, timeout=30)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        connection.create_function("named", 1, lambda text: bool(pattern.search(str(text))))
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            where = " OR ".join(f"named({column})" for column in columns)
            connection.execute(f"DELETE FROM {table} WHERE {where}")  # nosec B608
        connection.commit()
        connection.execute("VACUUM")


def withheld_editions(settings: Settings) -> frozenset[str]:
    """SHA-256 of every edition whose file was given up."""
    path = settings.data / WITHHELD
    return frozenset(path.read_text().split()) if path.exists() else frozenset()
