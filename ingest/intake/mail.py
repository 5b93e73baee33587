"""PDFs attached to e-mails, as people are sent them: .eml files, and .msg files from Outlook.

Takes attachments out and names them safely; does not fetch mail from anywhere and follows no link.
An .eml is read by the standard library (RFC 5322, MIME); a .msg is a compound file whose streams
are named in Microsoft's [MS-OXMSG], sections 2.2.2 and 2.2.3.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email import policy
from email.message import Message
from email.parser import BytesParser
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from ingest.errors import NoPdfAttached, NotAMail, TooLarge

if TYPE_CHECKING:
    from olefile import OleFileIO

SUFFIXES = frozenset((".eml", ".msg"))
MOST_BYTES = 200 << 20
MOST_ATTACHMENTS = 200
LONGEST_NAME = 120
HEADER_BYTES = 1024
"""A PDF's header stands somewhere in its first so many bytes."""

_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\\/]+")
_DATA = "__substg1.0_37010102"
_NAMES = ("__substg1.0_3707001F", "__substg1.0_3704001F", "__substg1.0_3001001F")


@dataclass(frozen=True, slots=True)
class Attachment:
    """One PDF taken out of an e-mail, its name safe to use in a folder."""

    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail's PDFs, and the day it was sent (or nothing).

    Sender and subject are left behind: they are nobody's business beside the publication.
    """

    sent: date | None
    attachments: tuple[Attachment, ...]

    @property
    def source(self) -> str:
        """Where the PDFs came from, in words."""
        return f"E-mail of {self.sent.day} {self.sent:%B %Y}" if self.sent else "E-mail"


def is_mail(path: Path) -> bool:
    """Whether a file is an e-mail by its name."""
    return path.suffix.casefold() in SUFFIXES


def opened(path: Path) -> Mail:
    """The PDFs of an e-mail.

    *Order*: as attached. *Raises*: NotAMail, NoPdfAttached, TooLarge.
    """
    if path.stat().st_size > MOST_BYTES:
        raise TooLarge("The e-mail is larger than the limit.")
    mail = _msg(path) if path.suffix.casefold() == ".msg" else _eml(path)
    if not mail.attachments:
        raise NoPdfAttached("The e-mail has no PDF attached.")
    return mail


def saved(mail: Mail, folder: Path) -> tuple[Path, ...]:
    """Write the PDFs of an e-mail into an empty folder; a name that comes twice is numbered."""
    paths: list[Path] = []
    for attachment in mail.attachments:
        path = folder / attachment.file_name
        number = 2
        while path.exists():
            path = folder / f"{Path(attachment.file_name).stem}-{number}.pdf"
            number += 1
        path.write_bytes(attachment.content)
        paths.append(path)
    return tuple(paths)


def safe_name(name: str, *, otherwise: str) -> str:
    """A file name without path, control characters or what some system forbids, ending in .pdf."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    stem = re.sub(r"\.pdf$", "", _UNSAFE.sub(" ", last).strip(), flags=re.IGNORECASE).strip(" .")
    stem = " ".join(stem.split())[:LONGEST_NAME].strip(" .")
    return f"{stem or otherwise}.pdf"


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:HEADER_BYTES]


# -------------------------------------------------------------------------------- .eml


def _eml(path: Path) -> Mail:
    try:
        with path.open("rb") as file:
            message = BytesParser(policy=policy.default).parse(file)
        if not message.keys():
            raise NotAMail("The file is no e-mail.")
        attachments = tuple(_attached(message))[:MOST_ATTACHMENTS]
        return Mail(_day(message), attachments)
    except (ValueError, LookupError, AttributeError, RecursionError) as error:
        # The standard library raises these on headers and encodings that are broken.
        raise NotAMail("The e-mail is damaged.") from error


def _day(message: Message) -> date | None:
    stated = message.get("Date")
    moment = getattr(stated, "datetime", None)
    return moment.date() if isinstance(moment, datetime) else None


def _attached(message: Message) -> Iterator[Attachment]:
    for number, part in enumerate(message.walk(), start=1):
        if part.is_multipart():
            continue
        named = part.get_filename() or ""
        kind = part.get_content_type()
        if kind != "application/pdf" and not named.casefold().endswith(".pdf"):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and _is_pdf(content):
            yield Attachment(safe_name(named, otherwise=f"attachment-{number}"), content)


# -------------------------------------------------------------------------------- .msg


def _msg(path: Path) -> Mail:
    from olefile import OleFileIO, isOleFile

    if not isOleFile(str(path)):
        raise NotAMail("The file is no Outlook e-mail.")
    try:
        with OleFileIO(str(path)) as parts:
            attachments = tuple(_from_streams(parts, parts.listdir()))[:MOST_ATTACHMENTS]
            return Mail(None, attachments)
    except (OSError, ValueError, IndexError, RecursionError) as error:
        raise NotAMail("The Outlook e-mail is damaged.") from error


def _from_streams(parts: "OleFileIO", streams: Sequence[list[str]]) -> Iterator[Attachment]:
    for number, stream in enumerate(streams, start=1):
        if stream[-1] != _DATA:
            continue
        content = parts.openstream(stream).read()
        if not _is_pdf(content):
            continue
        names = (_text(parts, [*stream[:-1], name]) for name in _NAMES)
        named = next(filter(None, names), "")
        yield Attachment(safe_name(named, otherwise=f"attachment-{number}"), content)


def _text(parts: "OleFileIO", stream: list[str]) -> str:
    if not parts.exists(stream):
        return ""
    content: bytes = parts.openstream(stream).read()
    return " ".join(content.decode("utf-16-le", "replace").split())[:200]
