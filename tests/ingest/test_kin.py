"""Near copies noted in the record, each audience's from what it may see alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.records import Audience, Publication
from corpus.store import Record
from ingest.kin import SKETCHES, Kinfolk
from tests.conftest import made_edition, made_publication
from tests.ingest.test_families import FULL


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the record is."""
    return tmp_path / "record.sqlite"


def stored(record: Record, name: str, pages: list[str], **facts: object) -> Publication:
    """A publication put into the record."""
    publication = made_publication(name, **facts)
    record.add(publication, made_edition(publication, *pages))
    return publication


def settled(record: Record, path: Path, publication: Publication, pages: list[str]) -> list[str]:
    """What the publications to be stored are near copies of: `id > id` for each."""
    sha256 = made_edition(publication, *pages).edition.sha256
    found = Kinfolk(record, path).settled(publication, sha256, pages)
    return [f"{p.id} > {p.near_copy_of}" for p in found]


def test_a_copy_is_noted_and_its_sketch_kept(path: Path) -> None:
    """A new cover makes a near copy; its sketch is cached for the next run."""
    with Record(path) as record:
        stored(record, "full", FULL)
        copy = made_publication("copy")
        assert settled(record, path, copy, ["New cover.", *FULL]) == ["copy > full"]
        sha256 = bytes.fromhex(made_edition(copy, "New cover.", *FULL).edition.sha256)
        assert set(record.vectors(SKETCHES, [sha256])) == {sha256}


def test_a_full_report_marks_the_summary_that_came_before(path: Path) -> None:
    """Whichever comes first, the summary is said to be a part of its report."""
    with Record(path) as record:
        stored(record, "summary", FULL[:3])
        new = made_publication("full")
        assert settled(record, path, new, FULL) == ["full > ", "summary > full"]


def test_a_copy_of_a_copy_is_led_to_the_first(path: Path) -> None:
    """Near copies all point at one publication, so that a list folds them into one."""
    with Record(path) as record:
        first = stored(record, "full", FULL[1:])
        stored(record, "a-copy", FULL, near_copy_of=first.id)
        assert settled(record, path, made_publication("third"), FULL) == ["third > full"]


def test_what_is_public_never_hangs_on_what_is_hidden(path: Path) -> None:
    """A public copy of a staff report stands alone; a staff copy of a public one does not."""
    with Record(path) as record:
        stored(record, "hidden", FULL, audience=Audience.STAFF)
        public = made_publication("open")
        assert settled(record, path, public, ["Cover.", *FULL]) == ["open > "]
        stored(record, "leaflet", FULL[:3])
        staff = made_publication("inside", audience=Audience.STAFF)
        assert settled(record, path, staff, ["Cover.", *FULL])[0] == "inside > hidden"


def test_a_new_edition_is_not_its_own_copy(path: Path) -> None:
    """Reading a publication again compares it with the others only."""
    with Record(path) as record:
        old = stored(record, "full", FULL)
        again = replace(old, title="Full, second edition")
        assert settled(record, path, again, ["New cover.", *FULL]) == ["full > "]
