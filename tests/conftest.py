"""What every test has: no network but loopback, and a small record made by hand."""

import hashlib
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from corpus.records import (
    Audience,
    Block,
    BlockKind,
    Edition,
    Kind,
    Page,
    Passage,
    PassageKind,
    Period,
    Publication,
    Quality,
    ReadEdition,
    Span,
    WordBox,
)
from corpus.store import Record


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "local"
        if host not in ("local", "127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"A test tried to reach {host}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def made_publication(name: str, **facts: Any) -> Publication:
    """A publication with sensible facts, any of them replaced."""
    values: dict[str, Any] = {
        "id": name,
        "title": name.replace("-", " ").capitalize(),
        "kind": Kind.OTHER,
        "audience": Audience.PUBLIC,
        "file_name": f"{name}.pdf",
        "period": Period("2023-04-01", "2024-03-31", "2023/24"),
    }
    return Publication(**{**values, **facts})


def made_edition(publication: Publication, *pages: str) -> ReadEdition:
    """An edition of the given page texts: one paragraph and one passage a page, ten-point words."""
    sha256 = hashlib.sha256("\f".join((publication.id, *pages)).encode()).hexdigest()
    edition = Edition(
        sha256=sha256,
        publication_id=publication.id,
        file_name=publication.file_name,
        page_count=len(pages),
        added_at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
        reader="made by hand",
        size_bytes=1000,
        quality=Quality(pages=len(pages)),
    )
    spans = [Span(number, 0, len(text)) for number, text in enumerate(pages, start=1)]
    return ReadEdition(
        edition=edition,
        pages=tuple(
            Page(sha256, number, str(number), text, 595.0, 842.0)
            for number, text in enumerate(pages, start=1)
        ),
        words=tuple(_boxes(text) for text in pages),
        blocks=tuple(Block(BlockKind.PARAGRAPH, (span,)) for span in spans),
        passages=tuple(
            Passage(f"{sha256[:8]}-{span.page}", sha256, PassageKind.PROSE, (span,), text)
            for span, text in zip(spans, pages, strict=True)
            if text.strip()
        ),
    )


def _boxes(text: str) -> tuple[WordBox, ...]:
    """Each word on one line at y 100, six points a letter."""
    boxes, start = [], 0
    for word in text.split():
        start = text.index(word, start)
        end = start + len(word)
        boxes.append(WordBox(start, end, 50.0 + 6 * start, 100.0, 50.0 + 6 * end, 110.0))
        start = end
    return tuple(boxes)


@pytest.fixture
def record_path(tmp_path: Path) -> Path:
    """A record with one publication for each audience, two pages each."""
    path = tmp_path / "record.sqlite"
    with Record(path) as record:
        for audience in Audience:
            publication = made_publication(f"{audience}-report", audience=audience)
            texts = (
                f"Robbery fell in the {audience} report.",
                f"Knife crime rose by 12 % in {audience} areas.",
            )
            record.add(publication, made_edition(publication, *texts))
    return path
