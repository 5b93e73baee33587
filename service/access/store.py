"""The SQLite file that keeps keys, sessions and one-time sign-in links.

Apart from the record, so that a copy of the record carries no access. What is secret is kept only
as the SHA-256 of 256 random bits, which needs no slow hash: there is nothing to guess.
"""

import hashlib
import secrets
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from service.errors import NotReady

TABLES = """
CREATE TABLE IF NOT EXISTS key (
    id TEXT PRIMARY KEY,
    secret_sha256 TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('partner', 'staff')),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    last_used_at TEXT,
    revoked_at TEXT
);
CREATE TABLE IF NOT EXISTS session (
    id TEXT PRIMARY KEY,
    secret_sha256 TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    name TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('public', 'partner', 'staff')),
    form_token TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS invitation (
    secret_sha256 TEXT PRIMARY KEY,
    expires_at TEXT NOT NULL
);
"""

SECRET_BYTES = 32

_HINT = "Check free disk space and who owns the data directory, then try again."


class AccessFile:
    """One SQLite file; every call opens it anew, so that a revocation holds at once everywhere."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows(self, query: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """Run one statement and return its rows; nothing is there before the first writing."""
        if not self.path.exists():
            return []
        with closing(self._opened()) as connection:
            return connection.execute(query, values).fetchall()

    def write(self, query: str, values: Sequence[object] = ()) -> int:
        """Run one statement that changes something; returns how many rows it changed.

        *Raises*: NotReady where the file cannot be written.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not self.path.exists():
                self.path.touch(mode=0o600)
            with closing(self._opened()) as connection:
                connection.executescript(TABLES)
                return connection.execute(query, values).rowcount
        except (sqlite3.OperationalError, OSError) as error:
            raise NotReady("Keys and sessions cannot be written now.", hint=_HINT) from error

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=10, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA secure_delete=ON")
        connection.row_factory = sqlite3.Row
        return connection


def new_secret(prefix: str) -> str:
    """A new secret of 256 random bits; the prefix lets scanners of leaked keys know it."""
    return f"{prefix}_{secrets.token_urlsafe(SECRET_BYTES)}"


def hashed(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)
