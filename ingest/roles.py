"""What part each block plays: heading, list, caption, footnote, words of a figure, contents.

Headings have three witnesses: the document's outline, numbering (1, 1.1, 1.1.1), and type larger or
bolder than the body's. Does not look at meaning, and leaves tables and furniture as they are.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median_low

from corpus.records import BlockKind
from ingest.blocks import Draft
from ingest.paragraphs import is_numbered_prose, starts_item

LONGEST_HEADING = 160
"""Characters; a heading is no longer than this."""

LARGER = 1.12
"""Type this many times the body's is a heading's."""

SMALLER = 0.93
"""Type below this share of the body's is a footnote's, or a figure's."""

DEEPEST = 6
"""Levels of headings that are told apart."""

FEWEST_NOTE_LETTERS = 10
"""A footnote says something."""

FIGURE_WORDS = 5
"""A block of no more words than this, with no sentence in it, may belong to a figure."""

FEWEST_LABELS = 4
"""So many such blocks in a row are the words of a figure."""

Style = tuple[int, bool]

_NUMBER = re.compile(
    r"(?:(?:section|chapter|part)\s+)?(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+\S", re.IGNORECASE
)
_APPENDIX = re.compile(r"(?:appendix|annex)\s+[A-Z0-9]{1,3}\b", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:figure|fig\.?|table|chart|map|graph|box|exhibit|infographic)\s+[A-Z]?\d+(?:[.\-]\d+)*[a-z]?"
    r"(?:\s*[:.–—-]|\s+[^\W\d_a-z]|$)"
    r"|source(?:s)?\s*:",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:\d{1,3}\.?(?![\d,.%/])|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[*†‡§])\s*\S")
_OPENS_QUOTE = ("“", "‘", '"', "«")


@dataclass(frozen=True, slots=True)
class Type:
    """What a document's type looks like: its body size, and the level of each heading style."""

    body: float
    levels: Mapping[Style, int]
    titles: Mapping[tuple[str, int], int]


def assigned(
    pages: Sequence[Sequence[Draft]],
    outline: Sequence[tuple[int, str, int]],
    heights: Sequence[float],
) -> list[list[Draft]]:
    """The same blocks, each in its part."""
    kind = _type_of(pages, outline)
    made = [
        _captioned(_figures([_assign(d, kind, number, height) for d in page], kind.body))
        for number, (page, height) in enumerate(zip(pages, heights, strict=True), 1)
    ]
    return _carried(made)


def body_size(drafts: Iterable[Draft]) -> float:
    """The type size in which most letters are set."""
    sizes: Counter[float] = Counter()
    for draft in drafts:
        for line in draft.lines:
            sizes[round(line.size * 2) / 2] += sum([len(word.text) for word in line.words])
    return max(sizes, key=sizes.__getitem__) if sizes else 10.0


def _type_of(pages: Sequence[Sequence[Draft]], outline: Sequence[tuple[int, str, int]]) -> Type:
    body = body_size(d for page in pages for d in page if d.kind is BlockKind.PARAGRAPH)
    titles = {(folded(title), page): min(level, DEEPEST) for level, title, page in outline}
    return Type(body, _levels(pages, body, titles), titles)


def _levels(
    pages: Sequence[Sequence[Draft]], body: float, titles: Mapping[tuple[str, int], int]
) -> dict[Style, int]:
    """The level of each heading style: as the outline and the numbers say, else by size."""
    votes: dict[Style, list[int]] = defaultdict(list)
    used: Counter[Style] = Counter()
    for number, page in enumerate(pages, 1):
        for draft in page:
            if not _is_free(draft) or not looks_like_heading(draft, body):
                continue
            # The cover's type is of its own kind and says nothing of the chapters'.
            used[style_of(draft)] += number > 1 or len(pages) == 1
            level = titles.get((folded(draft.text), number)) or _numbered_level(draft)
            votes[style_of(draft)] += [level] if level else []
    known = {style: median_low(levels) for style, levels in votes.items() if levels}
    return _ranked([style for style, count in used.items() if count], known)


def _ranked(styles: Sequence[Style], known: Mapping[Style, int]) -> dict[Style, int]:
    """Levels by size, largest first, each no higher than a larger style's."""
    levels: dict[Style, int] = {}
    level = 0
    for style in sorted(styles, key=lambda style: (-style[0], not style[1])):
        level = min(known.get(style, level + 1), DEEPEST)
        levels[style] = level
    return levels


def _is_free(draft: Draft) -> bool:
    return draft.kind in {BlockKind.PARAGRAPH, BlockKind.LIST}


def _assign(draft: Draft, kind: Type, number: int, height: float) -> Draft:
    if not _is_free(draft):
        return draft
    level = _heading_level(draft, kind, number)
    if level:
        return replace(draft, kind=BlockKind.HEADING, level=level)
    if _CAPTION.match(draft.text) and len(draft.lines) <= 4:
        return replace(draft, kind=BlockKind.CAPTION)
    if _is_footnote(draft, kind.body, height):
        return replace(draft, kind=BlockKind.FOOTNOTE)
    is_item = starts_item(draft.lines[0]) and not is_numbered_prose(draft.text)
    return replace(draft, kind=BlockKind.LIST) if is_item else draft


def _heading_level(draft: Draft, kind: Type, number: int) -> int:
    if kind.titles and len(draft.lines) <= 4 and len(draft.text) <= LONGEST_HEADING:
        stated = kind.titles.get((folded(draft.text), number))
        if stated:
            return stated
    if not looks_like_heading(draft, kind.body):
        return 0
    return _numbered_level(draft) or kind.levels.get(style_of(draft), 1)


def _numbered_level(draft: Draft) -> int:
    numbered = _NUMBER.match(draft.text)
    if numbered:
        return min(numbered[1].count(".") + 1, DEEPEST)
    return 1 if _APPENDIX.match(draft.text) else 0


def style_of(draft: Draft) -> Style:
    """Type size in half points, and whether it is bold."""
    line = draft.lines[0]
    return round(line.size * 2), line.is_bold


def looks_like_heading(draft: Draft, body: float) -> bool:
    """Whether the type and shape of a block are a heading's."""
    line = draft.lines[0]
    is_large = line.size >= LARGER * body
    if len(draft.lines) > 4 or not (is_large or (line.is_bold and line.size >= 0.98 * body)):
        return False
    text = draft.text
    letters = sum(character.isalpha() for character in text)
    if letters < 3 or len(text) > LONGEST_HEADING:
        return False
    if text.endswith((".", ";", ",", "…")) or text.startswith(_OPENS_QUOTE):
        return False
    if _CAPTION.match(text) or text[0].islower() or letters < 0.4 * len(text.replace(" ", "")):
        return False
    return not line.is_sideways and (not starts_item(line) or bool(_NUMBER.match(text)))


def _is_footnote(draft: Draft, body: float, height: float) -> bool:
    line = draft.lines[0]
    is_small = line.size < SMALLER * body
    if not is_small or line.y0 < 0.5 * height:
        return False
    text = draft.text
    letters = sum(character.isalpha() for character in text)
    return letters >= FEWEST_NOTE_LETTERS and bool(_NOTE.match(text))


def _captioned(page: list[Draft]) -> list[Draft]:
    """The page with each table's caption, from just above it or else just below, kept with it."""
    out = list(page)
    for index, draft in enumerate(page):
        if draft.table is None:
            continue
        near = [page[i] for i in (index - 1, index + 1) if 0 <= i < len(page)]
        caption = next((d.text for d in near if d.kind is BlockKind.CAPTION), "")
        out[index] = replace(draft, table=replace(draft.table, caption=caption))
    return out


def _carried(pages: list[list[Draft]]) -> list[list[Draft]]:
    """The pages, each table that goes on over the page under the caption of its first part."""
    caption = ""
    for page in pages:
        for index, draft in enumerate(page):
            if draft.table is None:
                continue
            if draft.table.continues and not draft.table.caption:
                page[index] = replace(draft, table=replace(draft.table, caption=caption))
            caption = draft.table.caption or (caption if draft.table.continues else "")
    return pages


def _figures(page: list[Draft], body: float) -> list[Draft]:
    """The page with runs of short labels marked as the words of a figure."""
    out = list(page)
    start = 0
    while start < len(page):
        end = start
        while end < len(page) and _is_label(page[end], body):
            end += 1
        labels = page[start:end]
        if _are_labels(labels, body):
            out[start:end] = [replace(draft, kind=BlockKind.FIGURE, level=0) for draft in labels]
        start = end + 1
    return out


def _is_label(draft: Draft, body: float) -> bool:
    if draft.kind is BlockKind.HEADING:
        return draft.lines[0].size < LARGER * body and not draft.lines[0].is_bold
    if draft.kind is not BlockKind.PARAGRAPH:
        return False
    words = sum(len(line.words) for line in draft.lines)
    return words <= FIGURE_WORDS and not draft.text.endswith((".", ":", ";", "!", "?"))


def _are_labels(drafts: Sequence[Draft], body: float) -> bool:
    if len(drafts) < FEWEST_LABELS:
        return False
    marks = sum(
        draft.lines[0].size < SMALLER * body
        or any(character.isdigit() for character in draft.text)
        or draft.lines[0].is_sideways
        for draft in drafts
    )
    return marks * 2 >= len(drafts)


def folded(text: str) -> str:
    """Letters and digits alone, without a leading number: how outline and page are compared."""
    return "".join(c for c in text.casefold() if c.isalnum()).lstrip("0123456789")
