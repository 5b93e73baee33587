"""Removing a publication for good."""

from pathlib import Path

import pytest

from corpus.errors import NotFound
from corpus.records import Audience
from service.purge import forget_generations, purge, removed_editions
from tests.service.conftest import Library


def bytes_hold(folder: Path, word: str) -> list[str]:
    """Files of a folder that hold a word in any of the ways it may be written."""
    forms = [word.encode(), word.casefold().encode(), word.encode("utf-16-le")]
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


def test_no_byte_is_left(library: Library) -> None:
    """After removing, no file of the data directory holds a word that only that report had."""
    data = library.settings.data
    sha256 = library.runtime.view(Audience.STAFF).current_edition("staff-report").sha256
    picture = library.settings.pictures_dir / sha256 / "1-1.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"picture")
    settings = library.settings
    settings.golden_dir.mkdir()
    (settings.golden_dir / "run-20260101T000000.jsonl").write_text('{"text": "staff areas"}\n')
    assert bytes_hold(data, "staff areas")
    purge(library.settings, "staff-report")
    library.reindex()
    forget_generations(library.settings)
    assert bytes_hold(data, "staff areas") == []
    assert bytes_hold(data, "Staff report") == []
    assert not picture.exists()
    assert not (library.settings.files_dir / f"{sha256}.pdf").exists()
    assert removed_editions(library.settings) == {sha256}


def test_vectors_of_others_stay(library: Library) -> None:
    """Removing forgets the vectors of removed texts and keeps every other, so a build is quick."""
    with library.runtime.record() as record:
        before = record._connection.execute("SELECT COUNT(*) FROM vector").fetchone()[0]
    purge(library.settings, "staff-report")
    with library.runtime.record() as record:
        after = record._connection.execute("SELECT COUNT(*) FROM vector").fetchone()[0]
    assert (before, after) == (9, 6)


def test_unknown_is_refused(library: Library) -> None:
    """Removing what is not there is an error and changes nothing."""
    with pytest.raises(NotFound):
        purge(library.settings, "no-such-report")
    assert removed_editions(library.settings) == frozenset()
