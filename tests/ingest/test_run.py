"""Files come in whole, once, and one bad file stops no other."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.reader import View
from corpus.records import Audience, Kind
from ingest.run import IngestSettings, Outcome, Progress, ingest
from tests.ingest.pdfs import Sheet, lines, pdf, saved

BODY = [
    "Knife crime fell in the year, and the partnership will go on with its work in schools.",
    "The county recorded 684 offences with a knife, which is fewer than in the year before.",
]


def sheet(*more: str) -> Sheet:
    """A page of prose."""
    return Sheet(lines(72, 720, [*BODY, *more]))


def taken(folder: Path, *paths: Path, **decided: Audience | Kind) -> tuple[Outcome, ...]:
    """Ingest into a data directory inside the folder."""
    settings = IngestSettings(data=folder / "data")
    return ingest(paths, settings=settings, **decided)  # type: ignore[arg-type]


def staff(folder: Path) -> View:
    """The record as staff see it."""
    return View(folder / "data" / "record.sqlite", Audience.STAFF, curating=True)


def test_a_file_is_added_once(tmp_path: Path) -> None:
    """New bytes are added with their pages, words and passages; the same bytes do nothing."""
    path = saved(tmp_path, [sheet()])
    (added,) = taken(tmp_path, path)
    assert (added.status, added.pages, added.publication_id) == ("added", 1, "report")
    view = staff(tmp_path)
    edition = view.current_edition("report")
    assert BODY[1] in view.page(edition.sha256, 1).text.replace("\n", " ")
    assert view.passages_of(edition.sha256)
    assert (tmp_path / "data" / "files" / f"{edition.sha256}.pdf").read_bytes() == path.read_bytes()
    revision = view.revision()
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(path.read_bytes())
    assert [o.status for o in taken(tmp_path, path, copy)] == ["unchanged", "unchanged"]
    assert view.revision() == revision


def test_changed_bytes_are_a_new_edition(tmp_path: Path) -> None:
    """A file of the same name with other bytes supersedes the edition and keeps the publication."""
    taken(tmp_path, saved(tmp_path, [sheet()]))
    (updated,) = taken(tmp_path, saved(tmp_path, [sheet("A line was added.")]))
    assert (updated.status, updated.publication_id) == ("updated", "report")
    assert len(staff(tmp_path).editions("report")) == 2


def broken(folder: Path) -> list[tuple[Path, str]]:
    """Files that cannot be read, each with a word of its reason."""
    whole = pdf([sheet()])
    made = [
        ("page.pdf", b"<!DOCTYPE html><html><body>Not found</body></html>", "web page"),
        ("empty.pdf", b"", "empty"),
        ("letter.pdf", b"PK\x03\x04 word/document.xml", "Office"),
        ("noise.pdf", bytes(range(256)) * 8, "not begin"),
        ("overwritten.pdf", b"X" * 2000 + whole, "damaged"),
        ("stub.pdf", b"%PDF-1.7\n%%EOF\n", "damaged"),
        ("locked.pdf", locked(whole), "password"),
    ]
    for name, data, _ in made:
        (folder / name).write_bytes(data)
    return [(folder / name, word) for name, _, word in made]


def locked(data: bytes) -> bytes:
    """The same PDF behind a password."""
    import io

    import pypdf

    writer = pypdf.PdfWriter(io.BytesIO(data))
    writer.encrypt("secret", algorithm="AES-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_bad_files_are_refused_by_name_and_the_others_go_on(tmp_path: Path) -> None:
    """Each refusal says why and what to do; a good file beside them is read."""
    bad = broken(tmp_path)
    outcomes = taken(tmp_path, *(path for path, _ in bad), saved(tmp_path, [sheet()]))
    for (path, word), outcome in zip(bad, outcomes, strict=False):
        assert (outcome.file_name, outcome.status) == (path.name, "refused")
        assert word in outcome.reason
        assert outcome.hint
    assert outcomes[-1].status == "added"


def test_a_file_locked_with_an_empty_password_is_read(tmp_path: Path) -> None:
    """Files that only forbid printing or copying open without a password."""
    import io

    import pypdf

    writer = pypdf.PdfWriter(io.BytesIO(pdf([sheet()])))
    writer.encrypt("", owner_password="owner", algorithm="AES-128")
    path = tmp_path / "report.pdf"
    with path.open("wb") as handle:
        writer.write(handle)
    assert taken(tmp_path, path)[0].status == "added"


def test_a_folder_is_walked_and_progress_told(tmp_path: Path) -> None:
    """Every PDF below a folder is taken in order of names; progress ends with all files done."""
    inbox = tmp_path / "inbox" / "2024"
    inbox.mkdir(parents=True)
    saved(inbox, [sheet()], "b.pdf")
    saved(inbox, [sheet("Other.")], "a.PDF")
    (inbox / "notes.txt").write_text("no report")
    told: list[Progress] = []
    settings = IngestSettings(data=tmp_path / "data")
    outcomes = ingest([tmp_path / "inbox"], settings=settings, progress=told.append)
    assert [outcome.file_name for outcome in outcomes] == ["a.PDF", "b.pdf"]
    assert (told[-1].files_done, told[-1].files, told[-1].pages_done) == (2, 2, 2)
    assert told[-1].seconds_left == 0.0


def test_a_marked_file_is_for_staff(tmp_path: Path) -> None:
    """A protective marking keeps a file from the public, and the outcome says so."""
    marked = Sheet(lines(220, 800, ["OFFICIAL-SENSITIVE"]) + sheet().content)
    (outcome,) = taken(tmp_path, saved(tmp_path, [marked, marked, marked]))
    assert staff(tmp_path).publication(outcome.publication_id).audience is Audience.STAFF
    assert "OFFICIAL-SENSITIVE" in outcome.reason


def test_a_public_id_tells_nothing_of_hidden_ones(tmp_path: Path) -> None:
    """A public file is taken in under the same id whether or not a hidden one has its name."""
    for folder, hidden_first in ((tmp_path / "a", True), (tmp_path / "b", False)):
        folder.mkdir()
        if hidden_first:
            (hidden,) = taken(folder, saved(folder, [sheet("Secret.")]), audience=Audience.STAFF)
            assert hidden.publication_id.startswith("report-")
        (open_,) = taken(folder, saved(folder, [sheet()]), audience=Audience.PUBLIC)
        assert (open_.status, open_.publication_id) == ("added", "report")
        public = View(folder / "data" / "record.sqlite", Audience.PUBLIC)
        assert [p.id for p in public.publications()] == ["report"]
        assert len(public.editions("report")) == 1


def test_decisions_of_the_command_are_kept(tmp_path: Path) -> None:
    """Audience and kind given by a person are stored as staff's decision."""
    path = saved(tmp_path, [sheet()])
    (outcome,) = taken(tmp_path, path, audience=Audience.PARTNER, kind=Kind.STRATEGY)
    publication = staff(tmp_path).publication(outcome.publication_id)
    assert (publication.audience, publication.kind) == (Audience.PARTNER, Kind.STRATEGY)
    decided = {fact.name for fact in publication.facts if fact.found_in == "staff"}
    assert decided == {"audience", "kind"}


def _damaged(data: bytes, seed: int) -> bytes:
    """The same bytes with some flipped and the end cut off, by a fixed rule."""
    out = bytearray(data[: len(data) - (seed * 37) % (len(data) // 2)])
    for step in range(20):
        at = (seed * 7919 + step * 104729) % len(out)
        out[at] ^= 1 + (seed + step) % 255
    return b"%PDF-1.7\n" + bytes(out[9:])


@pytest.mark.parametrize("seed", range(6))
def test_no_damage_ends_more_than_its_own_file(tmp_path: Path, seed: int) -> None:
    """Truncated files with flipped bytes are read or refused; nothing else happens."""
    path = tmp_path / "hurt.pdf"
    path.write_bytes(_damaged(pdf([sheet(), sheet(), sheet()]), seed))
    good = saved(tmp_path, [sheet("Whole.")], "whole.pdf")
    outcomes = taken(tmp_path, path, good)
    assert outcomes[0].status in {"added", "refused"}
    assert outcomes[1].status == "added"


def _started(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    script = (
        "import sys; from pathlib import Path; from ingest.run import IngestSettings, ingest;"
        "ingest([Path(sys.argv[2])], settings=IngestSettings(data=Path(sys.argv[1])))"
    )
    return subprocess.Popen([sys.executable, "-c", script, *arguments])


def test_a_killed_run_leaves_nothing_half_done(tmp_path: Path) -> None:
    """After a kill in the middle every edition is whole, and the next run takes in the rest."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(6):
        saved(inbox, [sheet(f"Report {number}.")] * 3, f"{number}.pdf")
    process = _started([str(tmp_path / "data"), str(inbox)])
    files = tmp_path / "data" / "files"
    until = time.monotonic() + 600
    while time.monotonic() < until and len(list(files.glob("*.pdf"))) < 2:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    for publication in staff(tmp_path).publications():
        edition = staff(tmp_path).current_edition(publication.id)
        assert len(staff(tmp_path).pages(edition.sha256)) == edition.page_count == 3
        assert (files / f"{edition.sha256}.pdf").exists()
    outcomes = taken(tmp_path, inbox)
    assert {outcome.status for outcome in outcomes} <= {"added", "unchanged"}
    assert len(staff(tmp_path).publications()) == 6
    assert len(list(files.iterdir())) == 6
