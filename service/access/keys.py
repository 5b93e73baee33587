"""API keys of partners and staff: shown once, kept hashed, with name, audience and expiry.

A key never stands in an address or a log; what names it there is its id. Does not decide what an
audience may do.
"""

import contextlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from sqlite3 import Row

from corpus.errors import NotFound
from corpus.records import Audience
from service.access.store import AccessFile, hashed, new_secret, now
from service.errors import NotReady

PREFIX = "vru"

USE_NOTED_EVERY = timedelta(minutes=1)
"""The last use is written no oftener, so that a busy key does not turn reading into writing."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret. *Units*: times are UTC."""

    id: str
    name: str
    audience: Audience
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None

    @property
    def state(self) -> str:
        """Whether it is good: "good", "expired" or "revoked"."""
        if self.revoked_at:
            return "revoked"
        return "good" if now() < self.expires_at else "expired"


class KeyStore:
    """The keys of one service."""

    def __init__(self, path: Path) -> None:
        self._file = AccessFile(path)

    def create(self, name: str, audience: Audience, *, expires_at: datetime) -> tuple[str, Key]:
        """Make a key; its secret is in no other place than this reply.

        *Raises*: ValueError for a public key, which would say nothing.
        """
        if audience is Audience.PUBLIC:
            raise ValueError("Public needs no key.")
        secret, key_id = new_secret(PREFIX), secrets.token_hex(6)
        self._file.write(
            "INSERT INTO key VALUES (?,?,?,?,?,?,NULL,NULL)",
            (
                key_id,
                hashed(secret),
                name,
                audience.value,
                now().isoformat(),
                expires_at.isoformat(),
            ),
        )
        return secret, self.get(key_id)

    def get(self, key_id: str) -> Key:
        """One key.

        *Raises*: NotFound.
        """
        rows = self._file.rows("SELECT * FROM key WHERE id = ?", (key_id,))
        if not rows:
            raise NotFound(f"There is no key {key_id!r}.", hint="See the keys with: vru keys list")
        return _key_from(rows[0])

    def list(self) -> tuple[Key, ...]:
        """Every key, the newest first."""
        rows = self._file.rows("SELECT * FROM key ORDER BY created_at DESC, id")
        return tuple(_key_from(row) for row in rows)

    def revoke(self, key_id: str) -> Key:
        """Make a key worthless from the next request on.

        *Raises*: NotFound.
        """
        self.get(key_id)
        self._file.write(
            "UPDATE key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
            (now().isoformat(), key_id),
        )
        return self.get(key_id)

    def good(self, secret: str) -> Key | None:
        """The key of a secret where it is good now; None for every other, whatever the reason."""
        rows = self._file.rows("SELECT * FROM key WHERE secret_sha256 = ?", (hashed(secret),))
        key = _key_from(rows[0]) if rows else None
        if key is None or key.state != "good":
            return None
        if key.last_used_at is None or now() - key.last_used_at > USE_NOTED_EVERY:
            # On a disk that cannot be written a good key is still good.
            with contextlib.suppress(NotReady):
                self._note_use(key.id)
        return key

    def _note_use(self, key_id: str) -> None:
        self._file.write(
            "UPDATE key SET last_used_at = ? WHERE id = ?", (now().isoformat(), key_id)
        )


def _key_from(row: Row) -> Key:
    def time_of(name: str) -> datetime | None:
        return datetime.fromisoformat(row[name]) if row[name] else None

    created, expires = time_of("created_at"), time_of("expires_at")
    assert created is not None
    assert expires is not None
    return Key(
        id=row["id"],
        name=row["name"],
        audience=Audience(row["audience"]),
        created_at=created,
        expires_at=expires,
        last_used_at=time_of("last_used_at"),
        revoked_at=time_of("revoked_at"),
    )
