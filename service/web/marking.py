"""Cutting text into marked and unmarked segments, so that templates need no arithmetic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.text import legible


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text, marked or not; `is_first` on the first segment of a marked place."""

    text: str
    is_marked: bool = False
    is_first: bool = False


def segments(
    text: str, ranges: Iterable[Sequence[int]], *, start: int = 0, end: int | None = None
) -> tuple[Segment, ...]:
    """The text from `start` to `end` as it is shown, cut where marks begin and end.

    *Units*: ranges are half-open code-point offsets into the whole text; overlaps are joined.
    """
    text = legible(text)
    end = len(text) if end is None else end
    cut: list[Segment] = []
    at = start
    for first, last in sorted((r[0], r[1]) for r in ranges):
        begin, finish = max(first, at), min(last, end)
        if begin >= finish:
            continue
        if begin > at:
            cut.append(Segment(text[at:begin]))
        cut.append(Segment(text[begin:finish], is_marked=True, is_first=begin == first))
        at = finish
    if at < end:
        cut.append(Segment(text[at:end]))
    return tuple(cut)
