"""pdfium's functions that are called for every word or object, taking and giving bare addresses.

ctypes spends more on typed pointers than pdfium on its answers: bare integers take a third of the
time. Buffers are shared, so one thread only, as in a worker. Everything else calls
`pypdfium2.raw` itself.
"""

import ctypes
import struct
from typing import Any

import pypdfium2.raw as pdfium

_POINTER, _INT, _FLOAT = ctypes.c_void_p, ctypes.c_int, ctypes.c_float


def _bare(function: Any, result: Any, *arguments: Any) -> Any:
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    # Not CFUNCTYPE: letting other threads run costs a tenth of the call, and there are none.
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


box_of = _bare(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
object_of_character = _bare(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
object_of_page = _bare(pdfium.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
type_of = _bare(pdfium.FPDFPageObj_GetType, _INT, _POINTER)
render_mode_of = _bare(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
font_of = _bare(pdfium.FPDFTextObj_GetFont, _POINTER, _POINTER)
_matrix_of = _bare(pdfium.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
_size_of = _bare(pdfium.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT)
_bounds_of = _bare(
    pdfium.FPDFPageObj_GetBounds, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER
)
_fill_of = _bare(
    pdfium.FPDFPageObj_GetFillColor, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER
)

_floats = (_FLOAT * 4)()
_units = (ctypes.c_uint * 4)()
_matrix = (_FLOAT * 6)()
_float_addresses = [ctypes.addressof(_floats) + 4 * place for place in range(4)]
_unit_addresses = [ctypes.addressof(_units) + 4 * place for place in range(4)]
_FOUR, _SIX, _UNITS = struct.Struct("4f"), struct.Struct("6f"), struct.Struct("4I")
_matrix_address = ctypes.addressof(_matrix)

Colour = tuple[int, int, int, int]
BLACK: Colour = (0, 0, 0, 255)


def address_of(thing: Any) -> int:
    """The address behind a typed pointer; names a thing while its page is open."""
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


def bounds_of(thing: int) -> tuple[float, float, float, float] | None:
    """Left, low, right and high of an object in the file's coordinates."""
    if not _bounds_of(thing, *_float_addresses):
        return None
    left, low, right, high = _FOUR.unpack_from(_floats)
    return left, low, right, high


def colour_of(thing: int) -> Colour:
    """Fill colour of an object: red, green, blue, opacity, 0 to 255; black where it says none."""
    if not _fill_of(thing, *_unit_addresses):
        return BLACK
    red, green, blue, alpha = _UNITS.unpack_from(_units)
    return red, green, blue, alpha


def type_of_character(text: int, index: int) -> tuple[float, float, float, float, float]:
    """Stated type size of a character, and a, b, c and d of its text matrix."""
    size = _size_of(text, index)
    if not _matrix_of(text, index, _matrix_address):
        return size, 1.0, 0.0, 0.0, 1.0
    a, b, c, d, _, _ = _SIX.unpack_from(_matrix)
    return size, a, b, c, d
