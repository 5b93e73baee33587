"""Small PDFs made on the spot from content streams, for tests of reading.

Each page is a `Sheet`: what it shows, its boxes and turn. Helvetica and Helvetica-Bold stand as
/F1 and /F2, a black one-pixel picture as /P1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_IMAGE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
    b"/BitsPerComponent 8 /Length 1 >>\nstream\n\x40\nendstream"
)


@dataclass(frozen=True)
class Sheet:
    """One page: its content stream, media box, crop box and turn."""

    content: str
    media: tuple[float, float, float, float] = (0, 0, 595, 842)
    crop: tuple[float, float, float, float] | None = None
    rotate: int = 0


def text(
    x: float, y: float, words: str, *, size: float = 11, font: str = "F1", more: str = ""
) -> str:
    """A line of text at a place counted from the lower left, with further operators before it."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"q BT {more} /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET Q\n"


def lines(x: float, y: float, texts: Iterable[str], *, size: float = 11, font: str = "F1") -> str:
    """Lines of text one under another, from the first one's baseline down."""
    return "".join(
        text(x, y - row * 1.25 * size, words, size=size, font=font)
        for row, words in enumerate(texts)
    )


def pdf(sheets: Sequence[Sheet | str], *, catalog: str = "", info: str = "") -> bytes:
    """The bytes of a PDF with these pages; `catalog` and `info` are further entries."""
    sheets = [Sheet(sheet) if isinstance(sheet, str) else sheet for sheet in sheets]
    first = 7
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(sheets)))
    objects: list[bytes] = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode(),
        _font("Helvetica"),
        _font("Helvetica-Bold"),
        _IMAGE,
        f"<< {info} >>".encode("latin-1"),
    ]
    for index, sheet in enumerate(sheets):
        objects.append(_page(sheet, first + 2 * index + 1))
        stream = sheet.content.encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
    return _assembled(objects)


def _font(name: str) -> bytes:
    return (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
    )


def _page(sheet: Sheet, content: int) -> bytes:
    crop = f"/CropBox [{_numbers(sheet.crop)}]" if sheet.crop else ""
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{_numbers(sheet.media)}] {crop} "
        f"/Rotate {sheet.rotate} /Contents {content} 0 R /Resources << "
        "/Font << /F1 3 0 R /F2 4 0 R >> /XObject << /P1 5 0 R >> >> >>"
    ).encode()


def _numbers(box: Sequence[float]) -> str:
    return " ".join(map(str, box))


def _assembled(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def saved(
    folder: Path, sheets: Sequence[Sheet | str], name: str = "report.pdf", **more: str
) -> Path:
    """The PDF on disk."""
    path = folder / name
    path.write_bytes(pdf(sheets, **more))
    return path
