"""Bringing in what staff upload: kept aside, read by a process of its own, its outcome told.

The service never loads what reads a PDF: `python -m service.cli ingest` does, and builds the index.
`rebuild` brings the index up to a changed record in the same way.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any, BinaryIO

from corpus.records import Audience, Kind
from service.errors import NotReady, TooLarge, UploadRefused
from service.settings import Settings

CHUNK_BYTES = 1 << 20
PARTLY = (0, 1, 3)
"""Exit codes after which the report can be read."""

_one_at_a_time = threading.Lock()
_next_waits = threading.Lock()
"""Held while a bringing-up waits to begin: it will see what changed meanwhile, so one is enough."""


def take_in(
    settings: Settings,
    upload: BinaryIO,
    *,
    file_name: str,
    audience: Audience | None = None,
    kind: Kind | None = None,
) -> list[dict[str, Any]]:
    """Read an upload into the record and the index; returns its lines of the report.

    An e-mail has one for each PDF in it. *Order*: what was read, then what was refused.
    *Raises*: TooLarge, UploadRefused where nothing of it could be read, NotReady.
    """
    inbox = settings.data / "uploads"
    inbox.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=inbox) as folder:
        path = Path(folder) / _plain_name(file_name)
        _keep(upload, path, settings.upload_megabytes)
        options = ["--audience", audience.value] if audience else []
        options += ["--kind", kind.value] if kind else []
        report = _vru(settings, "ingest", str(path), *options, "--noted", "--json")
    files: list[dict[str, Any]] = report["files"]
    if not files:
        raise UploadRefused("There is no publication in this file.")
    files.sort(key=lambda file: file["status"] == "refused")
    if files[0]["status"] == "refused":
        raise UploadRefused(str(files[0]["reason"]), hint=str(files[0]["hint"]))
    return files


def bring_index_up(settings: Settings) -> None:
    """Start bringing the index up to the record; returns at once."""
    if _next_waits.acquire(blocking=False):
        threading.Thread(target=_bring_up, args=(settings,), daemon=True).start()


def _bring_up(settings: Settings) -> None:
    with _one_at_a_time:
        _next_waits.release()
        _started(settings, "refresh")


def _plain_name(file_name: str) -> str:
    name = "".join(c for c in Path(file_name).name if c.isprintable() and c not in '/\\:"')
    return name.lstrip(".-")[-150:] or "upload.pdf"


def _keep(upload: BinaryIO, path: Path, most_megabytes: int) -> None:
    left = most_megabytes * 1_000_000
    with path.open("wb") as file:
        while chunk := upload.read(CHUNK_BYTES):
            left -= len(chunk)
            if left < 0:
                raise TooLarge(f"A file may have {most_megabytes} megabytes.")
            file.write(chunk)


def _vru(settings: Settings, *arguments: str) -> dict[str, Any]:
    with _one_at_a_time:
        done = _started(settings, *arguments)
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise NotReady("The file could not be read just now.") from error
    if done.returncode not in PARTLY:
        raise NotReady("The file could not be read just now.")
    return report


def _started(settings: Settings, *arguments: str) -> "subprocess.CompletedProcess[str]":
    nice = [shutil.which("nice") or "nice", "-n", "10"] if os.name == "posix" else []
    try:
        return subprocess.run(
            [*nice, sys.executable, "-m", "service.cli", *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=settings.upload_seconds,
            env=os.environ | {"VRU_DATA": str(settings.data.absolute())},
        )
    except subprocess.TimeoutExpired as error:
        raise NotReady("Reading the file took too long and was stopped.") from error
