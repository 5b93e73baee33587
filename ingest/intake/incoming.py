"""What was named, as single PDFs: folders walked through, e-mails opened.

Reads no PDF. A damaged or empty e-mail stays in the list with its refusal, so that every file named
gets its outcome.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import Refused
from ingest.intake import mail

SUFFIXES = frozenset((".pdf", *mail.SUFFIXES))


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file to be read.

    `origin` is the file that was found (an e-mail, or the PDF itself), `source` where it came from
    in words, `refusal` why there is nothing to read.
    """

    path: Path
    origin: Path
    source: str = ""
    refusal: Refused | None = None


def incoming(paths: Iterable[Path], folder: Path) -> Iterator[Incoming]:
    """Every PDF of the paths named; those attached to e-mails are saved below `folder`.

    *Order*: as named, folders in order of names, attachments as attached.
    """
    for number, path in enumerate(found_in(paths)):
        if not mail.is_mail(path):
            yield Incoming(path, path)
            continue
        own = folder / str(number)
        own.mkdir()
        yield from _attached(path, own)


def _attached(path: Path, folder: Path) -> Iterator[Incoming]:
    try:
        opened = mail.opened(path)
        saved = mail.saved(opened, folder)
    except Refused as refusal:
        yield Incoming(path, path, refusal=refusal)
        return
    except OSError as error:
        yield Incoming(path, path, refusal=Refused(f"It cannot be opened: {error.strerror}."))
        return
    for attachment in saved:
        yield Incoming(attachment, path, opened.source)


def found_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Every PDF and e-mail of the folders in order of names; files named outright as they are."""
    for path in paths:
        if path.is_dir():
            inside = (inner for inner in sorted(path.rglob("*")) if inner.is_file())
            yield from (inner for inner in inside if inner.suffix.casefold() in SUFFIXES)
        else:
            yield path
