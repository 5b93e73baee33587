"""A page's characters to words with boxes, as pdfium has them.

pdfium is asked once for a page's text and then twice a word for boxes: a call through ctypes takes
one to two microseconds, and four calls a character would halve the page rate. Does not order words.
"""

import ctypes
import math
import re
import struct
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from ingest import native
from ingest.frame import Frame
from ingest.native import BLACK, Colour, address_of
from ingest.raw import RawWord
from ingest.scene import UNPAINTED

TINY_POINTS = 1.5
"""Type smaller than this cannot be read by a person."""

BOLD_WEIGHT = 600
"""Weights from here up are semi-bold or bolder (OpenType's usWeightClass)."""

RAISED_SHARE = 0.8
"""A figure set smaller than this share of its word's type is a raised mark."""

WIDE_EMS = 0.8
"""Between words nearer than this nothing needs to be asked."""

RAISED_EMS = 0.2
"""A figure whose foot stands this much of the type size above the baseline is one, too."""

_BOLD = re.compile(r"bold|black|heavy|semib|demi(?!light)|-bd\b", re.IGNORECASE)
# pdfium puts U+0002 or U+FFFE for a hyphen at a line's end and leaves the line break out: the
# word's second half stands on the next line.
_WORD = re.compile(r"[^\s\x00\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_MARKED = re.compile(r"[^\W\d].*?(\d{1,3})$|[.,;:!?”’\"')](\d{1,3})$")
_TWO_BOXES = struct.Struct("8f")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Style(NamedTuple):
    """How one text object is set."""

    address: int
    size: float
    is_bold: bool
    is_unpainted: bool
    colour: Colour
    quarters: int


class Glyphs:
    """The characters of one open page."""

    def __init__(self, text: Any, frame: Frame, fonts: dict[int, bool]) -> None:
        self._text = text
        self._frame = frame
        self._fonts = fonts
        self._address = address_of(text)
        self._styles: dict[int, Style] = {}

    def words(self) -> list[tuple[RawWord, Style]]:
        """Each word with how it is set, in the file's order."""
        corners = (ctypes.c_float * 8)()
        at_first = ctypes.addressof(corners)
        at_last = at_first + ctypes.sizeof(corners) // 2
        text, box, corners_of = self._address, native.box_of, _TWO_BOXES.unpack_from
        object_of, styles = native.object_of_character, self._styles
        place = self._frame.placer()
        characters = _characters(self._text)
        words: list[tuple[RawWord, Style]] = []
        line, end, edge, last_address = 1, 0, 0.0, 0
        for found in _WORD.finditer(characters):
            first, after = found.span()
            box(text, first, at_first)
            box(text, after - 1, at_last)
            # pdfium gives left, top, right and bottom. Comparing here costs half of min and max.
            left, high, right, low, left_2, high_2, right_2, low_2 = corners_of(corners)
            x0, y0, x1, y1 = place(
                left if left < left_2 else left_2,
                low if low < low_2 else low_2,
                right if right > right_2 else right_2,
                high if high > high_2 else high_2,
            )
            address = object_of(text, first) or 0
            style = styles.get(address)
            if style is None:
                style = styles[address] = self._style_of(address, first)
            _, size, is_bold, _, _, quarters = style
            is_same = address == last_address != 0
            if not is_same and not self._is_run_on(characters, end, first, x0 - edge, size):
                line += 1
            end, edge, last_address = after, x1, address
            written = found[0]
            if written[-1].isdigit() and _MARKED.match(written):
                written = self._with_raised_mark(written, first)
            row = (written, x0, y0, x1, y1, size, is_bold, line, 0, 1.0, quarters)
            words.append((RawWord._make(row), style))
        return words

    def _is_run_on(self, characters: str, end: int, first: int, gap: float, size: float) -> bool:
        """Whether a blank the file itself holds joins a word to the last, however wide it is set.

        Justified lines may be set wider than columns stand apart; a blank that pdfium only
        guessed from the distance says nothing.
        """
        if first != end + 1 or characters[end] != " " or not WIDE_EMS * size < gap:
            return False
        return not pdfium.FPDFText_IsGenerated(self._text, end)

    def _style_of(self, address: int, index: int) -> Style:
        size, quarters = _as_drawn(*native.type_of_character(self._address, index))
        quarters = (quarters - self._frame.quarters) % 4
        if not address:
            return Style(0, size, False, False, BLACK, quarters)
        is_unpainted = native.render_mode_of(address) == UNPAINTED
        is_bold = self._is_bold(native.font_of(address) or 0)
        return Style(address, size, is_bold, is_unpainted, native.colour_of(address), quarters)

    def _is_bold(self, address: int) -> bool:
        if address not in self._fonts:
            font = ctypes.cast(address, pdfium.FPDF_FONT)
            name = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, name, 256)
            is_named = bool(_BOLD.search(name.value.decode("utf-8", "replace")))
            self._fonts[address] = is_named or pdfium.FPDFFont_GetWeight(font) >= BOLD_WEIGHT
        return self._fonts[address]

    def _size(self, index: int) -> float:
        """Type size in points as drawn: the stated size times the text matrix's scale."""
        size, _, _, c, d = native.type_of_character(self._address, index)
        return size * math.hypot(c, d)

    def _with_raised_mark(self, written: str, first: int) -> str:
        """The word with the figures of a footnote mark at its end written as superscripts."""
        found = _MARKED.match(written)
        assert found is not None
        start = found.start(1) if found[1] else found.start(2)
        if not self._is_raised(first, first + start):
            return written
        return written[:start] + written[start:].translate(_RAISED)

    def _is_raised(self, body: int, mark: int) -> bool:
        size = self._size(body)
        if self._size(mark) < RAISED_SHARE * size:
            return True
        # Some fonts have raised figures of their own: the type size stays, the ink moves up.
        x, base, left, right, foot, top = (ctypes.c_double() for _ in range(6))
        if not pdfium.FPDFText_GetCharOrigin(self._text, body, x, base):
            return False
        pdfium.FPDFText_GetCharBox(self._text, mark, left, right, foot, top)
        return bool(foot.value - base.value > RAISED_EMS * size)


@lru_cache(maxsize=1000)
def _as_drawn(size: float, a: float, b: float, c: float, d: float) -> tuple[float, int]:
    """Type size in points and quarter turns counter-clockwise, by a text matrix."""
    quarters = round(math.atan2(b, a) / (math.pi / 2)) if b else 2 * (a < 0)
    return round(size * math.hypot(c, d), 2), quarters


def _characters(text: Any) -> str:
    """The page's characters, one code point for each of pdfium's characters."""
    count = pdfium.FPDFText_CountChars(text)
    if count <= 0:
        return ""
    buffer = ctypes.create_string_buffer((count + 1) * 2)
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    written = pdfium.FPDFText_GetText(text, 0, count, pointer)
    whole = buffer.raw[: max(written - 1, 0) * 2].decode("utf-16-le", "surrogatepass")
    if len(whole) == count:
        return whole
    # Where characters map to none or to two units, the two countings differ: ask one by one.
    get = pdfium.FPDFText_GetUnicode
    return "".join(_character(get(text, index)) for index in range(count))


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 else "\ufffd"
