"""Workers are children of a process that has the reader loaded and opens no file itself."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.handover import Job, Reading, unpacked
from ingest.limits import READ
from tests.ingest.pdfs import saved, text


@contextmanager
def nursery() -> Iterator["subprocess.Popen[str]"]:
    """A nursery to speak to, ended afterwards."""
    command = [sys.executable, "-m", "ingest.nursery"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, bufsize=1) as process:
        try:
            yield process
        finally:
            process.kill()


def told(process: "subprocess.Popen[str]", line: str) -> list[int]:
    """What the nursery says when the worker of a line has ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{line}\n")
    return [int(figure) for figure in process.stdout.readline().split()]


def test_each_line_is_a_worker(tmp_path: Path) -> None:
    """One line, one worker: its result lies where the job says, its end and memory are told."""
    path = saved(tmp_path, [text(72, 720, "Knife crime fell")])
    job = Job("read", str(path), "a" * 64, out=str(tmp_path / "out"), file_name=path.name)
    job.save(tmp_path / "job.json")
    with nursery() as process:
        for _ in range(2):
            Path(job.out).unlink(missing_ok=True)
            code, peak_bytes = told(process, f"read {tmp_path / 'job.json'}")
            reading = unpacked(Path(job.out).read_bytes())
            assert isinstance(reading, Reading)
            assert (code, reading.pages[0].text) == (0, "Knife crime fell")
            assert 1 << 20 < peak_bytes < 1 << 30


def test_a_workers_failure_is_told(tmp_path: Path) -> None:
    """What a worker cannot do is told as its exit code, and the nursery bears the next."""
    with nursery() as process:
        assert told(process, "dance at dawn")[0] == 2
        assert told(process, f"read {tmp_path / 'none.json'}")[0] == 1
        assert process.poll() is None


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells a child of its parent's end.")
def test_a_worker_dies_with_its_nursery(tmp_path: Path) -> None:
    """Whoever kills the nursery has killed the worker too."""
    job = tmp_path / "job.json"
    os.mkfifo(job)  # the worker waits to be told its job
    with nursery() as process:
        assert process.stdin is not None
        process.stdin.write(f"read {job}\n")
        with job.open("wb") as held:  # opens once the worker has opened it to read
            process.kill()
            left = select.poll()
            left.register(held, select.POLLERR)
            assert left.poll(60_000), "the worker reads on"


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux shows another process's limits.")
def test_a_worker_is_bound_and_its_nursery_is_not(tmp_path: Path) -> None:
    """While it reads, a worker has the time and memory of one file; it cannot lift them."""
    seen = tmp_path / "seen"
    os.mkfifo(seen)  # the worker waits for what OCR has seen
    pdf = saved(tmp_path, [text(72, 720, "Knife crime fell")])
    job = Job("read", str(pdf), "a" * 64, out=str(tmp_path / "out"), file_name="slow.pdf")
    replace(job, ocr=str(seen)).save(tmp_path / "job.json")
    with nursery() as process:
        assert process.stdin is not None
        process.stdin.write(f"read {tmp_path / 'job.json'}\n")
        with seen.open("wb"):  # opens once the worker has opened it to read
            parent = Path(f"/proc/{process.pid}")
            (worker,) = (parent / f"task/{process.pid}/children").read_text().split()
            bound, free = limits_of(Path(f"/proc/{worker}")), limits_of(parent)
    assert bound["Max cpu time"][0] == str(READ.cpu_seconds(0))
    assert bound["Max address space"] == [str(READ.memory_bytes)] * 2
    assert free["Max address space"][0] == "unlimited"


def limits_of(process: Path) -> dict[str, list[str]]:
    """Soft and hard limit of a running process by the kernel's names."""
    lines = (process / "limits").read_text().splitlines()[1:]
    return {line[:26].strip(): line[26:].split()[:2] for line in lines}
