"""PDFs out of e-mails, under names that are safe."""

from collections.abc import Iterable
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import olefile
import pytest

from ingest.errors import NoPdfAttached, NotAMail, TooLarge
from ingest.intake import mail
from ingest.intake.mail import Mail, opened, safe_name, saved

PDF = b"%PDF-1.7\nsome bytes"


def eml(path: Path, attachments: Iterable[tuple[str, bytes, str]]) -> Path:
    """An e-mail with attachments of a name, content and subtype."""
    message = EmailMessage()
    message["From"] = "Jo Bloggs <jo@example.org>"
    message["Date"] = "Fri, 05 Jul 2024 10:15:00 +0100"
    message["Subject"] = "The reports you asked for"
    message.set_content("Please find the reports attached.")
    for name, content, subtype in attachments:
        message.add_attachment(content, maintype="application", subtype=subtype, filename=name)
    path.write_bytes(message.as_bytes())
    return path


def test_attached_pdfs_come_out_in_order(tmp_path: Path) -> None:
    """PDFs are known by type or name and by their bytes; other attachments are left."""
    path = eml(
        tmp_path / "a.eml",
        [
            ("Strategy 2024.pdf", PDF, "pdf"),
            ("report.PDF", PDF + b"2", "octet-stream"),
            ("figures.xlsx", b"PK", "octet-stream"),
            ("page.pdf", b"<html>", "pdf"),
        ],
    )
    found = opened(path)
    assert [(a.file_name, a.content) for a in found.attachments] == [
        ("Strategy 2024.pdf", PDF),
        ("report.pdf", PDF + b"2"),
    ]
    assert (found.sent, found.source) == (date(2024, 7, 5), "E-mail of 5 July 2024")


def test_a_forwarded_mail_is_opened_too(tmp_path: Path) -> None:
    """PDFs attached to a mail inside the mail are found."""
    inner = EmailMessage()
    inner.set_content("see attached")
    inner.add_attachment(PDF, maintype="application", subtype="pdf", filename="inner.pdf")
    outer = EmailMessage()
    outer.set_content("forwarded")
    outer.add_attachment(inner)
    path = tmp_path / "outer.eml"
    path.write_bytes(outer.as_bytes())
    assert [a.file_name for a in opened(path).attachments] == ["inner.pdf"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\jo\\report.pdf", "report.pdf"),
        ("a\x00b\n c?.pdf", "a b c.pdf"),
        ("....pdf", "attachment.pdf"),
        ("", "attachment.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names_of_strangers_are_made_safe(name: str, safe: str) -> None:
    """No path, no control character, no endless name reaches the file system."""
    assert safe_name(name, otherwise="attachment") == safe


def test_a_name_that_comes_twice_is_numbered(tmp_path: Path) -> None:
    """No attachment writes over another."""
    twice = [("r.pdf", PDF, "pdf"), ("r.pdf", PDF + b"2", "pdf")]
    found = opened(eml(tmp_path / "a.eml", twice))
    folder = tmp_path / "out"
    folder.mkdir()
    assert [p.name for p in saved(found, folder)] == ["r.pdf", "r-2.pdf"]
    assert (folder / "r-2.pdf").read_bytes() == PDF + b"2"


def test_what_is_no_mail_or_has_no_pdf_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each refusal has its name and a hint."""
    junk = tmp_path / "junk.eml"
    junk.write_bytes(b"\x00\x01 no header at all")
    outlook = tmp_path / "junk.msg"
    outlook.write_bytes(b"not a compound file")
    bare = eml(tmp_path / "bare.eml", [])
    for path, kind in ((junk, NotAMail), (outlook, NotAMail), (bare, NoPdfAttached)):
        with pytest.raises(kind) as refused:
            opened(path)
        assert refused.value.hint
    monkeypatch.setattr(mail, "MOST_BYTES", 10)
    with pytest.raises(TooLarge):
        opened(bare)


class Streams:
    """Stands for an opened compound file: its streams by path."""

    def __init__(self, streams: dict[tuple[str, ...], bytes]) -> None:
        self._streams = streams

    def __enter__(self) -> "Streams":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    def listdir(self) -> list[list[str]]:
        """All paths."""
        return [list(path) for path in self._streams]

    def exists(self, path: list[str]) -> bool:
        """Whether there is such a stream."""
        return tuple(path) in self._streams

    def openstream(self, path: list[str]) -> "Stream":
        """A stream to read."""
        return Stream(self._streams[tuple(path)])


class Stream:
    """One stream's bytes."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def read(self) -> bytes:
        """All of it."""
        return self._content


def test_outlook_s_attachments_are_found_by_their_streams(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The long name is taken before the short one, and what is no PDF is left."""
    first, second = "__attach_version1.0_#00000000", "__attach_version1.0_#00000001"
    streams = {
        (first, "__substg1.0_37010102"): PDF,
        (first, "__substg1.0_3707001F"): "Annual report.pdf".encode("utf-16-le"),
        (first, "__substg1.0_3704001F"): "ANNUAL~1.PDF".encode("utf-16-le"),
        (second, "__substg1.0_37010102"): b"PNG",
    }
    monkeypatch.setattr(olefile, "isOleFile", lambda _: True)
    monkeypatch.setattr(olefile, "OleFileIO", lambda _: Streams(streams))
    path = tmp_path / "a.msg"
    path.write_bytes(b"compound")
    assert opened(path) == Mail(None, (mail.Attachment("Annual report.pdf", PDF),))
