"""What a worker is told and what it hands over, apart from every PDF library.

The parent process imports this and never the reader itself. What is handed over is unpickled with
our own nouns alone, so that even a worker under a stranger's control could not make another
process run anything. Source: Python's documentation of `pickle`, "Restricting globals".
"""

import io
import json
import pickle  # nosec B403
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from corpus.records import Block, Fact, Page, Passage, Quality, WordBox
from ingest.errors import Damaged
from ingest.passages import PassageOptions
from ingest.raw import RawPage

NONSENSE = "The file made its reader leave nonsense."
_SAFE_MODULES = frozenset({"corpus.records", "ingest.handover", "ingest.raw"})
_BROKEN = (
    pickle.UnpicklingError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    TypeError,
    ValueError,
)
"""What bytes that are no pickle, or a pickle that fits no noun of ours, make `pickle` raise."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Limits and sizes of one reading."""

    most_pages: int = 3000
    passages: PassageOptions = field(default_factory=PassageOptions)
    on_opened: Callable[[int], None] = lambda _: None
    """Told the number of pages as soon as it is known."""


@dataclass(frozen=True, slots=True)
class Job:
    """One task for a worker, written to it as JSON.

    `task` is "read" or "ocr". `reader` is "pdfium", or "pypdf" where pdfium failed before. `ocr`
    names a file with pages read from their pictures; `pages` are those to read so, with the CPU
    seconds and bytes it may use.
    """

    task: str
    pdf: str
    sha256: str
    out: str
    file_name: str = ""
    reader: str = "pdfium"
    places: str = ""
    ocr: str = ""
    pages: tuple[int, ...] = ()
    target_words: int = PassageOptions().target_words
    most_words: int = PassageOptions().most_words

    def save(self, path: Path) -> None:
        """Write the job where a worker reads it."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Job":
        """The inverse of `save`."""
        values = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{**values, "pages": tuple(values["pages"])})


@dataclass(frozen=True, slots=True)
class Reading:
    """What the worker hands over for one file.

    *Order*: pages by number, `words[i]` belongs to `pages[i]`, blocks and passages as read.
    `cover_lines` are (text, type size) of the first page's lines. `wanted_ocr` are the pages that
    have a picture and no usable text.
    """

    pages: tuple[Page, ...]
    words: tuple[tuple[WordBox, ...], ...]
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    quality: Quality
    outline: tuple[tuple[int, str, int], ...]
    metadata: tuple[tuple[str, str], ...]
    cover_lines: tuple[tuple[str, float], ...]
    reader: str
    wanted_ocr: tuple[int, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the worker hands over where the file cannot be read: an error's name and words."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What the OCR worker hands over: pages read from their pictures."""

    pages: tuple[RawPage, ...]


def packed(result: object) -> bytes:
    """A result as bytes that `unpacked` takes."""
    return pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL)


def unpacked(handed_over: bytes) -> object:
    """What a worker left, made of our own nouns alone.

    *Raises*: Damaged where it is anything else: the file has taken its worker over.
    """
    try:
        return _Unpickler(io.BytesIO(handed_over)).load()
    except _BROKEN as error:
        raise Damaged(NONSENSE) from error


class _Unpickler(pickle.Unpickler):
    """Loads the nouns a worker hands over, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _SAFE_MODULES and name.isidentifier():
            found = super().find_class(module, name)
            # Only what the module itself defines: not what it imports, nor anything dotted.
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"A worker may not hand over {module}.{name}.")
