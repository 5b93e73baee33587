"""Hits as the site shows them: text cut at its marks, and a table's row under its column heads.

The API gives a row as its line of text; a reader needs to see which figure stands under which head.
"""

from dataclasses import dataclass
from typing import Any

from corpus.reader import View
from corpus.records import Passage
from service.web.marking import Segment, segments


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell of a found row: what it stands under, and its words cut at their marks."""

    head: str
    words: tuple[Segment, ...]


def ready(view: View, hits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each hit its `segments`, its `cells` where it is a row, and a context without both."""
    rows = [hit["passage_id"] for hit in hits if hit["kind"] == "table-row"]
    passages = {passage.id: passage for passage in view.passages(rows)}
    for hit in hits:
        hit["segments"] = segments(hit["text"], hit["highlights"])
        passage = passages.get(hit["passage_id"])
        hit["cells"] = cells_of(passage, hit["highlights"]) if passage else ()
        if hit["cells"] and passage:
            hit["context"] = caption_of(passage)
    return hits


def cells_of(passage: Passage, highlights: list[list[int]]) -> tuple[ShownCell, ...]:
    """The cells of a row with their marks; nothing where they cannot be found in its text.

    *Units*: highlights are offsets into the passage's text, spans of cells into the page's.
    """
    start = passage.spans[0].start
    shown = []
    for cell in passage.cells:
        first, last = cell.span.start - start, cell.span.end - start
        if passage.text[max(first, 0) : last] != cell.value:
            return ()
        words = segments(passage.text, highlights, start=first, end=last)
        shown.append(ShownCell(" ".join(cell.heads), words))
    return tuple(shown)


def caption_of(passage: Passage) -> str:
    """A row's context without its label and heads, which its cells show."""
    heads = "; ".join(dict.fromkeys(head for cell in passage.cells for head in cell.heads))
    without = passage.context.removesuffix(heads).rstrip(". ")
    return without.removesuffix(passage.cells[0].value).rstrip(".: ")
