"""Near-duplicates: the same report with a new cover, a summary beside its full report.

Compares sketches of two publications' words. Reports of neighbouring districts or years share
their boilerplate and differ in their figures, so the figures with the words around them are
compared on their own: kin share both. Pure; the record's side is `ingest.kin`.
*Source*: shingles after A. Broder, "On the resemblance and containment of documents" (1997); the
sketch keeps every hash below a fixed bound, as mod-m sketches do there (section 4), so that a small
document's containment in a large one can be told.
"""

import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

SHINGLE_WORDS = 5
KEPT_OF = 8
"""One hash in so many is kept: a report of 15,000 words has a sketch of about 2,000."""

LEAST_SHINGLES = 40
"""A sketch smaller than this says too little."""

LEAST_FIGURES = 4

SAME_WORDS = 0.5
"""Kin share at least this part of the smaller one's shingles."""

SAME_FIGURES = 0.6
"""And this part of the smaller one's figures, each with the words beside it."""

NEARLY_ALL = 0.9
"""Documents with hardly a figure are kin only when nearly all their words are the same."""

PART_SHARE = 0.8
"""A kin with fewer shingles than this share of the other's is a part or summary of it."""

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*%?")
_FIGURE = re.compile(r"\d[\d.,]*%?")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a publication's words to compare it by; hashes of 64 bits."""

    shingles: frozenset[int]
    figures: frozenset[int]

    def packed(self) -> bytes:
        """The sketch as bytes."""
        parts = sorted(self.shingles), sorted(self.figures)
        counts = struct.pack("<2I", *map(len, parts))
        return counts + b"".join(struct.pack(f"<{len(part)}Q", *part) for part in parts)

    @classmethod
    def unpacked(cls, packed: bytes) -> "Sketch":
        """The sketch that `packed` made bytes of."""
        shingles, figures = struct.unpack_from("<2I", packed)
        hashes = struct.unpack_from(f"<{shingles + figures}Q", packed, 8)
        return cls(frozenset(hashes[:shingles]), frozenset(hashes[shingles:]))


@dataclass(frozen=True, slots=True)
class Kin:
    """A publication close to the one asked about.

    `share` is the part of the smaller one's words found in the larger; `is_part` when the kin is a
    part or summary of the one asked about, and not the other way round.
    """

    publication_id: str
    share: float
    is_part: bool


def sketch_of(pages: Sequence[str]) -> Sketch:
    """The sketch of a publication from the texts of its pages."""
    words = _WORD.findall("\n".join(pages).casefold())
    spans = range(len(words) - SHINGLE_WORDS + 1)
    shingles = (" ".join(words[at : at + SHINGLE_WORDS]) for at in spans)
    figures = (
        " ".join(words[max(at - 1, 0) : at + 3])
        for at, word in enumerate(words)
        if _FIGURE.fullmatch(word) and len(word) > 1 and not _YEAR.fullmatch(word)
    )
    return Sketch(_kept(shingles, KEPT_OF), _kept(figures, 1))


def _kept(texts: Iterable[str], of: int) -> frozenset[int]:
    hashes = (int.from_bytes(blake2b(t.encode(), digest_size=8).digest(), "little") for t in texts)
    return frozenset(value for value in hashes if value % of == 0)


def nearest_kin(new: Sketch, others: Mapping[str, Sketch]) -> Kin | None:
    """The publication nearest to a new one, where one is near enough to be kin."""
    kin = [
        Kin(publication_id, round(share, 3), _is_part(other, new))
        for publication_id, other in others.items()
        if (share := _kinship(new, other))
    ]
    # A whole report says more about what the new one is than a part of it does.
    return max(kin, key=lambda k: (not k.is_part, k.share), default=None)


def _is_part(one: Sketch, whole: Sketch) -> bool:
    return len(one.shingles) < PART_SHARE * len(whole.shingles)


def _kinship(one: Sketch, other: Sketch) -> float:
    """The shared part of the smaller one's words; 0 where they are not kin."""
    if min(len(one.shingles), len(other.shingles)) < LEAST_SHINGLES:
        return 0.0
    words = _contained(one.shingles, other.shingles)
    if words < SAME_WORDS:
        return 0.0
    if min(len(one.figures), len(other.figures)) < LEAST_FIGURES:
        return words if words >= NEARLY_ALL else 0.0
    return words if _contained(one.figures, other.figures) >= SAME_FIGURES else 0.0


def _contained(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / min(len(one), len(other))
