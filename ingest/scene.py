"""What is painted on a page beside its words: rules, pictures, fills; and which words are doubtful.

Doubtful are pale words, words painted before something that covers them, and words on a fill of
nearly their own colour. Whether they can be seen is tried by `ingest.visibility`.
"""

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from ingest import native
from ingest.frame import Frame
from ingest.native import Colour
from ingest.raw import Box

MOST_THINGS = 6000
"""A page with more objects than this is a drawing; the rest of them is not looked at."""

THIN_POINTS = 3.0
"""A path no thicker than this is a rule."""

FILL_POINTS = 8.0
"""A fill larger than this both ways can hide a word."""

NEAR_COLOUR = 48
"""Colours closer than this in every channel are hard to tell apart."""

WHITE: Colour = (255, 255, 255, 255)

UNPAINTED = 3
"""Text render mode that paints nothing (ISO 32000-1, table 106)."""


@dataclass(slots=True)
class Scene:
    """The things on a page, in painting order, already placed in its frame."""

    rules: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    fills: list[tuple[int, Box, Colour | None]] = field(default_factory=list)
    """(order, box, colour); a picture has no one colour."""
    text_orders: dict[int, int] = field(default_factory=dict)
    """Painting order of each text object, by its address."""

    is_painted: bool = False
    """Something besides text is drawn."""

    _alike: dict[Colour, tuple[tuple[Box, ...], bool]] = field(default_factory=dict)
    """For each colour of type the fills of nearly that colour, and whether it is nearly white."""

    def veil_of(self, address: int, colour: Colour) -> "Veil | None":
        """What may keep words of this text object and colour from sight, if anything."""
        order = self.text_orders.get(address, -1)
        if colour not in self._alike:
            fills = [box for _, box, fill in self.fills if fill and _is_near(fill, colour)]
            self._alike[colour] = tuple(fills), _is_near(colour, WHITE)
        covers, is_pale = self._alike[colour]
        if self.fills and self.fills[-1][0] > order >= 0:
            covers += tuple(box for at, box, _ in self.fills if at > order)
        is_faint = colour[3] < NEAR_COLOUR
        if not (covers or is_faint or is_pale):
            return None
        grounds = tuple(box for _, box, _ in self.fills) if is_pale else ()
        return Veil(covers, grounds, is_faint=is_faint, is_pale=is_pale)


@dataclass(frozen=True, slots=True)
class Veil:
    """What may keep a text object's words from sight: see-through or pale ink, or a cover.

    `covers` are painted after the words or in nearly their colour; pale words can be seen on
    `grounds`, all that is painted.
    """

    covers: tuple[Box, ...]
    grounds: tuple[Box, ...]
    is_faint: bool
    is_pale: bool

    def hides_perhaps(self, x: float, y: float) -> bool:
        """Whether a word of the object may be unseen whose middle stands here."""
        if self.is_faint:
            return True
        return _stands_on(x, y, self.covers) or (
            self.is_pale and not _stands_on(x, y, self.grounds)
        )


def _stands_on(x: float, y: float, boxes: tuple[Box, ...]) -> bool:
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in boxes)


def _is_near(one: Colour, other: Colour) -> bool:
    return (
        abs(one[0] - other[0]) < NEAR_COLOUR
        and abs(one[1] - other[1]) < NEAR_COLOUR
        and abs(one[2] - other[2]) < NEAR_COLOUR
    )


def scene_of(page: Any, frame: Frame) -> Scene:
    """Look at every object of a page once."""
    scene = Scene()
    address = native.address_of(page)
    for order in range(min(pdfium.FPDFPage_CountObjects(page), MOST_THINGS)):
        thing = native.object_of_page(address, order)
        kind = native.type_of(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            scene.text_orders[thing] = order
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(scene, thing, order, frame)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(thing, frame)
            if box:
                scene.pictures.append(box)
                scene.fills.append((order, box, None))
        else:
            scene.is_painted = True
    scene.is_painted = scene.is_painted or bool(scene.fills)
    return scene


def _bounds(thing: int, frame: Frame) -> Box | None:
    bounds = native.bounds_of(thing)
    return frame.place(*bounds) if bounds else None


def _add_path(scene: Scene, thing: int, order: int, frame: Frame) -> None:
    box = _bounds(thing, frame)
    if box is None:
        return
    width, height = box[2] - box[0], box[3] - box[1]
    if width <= THIN_POINTS or height <= THIN_POINTS:
        scene.rules.append(box)
        return
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    path = ctypes.cast(thing, pdfium.FPDF_PAGEOBJECT)
    pdfium.FPDFPath_GetDrawMode(path, mode, stroke)
    if stroke.value:
        scene.rules.extend(_edges(box))
    if mode.value and width > FILL_POINTS and height > FILL_POINTS:
        colour = native.colour_of(thing)
        if colour[3]:
            scene.fills.append((order, box, colour))
            scene.rules.extend(() if stroke.value else _edges(box))


def _edges(box: Box) -> list[Box]:
    x0, y0, x1, y1 = box
    return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
