"""The record's side of near-duplicates: sketches of all publications, and who is kin to whom.

Sketches are kept in the record's cache beside the vectors and made anew from page texts where one
is missing. A publication is compared only with what its own audience may see, so that what is
public reads the same whether or not anything else is there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.reader import View
from corpus.records import Audience, Publication
from corpus.store import Record
from ingest.families import Sketch, nearest_kin, sketch_of

SKETCHES = "sketch-1"
"""Name under which sketches are cached; another number where `ingest.families` hashes anew."""


class Kinfolk:
    """All publications of a record by their sketches, as far as they have been needed."""

    def __init__(self, record: Record, path: Path) -> None:
        self._record = record
        self._view = View(path, Audience.STAFF, curating=True)
        self._known: dict[str, tuple[Publication, Sketch]] | None = None

    def settled(
        self, publication: Publication, sha256: str, pages: Sequence[str]
    ) -> tuple[Publication, ...]:
        """The publication with the one it is a near copy of, to be stored; and what else changed.

        Where the kin is only a part of this one, it is the kin that is marked.
        *Order*: the publication itself first.
        """
        known = self._all()
        sketch = sketch_of(pages)
        self._record.keep_vectors(SKETCHES, [(bytes.fromhex(sha256), sketch.packed())])
        known.pop(publication.id, None)
        publication, *others = _marked(publication, sketch, known)
        for other in others:
            known[other.id] = other, known[other.id][1]
        known[publication.id] = publication, sketch
        return publication, *others

    def _all(self) -> dict[str, tuple[Publication, Sketch]]:
        if self._known is None:
            self._known = {
                publication.id: (publication, self._sketch(publication))
                for publication in self._view.publications()
            }
        return self._known

    def _sketch(self, publication: Publication) -> Sketch:
        sha256 = self._view.current_edition(publication.id).sha256
        key = bytes.fromhex(sha256)
        cached = self._record.vectors(SKETCHES, [key]).get(key)
        if cached is not None:
            return Sketch.unpacked(cached)
        sketch = sketch_of([page.text for page in self._view.pages(sha256)])
        self._record.keep_vectors(SKETCHES, [(key, sketch.packed())])
        return sketch


def _marked(
    publication: Publication, sketch: Sketch, known: Mapping[str, tuple[Publication, Sketch]]
) -> tuple[Publication, ...]:
    single = replace(publication, near_copy_of="")
    kin = nearest_kin(
        sketch,
        {o.id: kept for o, kept in known.values() if publication.audience.may_see(o.audience)},
    )
    if kin is None:
        return (single,)
    other = known[kin.publication_id][0]
    if not kin.is_part:
        return (replace(publication, near_copy_of=other.near_copy_of or other.id),)
    # The part's own readers must be able to see the whole it is said to be a part of.
    if other.near_copy_of or not other.audience.may_see(publication.audience):
        return (single,)
    return single, replace(other, near_copy_of=publication.id)
