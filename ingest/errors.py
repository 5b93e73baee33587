"""Why a file was not taken in; each error says what to do.

IngestError
└── Refused            a file that cannot become an edition
    ├── NotAPdf        something else under a .pdf name
    ├── Empty          no bytes, or no pages
    ├── Damaged        neither reader finds pages in it
    ├── Encrypted      needs a password
    ├── TooLarge       more bytes than the limit
    ├── TooManyPages   more pages than the limit
    ├── TooSlow        used up its time
    └── TooHungry      used up its memory
"""

from typing import ClassVar


class IngestError(Exception):
    """Something went wrong while taking files in."""

    hint: ClassVar[str] = ""


class OcrFailed(IngestError):
    """A picture of a page could not be read; the page stays without text."""

    hint: ClassVar[str] = "Install tesseract with its English data, then read the file again."


class Refused(IngestError):
    """A file that cannot become an edition; the others go on."""

    hint: ClassVar[str] = "Open the file yourself; if it looks right, ask its publisher for a copy."


class NotAPdf(Refused):
    """The bytes are something else than a PDF."""

    hint: ClassVar[str] = "Download the file again; the site may have sent an error page instead."


class NotAMail(Refused):
    """The bytes are something else than an e-mail."""

    hint: ClassVar[str] = "Save the e-mail from your mail program again, as .eml or .msg."


class NoPdfAttached(Refused):
    """The e-mail has no PDF attached."""

    hint: ClassVar[str] = "Ask the sender for the PDF itself; links in e-mails are not followed."


class Unreachable(Refused):
    """The address may not be fetched, or does not answer as it should."""

    hint: ClassVar[str] = "Open the address in a browser, save the PDF and ingest the file."


class Empty(Refused):
    """There is nothing in the file."""

    hint: ClassVar[str] = "Download or export the file again."


class Damaged(Refused):
    """The bytes begin as a PDF, but no reader finds whole pages in it."""

    hint: ClassVar[str] = "Download the file again, or print it to a new PDF from a viewer."


class Encrypted(Refused):
    """The file opens only with a password."""

    hint: ClassVar[str] = "Save a copy without password and ingest that copy."


class TooLarge(Refused):
    """The file is larger than the limit."""

    hint: ClassVar[str] = "Split the file, or export it with smaller pictures."


class TooManyPages(Refused):
    """The file has more pages than the limit."""

    hint: ClassVar[str] = "Split the file into parts and ingest the parts."


class TooSlow(Refused):
    """Reading took longer than a file of this many pages may take."""

    hint: ClassVar[str] = "Print the file to a new PDF, which flattens what makes it slow."


class TooHungry(Refused):
    """Reading took more memory than one file may take."""

    hint: ClassVar[str] = "Print the file to a new PDF with smaller pictures, or split it."


BY_NAME: dict[str, type[Refused]] = {
    kind.__name__: kind
    for kind in (
        Refused,
        NotAPdf,
        NotAMail,
        NoPdfAttached,
        Unreachable,
        Empty,
        Damaged,
        Encrypted,
        TooLarge,
        TooManyPages,
        TooSlow,
        TooHungry,
    )
}
"""How a refusal crosses from the worker process: by the name of its class."""
