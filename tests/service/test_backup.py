"""Backups and their recovery."""

import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.records import Audience
from service.backup import back_up, recover
from service.errors import BackupBad
from service.golden import Golden
from service.purge import purge
from service.settings import Settings
from tests.service.conftest import Library


def seen(settings: Settings, audience: Audience) -> list[str]:
    """Ids that an audience sees, by a fresh look at the record."""
    from corpus.reader import View

    return sorted(p.id for p in View(settings.record_path, audience).publications())


def test_a_backup_brings_everything_back(library: Library, tmp_path: Path) -> None:
    """Recovered into an empty directory, record, files and keys are those that were saved."""
    headers = library.key(Audience.STAFF)
    back_up(library.settings, tmp_path / "saved.tar")
    fresh = Settings(data=tmp_path / "fresh")
    recover(fresh, tmp_path / "saved.tar")
    assert seen(fresh, Audience.STAFF) == seen(library.settings, Audience.STAFF)
    names = {path.name for path in library.settings.files_dir.iterdir()}
    assert {path.name for path in fresh.files_dir.iterdir()} == names
    from service.access.keys import KeyStore

    secret = headers["Authorization"].removeprefix("Bearer ")
    assert KeyStore(fresh.access_path).good(secret)


def test_what_staff_wrote_comes_back(library: Library, tmp_path: Path) -> None:
    """Golden questions and lists of one's own are saved; a list that is there is not replaced."""
    settings = library.settings
    Golden(settings).add("How many robberies were there?")
    for name in ("synonyms.toml", "places.toml"):
        (settings.data / name).write_text("# saved\n")
    back_up(settings, tmp_path / "saved.tar")
    fresh = Settings(data=tmp_path / "fresh")
    fresh.data.mkdir()
    (fresh.data / "places.toml").write_text("# newer\n")
    recover(fresh, tmp_path / "saved.tar")
    assert Golden(fresh).questions() == Golden(settings).questions() != ()
    assert (fresh.data / "synonyms.toml").read_text() == "# saved\n"
    assert (fresh.data / "places.toml").read_text() == "# newer\n"


def test_one_changed_byte_is_refused(library: Library, tmp_path: Path) -> None:
    """A backup with one byte changed replaces nothing."""
    saved = tmp_path / "saved.tar"
    back_up(library.settings, saved)
    with tarfile.open(saved) as archive:
        info = archive.getmember("record.sqlite")
    content = bytearray(saved.read_bytes())
    content[info.offset_data + info.size // 2] ^= 1
    saved.write_bytes(bytes(content))
    with pytest.raises(BackupBad):
        recover(Settings(data=tmp_path / "fresh"), saved)
    assert not (tmp_path / "fresh" / "record.sqlite").exists()


def test_a_record_is_not_replaced_unasked(library: Library, tmp_path: Path) -> None:
    """Recovering over a record needs to be forced."""
    back_up(library.settings, tmp_path / "saved.tar")
    with pytest.raises(BackupBad, match="already"):
        recover(library.settings, tmp_path / "saved.tar")


def test_recovery_never_loosens(library: Library, tmp_path: Path) -> None:
    """What was withdrawn, raised or removed since the backup stays so after recovering it."""
    back_up(library.settings, tmp_path / "saved.tar")
    with library.runtime.record() as record:
        record.withdraw("public-report")
        record.put(replace(record.publication("partner-report"), audience=Audience.STAFF))
    purge(library.settings, "staff-report")
    recover(library.settings, tmp_path / "saved.tar", force=True)
    assert seen(library.settings, Audience.PUBLIC) == []
    assert seen(library.settings, Audience.PARTNER) == []
    assert seen(library.settings, Audience.STAFF) == ["partner-report"]
    # A service that had the record open all the while sees the same.
    assert library.client.get("/api/v1/publications/public-report").status_code == 404
