"""A whole small service for the tests of its faces: record, files, index, callers."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from starlette.testclient import TestClient

from corpus.records import Audience, Publication
from corpus.store import Record
from index.build import build
from service.access.keys import KeyStore
from service.app import create_app
from service.runtime import Runtime
from service.settings import Settings
from tests.conftest import made_edition, made_publication


class WordEmbedder:
    """Deterministic vectors: each word adds a direction that its hash gives."""

    identity = "words@test"
    dimensions = 32

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of the texts."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.casefold().split():
                vectors[row, hashlib.sha256(word.encode()).digest()[0] % self.dimensions] += 1
            vectors[row] /= max(float(np.linalg.norm(vectors[row])), 1e-9)
        return vectors


@dataclass(frozen=True)
class Library:
    """A data directory with publications, and a client of a service over it."""

    settings: Settings
    runtime: Runtime
    client: TestClient

    def key(self, audience: Audience) -> dict[str, str]:
        """Headers that make a caller of this audience."""
        expires_at = datetime.now(UTC) + timedelta(days=1)
        secret, _ = KeyStore(self.settings.access_path).create(
            f"{audience} system", audience, expires_at=expires_at
        )
        return {"Authorization": f"Bearer {secret}"}

    def reindex(self) -> None:
        """Bring the index up to the record."""
        reindex(self.settings)


def reindex(settings: Settings) -> None:
    """Build every audience's generation."""
    build(
        record=settings.record_path,
        generations=settings.generations_dir,
        embedder=WordEmbedder(),
    )


def fill(settings: Settings, publications: Sequence[tuple[Publication, Sequence[str]]]) -> None:
    """Store publications with the given page texts, and build the index."""
    settings.files_dir.mkdir(parents=True, exist_ok=True)
    with Record(settings.record_path) as record:
        for publication, pages in publications:
            read = made_edition(publication, *pages)
            record.add(publication, read)
            (settings.files_dir / f"{read.edition.sha256}.pdf").write_bytes(b"%PDF-1.7 test")
    reindex(settings)


def serving(settings: Settings) -> Library:
    """A service over a data directory."""
    runtime = Runtime(settings, embedder=WordEmbedder())
    client = TestClient(create_app(settings, runtime), raise_server_exceptions=False)
    return Library(settings, runtime, client)


def small_publications() -> list[tuple[Publication, Sequence[str]]]:
    """One publication for each audience, three pages each."""
    return [
        (
            made_publication(f"{audience}-report", audience=audience, area="Wealdshire"),
            (
                f"Robbery fell in the {audience} report.",
                f"Knife crime rose by 12 % in {audience} areas.",
                f"The {audience} board met four times.",
            ),
        )
        for audience in Audience
    ]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A service with one publication for each audience."""
    settings = Settings(data=tmp_path / "data")
    fill(settings, small_publications())
    made = serving(settings)
    with made.client:
        yield made
