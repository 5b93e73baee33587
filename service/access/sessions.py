"""Sessions of people who signed in: a random cookie, kept hashed, with the token of its forms.

A session ends by signing out, by time, or with every other of the same person ("sign out
everywhere"). The cookie is HttpOnly and SameSite=Lax, Secure behind https; forms carry a token of
the session besides. Who may have a session is decided by sign-in (`service.access.oidc`, `.link`).
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from sqlite3 import Row

from starlette.responses import Response

from corpus.records import Audience
from service.access.store import AccessFile, hashed, new_secret, now

COOKIE = "vru_session"


@dataclass(frozen=True, slots=True)
class Session:
    """A session without its secret. *Units*: times are UTC."""

    id: str
    subject: str
    name: str
    audience: Audience
    form_token: str
    expires_at: datetime


class SessionStore:
    """The sessions of one service."""

    def __init__(self, path: Path) -> None:
        self._file = AccessFile(path)

    def start(
        self, subject: str, *, name: str, audience: Audience, hours: int
    ) -> tuple[str, Session]:
        """Start a session; the secret belongs into the cookie and nowhere else."""
        secret, session_id = new_secret("vrus"), secrets.token_hex(8)
        expires = now() + timedelta(hours=hours)
        values = (
            session_id,
            hashed(secret),
            subject,
            name,
            audience.value,
            secrets.token_urlsafe(32),
            now().isoformat(),
            expires.isoformat(),
        )
        self._file.write("DELETE FROM session WHERE expires_at < ?", (now().isoformat(),))
        self._file.write("INSERT INTO session VALUES (?,?,?,?,?,?,?,?)", values)
        rows = self._file.rows("SELECT * FROM session WHERE id = ?", (session_id,))
        return secret, _session_from(rows[0])

    def good(self, secret: str) -> Session | None:
        """The session of a cookie where it is good now."""
        rows = self._file.rows(
            "SELECT * FROM session WHERE secret_sha256 = ? AND expires_at > ?",
            (hashed(secret), now().isoformat()),
        )
        return _session_from(rows[0]) if rows else None

    def end(self, session_id: str) -> None:
        """End a session."""
        self._file.write("DELETE FROM session WHERE id = ?", (session_id,))

    def end_all(self, session_id: str) -> int:
        """End every session of the person whose session this is; returns how many there were."""
        return self._file.write(
            "DELETE FROM session WHERE subject = (SELECT subject FROM session WHERE id = ?)",
            (session_id,),
        )


def _session_from(row: Row) -> Session:
    return Session(
        id=row["id"],
        subject=row["subject"],
        name=row["name"],
        audience=Audience(row["audience"]),
        form_token=row["form_token"],
        expires_at=datetime.fromisoformat(row["expires_at"]),
    )


def set_cookie(response: Response, secret: str, *, hours: int, is_https: bool) -> None:
    """Give a browser its session."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=hours * 3600,
        path="/",
        secure=is_https,
        httponly=True,
        samesite="lax",
    )
