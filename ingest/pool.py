"""Worker processes: started, watched, killed when late, and their results taken over safely.

Nothing a file does reaches further than its own worker. Results come back in a file and are
unpickled with our own nouns alone, so that even a worker under a stranger's control could not
make this process run anything. Does not know the record.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import BY_NAME, Damaged, Refused, TooHungry, TooSlow
from ingest.handover import NONSENSE, Job, Reading, Refusal, Seen, unpacked
from ingest.limits import OCR, READ, Limits

POLL_SECONDS = 0.01
"""How often a worker is looked at; a short file takes a third of a second."""

LATE = frozenset({-signal.SIGXCPU, -signal.SIGKILL})


@dataclass(frozen=True, slots=True)
class Ended:
    """How a worker ended: exit code (negative for a signal) and the most memory it held."""

    code: int
    peak_bytes: int


class Workers:
    """Starts workers and can stop them all; one for each run."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

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
        command = [sys.executable, "-m", "ingest.worker", job.task, str(out.with_suffix(".json"))]
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | _ONE_THREAD,
        ) as process:
            return self._watched(process, out, limits, len(job.pages))

    def _watched(
        self, process: subprocess.Popen[bytes], out: Path, limits: Limits, pages: int
    ) -> Ended:
        """Wait for the end, or bring it about when time is up."""
        began = time.monotonic()
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                return Ended(process.returncode, usage.ru_maxrss * 1024)
            counted = Path(f"{out}.pages")
            pages = pages or (int(counted.read_text() or 0) if counted.exists() else 0)
            is_late = time.monotonic() - began > limits.wall_seconds(pages)
            if is_late or self._stopped.is_set():
                process.send_signal(signal.SIGKILL)
            time.sleep(POLL_SECONDS)


_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1"}
"""Two files are read at once on two cores; and each thread of numpy's reserves memory."""


def refusal_of(ended: Ended, limits: Limits) -> Refused:
    """What a worker's end without a result says of the file."""
    if ended.code in LATE:
        return TooSlow("Reading took longer than a file of this many pages may take.")
    if ended.peak_bytes > 0.7 * limits.memory_bytes:
        return TooHungry("Reading took more memory than one file may take.")
    return Damaged("The file made its reader stop; its bytes are damaged.")
