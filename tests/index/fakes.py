"""A small record to index and an embedder that needs no model.

The embedder hashes each word to a direction, so texts that share words are near each other and the
same text always has the same vector.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from corpus.records import (
    Audience,
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
)
from corpus.store import Record
from index.analysis import terms
from index.embedder import Vectors

DIMENSIONS = 32


class HashingEmbedder:
    """Words as directions: deterministic, quick, no model."""

    def __init__(self, identity: str = "hashing") -> None:
        self.identity = identity
        self.dimensions = DIMENSIONS
        self.encoded = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of the texts. *Shapes*: (texts, dimensions)."""
        self.encoded += len(texts)
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            for term in terms(text):
                digest = hashlib.sha256(term.encode()).digest()
                vectors[row] += np.frombuffer(digest, dtype=np.uint8).astype(np.float32) - 127.5
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        return (vectors / np.where(length == 0, 1, length)).astype(np.float32)


Pages = Sequence[Sequence[tuple[str, tuple[str, ...]]]]
"""Pages of passages, each its text and headings."""


def publication(name: str, **known: object) -> Publication:
    """A public publication of this name, with what else is known of it."""
    plain = Publication(name, name.replace("-", " ").title(), Kind.OTHER, Audience.PUBLIC, name)
    return replace(plain, **known)  # type: ignore[arg-type]


def year(first: int) -> Period:
    """A calendar year as a period."""
    return Period(f"{first}-01-01", f"{first}-12-31", str(first))


def add(record: Record, owner: Publication, pages: Pages) -> None:
    """Store a publication whose pages hold these passages."""
    sha = hashlib.sha256(owner.id.encode()).hexdigest()
    stored: list[Page] = []
    passages: list[Passage] = []
    for number, listed in enumerate(pages, 1):
        text = ""
        for words, headings in listed:
            span = Span(number, len(text), len(text) + len(words))
            identity = hashlib.sha256(f"{sha}{number}{span.start}{words}".encode()).hexdigest()[:20]
            passages.append(Passage(identity, sha, PassageKind.PROSE, (span,), words, headings))
            text += words + "\n"
        stored.append(Page(sha, number, str(number), text, 595, 842))
    edition = Edition(
        sha,
        owner.id,
        owner.file_name,
        len(pages),
        datetime(2024, 1, 1, tzinfo=UTC),
        "test",
        1,
        Quality(len(pages)),
    )
    record.add(
        owner, ReadEdition(edition, tuple(stored), tuple(() for _ in stored), (), tuple(passages))
    )


NAVIGATORS = (
    "The Violence Reduction Unit (VRU) will open a navigator scheme in the emergency department "
    "so that people hurt by knife crime are met where they are treated."
)
MENTORS = (
    "Children who were permanently excluded will be offered a mentor for one year, and their "
    "parents will be asked what help the whole family needs."
)
GANG = "Zebrafish Crew is a street gang of eleven people who sell drugs."


def county(path: Path) -> Path:
    """A record of an invented county: two districts, two years, a strategy, a staff profile."""
    with Record(path) as record:
        for district in ("Northgate", "Southmere"):
            for first in (2022, 2023):
                _assessment(record, district, first)
        strategy = publication(
            "county-strategy",
            kind=Kind.STRATEGY,
            area="Wealdshire",
            period=Period("2021-04-01", "2024-03-31", "2021-2024"),
        )
        add(record, strategy, [[(NAVIGATORS, ("Our aims",)), (MENTORS, ("Our aims",))]])
        profile = publication(
            "profile",
            kind=Kind.BRIEFING,
            area="Northgate",
            period=year(2023),
            audience=Audience.STAFF,
        )
        add(record, profile, [[(GANG, ("Groups",))]])
    return path


def _assessment(record: Record, district: str, first: int) -> None:
    owner = publication(
        f"{district.lower()}-needs-{first}",
        kind=Kind.NEEDS_ASSESSMENT,
        area=district,
        period=year(first),
    )
    count = 100 + first - 2022 + 50 * (district == "Southmere")
    opening = f"This assessment describes violence in {district} and what drives it."
    robbery = (
        f"Police recorded {count} robberies in {district} during the year, most of them of "
        "telephones taken from young people on their way home from school."
    )
    add(record, owner, [[(opening, ())], [(robbery, ("Robbery",))]])
