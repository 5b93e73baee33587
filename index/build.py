"""Building every audience's generation from the record, aside, then switching to it.

Each audience's is built only from what that audience may see, so that nothing in it (statistics,
words, counts) tells of what it may not. Vectors are remembered in the record by the hash of their
text, so that only new words are embedded.
"""

import hashlib
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import RecordMissing
from corpus.holding import held
from corpus.places import Places
from corpus.reader import View
from corpus.records import Audience, Passage, Publication
from corpus.store import Record
from index import generation
from index.contents import contents
from index.embedder import Embedder
from index.errors import FindingError, GenerationDamaged
from index.generation import Manifest
from index.lexicon.own import own_places
from index.texts import Indexed, indexed
from index.vectors import save

EMBED_AT_ONCE = 256
"""Passages embedded between two reports of progress, and kept even if the run is stopped then."""


LOCK = "index.lock"
"""Held beside the record while building: two runs would sweep each other's generations."""

BUILT = "built.json"
"""What the generations were last built from; stands beside the audiences' folders, in none."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far building has come. *Units*: passages."""

    step: str
    done: int
    total: int


Report = Callable[[Progress], None]


def build(
    *,
    record: Path,
    generations: Path,
    embedder: Embedder,
    progress: Report | None = None,
    places: Places | None = None,
    is_anew: bool = False,
) -> dict[Audience, Manifest]:
    """Bring every audience's generation up to date with the record; one run at a time.

    Without `places` the list in the data directory is read, or the one that comes along. Where
    `is_anew`, what is there already is not trusted but made again.

    *Raises*: RecordMissing where there is no record.
    """
    if not record.exists():
        raise RecordMissing("There is no record yet.")
    with held(record.with_name(LOCK)):
        return _brought_up(record, generations, embedder, progress, places, is_anew=is_anew)


def _brought_up(
    record: Path,
    generations: Path,
    embedder: Embedder,
    progress: Report | None,
    places: Places | None,
    *,
    is_anew: bool,
) -> dict[Audience, Manifest]:
    places = places or own_places(generations)
    made_from = {
        "revision": View(record, Audience.STAFF).revision(),
        "model": embedder.identity,
        "form": generation.FORM,
        "places": _fingerprint(places),
    }
    current = None if is_anew else _up_to_date(generations, made_from)
    if current is None:
        report = progress or (lambda _: None)
        building = _Building(generations, embedder, places, report, is_anew, {})
        current = {audience: _build_one(View(record, audience), building) for audience in Audience}
        _forget(record)
        (generations / BUILT).write_text(json.dumps(made_from, sort_keys=True) + "\n")
    return current


def _forget(record: Path) -> None:
    """Drop the cached vectors of texts that no audience can see any more."""
    pairs = View(record, Audience.STAFF).current_passages()
    with Record(record) as store:
        store.forget_vectors(_hash(indexed(p, passage).embedded) for p, passage in pairs)


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def built_revision(generations: Path) -> int | None:
    """The record's revision that the generations were last built from, if they ever were."""
    try:
        return int(json.loads((generations / BUILT).read_text())["revision"])
    except (OSError, ValueError, KeyError):
        return None


def _up_to_date(generations: Path, made_from: dict[str, Any]) -> dict[Audience, Manifest] | None:
    try:
        if json.loads((generations / BUILT).read_text()) != made_from:
            return None
        return {
            audience: generation.open_current(generation.folder_of(generations, audience)).manifest
            for audience in Audience
        }
    except (OSError, ValueError, FindingError):
        return None


def _fingerprint(places: Places) -> str:
    return hashlib.sha256(repr(places.places).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class _Building:
    """What one run of building works with; `made` maps names to the folders it has finished."""

    generations: Path
    embedder: Embedder
    places: Places
    report: Report
    is_anew: bool
    made: dict[str, Path]


def _build_one(view: View, building: _Building) -> Manifest:
    root = generation.folder_of(building.generations, view.audience)
    root.mkdir(parents=True, exist_ok=True)
    publications = sorted(view.publications(), key=lambda p: p.id)
    pairs = list(view.current_passages())
    texts = [indexed(publication, passage) for publication, passage in pairs]
    options = f"{building.embedder.identity} {_fingerprint(building.places)}"
    digest = _digest(publications, pairs, texts, options)
    name = digest[:16]
    stands = generation.current_name(root) == name and not building.is_anew
    if not stands or not _is_whole(root / name):
        with tempfile.TemporaryDirectory(dir=root, prefix=".making-") as holder:
            aside = Path(holder) / name
            if name in building.made:
                # The same publications as the audience below: the same files.
                generation.link(building.made[name], aside)
            else:
                _fill(aside, view, building, publications, pairs, texts)
            manifest = _manifest(aside, view.audience, digest, building.embedder)
            generation.publish(aside, root, manifest)
    building.made[name] = root / name
    return generation.read_manifest(root / name)


def _fill(
    aside: Path,
    view: View,
    building: _Building,
    publications: Sequence[Publication],
    pairs: Sequence[tuple[Publication, Passage]],
    texts: Sequence[Indexed],
) -> None:
    embedded = [text.embedded for text in texts]
    vectors = _vectors(view.path, embedded, building.embedder, building.report)
    generation.write(aside, *contents(publications, pairs, texts, building.places))
    save(aside, vectors)


def _manifest(aside: Path, audience: Audience, digest: str, embedder: Embedder) -> Manifest:
    arrays, documents = generation.read(aside)
    return Manifest(
        name=aside.name,
        form=generation.FORM,
        audience=audience.value,
        contents=digest,
        model=embedder.identity,
        dimensions=embedder.dimensions,
        passages=len(arrays["page"]),
        pages=len(np.unique(arrays["page_row"])),
        publications=len(documents["publications"]),
        terms=len(documents["terms"]),
        files=generation.checksums(aside),
        # Only a model that was exported has an original to be near to.
        parity=getattr(embedder, "parity", None),
    )


def _is_whole(folder: Path) -> bool:
    try:
        generation.open_generation(folder)
    except GenerationDamaged:
        return False
    return True


def _digest(
    publications: Sequence[Publication],
    pairs: Sequence[tuple[Publication, Passage]],
    texts: Sequence[Indexed],
    options: str,
) -> str:
    digest = hashlib.sha256(f"{generation.FORM} {options}".encode())
    for one in publications:
        facts = (one.id, one.title, one.kind, one.area, one.period, one.file_name)
        digest.update(repr(facts).encode())
    for (_, passage), text in zip(pairs, texts, strict=True):
        digest.update(f"{passage.id} {passage.spans}\0{text.lexical}\0{text.embedded}\0".encode())
    return digest.hexdigest()


def _vectors(
    record: Path, texts: Sequence[str], embedder: Embedder, report: Report
) -> NDArray[np.float32]:
    vectors = np.zeros((len(texts), embedder.dimensions), dtype=np.float32)
    hashes = [_hash(text) for text in texts]
    with Record(record) as store:
        known = store.vectors(embedder.identity, sorted(set(hashes)))
        missing = {h: text for h, text in zip(hashes, texts, strict=True) if h not in known}
        todo = list(missing.items())
        for first in range(0, len(todo), EMBED_AT_ONCE):
            report(Progress("embedding", first, len(todo)))
            part = todo[first : first + EMBED_AT_ONCE]
            found = embedder.encode([text for _, text in part]).astype("<f4")
            made = [(h, v.tobytes()) for (h, _), v in zip(part, found, strict=True)]
            store.keep_vectors(embedder.identity, made)
            known.update(made)
    for row, key in enumerate(hashes):
        vectors[row] = np.frombuffer(known[key], dtype="<f4")
    return vectors
