"""One-time links by which staff sign in where no provider is set: printed once by `vru serve`.

A link works once and for a quarter of an hour; it is kept hashed like every other secret.
"""

from datetime import timedelta
from pathlib import Path

from service.access.store import AccessFile, hashed, new_secret, now

GOOD_FOR = timedelta(minutes=15)


class Invitations:
    """The one-time links of one service."""

    def __init__(self, path: Path) -> None:
        self._file = AccessFile(path)

    def make(self) -> str:
        """A new secret; the ones before it are worthless from now on."""
        secret = new_secret("vrui")
        self._file.write("DELETE FROM invitation")
        self._file.write(
            "INSERT INTO invitation VALUES (?, ?)", (hashed(secret), (now() + GOOD_FOR).isoformat())
        )
        return secret

    def use(self, secret: str) -> bool:
        """Whether the secret was good; it is not from now on."""
        # Deleting and asking in one statement: of two at once, one is let in.
        used = self._file.write(
            "DELETE FROM invitation WHERE secret_sha256 = ? AND expires_at > ?",
            (hashed(secret), now().isoformat()),
        )
        return used == 1


def staff_link(path: Path, *, base: str) -> str:
    """A new one-time link for staff."""
    return f"{base.rstrip('/')}/sign-in/once?link={Invitations(path).make()}"
