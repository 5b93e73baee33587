"""One picture of a page into words: turned upright, levelled, read, and told how sure it is.

Tries the way up that the ink suggests first and another only where the reading is poor. Does not
decide which pages need OCR, and puts words in no order but the engine's own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from PIL import Image

from ingest.errors import OcrFailed
from ingest.ocr import rapid, tesseract
from ingest.ocr.level import has_ink, is_sideways, skew_degrees
from ingest.ocr.seen import SeenWord
from ingest.ocr.strokes import rules_in
from ingest.raw import Box, RawPage, RawWord
from ingest.words import turned_box

SURE = 0.75
"""A reading at least this sure is the right way up; upside down gives about 0.4."""

LEAST_WORDS = 4
"""Of fewer words the confidence says little."""

LEAST_CONFIDENCE = 0.2
"""Less sure words are specks and rules, not words."""

CAP_HEIGHT, X_HEIGHT, DESCENT = 0.72, 0.52, 0.21
"""How far letters reach above and below the line in common text faces, in type sizes."""

_TALL = frozenset("bdfhklt()[]/|!?&%$£'’“”")
_DEEP = frozenset("gjpqy,;()[]/|Q")

SURE_SIGN = 0.6
"""A sign without letter or figure must be surer: specks and edges of paper are read as such."""

RULE_REACH = 8.0
"""Signs within so many pixels of a rule are the rule, read as a letter."""

POINTS_PER_INCH = 72

_CLOCKWISE = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class OcrPage:
    """What was read from one picture.

    *Units*: boxes in points of the page turned upright and levelled; `rotation` is by how many
    degrees clockwise it was turned (0, 90, 180, 270), `skew` by how many degrees counter-clockwise
    it was levelled then, about its middle.
    """

    words: tuple[RawWord, ...]
    confidence: float
    rotation: int
    skew: float
    width: float
    height: float
    rules: tuple[Box, ...] = ()

    def as_raw_page(self, *, number: int, label: str = "") -> RawPage:
        """The page as it stands in the file, its words marked by how they are turned."""
        quarters = self.rotation // 90
        words = tuple(self._as_it_stands(word, quarters) for word in self.words)
        size = self.width, self.height
        rules = tuple(turned_box(rule, 4 - quarters, *size) for rule in self.rules)
        sides = size[::-1] if quarters % 2 else size
        return RawPage(number, label, *sides, words, rules=rules, skew=self.skew)

    def _as_it_stands(self, word: RawWord, quarters: int) -> RawWord:
        box = word.x0, word.y0, word.x1, word.y1
        x0, y0, x1, y1 = turned_box(box, 4 - quarters, self.width, self.height)
        return word._replace(x0=x0, y0=y0, x1=x1, y1=y1, quarters=quarters)


def engine_name() -> str:
    """The engine that would be used and its version, or nothing where none is installed."""
    if tesseract.is_installed():
        return tesseract.version()
    return rapid.version() if rapid.is_installed() else ""


def read_picture(image: Image.Image, *, dpi: float) -> OcrPage:
    """Read the words of one page from its picture.

    *Units*: `dpi` is the picture's own resolution. *Raises*: OcrFailed.
    """
    grey = image.convert("L")
    if not has_ink(grey):
        scale = POINTS_PER_INCH / dpi
        return OcrPage((), 1.0, 0, 0.0, grey.width * scale, grey.height * scale)
    ways = (1, 3, 0, 2) if is_sideways(grey) else (0, 2, 1, 3)
    best = _read(grey, ways[0], dpi)
    for quarters in ways[1:]:
        if best.confidence >= SURE and len(best.words) >= LEAST_WORDS:
            break
        other = _read(grey, quarters, dpi)
        best = max(best, other, key=_worth)
    return best


def _worth(page: OcrPage) -> float:
    return page.confidence * sum(len(word.text) for word in page.words)


def _read(grey: Image.Image, quarters: int, dpi: float) -> OcrPage:
    upright = grey.transpose(_CLOCKWISE[quarters]) if quarters else grey
    skew = skew_degrees(upright)
    if skew:
        upright = upright.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    rules = rules_in(upright, dpi=dpi)
    seen = [word for word in _see(upright, dpi) if _is_word(word, rules)]
    scale = POINTS_PER_INCH / dpi
    return OcrPage(
        words=tuple(_words(seen, scale)),
        confidence=_confidence(seen),
        rotation=90 * quarters,
        skew=skew,
        width=upright.width * scale,
        height=upright.height * scale,
        rules=tuple((x0 * scale, y0 * scale, x1 * scale, y1 * scale) for x0, y0, x1, y1 in rules),
    )


def _is_word(word: SeenWord, rules: Sequence[Box]) -> bool:
    """Whether a word is none of the specks and rules that engines take for letters."""
    if word.confidence < LEAST_CONFIDENCE:
        return False
    if any(character.isalnum() for character in word.text):
        return True
    if word.confidence < SURE_SIGN:
        return False
    return not any(
        x0 < word.x1 + RULE_REACH and x1 > word.x0 - RULE_REACH and y0 < word.y1 and y1 > word.y0
        for x0, y0, x1, y1 in rules
    )


def _see(picture: Image.Image, dpi: float) -> tuple[SeenWord, ...]:
    if tesseract.is_installed():
        return tesseract.see(picture, dpi=dpi)
    if rapid.is_installed():
        return rapid.see(picture)
    raise OcrFailed("No OCR engine is installed.")


def _confidence(seen: list[SeenWord]) -> float:
    """Mean confidence, longer words counting for more; 0 where nothing was read upright."""
    long = [word for word in seen if len(word.text) >= 4]
    # Tesseract reads lines on their side too, and is as sure of them.
    if 2 * sum(word.y1 - word.y0 > word.x1 - word.x0 for word in long) > len(long):
        return 0.0
    letters = sum(len(word.text) for word in seen)
    return sum(word.confidence * len(word.text) for word in seen) / letters if letters else 0.0


def _words(seen: Sequence[SeenWord], scale: float) -> Iterator[RawWord]:
    by_line: dict[int, list[float]] = {}
    for word in seen:
        by_line.setdefault(word.line, []).append(_type_size(word))
    for word in seen:
        yield RawWord(
            text=word.text,
            x0=word.x0 * scale,
            y0=word.y0 * scale,
            x1=word.x1 * scale,
            y1=word.y1 * scale,
            size=round(median(by_line[word.line]) * scale, 1),
            line=word.line,
            column=word.block,
            confidence=word.confidence,
        )


def _type_size(word: SeenWord) -> float:
    """Type size from a word's height, by how far up and down its letters reach."""
    has_tall = any(c in _TALL or c.isupper() or c.isdigit() for c in word.text)
    has_deep = any(c in _DEEP for c in word.text)
    share = (CAP_HEIGHT if has_tall else X_HEIGHT) + (DESCENT if has_deep else 0.0)
    return (word.y1 - word.y0) / share
