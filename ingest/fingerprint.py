"""What a file is before it is read: its size, its SHA-256, and whether it can be a PDF at all.

Looks at bytes only; nothing is parsed.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import Damaged, Empty, NotAPdf, Refused, TooLarge

HEADER_BYTES = 1024
"""Readers accept a PDF whose header stands anywhere in its first so many bytes."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that has to be read; `source` says in words where it came from."""

    path: Path
    sha256: str
    size_bytes: int
    source: str = ""


def fingerprinted(path: Path, *, most_bytes: int, source: str = "") -> Found:
    """The file's size and SHA-256, where it can be a PDF at all.

    *Raises*: Empty, TooLarge, NotAPdf, Damaged, OSError.
    """
    size = path.stat().st_size
    if size == 0:
        raise Empty("The file is empty.")
    if size > most_bytes:
        raise TooLarge(f"The file has {size >> 20} MB; the limit is {most_bytes >> 20} MB.")
    with path.open("rb") as handle:
        head = handle.read(HEADER_BYTES)
        if b"%PDF-" not in head:
            raise _other_kind(head, handle.read())
        handle.seek(0)
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    return Found(path, digest, size, source)


def _other_kind(head: bytes, rest: bytes) -> Refused:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:300].lower()
    if b"<html" in start or start.startswith((b"<!doctype", b"<head", b"<body")):
        return NotAPdf("The file is a web page, not a PDF, though it is named so.")
    if start.startswith((b"pk\x03\x04", b"\xd0\xcf\x11\xe0")):
        return NotAPdf("The file is an Office document or an archive, not a PDF.")
    if b"endobj" in rest or b"%%EOF" in rest:
        return Damaged("The file is damaged: its beginning is overwritten.")
    return NotAPdf("The file does not begin as a PDF does.")
