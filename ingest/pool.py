"""Worker processes: started, watched, killed when late, and their results taken over safely.

Nothing a file does reaches further than its own worker. Results come back in a file and are
unpickled with our own nouns alone, so that even a worker under a stranger's control could not
make this process run anything. Does not know the record.
"""

import contextlib
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from ingest.errors import BY_NAME, Damaged, Refused, TooHungry, TooSlow
from ingest.handover import NONSENSE, Job, Reading, Refusal, Seen, unpacked
from ingest.limits import OCR, READ, Limits

POLL_SECONDS = 0.05
"""How often the clock is looked at while a worker works; its end is heard at once."""

LATE = frozenset({-signal.SIGXCPU, -signal.SIGKILL})


@dataclass(frozen=True, slots=True)
class Ended:
    """How a worker ended: exit code (negative for a signal) and the most memory it held."""

    code: int
    peak_bytes: int


class Workers:
    """Has files read by workers and can stop them all; one for each run, closed at its end."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        # The kernel ends a nursery with the thread that started it: each thread has its own.
        self._own = threading.local()
        self._nurseries: list[Nursery] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for nursery in self._nurseries:
            nursery.close()

    def stop(self) -> None:
        """Kill what runs and start nothing more."""
        self._stopped.set()

    def read(self, job: Job) -> Reading:
        """Read one file: by pdfium, by pypdf where that fails, and by OCR where text is missing.

        *Raises*: Refused and below.
        """
        with tempfile.TemporaryDirectory(prefix="vru-read-") as folder:
            place = Path(folder)
            try:
                reading = self._reading(replace(job, out=str(place / "first")))
            except Damaged:
                job = replace(job, reader="pypdf")
                reading = self._reading(replace(job, out=str(place / "second")))
            if not reading.wanted_ocr or job.reader == "pypdf":
                return reading
            seen = self._seen(job, place / "seen", reading.wanted_ocr)
            if seen is None:
                return reading
            again = replace(job, ocr=str(seen), out=str(place / "again"))
            return self._reading(again)

    def _reading(self, job: Job) -> Reading:
        result = self._result(job, READ)
        if not isinstance(result, Reading):
            raise Damaged(NONSENSE)
        return result

    def _seen(self, job: Job, out: Path, pages: tuple[int, ...]) -> Path | None:
        """Read pages from their pictures; None where that cannot be done, which is no refusal."""
        try:
            result = self._result(replace(job, task="ocr", pages=pages, out=str(out)), OCR)
        except Refused:
            return None
        return out if isinstance(result, Seen) and result.pages else None

    def _result(self, job: Job, limits: Limits) -> object:
        out = Path(job.out)
        job.save(out.with_suffix(".json"))
        ended = self._run(job, out, limits)
        if ended.code != 0 or not out.exists():
            raise refusal_of(ended, limits)
        result = unpacked(out.read_bytes())
        if isinstance(result, Refusal):
            raise BY_NAME.get(result.name, Refused)(result.reason)
        return result

    def _run(self, job: Job, out: Path, limits: Limits) -> Ended:
        nursery: Nursery | None = getattr(self._own, "nursery", None)
        if nursery is None or not nursery.is_alive:
            nursery = self._own.nursery = Nursery()
            self._nurseries.append(nursery)
        nursery.bear(job.task, out.with_suffix(".json"))
        return self._watched(nursery, out, limits, len(job.pages))

    def _watched(self, nursery: "Nursery", out: Path, limits: Limits, pages: int) -> Ended:
        """Wait for the end, or bring it about when time is up."""
        began = time.monotonic()
        while True:
            ended = nursery.ended(POLL_SECONDS)
            if ended:
                return ended
            counted = Path(f"{out}.pages")
            pages = pages or (int(counted.read_text() or 0) if counted.exists() else 0)
            is_late = time.monotonic() - began > limits.wall_seconds(pages)
            if is_late or self._stopped.is_set():
                nursery.kill()


class Nursery:
    """A process that bears workers, one at a time (`ingest.nursery`)."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ingest.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | _ONE_THREAD,
            bufsize=0,
            start_new_session=True,
        )

    @property
    def is_alive(self) -> bool:
        """Whether it can bear another worker."""
        return self._process.poll() is None

    def bear(self, task: str, job: Path) -> None:
        """Have a worker do one job; `ended` tells its end."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(f"{task} {job}\n".encode())

    def ended(self, seconds: float) -> Ended | None:
        """How the worker ended, or the nursery with it; None while it works on, after `seconds`."""
        heard = self._process.stdout
        assert heard is not None
        if not select.select([heard], [], [], seconds)[0]:
            return None
        told = heard.readline().split()
        if len(told) != 2:
            return Ended(self._process.wait(), 0)
        return Ended(int(told[0]), int(told[1]))

    def kill(self) -> None:
        """End it and its worker now: they are one group, and the kernel ends one with the other."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """End it and let go of it."""
        if self.is_alive:
            self.kill()
        with self._process:
            pass


_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1"}
"""Two files are read at once on two cores; and each thread of numpy's reserves memory."""


def refusal_of(ended: Ended, limits: Limits) -> Refused:
    """What a worker's end without a result says of the file."""
    if ended.code in LATE:
        return TooSlow("Reading took longer than a file of this many pages may take.")
    if ended.peak_bytes > 0.7 * limits.memory_bytes:
        return TooHungry("Reading took more memory than one file may take.")
    return Damaged("The file made its reader stop; its bytes are damaged.")
