"""Bytes are kept whole or not at all."""

import hashlib
from pathlib import Path

import pytest

from ingest import vault
from ingest.errors import Refused


def test_bytes_are_kept_under_their_hash(tmp_path: Path) -> None:
    """A kept file is the source's copy, named by its SHA-256; keeping again is no harm."""
    source = tmp_path / "a.pdf"
    source.write_bytes(b"%PDF-1.7 one")
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    for _ in range(2):
        kept = vault.keep(source, sha256, tmp_path / "files")
        assert kept.read_bytes() == b"%PDF-1.7 one"
    assert [path.name for path in (tmp_path / "files").iterdir()] == [f"{sha256}.pdf"]


def test_a_file_that_changed_is_refused(tmp_path: Path) -> None:
    """Bytes that are no longer those that were read are not stored under their name."""
    source = tmp_path / "a.pdf"
    source.write_bytes(b"%PDF-1.7 two")
    with pytest.raises(Refused):
        vault.keep(source, "0" * 64, tmp_path / "files")
    assert not list((tmp_path / "files").glob("*.pdf"))


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    """Half copies and bytes that no edition names go; named ones and others' files stay."""
    for name in ("named.pdf", "stray.pdf", "half.part", "note.txt"):
        (tmp_path / name).write_bytes(b"x")
    assert vault.sweep(tmp_path, lambda sha256: sha256 == "named") == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["named.pdf", "note.txt"]
