"""Taking files in: what is new is read in workers and stored whole, one transaction each.

Writes the record and the publications' bytes; does not build the index. Reading itself is
`ingest.worker`'s, what becomes of it `ingest.publishing`'s.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from corpus.holding import held
from corpus.records import Audience, Edition, Kind, ReadEdition
from corpus.store import Record
from ingest import vault
from ingest.errors import Refused
from ingest.fingerprint import Found, fingerprinted
from ingest.handover import Job, Reading
from ingest.intake.incoming import Incoming, incoming
from ingest.kin import Kinfolk
from ingest.pool import Workers
from ingest.publishing import Decided, former_of, id_of, publication_of, remarks

Status = Literal["added", "unchanged", "updated", "refused"]


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """Where the record is and how much at once; `places` is the county's own list, if any."""

    data: Path
    jobs: int = 2
    most_bytes: int = 200 << 20
    places: Path | None = None

    @property
    def record_path(self) -> Path:
        """The SQLite file of the record."""
        return self.data / "record.sqlite"

    @property
    def files_dir(self) -> Path:
        """The publications' bytes, each named by its SHA-256."""
        return self.data / "files"

    @property
    def places_path(self) -> Path | None:
        """The list of places to use: the one set, else the data directory's own, else none."""
        own = self.data / "places.toml"
        return self.places or (own if own.exists() else None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `reason` also holds what staff should know of one that was read.

    `origin` is the path of the file it was found in: its own, or that of an e-mail.
    """

    file_name: str
    status: Status
    reason: str = ""
    hint: str = ""
    publication_id: str = ""
    pages: int = 0
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. *Units*: seconds since it began."""

    files_done: int
    files: int
    pages_done: int
    seconds: float
    file_name: str

    @property
    def pages_a_second(self) -> float:
        """Pages read in a second so far."""
        return self.pages_done / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float:
        """Time left if the remaining files are like those done."""
        if not self.files_done:
            return 0.0
        return self.seconds / self.files_done * (self.files - self.files_done)


def ingest(
    paths: Iterable[Path],
    *,
    settings: IngestSettings,
    audience: Audience | None = None,
    kind: Kind | None = None,
    source: str = "",
    progress: Callable[[Progress], None] | None = None,
) -> tuple[Outcome, ...]:
    """Take in files, folders and e-mails; one outcome for each file, in the order they were found.

    `audience` and `kind`, where given, are a person's decision; `source` says where the files come
    from. One bad file never stops a run.
    """
    with (
        held(settings.data / "ingest.lock"),
        Record(settings.record_path) as record,
        TemporaryDirectory(prefix="vru-mail-") as folder,
    ):
        vault.sweep(settings.files_dir, lambda sha256: record.publication_of(sha256) is not None)
        files = [replace(f, source=source or f.source) for f in incoming(paths, Path(folder))]
        return _Run(record, settings, Decided(audience, kind), progress).take(files)


class _Run:
    """One run: what it works on, and the outcomes so far."""

    def __init__(
        self,
        record: Record,
        settings: IngestSettings,
        decided: Decided,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self._record = record
        self._settings = settings
        self._decided = decided
        self._progress = progress
        self._began = time.monotonic()
        self._files: Sequence[Incoming] = ()
        self._outcomes: dict[int, Outcome] = {}
        self._kinfolk = Kinfolk(record, settings.record_path)

    def take(self, files: Sequence[Incoming]) -> tuple[Outcome, ...]:
        """Read what is new, a few files at once, and store each as it is done."""
        self._files = files
        waiting: dict[Future[Reading], tuple[int, Found]] = {}
        with Workers() as workers, ThreadPoolExecutor(self._settings.jobs) as pool:
            try:
                for index, file in enumerate(files):
                    known = self._known(file)
                    if isinstance(known, Outcome):
                        self._note(index, known)
                        continue
                    waiting[pool.submit(workers.read, self._job(known))] = index, known
                    # No more readings are held in memory than are being stored or made.
                    while len(waiting) >= 2 * self._settings.jobs:
                        self._store_done(waiting)
                while waiting:
                    self._store_done(waiting)
            except BaseException:
                workers.stop()
                pool.shutdown(cancel_futures=True)
                raise
        return tuple(self._outcomes[index] for index in range(len(files)))

    def _known(self, file: Incoming) -> Found | Outcome:
        """The file to be read, or what is clear about it without reading."""
        path, most = file.path, self._settings.most_bytes
        try:
            if file.refusal:
                raise file.refusal
            found = fingerprinted(path, most_bytes=most, source=file.source)
        except Refused as refusal:
            return _refused(path, refusal)
        except OSError as error:
            reason = f"The file cannot be opened: {error.strerror}."
            return Outcome(path.name, "refused", reason, "Check the path and its permissions.")
        owner = self._record.publication_of(found.sha256)
        return Outcome(path.name, "unchanged", publication_id=owner) if owner else found

    def _job(self, found: Found) -> Job:
        places = self._settings.places_path
        return Job(
            task="read",
            pdf=str(found.path),
            sha256=found.sha256,
            out="",
            file_name=found.path.name,
            places=str(places) if places else "",
        )

    def _store_done(self, waiting: dict[Future[Reading], tuple[int, Found]]) -> None:
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            index, found = waiting.pop(future)
            try:
                outcome = self._stored(found, future.result())
            except Refused as refusal:
                outcome = _refused(found.path, refusal)
            self._note(index, outcome)

    def _note(self, index: int, outcome: Outcome) -> None:
        outcome = replace(outcome, origin=str(self._files[index].origin))
        self._outcomes[index] = outcome
        if self._progress:
            pages = sum(o.pages for o in self._outcomes.values())
            seconds = time.monotonic() - self._began
            done, total = len(self._outcomes), len(self._files)
            self._progress(Progress(done, total, pages, seconds, outcome.file_name))

    def _stored(self, found: Found, reading: Reading) -> Outcome:
        """Store a reading as a new publication, or as the next edition of the one of its name."""
        name, record = found.path.name, self._record
        owner = record.publication_of(found.sha256)
        if owner:
            return Outcome(name, "unchanged", publication_id=owner)
        former = former_of(map(record.publication, record.publications_named(name)), self._decided)
        publication = publication_of(
            reading,
            file_name=name,
            decided=self._decided,
            former=former,
            source=found.source,
        )
        if former is None:
            new_id = id_of(publication, found.sha256, record.has_publication)
            publication = replace(publication, id=new_id)
        edition = _edition(found, reading, publication.id)
        texts = [page.text for page in reading.pages]
        publication, *kin = self._kinfolk.settled(publication, found.sha256, texts)
        vault.keep(found.path, found.sha256, self._settings.files_dir)
        record.add(
            publication,
            ReadEdition(edition, reading.pages, reading.words, reading.blocks, reading.passages),
        )
        for other in kin:
            record.put(replace(record.publication(other.id), near_copy_of=other.near_copy_of))
        return Outcome(
            name,
            "updated" if former else "added",
            reason=" ".join(remarks(publication, reading.quality)),
            publication_id=publication.id,
            pages=len(reading.pages),
        )


def _edition(found: Found, reading: Reading, publication_id: str) -> Edition:
    return Edition(
        sha256=found.sha256,
        publication_id=publication_id,
        file_name=found.path.name,
        page_count=len(reading.pages),
        added_at=datetime.now(UTC),
        reader=reading.reader,
        size_bytes=found.size_bytes,
        quality=reading.quality,
        outline=reading.outline,
    )


def _refused(path: Path, refusal: Refused) -> Outcome:
    return Outcome(path.name, "refused", str(refusal), refusal.hint)
