"""A thin client of the VRU Evidence API: one file, the standard library, Python 3.9 or newer.

    from vru_evidence_client import Evidence

    evidence = Evidence("https://evidence.example.org", key="vru_...")
    answer = evidence.ask("How many knife offences were recorded in 2023/24?")
    for citation in answer["citations"]:
        print(citation["quote"], citation["url"])

Replies are the API's JSON as dictionaries. What was fetched before is asked for by its ETag, so
that an unchanged reply costs no body. Waits once where the service says to come back later.
"""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

REMEMBERED = 200
"""Replies kept for conditional requests."""

LONGEST_WAIT_SECONDS = 60


class Problem(Exception):
    """What the service could not do, as RFC 9457 tells it."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        self.status = status
        self.type = body.get("type", "")
        self.title = body.get("title", "")
        self.detail = body.get("detail", "")
        self.hint = body.get("hint", "")
        super().__init__(f"{status} {self.detail or self.title} {self.hint}".strip())


class Evidence:
    """One service, asked with one key or none."""

    def __init__(self, address: str, *, key: str = "", timeout_seconds: float = 30.0) -> None:
        if not address.startswith(("https://", "http://")):
            raise ValueError("The address must start with https:// or http://")
        # Checked once here: every address below starts with it (ruff S310 cannot see that).
        self._base = address.rstrip("/") + "/api/v1"
        self._key = key
        self._timeout = timeout_seconds
        self._known: OrderedDict[str, tuple[str, bytes]] = OrderedDict()

    def search(self, q: str, **options: Any) -> dict[str, Any]:
        """Passages; options: limit, offset, mode, kind, area, publication, year_from, year_to."""
        return self._json("/search", {"q": q, **options})

    def ask(self, question: str, **filters: Any) -> dict[str, Any]:
        """An answer made of quotes, or that the reports do not say."""
        return self._sent("/ask", {"question": question, **filters})

    def verify(self, words: str) -> dict[str, Any]:
        """Where, if anywhere, these words stand."""
        return self._sent("/verify", {"quote": words})

    def publications(self, *, kind: str = "") -> Iterator[dict[str, Any]]:
        """Every publication, fetched a hundred at a time."""
        offset, total = 0, 1
        while offset < total:
            page = self._json("/publications", {"limit": 100, "offset": offset, "kind": kind})
            yield from page["publications"]
            total = page["total"]
            offset += 100

    def publication(self, publication_id: str) -> dict[str, Any]:
        """One publication with its editions."""
        return self._json(f"/publications/{quote(publication_id, safe='')}")

    def page(self, publication_id: str, number: int, *, edition: str = "") -> dict[str, Any]:
        """One page as text."""
        path = f"/publications/{quote(publication_id, safe='')}/pages/{int(number)}"
        return self._json(path, {"edition": edition})

    def picture(self, publication_id: str, number: int, *, edition: str = "") -> bytes:
        """One page as a PNG."""
        path = f"/publications/{quote(publication_id, safe='')}/pages/{int(number)}/picture"
        return self._fetched(path, {"edition": edition})

    def passage(self, passage_id: str) -> dict[str, Any]:
        """One passage."""
        return self._json(f"/passages/{quote(passage_id, safe='')}")

    def export(self, passage_ids: list[str], *, form: str = "ris") -> bytes:
        """Passages as a file: ris, bibtex, csl-json, csv, docx or text."""
        return self._fetched("/export", {"passage": passage_ids, "format": form})

    def health(self) -> dict[str, Any]:
        """How the service is."""
        return self._json("/health")

    def _json(self, path: str, query: dict[str, Any] | None = None) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(self._fetched(path, query or {}))
        return body

    def _sent(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        given = {name: value for name, value in body.items() if value not in (None, "", [])}
        request = Request(self._base + path, json.dumps(given).encode(), method="POST")  # noqa: S310
        request.add_header("Content-Type", "application/json")
        reply: dict[str, Any] = json.loads(self._answered(request)[1])
        return reply

    def _fetched(self, path: str, query: dict[str, Any]) -> bytes:
        given = {name: value for name, value in query.items() if value not in (None, "", [])}
        address = f"{self._base}{path}?{urlencode(given, doseq=True)}"
        request = Request(address)  # noqa: S310
        if address in self._known:
            request.add_header("If-None-Match", self._known[address][0])
        etag, content = self._answered(request)
        if content is None:
            return self._known[address][1]
        if etag:
            self._known[address] = (etag, content)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return content

    def _answered(self, request: Request, *, may_wait: bool = True) -> tuple[str, Any]:
        """ETag and body; no body where nothing has changed."""
        if self._key:
            request.add_header("Authorization", f"Bearer {self._key}")
        try:
            with urlopen(request, timeout=self._timeout) as response:  # noqa: S310  # nosec B310
                return response.headers.get("ETag", ""), response.read()
        except HTTPError as error:
            with error:
                if error.code == 304:
                    return error.headers.get("ETag", ""), None
                wait = error.headers.get("Retry-After", "")
                content = error.read()
            if may_wait and wait.isdecimal() and int(wait) <= LONGEST_WAIT_SECONDS:
                time.sleep(int(wait))
                return self._answered(request, may_wait=False)
            raise Problem(error.code, _parsed(content)) from None


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        body = json.loads(content)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
