"""The process that touches a PDF: one file, under limits it cannot lift, killed from outside.

    python -m ingest.worker read JOB.json
    python -m ingest.worker ocr JOB.json
    python -m ingest.worker picture PDF PAGE_NUMBER SCALE OUT.png|OUT.webp

The first two are done in children of `ingest.nursery`, which has the reader loaded. A refusal
leaves its name and words as the result; a crash leaves nothing, and `ingest.pool` says what
happened. Does not write the record.
"""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import Damaged, Refused, TooHungry
from ingest.handover import Job, ReadOptions, Refusal, Seen, packed, unpacked
from ingest.limits import MOST_PAGES, OCR, PICTURE, READ, Limits
from ingest.passages import PassageOptions

if TYPE_CHECKING:
    from PIL import Image

_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux's prctl: no worker outlives the run that started it."""


def main(arguments: list[str]) -> int:
    """Run one command; 0 when it left a result."""
    match arguments:
        case ["read", job]:
            return _work(Job.load(Path(job)), _read, READ)
        case ["ocr", job]:
            return _work(Job.load(Path(job)), _see, OCR)
        case ["picture", pdf, number, scale, out]:
            return _picture(Path(pdf), int(number), float(scale), Path(out))
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2


def die_with(parent: int) -> None:
    """End this process when its parent does, at once where the parent has ended already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def bound(limits: Limits, *, pages: int) -> None:
    """Bound this process's processor time and memory for a file of so many pages."""
    seconds, most = limits.cpu_seconds(pages), limits.cpu_seconds(MOST_PAGES)
    resource.setrlimit(resource.RLIMIT_CPU, (min(seconds, most), most))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _work(job: Job, task: Callable[[Job], object], limits: Limits) -> int:
    bound(limits, pages=len(job.pages))
    try:
        result = task(job)
    except Refused as refusal:
        result = Refusal(type(refusal).__name__, str(refusal))
    except MemoryError:
        result = Refusal(TooHungry.__name__, "Reading took more memory than one file may take.")
    except RecursionError:
        result = Refusal(Damaged.__name__, "The file's parts refer to each other without end.")
    Path(job.out).write_bytes(packed(result))
    return 0


def _read(job: Job) -> object:
    # Loaded under the limits, and only here: the libraries read the file's bytes.
    from ingest.reading import read, with_facts

    options = ReadOptions(
        most_pages=MOST_PAGES,
        passages=PassageOptions(job.target_words, job.most_words),
        on_opened=lambda pages: _opened(job, pages),
    )
    seen = unpacked(Path(job.ocr).read_bytes()) if job.ocr else None
    ocr = {page.number: page for page in seen.pages} if isinstance(seen, Seen) else {}
    reading = read(Path(job.pdf), job.sha256, options=options, ocr=ocr, reader=job.reader)
    places = Path(job.places) if job.places else None
    return with_facts(reading, file_name=job.file_name, places=places)


def _opened(job: Job, pages: int) -> None:
    """Let the limits grow with the pages, here and in the parent, which reads the file."""
    bound(READ, pages=pages)
    Path(f"{job.out}.pages").write_text(str(pages), encoding="ascii")


def _see(job: Job) -> object:
    from ingest.seeing import see

    return Seen(see(Path(job.pdf), job.pages))


def _picture(path: Path, number: int, scale: float, out: Path) -> int:
    bound(PICTURE, pages=1)
    from ingest.pdfium import Document

    try:
        with Document(path) as document:
            picture = document.picture(number, scale=scale)
    except Refused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    _keep(picture, out)
    return 0


def _keep(picture: "Image.Image", out: Path) -> None:
    """Write a picture in the form that its name says.

    As WebP the smaller of two: exact for type and lines (a quarter of the PNG on pages of reports),
    nearly exact for photographs and scans (a tenth).
    """
    if out.suffix != ".webp":
        picture.save(out)
        return
    exact, close = BytesIO(), BytesIO()
    picture.save(exact, "WEBP", lossless=True)
    picture.save(close, "WEBP", quality=80, method=2)
    out.write_bytes(min(exact.getvalue(), close.getvalue(), key=len))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
