"""A view shows one audience its own and what lies below, and nothing else."""

import sqlite3
from pathlib import Path

import pytest

from corpus import schema
from corpus.errors import NotFound, RecordMissing
from corpus.reader import View
from corpus.records import Audience
from corpus.store import Record


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.PUBLIC, {"public-report"}),
        (Audience.PARTNER, {"public-report", "partner-report"}),
        (Audience.STAFF, {"public-report", "partner-report", "staff-report"}),
    ],
)
def test_each_audience_sees_its_own_and_below(
    record_path: Path, audience: Audience, seen: set[str]
) -> None:
    """Publications and passages alike follow the order public, partner, staff."""
    view = View(record_path, audience)
    assert {p.id for p in view.publications()} == seen
    assert {p.id for p, _ in view.current_passages()} == seen


def test_the_hidden_answers_as_what_never_was(record_path: Path) -> None:
    """Every door gives a public caller the same error for a staff report as for none at all."""
    staff, public = View(record_path, Audience.STAFF), View(record_path, Audience.PUBLIC)
    sha256 = staff.current_edition("staff-report").sha256
    passage = staff.passages_of(sha256)[0].id
    doors = [
        (public.publication, ("staff-report",), ("never-report",)),
        (public.editions, ("staff-report",), ("never-report",)),
        (public.edition, (sha256,), ("0" * 64,)),
        (public.page, (sha256, 1), ("0" * 64, 1)),
        (public.pages, (sha256,), ("0" * 64,)),
        (public.words, (sha256, 1), ("0" * 64, 1)),
        (public.blocks, (sha256,), ("0" * 64,)),
        (public.passage, (passage,), ("0" * 10,)),
        (public.passages_of, (sha256,), ("0" * 64,)),
    ]
    for door, hidden, absent in doors:
        told = []
        for arguments in (hidden, absent):
            with pytest.raises(NotFound) as caught:
                door(*arguments)
            told.append(str(caught.value).replace(str(arguments[0]), "X"))
        assert told[0] == told[1]


def test_withdrawal_holds_at_once(record_path: Path) -> None:
    """A view that is already open stops showing what is withdrawn, and shows it when restored."""
    view = View(record_path, Audience.PUBLIC)
    with Record(record_path) as record:
        record.withdraw("public-report")
        with pytest.raises(NotFound):
            view.publication("public-report")
        assert View(record_path, Audience.STAFF, curating=True).publication("public-report")
        record.withdraw("public-report", withdrawn=False)
    assert view.publication("public-report").title == "Public report"


def test_only_staff_can_curate(record_path: Path) -> None:
    """Asking for the curating view as the public gives the public's view."""
    with Record(record_path) as record:
        record.withdraw("public-report")
    assert View(record_path, Audience.PUBLIC, curating=True).publications() == ()


def test_passages_come_in_the_order_asked(record_path: Path) -> None:
    """Unknown and hidden ids are left out, the rest keeps the caller's order."""
    staff = View(record_path, Audience.STAFF)
    ids = [passage.id for _, passage in staff.current_passages()]
    asked = [*reversed(ids), "unknown"]
    seen = View(record_path, Audience.PUBLIC).passages(asked)
    assert [p.id for p in staff.passages(asked)] == list(reversed(ids))
    assert {p.text.split()[-2] for p in seen} <= {"public"} | {"public", "report."}


def test_pages_are_read_together_as_one_by_one(record_path: Path) -> None:
    """Pages asked for at once are those asked for singly; hidden and absent ones are left out."""
    staff, public = View(record_path, Audience.STAFF), View(record_path, Audience.PUBLIC)
    hidden = staff.current_edition("staff-report").sha256
    seen = public.current_edition("public-report").sha256
    pages = public.pages_at({(seen, 1), (seen, 2), (seen, 99), (hidden, 1), ("0" * 64, 1)})
    assert pages == {(seen, 1): public.page(seen, 1), (seen, 2): public.page(seen, 2)}
    assert public.pages_at(()) == {}


def test_no_record_is_said_so(tmp_path: Path) -> None:
    """Opening a record that was never made names the command that makes one."""
    with pytest.raises(RecordMissing) as caught:
        View(tmp_path / "record.sqlite", Audience.PUBLIC)
    assert "vru ingest" in caught.value.hint


def test_one_page_gives_what_touches_it(record_path: Path) -> None:
    """Blocks and passages asked for by page are exactly those with words on that page."""
    view = View(record_path, Audience.PUBLIC)
    edition = view.current_edition("public-report")
    for page in range(1, edition.page_count + 1):
        for door in (view.blocks, view.passages_of):
            found = door(edition.sha256, page=page)
            every = door(edition.sha256)
            assert found == tuple(i for i in every if any(s.page == page for s in i.spans))
            assert 0 < len(found) < len(every)


@pytest.mark.parametrize("has_log", [False, True])
def test_a_disk_that_cannot_be_written_is_read(
    record_path: Path, monkeypatch: pytest.MonkeyPatch, has_log: bool
) -> None:
    """Where no log can be made beside it the record is read as it is, but never without its log."""
    opened = schema._opened_for_reading

    def on_a_read_only_disk(path: Path, how: str) -> sqlite3.Connection:
        if how == "mode=ro":
            raise sqlite3.OperationalError("unable to open database file")
        return opened(path, how)

    monkeypatch.setattr(schema, "_opened_for_reading", on_a_read_only_disk)
    if has_log:
        record_path.with_name(f"{record_path.name}-wal").write_bytes(b"a log")
        with pytest.raises(sqlite3.OperationalError):
            View(record_path, Audience.PUBLIC)
    else:
        view = View(record_path, Audience.PUBLIC)
        assert [p.id for p in view.publications()] == ["public-report"]
