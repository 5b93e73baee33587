"""A worker's end is told for what it is, and its result is not trusted."""

import os
import pickle
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import Damaged, Encrypted, TooHungry, TooSlow
from ingest.handover import Job, Refusal
from ingest.limits import READ, Limits
from ingest.pool import Ended, Workers, refusal_of
from tests.ingest.pdfs import saved, text


def job(folder: Path) -> Job:
    """A job for a small file."""
    path = saved(folder, [text(72, 720, "Knife crime fell")])
    return Job("read", str(path), "a" * 64, out=str(folder / "out"), file_name=path.name)


def endless(folder: Path) -> Job:
    """A job that never ends by itself: its file is a pipe into which nobody writes."""
    pipe = folder / "endless.pdf"
    os.mkfifo(pipe)
    return replace(job(folder), pdf=str(pipe))


def test_a_worker_reads(tmp_path: Path) -> None:
    """The reading of a child process comes back whole."""
    with Workers() as workers:
        reading = workers.read(job(tmp_path))
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
    monkeypatch.setattr("ingest.pool.READ", Limits(-1.0, 0.0, 1 << 30))
    with Workers() as workers:
        with pytest.raises(TooSlow):
            workers.read(endless(tmp_path))
        monkeypatch.setattr("ingest.pool.READ", READ)
        assert workers.read(job(tmp_path)).pages, "the next file is read all the same"


def test_stopping_ends_what_runs(tmp_path: Path) -> None:
    """After `stop` no worker goes on."""
    with Workers() as workers:
        workers.stop()
        with pytest.raises(TooSlow):
            workers.read(endless(tmp_path))


def test_threads_read_beside_each_other(tmp_path: Path) -> None:
    """Each thread's files are read by workers of its own, one after the other."""
    jobs = [job(tmp_path / name) for name in "abcdef" if not (tmp_path / name).mkdir()]
    with Workers() as workers, ThreadPoolExecutor(2) as pool:
        texts = [reading.pages[0].text for reading in pool.map(workers.read, jobs)]
    assert texts == ["Knife crime fell"] * 6


def test_a_crash_reaches_no_other_file(tmp_path: Path) -> None:
    """A worker that dies is told as damage, and the next file of the thread is read."""
    with Workers() as workers:
        with pytest.raises(Damaged):
            workers.read(replace(job(tmp_path), task="dance"))
        assert workers.read(job(tmp_path)).pages


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
