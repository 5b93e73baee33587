"""A signed-in member of staff at a small service."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from corpus.records import Audience
from service.access.sessions import COOKIE, SessionStore
from tests.service.conftest import Library

HTML = {"accept": "text/html"}


@dataclass(frozen=True)
class Desk:
    """A library with a staff session and the token of its forms."""

    library: Library
    token: str

    def get(self, path: str) -> httpx.Response:
        """A page as the signed-in person sees it."""
        return self.library.client.get(path, headers=HTML)

    def post(self, path: str, **fields: Any) -> httpx.Response:
        """Send a form of this session."""
        data = {"form_token": self.token} | fields
        return self.library.client.post(path, data=data, headers=HTML, follow_redirects=False)

    def public(self, path: str) -> httpx.Response:
        """The same address as somebody who is not signed in."""
        return self.library.client.get(path, headers=HTML | {"cookie": f"{COOKIE}=none"})

    def trail(self) -> str:
        """The lines of the audit trail."""
        files = self.library.settings.audit_dir.glob("*.jsonl")
        return "".join(path.read_text() for path in files)


@pytest.fixture
def desk(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Somebody of staff, signed in; the index is brought up by the test where it matters."""
    monkeypatch.setattr("service.intake.bring_index_up", lambda _: None)
    secret, session = SessionStore(library.settings.access_path).start(
        "s1", name="Sam Staff", audience=Audience.STAFF, hours=1
    )
    library.client.cookies.set(COOKIE, secret)
    yield Desk(library, session.form_token)
    library.client.cookies.clear()
