"""A watched folder: what settles is taken once and moved aside."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.intake.watch import sweep


@dataclass(frozen=True)
class Said:
    """What became of one file."""

    file_name: str
    status: str
    reason: str
    hint: str
    origin: str


def taker(*, refused: set[str]) -> Callable[[list[Path]], list[Said]]:
    """Takes everything but the names in `refused`."""

    def take(paths: list[Path]) -> list[Said]:
        return [
            Said(p.name, "refused", "It is damaged.", "Ask again.", str(p))
            if p.name in refused
            else Said(p.name, "added", "", "", str(p))
            for p in paths
        ]

    return take


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with what people drop, and what their programs leave."""
    for name in ("a.pdf", "b.eml", "deep/c.PDF", "notes.txt", ".a.pdf", "~$d.pdf", "done/old.pdf"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"bytes")
    (tmp_path / "empty.pdf").touch()
    return tmp_path


def test_what_was_taken_goes_to_done_and_what_was_not_to_refused(inbox: Path) -> None:
    """Each file is moved once, a refused one with its reason beside it."""
    said = sweep(inbox, taker(refused={"b.eml"}), settle_seconds=0)
    assert [s.file_name for s in said] == ["a.pdf", "b.eml", "c.PDF"]
    assert {p.name for p in (inbox / "done").iterdir()} == {"old.pdf", "a.pdf", "c.PDF"}
    assert (inbox / "refused" / "b.eml.reason.txt").read_text() == (
        "b.eml: It is damaged. Ask again.\n"
    )
    assert sweep(inbox, taker(refused=set()), settle_seconds=0) == ()


def test_a_file_still_growing_is_left_for_the_next_look(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file whose size changes between two glances is not read yet."""

    def grow(seconds: float) -> None:
        (inbox / "a.pdf").write_bytes(b"more bytes")

    monkeypatch.setattr("ingest.intake.watch.time.sleep", grow)
    said = sweep(inbox, taker(refused=set()))
    assert [s.file_name for s in said] == ["b.eml", "c.PDF"]
    assert (inbox / "a.pdf").exists()


def test_a_name_already_there_is_not_written_over(inbox: Path) -> None:
    """A second file of one name is numbered beside the first."""
    (inbox / "done" / "a.pdf").write_bytes(b"the first")
    sweep(inbox, taker(refused=set()), settle_seconds=0)
    assert (inbox / "done" / "a.pdf").read_bytes() == b"the first"
    assert (inbox / "done" / "a-2.pdf").read_bytes() == b"bytes"


def test_what_could_not_be_taken_stays(inbox: Path) -> None:
    """When taking fails as a whole, nothing is moved and the next look tries again."""

    def fail(paths: list[Path]) -> list[Said]:
        raise OSError("The disk is full.")

    with pytest.raises(OSError, match="full"):
        sweep(inbox, fail, settle_seconds=0)
    assert (inbox / "a.pdf").exists()
