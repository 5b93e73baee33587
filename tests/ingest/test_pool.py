"""A worker's end is told for what it is, and its result is not trusted."""

import pickle
import signal
import threading
from pathlib import Path

import pytest

from ingest.errors import Damaged, Encrypted, TooHungry, TooSlow
from ingest.handover import Job, Refusal
from ingest.limits import READ, Limits
from ingest.pool import Ended, Workers, refusal_of
from tests.ingest.pdfs import saved, text


def job(folder: Path, task: str = "read") -> Job:
    """A job for a small file."""
    path = saved(folder, [text(72, 720, "Knife crime fell")])
    return Job(task, str(path), "a" * 64, out=str(folder / "out"), file_name=path.name)


def test_a_worker_reads(tmp_path: Path) -> None:
    """The reading of a child process comes back whole."""
    reading = Workers().read(job(tmp_path))
    assert reading.pages[0].text == "Knife crime fell"
    assert {fact.name for fact in reading.facts} >= {"title", "kind"}


@pytest.mark.parametrize(
    ("ended", "kind"),
    [
        (Ended(-signal.SIGXCPU, 0), TooSlow),
        (Ended(-signal.SIGKILL, 0), TooSlow),
        (Ended(-signal.SIGABRT, READ.memory_bytes), TooHungry),
        (Ended(-signal.SIGSEGV, 1 << 20), Damaged),
        (Ended(1, 1 << 20), Damaged),
    ],
)
def test_each_end_has_its_reason(ended: Ended, kind: type[Exception]) -> None:
    """Out of time, out of memory and a crash are told apart."""
    assert type(refusal_of(ended, READ)) is kind


def test_a_late_worker_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that outlasts its clock is killed from outside."""
    monkeypatch.setattr("ingest.pool.READ", Limits(0.0, -1.0, 1 << 30))
    with pytest.raises(TooSlow):
        Workers().read(job(tmp_path, "read"))


def test_stopping_ends_what_runs(tmp_path: Path) -> None:
    """After `stop` no worker goes on."""
    workers = Workers()
    threading.Timer(0.05, workers.stop).start()
    workers.stop()
    with pytest.raises(TooSlow):
        workers.read(job(tmp_path))


def test_refusals_cross_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the worker's is raised here as the same kind, in the same words."""

    def refused(self: Workers, job: Job, out: Path, limits: Limits) -> Ended:
        out.write_bytes(pickle.dumps(Refusal("Encrypted", "It needs a password.")))
        return Ended(0, 0)

    monkeypatch.setattr(Workers, "_run", refused)
    with pytest.raises(Encrypted, match="needs a password"):
        Workers().read(job(tmp_path))


def test_a_strangers_pickle_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result that names anything but our nouns is refused, and nothing of it is called."""

    def hostile(self: Workers, job: Job, out: Path, limits: Limits) -> Ended:
        call = b"cos\nsystem\n(S'touch " + str(tmp_path / "owned").encode() + b"'\ntR."
        out.write_bytes(call)
        return Ended(0, 0)

    monkeypatch.setattr(Workers, "_run", hostile)
    with pytest.raises(Damaged):
        Workers().read(job(tmp_path))
    assert not (tmp_path / "owned").exists()
