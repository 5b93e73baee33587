"""Making words the same once and for all, before they are stored.

What a reader sees stays: typographic quotes, dashes, superscripts. What nobody sees goes: ligature
code points, decomposed accents, soft hyphens, control and bidirectional marks. Does not know lines
or pages. Source: Unicode Standard Annex 15 (normal forms) and 9 (bidirectional marks).
"""

import re
import unicodedata
from functools import lru_cache

_LIGATURES = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
    "ĳ": "ij",
}
_HYPHENS = {"‐": "-", "‑": "-", "\x02": "-", "￾": "-"}
_SPACES = dict.fromkeys(
    map(chr, (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)), " "
)
_TABLE = str.maketrans({**_LIGATURES, **_HYPHENS, **_SPACES})

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\uffff\ud800-\udfff]"
    "|[\U000e0000-\U000e0fff]"
)
# Old TeX fonts set an accent as a sign of its own before the letter it belongs to.
_COMBINING = str.maketrans("´¨ˆ˜", "\u0301\u0308\u0302\u0303")
_ACCENT = re.compile(r"(?<=[^\W\d_])([´¨ˆ˜]+)([^\W\d_])")
_WIDE = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]")
# Where Word and PowerPoint put the signs of Symbol and Wingdings: no other font has any there.
_SYMBOL = re.compile("[\uf000-\uf0ff]")
BULLETS = "•‣⁃∙·*\u25a0-\u25ff\u2713-\u2718\u2756\u2794-\u27bf\u2b1b\u2b1c\uf000-\uf0ff"
"""Signs that open an item of a list (discs, squares, ticks, arrows): inside a character class."""

_RAISED = re.compile(r"((?<![^\W\d_])[kcm]?m[²³])|[⁰¹²³⁴-⁹]+")
_HAS_RAISED = re.compile(r"[²³⁰¹⁴-⁹]")


@lru_cache(maxsize=100_000)
def normalise(word: str) -> str:
    """One word as it is stored; the same again when normalised again."""
    if word.isascii() and word.isprintable():
        return word
    # What is unseen goes first: it may stand between an accent and its letter.
    word = _UNSEEN.sub("", _composed(word).translate(_TABLE))
    word = _composed(_WIDE.sub(lambda wide: unicodedata.normalize("NFKC", wide[0]), word))
    return _composed(_ACCENT.sub(lambda found: found[2] + found[1].translate(_COMBINING), word))


def _composed(word: str) -> str:
    word = unicodedata.normalize("NFC", word).replace("ı\u0301", "í").replace("ı\u0308", "ï")
    return unicodedata.normalize("NFC", word)


def single_spaced(text: str) -> str:
    """The text with every run of white space made one blank, ends trimmed."""
    return " ".join(text.split())


def legible(text: str) -> str:
    """The text as it is shown: each sign of a symbol font, mostly a bullet, as one that all have.

    *Units*: one code point for each, so that offsets into the text hold.
    """
    return text if text.isascii() else _SYMBOL.sub("•", text)


def unmarked(text: str) -> str:
    """The text as it is compared: each raised figure of a note's mark a blank, squares kept.

    *Units*: one code point for each, so that offsets into the text hold.
    """
    if not _HAS_RAISED.search(text):
        return text
    return _RAISED.sub(lambda raised: raised[1] or " " * len(raised[0]), text)
