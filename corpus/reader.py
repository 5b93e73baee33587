"""Reading the record as one audience: the only door through which text reaches a face.

A `View` is bound to an audience when it is opened; what that audience may not see is answered
exactly as what never was (`NotFound`, same words). Does not search and does not write.
"""

import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import replace
from itertools import chain
from pathlib import Path

from corpus import codec
from corpus.errors import NotFound
from corpus.records import (
    Audience,
    Block,
    Edition,
    Fact,
    Page,
    Passage,
    Publication,
    WordBox,
)
from corpus.schema import open_for_reading

# Below, B608 is off where SQL is put together of constants alone; values are always bound.
_VISIBLE = "p.withdrawn = 0 AND p.waiting = '' AND p.audience IN ({marks})"


class View:
    """The record as one audience sees it; may be used from many threads.

    With `curating`, staff also see what is withdrawn or waiting for their decision.
    """

    def __init__(self, path: Path, audience: Audience, *, curating: bool = False) -> None:
        self.path = path
        self.audience = audience
        self.curating = curating and audience is Audience.STAFF
        self._seen = [a.value for a in Audience if audience.may_see(a)]
        marks = ",".join("?" * len(self._seen))
        visible = f"p.audience IN ({marks})" if self.curating else _VISIBLE.format(marks=marks)
        self._visible = visible
        self._local = threading.local()
        self._rows("SELECT 1")

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = open_for_reading(self.path)
            connection.row_factory = sqlite3.Row
            self._local.connection = connection
        return connection.execute(query, values).fetchall()

    def revision(self) -> int:
        """How many changes the record has had."""
        rows = self._rows("SELECT value FROM state WHERE name = 'revision'")
        return int(rows[0][0]) if rows else 0

    def publications(self) -> tuple[Publication, ...]:
        """Every publication this audience may see. *Order*: by title, then id."""
        rows = self._rows(
            f"SELECT * FROM publication p WHERE {self._visible} "  # nosec B608
            "ORDER BY title, id",
            self._seen,
        )
        facts = self._all_facts()
        return self._scrubbed(
            [codec.publication_from(row, facts.get(row["id"], ())) for row in rows]
        )

    def _scrubbed(self, publications: Sequence[Publication]) -> tuple[Publication, ...]:
        """Without the names of publications that this audience may not see."""
        named = {n for p in publications for n in (p.supersedes, p.near_copy_of) if n}
        if not named:
            return tuple(publications)
        rows = self._rows(
            f"SELECT p.id FROM publication p WHERE {self._visible} "  # nosec B608
            f"AND p.id IN ({','.join('?' * len(named))})",
            (*self._seen, *sorted(named)),
        )
        seen = {row["id"] for row in rows} | {""}
        return tuple(_without_hidden(p, seen) for p in publications)

    def _all_facts(self) -> dict[str, tuple[Fact, ...]]:
        rows = self._rows(
            "SELECT f.* FROM fact f JOIN publication p ON p.id = f.publication_id "  # nosec B608
            f"WHERE {self._visible} ORDER BY f.publication_id, f.name",
            self._seen,
        )
        facts: dict[str, tuple[Fact, ...]] = {}
        for owner, *values in rows:
            facts[owner] = (*facts.get(owner, ()), Fact(*values))
        return facts

    def publication(self, publication_id: str) -> Publication:
        """One publication.

        *Raises*: NotFound.
        """
        rows = self._rows(
            f"SELECT * FROM publication p WHERE {self._visible} AND p.id = ?",  # nosec B608
            (*self._seen, publication_id),
        )
        if not rows:
            raise NotFound(f"There is no publication {publication_id!r}.")
        facts = self._rows(
            "SELECT name, value, found_in, confidence, page_number FROM fact "
            "WHERE publication_id = ? ORDER BY name",
            (publication_id,),
        )
        found = codec.publication_from(rows[0], tuple(Fact(*fact) for fact in facts))
        return self._scrubbed((found,))[0]

    def editions(self, publication_id: str) -> tuple[Edition, ...]:
        """A publication's editions, the current one first.

        *Raises*: NotFound.
        """
        self.publication(publication_id)
        rows = self._rows(
            "SELECT e.* FROM edition e JOIN publication p ON p.id = e.publication_id "
            "WHERE p.id = ? ORDER BY e.sha256 = p.edition_sha256 DESC, e.ordinal DESC",
            (publication_id,),
        )
        return tuple(codec.edition_from(row) for row in rows)

    def current_edition(self, publication_id: str) -> Edition:
        """The edition that is searched.

        *Raises*: NotFound, also where the publication is known but not held.
        """
        editions = self.editions(publication_id)
        if not editions:
            raise NotFound(f"There is no publication {publication_id!r}.")
        return editions[0]

    def edition(self, sha256: str) -> Edition:
        """One edition by its SHA-256, or by the first 12 or more hex digits of it.

        *Raises*: NotFound.
        """
        prefix = sha256.lower()
        rows = self._rows(
            "SELECT e.* FROM edition e JOIN publication p ON p.id = e.publication_id "  # nosec B608
            f"WHERE {self._visible} AND e.sha256 >= ? AND e.sha256 < ?",
            (*self._seen, prefix, prefix + "g"),
        )
        if len(prefix) < 12 or len(rows) != 1:
            raise NotFound(f"There is no edition {sha256!r}.")
        return codec.edition_from(rows[0])

    def page(self, sha256: str, number: int) -> Page:
        """One page of an edition.

        *Raises*: NotFound.
        """
        rows = self._rows(
            "SELECT g.* FROM page g JOIN edition e ON e.sha256 = g.edition_sha256 "  # nosec B608
            "JOIN publication p ON p.id = e.publication_id "
            f"WHERE {self._visible} AND g.edition_sha256 = ? AND g.number = ?",
            (*self._seen, sha256, number),
        )
        if not rows:
            raise NotFound(f"There is no page {number} of edition {sha256!r}.")
        return codec.page_from(rows[0])

    def pages_at(self, places: Collection[tuple[str, int]]) -> dict[tuple[str, int], Page]:
        """Those of the pages, by edition and number, that this audience may see; 400 at most."""
        if not places:
            return {}
        rows = self._rows(
            f"WITH asked (sha, n) AS (VALUES {','.join(['(?,?)'] * len(places))}) "  # nosec B608
            "SELECT g.edition_sha256, g.number, g.label, g.text, g.width, g.height, g.read_by "
            # Crossed, so that the pages asked for lead, and no other page is looked at.
            "FROM asked CROSS JOIN page g ON g.edition_sha256 = asked.sha AND g.number = asked.n "
            "JOIN edition e ON e.sha256 = g.edition_sha256 "
            f"JOIN publication p ON p.id = e.publication_id WHERE {self._visible}",
            (*chain.from_iterable(places), *self._seen),
        )
        return {(page.edition_sha256, page.number): page for page in map(codec.page_from, rows)}

    def pages(self, sha256: str) -> tuple[Page, ...]:
        """Every page of an edition, by number.

        *Raises*: NotFound.
        """
        edition = self.edition(sha256)
        rows = self._rows(
            "SELECT * FROM page WHERE edition_sha256 = ? ORDER BY number", (edition.sha256,)
        )
        return tuple(codec.page_from(row) for row in rows)

    def words(self, sha256: str, number: int) -> tuple[WordBox, ...]:
        """The word boxes of one page, in the order of its text.

        *Raises*: NotFound.
        """
        self.page(sha256, number)
        rows = self._rows(
            "SELECT words FROM page WHERE edition_sha256 = ? AND number = ?", (sha256, number)
        )
        return codec.unpack_words(rows[0][0])

    def blocks(self, sha256: str, *, page: int | None = None) -> tuple[Block, ...]:
        """The blocks of an edition, or those that touch one page, in reading order.

        *Raises*: NotFound.
        """
        edition = self.edition(sha256)
        rows = self._rows(
            "SELECT kind, body FROM block WHERE edition_sha256 = ? AND (? IS NULL OR EXISTS "
            "(SELECT 1 FROM json_each(body, '$.spans') WHERE json_extract(value, '$[0]') = ?)) "
            "ORDER BY ordinal",
            (edition.sha256, page, page),
        )
        return tuple(codec.block_from(row) for row in rows)

    def passage(self, passage_id: str) -> Passage:
        """One passage, of a current or a former edition.

        *Raises*: NotFound.
        """
        found = self.passages((passage_id,))
        if not found:
            raise NotFound(f"There is no passage {passage_id!r}.")
        return found[0]

    def passages(self, passage_ids: Sequence[str]) -> tuple[Passage, ...]:
        """Those of the passages that this audience may see, in the order asked for."""
        found: dict[str, Passage] = {}
        for first in range(0, len(passage_ids), 400):
            chunk = passage_ids[first : first + 400]
            rows = self._rows(
                "SELECT s.* FROM passage s JOIN edition e ON e.sha256 = s.edition_sha256 "
                "JOIN publication p ON p.id = e.publication_id "  # nosec B608
                f"WHERE {self._visible} AND s.id IN ({','.join('?' * len(chunk))})",
                (*self._seen, *chunk),
            )
            found.update((row["id"], codec.passage_from(row)) for row in rows)
        return tuple(found[i] for i in passage_ids if i in found)

    def owners(self, sha256s: Sequence[str]) -> dict[str, Publication]:
        """The publications that may be seen, by their editions' SHA-256; without facts."""
        wanted = sorted(set(sha256s))
        rows = self._rows(
            "SELECT p.*, e.sha256 AS of_edition FROM edition e "  # nosec B608
            "JOIN publication p ON p.id = e.publication_id "
            f"WHERE {self._visible} AND e.sha256 IN ({','.join('?' * len(wanted))})",
            (*self._seen, *wanted),
        )
        found = self._scrubbed([codec.publication_from(row, ()) for row in rows])
        return {row["of_edition"]: owner for row, owner in zip(rows, found, strict=True)}

    def passages_of(self, sha256: str, *, page: int | None = None) -> tuple[Passage, ...]:
        """Every passage of an edition, or those that touch one page, in reading order.

        *Raises*: NotFound.
        """
        edition = self.edition(sha256)
        rows = self._rows(
            "SELECT * FROM passage WHERE edition_sha256 = ? AND (? IS NULL OR EXISTS "
            "(SELECT 1 FROM json_each(spans) WHERE json_extract(value, '$[0]') = ?)) "
            "ORDER BY ordinal",
            (edition.sha256, page, page),
        )
        return tuple(codec.passage_from(row) for row in rows)

    def current_passages(self) -> Iterator[tuple[Publication, Passage]]:
        """Every passage of every current edition, with its publication.

        *Order*: publications by id, passages in reading order; what an index is built from.
        """
        for publication in sorted(self.publications(), key=lambda p: p.id):
            rows = self._rows(
                "SELECT s.* FROM passage s JOIN publication p "
                "ON p.edition_sha256 = s.edition_sha256 WHERE p.id = ? ORDER BY s.ordinal",
                (publication.id,),
            )
            for row in rows:
                yield publication, codec.passage_from(row)


_NAMES_ANOTHER = ("supersedes", "near_copy_of")
"""Facts whose value is the id of another publication."""


def _without_hidden(publication: Publication, seen: Set[str]) -> Publication:
    facts = tuple(f for f in publication.facts if f.name not in _NAMES_ANOTHER or f.value in seen)
    return replace(
        publication,
        supersedes=publication.supersedes if publication.supersedes in seen else "",
        near_copy_of=publication.near_copy_of if publication.near_copy_of in seen else "",
        facts=facts,
    )
