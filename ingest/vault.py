"""The publications' bytes on disk, each file named by its SHA-256.

Bytes are whole and synced before the transaction that names them, so a kill at any moment leaves
either a whole edition or bytes that no edition names; those are swept at the next start. One run
at a time holds the folder. Does not read PDFs.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from ingest.errors import Refused


def keep(source: Path, sha256: str, folder: Path) -> Path:
    """Copy a file under its SHA-256, whole and synced, or not at all.

    *Raises*: Refused where the file changed since it was read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{sha256}.pdf"
    if target.exists():
        return target
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Refused("The file changed while it was read.")
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    Path(handle.name).chmod(0o644)
    Path(handle.name).replace(target)
    _sync(folder)
    return target


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(folder: Path, is_named: Callable[[str], bool]) -> int:
    """Remove half-copied files and bytes that no edition names; returns how many."""
    if not folder.is_dir():
        return 0
    stray = [
        path
        for path in folder.iterdir()
        if path.suffix == ".part" or (path.suffix == ".pdf" and not is_named(path.stem))
    ]
    for path in stray:
        path.unlink(missing_ok=True)
    return len(stray)
