"""Checking finds what is wrong and only that; rebuilding loses nothing."""

import shutil

from corpus.records import Audience
from index.hits import Query
from tests.service.cli.conftest import Vru, told
from tests.service.conftest import Library


def test_a_whole_library_has_no_faults(vru: Vru) -> None:
    """Record, files and index that agree give exit code 0 and no fault."""
    assert told(vru("check", "--json")) == {"ok": True, "faults": []}


def test_a_changed_file_is_found(vru: Vru, library: Library) -> None:
    """Bytes that are not those that were read are a fault, with exit code 1."""
    path = sorted(library.settings.files_dir.glob("*.pdf"))[0]
    path.write_bytes(path.read_bytes() + b"x")
    done = vru("check", "--json")
    assert done.exit_code == 1
    assert "other bytes" in done.stdout


def test_a_damaged_index_is_found_and_mended(vru: Vru, library: Library) -> None:
    """A generation's file that changed is a fault; rebuilding mends it."""
    folder = library.settings.generations_dir / "public"
    current = folder / (folder / "CURRENT").read_text().strip()
    victim = sorted(current.glob("*.npy"))[0]
    victim.write_bytes(victim.read_bytes()[:-1] + b"\x00\x01")
    assert vru("check").exit_code == 1
    assert vru("rebuild").exit_code == 0
    assert vru("check").exit_code == 0


def test_rebuilding_gives_the_same_hits(vru: Vru, library: Library) -> None:
    """The index is a shadow: thrown away and built again it finds the same."""
    query = Query("robbery", Audience.STAFF)
    before = library.runtime.search(query).hits
    shutil.rmtree(library.settings.generations_dir)
    assert vru("rebuild").exit_code == 0
    assert library.runtime.search(query).hits == before


def test_rebuilding_leaves_a_running_service_its_index(vru: Vru, library: Library) -> None:
    """The index is made anew aside: a searcher that is open goes on finding the same."""
    query = Query("robbery", Audience.STAFF)
    before = library.runtime.search(query).hits
    name = (library.settings.generations_dir / "staff" / "CURRENT").read_text()
    assert vru("rebuild").exit_code == 0
    assert (library.settings.generations_dir / "staff" / "CURRENT").read_text() == name
    assert library.runtime.search(query).hits == before


def test_bytes_left_by_a_killed_ingest_are_no_fault(vru: Vru, library: Library) -> None:
    """A file that no edition names is mentioned, and the exit code stays 0."""
    (library.settings.files_dir / f"{'0' * 64}.pdf").write_bytes(b"%PDF-")
    done = vru("check", "--json")
    assert done.exit_code == 0
    assert "belongs to no edition" in done.stdout
