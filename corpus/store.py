"""Writing the record: whole editions in one transaction, and what staff decide.

Does not read for the faces (`corpus.reader` does) and knows nothing of PDFs or the index. Every
change raises the record's revision, by which an index says how far it reaches.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from corpus import codec
from corpus.errors import NotFound, RecordReadOnly
from corpus.records import Fact, Publication, ReadEdition
from corpus.schema import open_for_writing

DECIDED = "staff"
"""`found_in` of a fact that a person set; reading again never overwrites it."""

# Below, B608 is off where SQL is put together of constants alone; values are always bound.
_COLUMNS = [
    "id",
    "title",
    "kind",
    "audience",
    "file_name",
    "area",
    "marking",
    "publisher",
    "language",
    "source",
    "supersedes",
    "near_copy_of",
    "withdrawn",
    "held",
    "waiting",
]


class Record:
    """The record opened for writing; one writer at a time, readers undisturbed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = open_for_writing(path)
        self._connection.row_factory = sqlite3.Row

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the object is of no use afterwards."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing: committed on leaving, rolled back on any error; raises the revision.

        *Raises*: RecordReadOnly where the disk is full or the file may not be written.
        """
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._raise_revision()
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise RecordReadOnly(f"The record cannot be written: {error}") from error

    def _raise_revision(self) -> None:
        self._connection.execute(
            "INSERT INTO state VALUES ('revision', '1') ON CONFLICT (name) "
            "DO UPDATE SET value = CAST(value AS INTEGER) + 1"
        )

    def add(self, publication: Publication, read: ReadEdition) -> None:
        """Store a whole edition and make it its publication's current one."""
        edition = read.edition
        with self.transaction() as connection:
            self._put_publication(publication)
            (ordinal,) = connection.execute(
                "SELECT COALESCE(MAX(ordinal), 0) + 1 FROM edition WHERE publication_id = ?",
                (publication.id,),
            ).fetchone()
            connection.execute(
                "INSERT INTO edition VALUES (?,?,?,?,?,?,?,?,?,?)",
                (
                    edition.sha256,
                    publication.id,
                    ordinal,
                    edition.file_name,
                    edition.page_count,
                    edition.added_at.isoformat(),
                    edition.reader,
                    edition.size_bytes,
                    codec.quality_body(edition.quality),
                    codec.dump(edition.outline),
                ),
            )
            self._put_contents(connection, read)
            connection.execute(
                "UPDATE publication SET edition_sha256 = ?, held = 1 WHERE id = ?",
                (edition.sha256, publication.id),
            )

    def _put_contents(self, connection: sqlite3.Connection, read: ReadEdition) -> None:
        sha = read.edition.sha256
        connection.executemany(
            "INSERT INTO page VALUES (?,?,?,?,?,?,?,?)",
            (
                (sha, p.number, p.label, p.text, p.width, p.height, p.read_by, codec.pack_words(w))
                for p, w in zip(read.pages, read.words, strict=True)
            ),
        )
        connection.executemany(
            "INSERT INTO block VALUES (?,?,?,?)",
            ((sha, i, b.kind, codec.block_body(b)) for i, b in enumerate(read.blocks)),
        )
        connection.executemany(
            "INSERT INTO passage VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                (
                    p.id,
                    sha,
                    i,
                    p.kind,
                    p.page,
                    p.text,
                    codec.dump(p.headings),
                    p.context,
                    codec.dump(codec.span_values(p.spans)),
                    codec.dump(codec.cell_values(p.cells)),
                )
                for i, p in enumerate(read.passages)
            ),
        )

    def put(self, publication: Publication) -> None:
        """Store what is known of a publication; its editions stay as they are."""
        with self.transaction():
            self._put_publication(publication)

    def _put_publication(self, publication: Publication) -> None:
        values: dict[str, Any] = {name: getattr(publication, name) for name in _COLUMNS}
        period = publication.period
        values["period_first"] = period.first_day if period else None
        values["period_last"] = period.last_day if period else None
        values["period_words"] = period.words if period else None
        names = list(values)
        sets = ", ".join(f"{n} = excluded.{n}" for n in names if n != "id")
        self._connection.execute(
            f"INSERT INTO publication ({', '.join(names)}) "  # nosec B608
            f"VALUES ({', '.join('?' * len(names))}) ON CONFLICT (id) DO UPDATE SET {sets}",
            list(values.values()),
        )
        self._put_facts(publication.id, publication.facts)

    def _put_facts(self, publication_id: str, facts: Sequence[Fact]) -> None:
        # What a person decided stays, whatever a later reading finds.
        self._connection.executemany(
            "INSERT INTO fact VALUES (?,?,?,?,?,?) ON CONFLICT (publication_id, name) "
            "DO UPDATE SET value = excluded.value, found_in = excluded.found_in, "  # nosec B608
            "confidence = excluded.confidence, page_number = excluded.page_number "
            f"WHERE fact.found_in != '{DECIDED}' OR excluded.found_in = '{DECIDED}'",
            (
                (publication_id, f.name, f.value, f.found_in, f.confidence, f.page_number)
                for f in facts
            ),
        )

    def withdraw(self, publication_id: str, *, withdrawn: bool = True) -> Publication:
        """Withdraw a publication from every audience, or restore it.

        *Raises*: NotFound.
        """
        publication = replace(self.publication(publication_id), withdrawn=withdrawn)
        self.put(publication)
        return publication

    def remove(self, publication_id: str) -> tuple[str, ...]:
        """Take a publication and every edition out for good; returns the editions' SHA-256.

        *Raises*: NotFound.
        """
        self.publication(publication_id)
        with self.transaction() as connection:
            rows = connection.execute(
                "SELECT sha256 FROM edition WHERE publication_id = ?", (publication_id,)
            ).fetchall()
            connection.execute(
                "UPDATE publication SET edition_sha256 = NULL WHERE id = ?", (publication_id,)
            )
            connection.execute("DELETE FROM publication WHERE id = ?", (publication_id,))
        return tuple(row["sha256"] for row in rows)

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file and free the space of what was removed."""
        self._connection.execute("VACUUM")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def publication(self, publication_id: str) -> Publication:
        """One publication, whatever its audience.

        *Raises*: NotFound.
        """
        row = self._connection.execute(
            "SELECT * FROM publication WHERE id = ?", (publication_id,)
        ).fetchone()
        if row is None:
            raise NotFound(f"There is no publication {publication_id!r}.")
        return codec.publication_from(row, self.facts(publication_id))

    def facts(self, publication_id: str) -> tuple[Fact, ...]:
        """What is known of a publication, each with where it was found."""
        rows = self._connection.execute(
            "SELECT name, value, found_in, confidence, page_number FROM fact "
            "WHERE publication_id = ? ORDER BY name",
            (publication_id,),
        )
        return tuple(Fact(*row) for row in rows)

    def publication_of(self, sha256: str) -> str | None:
        """Id of the publication that has these bytes as an edition, if any."""
        row = self._connection.execute(
            "SELECT publication_id FROM edition WHERE sha256 = ?", (sha256,)
        ).fetchone()
        return row[0] if row else None

    def publications_named(self, file_name: str) -> tuple[str, ...]:
        """Ids of the publications whose file has this name. *Order*: by id."""
        rows = self._connection.execute(
            "SELECT id FROM publication WHERE file_name = ? ORDER BY id", (file_name,)
        )
        return tuple(row[0] for row in rows)

    def has_publication(self, publication_id: str) -> bool:
        """Whether this id is taken."""
        query = "SELECT 1 FROM publication WHERE id = ?"
        return self._connection.execute(query, (publication_id,)).fetchone() is not None

    def vectors(self, model: str, hashes: Sequence[bytes]) -> dict[bytes, bytes]:
        """Cached vectors of texts, by the text's SHA-256, as little-endian float32 bytes."""
        found: dict[bytes, bytes] = {}
        for first in range(0, len(hashes), 500):
            chunk = hashes[first : first + 500]
            rows = self._connection.execute(
                "SELECT text_sha256, vector FROM vector WHERE model = ? AND text_sha256 IN "
                f"({','.join('?' * len(chunk))})",  # nosec B608
                (model, *chunk),
            )
            found.update((row[0], row[1]) for row in rows)
        return found

    def keep_vectors(self, model: str, vectors: Sequence[tuple[bytes, bytes]]) -> None:
        """Cache vectors; a cache, so the revision stays."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(
            "INSERT OR REPLACE INTO vector VALUES (?, ?, ?)", ((h, model, v) for h, v in vectors)
        )
        self._connection.execute("COMMIT")

    def forget_vectors(self, hashes: Iterable[bytes]) -> None:
        """Drop the cached vectors of all texts but these: of removed words nothing stays."""
        self._connection.execute("CREATE TEMP TABLE wanted (text_sha256 BLOB PRIMARY KEY)")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(
                "INSERT OR IGNORE INTO wanted VALUES (?)", ((h,) for h in hashes)
            )
            self._connection.execute(
                "DELETE FROM vector WHERE text_sha256 NOT IN (SELECT text_sha256 FROM wanted)"
            )
            self._connection.execute("COMMIT")
        finally:
            self._connection.execute("DROP TABLE wanted")
