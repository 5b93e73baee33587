"""A PDF opened by pdfium: its pages' words, their pictures, and the document's own structure.

pdfium can abort its whole process on a hostile file, so this is loaded only by `ingest.worker`.
Does not order words (`ingest.layout`).
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from ingest.errors import Damaged, Encrypted
from ingest.frame import Frame
from ingest.garbled import garbled_share
from ingest.glyphs import TINY_POINTS, Glyphs, Style
from ingest.raw import RawPage, RawWord
from ingest.scene import Scene, Veil, scene_of

READER = f"pdfium {pypdfium2.PYPDFIUM_INFO.version}+{pypdfium2.PDFIUM_INFO.build}"
"""Name and version of this reader, kept with each edition."""

SCAN_SHARE = 0.6
"""A picture that covers this share of the page makes the page a scan."""

BEYOND = 1.0
"""Points by which the middle of a word may stand beyond the page's edge."""

MOST_PIXELS = 25_000_000
"""No picture of a page is larger than this, whatever size the page claims to have."""


class Document:
    """A PDF opened by pdfium.

    *Raises*: Encrypted, Damaged.
    """

    reader = READER

    def __init__(self, path: Path) -> None:
        try:
            self._document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise Encrypted("The file opens only with a password.") from error
            raise Damaged("The file is damaged: its list of parts cannot be read.") from error
        self._fonts: dict[int, bool] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    @cached_property
    def page_count(self) -> int:
        """How many pages the file has."""
        return len(self._document)

    def metadata(self) -> dict[str, str]:
        """What the file says of itself; only what is not empty."""
        stated = self._document.get_metadata_dict(skip_empty=True)
        return {name: value.strip() for name, value in stated.items() if value.strip()}

    def label(self, number: int) -> str:
        """The page's label as the file states it, or nothing."""
        return str(self._document.get_page_label(number - 1)).strip()

    def outline(self) -> tuple[tuple[int, str, int], ...]:
        """The document's own outline: (level from 1, title, page number)."""
        found = []
        for mark in self._document.get_toc(max_depth=6):
            target = mark.get_dest()
            index = target.get_index() if target else None
            title = " ".join(mark.get_title().split())
            if title and index is not None:
                found.append((mark.level + 1, title, index + 1))
        return tuple(found)

    def read(self, number: int) -> RawPage:
        """The words of one page that a person can see, in the order the file has them.

        *Raises*: Damaged.
        """
        page = pdfium.FPDF_LoadPage(self._document.raw, number - 1)
        if not page:
            raise Damaged(f"Page {number} cannot be opened.")
        text = pdfium.FPDFText_LoadPage(page)
        try:
            return self._raw_page(page, text, number)
        finally:
            pdfium.FPDFText_ClosePage(text)
            pdfium.FPDF_ClosePage(page)

    def width(self, number: int) -> float:
        """Width in points of the upright page."""
        return float(self._document.get_page_size(number - 1)[0])

    def picture(self, number: int, *, scale: float) -> Image.Image:
        """One page as a picture, `scale` pixels a point, less where that would be too large.

        *Raises*: Damaged.
        """
        try:
            page = self._document[number - 1]
            width, height = page.get_size()
            largest = (MOST_PIXELS / max(width * height, 1.0)) ** 0.5
            picture: Image.Image = page.render(scale=min(scale, largest)).to_pil()
        except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
            raise Damaged(f"Page {number} cannot be drawn.") from error
        return picture

    def _raw_page(self, page: Any, text: Any, number: int) -> RawPage:
        frame = Frame.of(page)
        scene = scene_of(page, frame)
        found = Glyphs(text, frame, self._fonts).words()
        unpainted = sum(style.is_unpainted for _, style in found)
        is_scan_layer = unpainted * 2 > len(found) and _is_scan(scene, frame)
        words = _visible(page, frame, scene, found, is_scan_layer=is_scan_layer)
        return RawPage(
            number=number,
            label=self.label(number),
            width=frame.width,
            height=frame.height,
            words=tuple(words),
            rules=tuple(scene.rules),
            pictures=tuple(scene.pictures),
            hidden_words=len(found) - len(words),
            is_scan_layer=is_scan_layer,
            is_painted=scene.is_painted,
            garbled_share=garbled_share(word.text for word in words),
        )


def _is_scan(scene: Scene, frame: Frame) -> bool:
    area = max(frame.width * frame.height, 1.0)
    return any((x1 - x0) * (y1 - y0) > SCAN_SHARE * area for x0, y0, x1, y1 in scene.pictures)


def _visible(
    page: Any,
    frame: Frame,
    scene: Scene,
    found: Sequence[tuple[RawWord, Style]],
    *,
    is_scan_layer: bool,
) -> list[RawWord]:
    """The words that can be seen, or that stand for a scan's picture of them."""
    kept, doubtful = _perhaps_visible(frame, scene, found, is_scan_layer=is_scan_layer)
    if not doubtful:
        return kept
    from ingest.visibility import unseen

    objects = {address for address in doubtful.values() if address}
    boxes = [kept[index][1:5] for index in doubtful]
    verdicts = zip(doubtful, unseen(page, frame, boxes, objects), strict=True)
    hidden = {index for index, is_unseen in verdicts if is_unseen}
    return [word for index, word in enumerate(kept) if index not in hidden]


def _perhaps_visible(
    frame: Frame, scene: Scene, found: Sequence[tuple[RawWord, Style]], *, is_scan_layer: bool
) -> tuple[list[RawWord], dict[int, int]]:
    """The words not plainly out of sight, and of which of them it must be tried.

    Those are named by their place in the list, with their text object's address.
    """
    kept: list[RawWord] = []
    doubtful: dict[int, int] = {}
    veils: dict[int, Veil | None] = {}
    near, far_x, far_y = -BEYOND, frame.width + BEYOND, frame.height + BEYOND
    for word, style in found:
        x0, y0, x1, y1, size = word[1:6]
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        if size < TINY_POINTS or not (near < x < far_x and near < y < far_y):
            continue
        address = style.address
        if style.is_unpainted:
            if not is_scan_layer:
                continue
        else:
            if address not in veils:
                veils[address] = scene.veil_of(address, style.colour)
            veil = veils[address]
            if veil and veil.hides_perhaps(x, y):
                doubtful[len(kept)] = address
        kept.append(word)
    return kept, doubtful
