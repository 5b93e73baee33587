"""The record takes whole editions or nothing, and keeps what people decided."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import NotFound, RecordNewer
from corpus.reader import View
from corpus.records import Audience, Fact
from corpus.schema import VERSION, open_for_writing
from corpus.store import Record
from tests.conftest import made_edition, made_publication


def test_an_edition_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    """One edition is one transaction: a passage stored twice takes the whole edition back."""
    path = tmp_path / "record.sqlite"
    publication = made_publication("broken")
    read = made_edition(publication, "One page.")
    with Record(path) as record:
        with pytest.raises(Exception, match="UNIQUE"):
            record.add(publication, replace(read, passages=read.passages * 2))
        assert not record.has_publication("broken")
        assert record.publication_of(read.edition.sha256) is None
    assert View(path, Audience.STAFF).revision() == 0


def test_reading_back_gives_what_was_stored(tmp_path: Path) -> None:
    """Pages, words, blocks and passages come back equal to what was added."""
    publication = made_publication("whole")
    read = made_edition(publication, "First page.", "Second page.")
    with Record(tmp_path / "record.sqlite") as record:
        record.add(publication, read)
    view = View(tmp_path / "record.sqlite", Audience.PUBLIC)
    sha256 = read.edition.sha256
    assert view.publication("whole") == publication
    assert view.edition(sha256) == read.edition
    assert view.pages(sha256) == read.pages
    assert view.blocks(sha256) == read.blocks
    assert view.passages_of(sha256) == read.passages
    assert [word.start for word in view.words(sha256, 1)] == [0, 6]


def test_a_new_edition_becomes_current_and_the_old_stays(tmp_path: Path) -> None:
    """Passages of a former edition are still read, but no longer indexed."""
    publication = made_publication("twice")
    old, new = (made_edition(publication, text) for text in ("Old words.", "New words."))
    with Record(tmp_path / "record.sqlite") as record:
        record.add(publication, old)
        record.add(publication, new)
    view = View(tmp_path / "record.sqlite", Audience.PUBLIC)
    assert view.current_edition("twice").sha256 == new.edition.sha256
    assert [p.text for _, p in view.current_passages()] == ["New words."]
    assert view.passage(old.passages[0].id).text == "Old words."


def test_what_staff_decided_is_not_overwritten(tmp_path: Path) -> None:
    """A fact found by reading never replaces one set by a person."""
    said = Fact("title", "The right title", "staff", 1.0)
    found = Fact("title", "DRAFT_v3", "metadata", 0.4)
    publication = made_publication("titled")
    with Record(tmp_path / "record.sqlite") as record:
        record.put(replace(publication, facts=(said,)))
        record.put(replace(publication, facts=(found,)))
        assert record.facts("titled") == (said,)


def test_removed_words_leave_the_file(tmp_path: Path) -> None:
    """After removal no byte of the publication's words is left in the record's files."""
    publication = made_publication("purged")
    with Record(tmp_path / "record.sqlite") as record:
        record.add(publication, made_edition(publication, "Zanzibarquux was here."))
        removed = record.remove("purged")
        record.checkpoint()
    assert len(removed) == 1
    for path in tmp_path.iterdir():
        assert b"Zanzibarquux" not in path.read_bytes()


def test_removing_what_is_not_there_is_refused(tmp_path: Path) -> None:
    """Removal of an unknown id is an error and changes nothing."""
    with Record(tmp_path / "record.sqlite") as record, pytest.raises(NotFound):
        record.remove("nothing")


def test_a_record_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    """A file of a later version is refused rather than damaged."""
    path = tmp_path / "record.sqlite"
    connection = open_for_writing(path)
    connection.execute(f"PRAGMA user_version={VERSION + 1}")
    connection.close()
    with pytest.raises(RecordNewer):
        Record(path)
