"""A consistent copy of everything that cannot be made again, taken while the service runs.

One tar file: record, keys, publications' files, audit trail, golden questions, lists of one's own
and a manifest of their SHA-256. The index and page pictures are left out, since they are made
again, and the count of unanswered questions, which is kept for its days and no longer. Recovering
proves every byte before anything is replaced, and never loosens: what was withdrawn, raised to a
higher audience, removed or revoked since the backup stays so.
"""

import hashlib
import io
import json
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import RecordMissing
from corpus.reader import View
from corpus.records import Audience, Publication
from corpus.schema import open_for_reading, open_for_writing
from corpus.store import Record
from service import audit
from service.access.caller import LOCAL
from service.errors import BackupBad
from service.purge import removed_editions
from service.redact import withheld_editions
from service.settings import Settings

FORM = 1
MANIFEST = "manifest.json"
RECORD, ACCESS = "record.sqlite", "access.sqlite"
CHUNK_BYTES = 1 << 20


def back_up(settings: Settings, file: Path) -> None:
    """Write the backup; nothing is at that place until it is whole.

    *Raises*: RecordMissing.
    """
    if not settings.record_path.exists():
        raise RecordMissing("There is no record yet.")
    file = file.absolute()
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
        aside = Path(folder)
        _copy_database(settings.record_path, aside / RECORD)
        if settings.access_path.exists():
            _copy_database(settings.access_path, aside / ACCESS)
        made = aside / "backup.tar"
        with tarfile.open(made, "w") as archive:
            sums = {name: _add(archive, path, name) for name, path in _parts(settings, aside)}
            content = {"form": FORM, "made_at": datetime.now(UTC).isoformat(), "sha256": sums}
            _add_manifest(archive, content)
        made.chmod(0o600)
        made.replace(file)
    audit.note(settings, "backup", LOCAL)


def _copy_database(source: Path, target: Path) -> None:
    from_here, to_there = (
        sqlite3.connect(f"file:{source}?mode=ro", uri=True),
        sqlite3.connect(target),
    )
    with closing(from_here), closing(to_there):
        from_here.backup(to_there)


def _parts(settings: Settings, aside: Path) -> Iterator[tuple[str, Path]]:
    # Files are listed after the record was copied: every edition in it has its file by then.
    yield RECORD, aside / RECORD
    if (aside / ACCESS).exists():
        yield ACCESS, aside / ACCESS
    for path in sorted(settings.files_dir.glob("*.pdf")):
        yield f"files/{path.name}", path
    for name, folder, pattern in _folders(settings):
        for path in sorted(folder.glob(pattern)):
            yield f"{name}/{path.name}", path


def _folders(settings: Settings) -> tuple[tuple[str, Path, str], ...]:
    """Folders of small files: name in the backup, place, and which of the files there."""
    return (
        ("audit", settings.audit_dir, "*.jsonl"),
        ("golden", settings.golden_dir, "*.json*"),
        ("own", settings.data, "*.toml"),
    )


def _add(archive: tarfile.TarFile, path: Path, name: str) -> str:
    content = path.read_bytes()
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    archive.addfile(info, io.BytesIO(content))
    return hashlib.sha256(content).hexdigest()


def _add_manifest(archive: tarfile.TarFile, manifest: Mapping[str, object]) -> None:
    content = json.dumps(manifest, indent=1, sort_keys=True).encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size, info.mode = len(content), 0o600
    archive.addfile(info, io.BytesIO(content))


def recover(settings: Settings, file: Path, *, force: bool = False) -> None:
    """Bring a backup back, every byte proven first.

    *Raises*: BackupBad; also where there is a record already and `force` is not set.
    """
    if settings.record_path.exists() and not force:
        raise BackupBad("There is a record already.", hint="Replace it with: --force")
    settings.data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.data, prefix=".recover-") as folder:
        aside = Path(folder)
        _unpack(file, aside)
        held_now = _held_now(settings)
        _put_files(settings, aside)
        _put_record(settings, aside / RECORD)
        # Keys there now are newer than the backup's: one revoked since must not work again.
        if (aside / ACCESS).exists() and not settings.access_path.exists():
            _copy_database(aside / ACCESS, settings.access_path)
            settings.access_path.chmod(0o600)
    _hold(settings, held_now)
    audit.note(settings, "recover", LOCAL)


def _unpack(file: Path, aside: Path) -> None:
    try:
        with tarfile.open(file) as archive:
            archive.extractall(aside, filter="data")
        manifest = json.loads((aside / MANIFEST).read_text())
        sums: dict[str, str] = manifest["sha256"]
        whole = manifest["form"] == FORM and RECORD in sums
        whole = whole and all(_sha256(aside / name) == sha for name, sha in sums.items())
    except (OSError, tarfile.TarError, ValueError, KeyError) as error:
        raise BackupBad(f"{file.name} is not a whole backup.") from error
    if not whole or not _is_sound(aside / RECORD):
        raise BackupBad(f"{file.name} is damaged: its contents are not those that were saved.")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_sound(record: Path) -> bool:
    with closing(open_for_reading(record)) as connection:
        return [row[0] for row in connection.execute("PRAGMA integrity_check")] == ["ok"]


def _held_now(settings: Settings) -> tuple[Publication, ...]:
    try:
        return View(settings.record_path, Audience.STAFF, curating=True).publications()
    except RecordMissing:
        return ()


def _put_files(settings: Settings, aside: Path) -> None:
    folders = ((name, folder) for name, folder, _ in _folders(settings))
    for name, target in (("files", settings.files_dir), *folders):
        source = aside / name
        target.mkdir(parents=True, exist_ok=True)
        for path in sorted(source.glob("*")):
            # What is there is newer: the trail goes on, and a list of today stays.
            if not (target / path.name).exists():
                path.replace(target / path.name)


def _put_record(settings: Settings, copy: Path) -> None:
    # Copied into the file that is there, so that a service that has it open reads the new pages.
    revision = _revision(settings.record_path)
    open_for_writing(settings.record_path).close()
    source, target = sqlite3.connect(copy), sqlite3.connect(settings.record_path)
    with closing(source), closing(target):
        source.backup(target)
    with closing(open_for_writing(settings.record_path)) as connection:
        # What a running service remembers, it remembers by revision: this one must be new.
        connection.execute(
            "INSERT INTO state VALUES ('revision', ?1) ON CONFLICT (name) "
            "DO UPDATE SET value = MAX(CAST(value AS INTEGER), ?1) + 1",
            (revision,),
        )


def _revision(path: Path) -> int:
    return View(path, Audience.PUBLIC).revision() if path.exists() else 0


def _hold(settings: Settings, held: tuple[Publication, ...]) -> None:
    """Withdraw, raise and remove again what was so before the recovery.

    A backup from before words were removed holds them, so its publication is withdrawn: restoring
    it is for somebody who removes the words again.
    """
    gone, withheld = removed_editions(settings), withheld_editions(settings)
    with Record(settings.record_path) as record:
        for sha256 in sorted(gone):
            owner = record.publication_of(sha256)
            if owner is not None:
                record.remove(owner)
        for sha256 in sorted(withheld):
            owner = record.publication_of(sha256)
            if owner is not None:
                record.withdraw(owner)
        for before in held:
            if record.has_publication(before.id):
                now = record.publication(before.id)
                held_back = _stricter(now, before)
                if held_back != now:
                    record.put(held_back)
    for sha256 in gone | withheld:
        (settings.files_dir / f"{sha256}.pdf").unlink(missing_ok=True)


def _stricter(now: Publication, before: Publication) -> Publication:
    audience = max((now.audience, before.audience), key=lambda a: a.rank)
    return replace(
        now,
        audience=audience,
        withdrawn=now.withdrawn or before.withdrawn,
        waiting=before.waiting or now.waiting,
    )
