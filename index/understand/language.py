"""The query language: "quoted words", -without, OR, kind:sna year:2023 area:Medway pages:3-9.

Any text whatever parses to something sensible, in one walk from left to right; what is not
understood is searched as words and said so in the notes. Knows nothing of places and years in
plain words (`index.understand.wishes`) or of synonyms (`index.lexicon`). The language is our own,
kept to what people know from library catalogues and web search.
"""

import re
from dataclasses import dataclass, field, replace

from corpus.periods import find_periods
from corpus.records import Kind
from index.analysis import words
from index.hits import Filters

MOST_CHARACTERS = 2000
"""What stands behind this is not read: no question is longer, and every step stays cheap."""

_PIECE = re.compile(
    r"""(?P<minus>(?<!\S)[-−](?=["“\w]))?
        (?:(?P<field>(?<!\w)[A-Za-z]{2,12}):(?=\S))?
        (?:["“”](?P<phrase>[^"“”]*)["“”] | (?P<word>[^\s"“”]+) | (?P<lone>["“”]))""",
    re.VERBOSE,
)

KIND_WORDS = {
    "sna": Kind.NEEDS_ASSESSMENT,
    "needs": Kind.NEEDS_ASSESSMENT,
    "assessment": Kind.NEEDS_ASSESSMENT,
    "annual": Kind.ANNUAL_REPORT,
    "report": Kind.ANNUAL_REPORT,
} | {kind.value: kind for kind in Kind}
"""What people write behind kind:, besides the kinds' own names."""

_FIELDS = {
    "kind": "kind",
    "type": "kind",
    "year": "year",
    "years": "year",
    "area": "area",
    "place": "area",
    "title": "title",
    "page": "pages",
    "pages": "pages",
    "publication": "publication",
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query taken apart.

    `words` is what is searched as plain words; every phrase must stand in a hit, none of the
    excluded may; of each group of alternatives at least one must.
    """

    words: str = ""
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    alternatives: tuple[tuple[str, ...], ...] = ()
    filters: Filters = field(default_factory=Filters)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word or phrase as it stands, and whether OR comes before it."""

    text: str
    is_phrase: bool
    after_or: bool


def parse(text: str) -> Parsed:
    """Take a query apart; never fails."""
    notes: list[str] = []
    if len(text) > MOST_CHARACTERS:
        notes.append(f"Only the first {MOST_CHARACTERS} characters were read.")
    filters = Filters()
    excluded: list[str] = []
    pieces: list[_Piece] = []
    joins = False
    for match in _PIECE.finditer(text[:MOST_CHARACTERS]):
        value = match["phrase"] if match["phrase"] is not None else match["word"]
        if match["lone"]:
            notes.append("A quotation mark without its partner was left out.")
        elif match["word"] == "OR" and not match["field"] and not match["minus"]:
            joins = bool(pieces)
        elif match["field"] and (narrowed := _narrow(filters, match["field"], value)):
            filters = narrowed
        elif words(value):
            value = _whole(match, value, notes)
            if match["minus"]:
                excluded.append(value)
            else:
                pieces.append(_Piece(value, match["phrase"] is not None, joins))
                joins = False
    return _assembled(pieces, tuple(excluded), filters, tuple(dict.fromkeys(notes)))


def _whole(match: re.Match[str], value: str, notes: list[str]) -> str:
    if not match["field"]:
        return value
    if match["field"].lower() in _FIELDS:
        notes.append(f"{match['field']}:{value} was not understood as a filter.")
    return f"{match['field']} {value}"


def _assembled(
    pieces: list[_Piece], excluded: tuple[str, ...], filters: Filters, notes: tuple[str, ...]
) -> Parsed:
    groups: list[list[_Piece]] = []
    for piece in pieces:
        if piece.after_or and groups:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    alone = [group[0] for group in groups if len(group) == 1]
    return Parsed(
        words=" ".join(piece.text for piece in pieces),
        phrases=tuple(dict.fromkeys(p.text for p in alone if p.is_phrase)),
        excluded=tuple(dict.fromkeys(excluded)),
        alternatives=tuple(tuple(p.text for p in g) for g in groups if len(g) > 1),
        filters=filters,
        notes=notes,
    )


def _narrow(filters: Filters, name: str, value: str) -> Filters | None:
    """The filters with one more, or None where the value says nothing of the field."""
    value = value.strip(" ,;.")
    if not value:
        return None
    match _FIELDS.get(name.lower()):
        case "kind":
            kind = KIND_WORDS.get(value.lower().replace(" ", "-"))
            return replace(filters, kinds=(*filters.kinds, kind.value)) if kind else None
        case "area":
            return replace(filters, areas=(*filters.areas, value))
        case "publication":
            return replace(filters, publications=(*filters.publications, value))
        case "title":
            return replace(filters, title=f"{filters.title} {value}".strip())
        case "year":
            return _years(filters, value)
        case "pages":
            return _pages(filters, value)
    return None


def _years(filters: Filters, value: str) -> Filters | None:
    if found := re.fullmatch(r"((?:19|20)\d\d)?(?:-|–|\.\.)((?:19|20)\d\d)?", value):
        first, last = (int(year) if year else None for year in found.groups())
        return replace(filters, year_from=first, year_to=last) if first or last else None
    periods = find_periods(value)
    if not periods:
        return None
    period = periods[0].period
    years = replace(filters, year_from=period.first_year, year_to=periods[-1].period.last_year)
    if len(periods) == 1 and period.first_year < period.last_year:
        # "2022/23" is not both calendar years: its neighbours 2021/22 and 2023/24 touch those too.
        return replace(years, days=(period.first_day, period.last_day))
    return years


def _pages(filters: Filters, value: str) -> Filters | None:
    found = re.fullmatch(r"(\d{1,5})?(-|–|\.\.)?(\d{1,5})?", value)
    if not found or not (found[1] or found[3]):
        return None
    first = int(found[1]) if found[1] else None
    last = int(found[3]) if found[3] else (None if found[2] else first)
    return replace(filters, page_from=first, page_to=last)
