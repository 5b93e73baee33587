"""The glossary: each acronym the passages define, its usual meaning and where it is defined.

Made for one audience from that audience's passages alone. Several meanings of one short form are
all kept, the most frequent first.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.records import Passage, PassageKind, Publication
from index.lexicon.acronyms import Definition, definitions, is_short_form

WORDS_OF_MEANING = 12
"""A table cell of more words than this beside a short form explains it and is not its meaning."""


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A short form, what it stands for, and where a report says so.

    `count` is how many passages give this meaning.
    """

    term: str
    meaning: str
    passage_id: str
    publication_id: str
    page: int
    count: int


@dataclass(slots=True)
class _Meaning:
    """One meaning as it is being gathered: its wordings and the passages that define it."""

    wordings: Counter[str] = field(default_factory=Counter)
    rows: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Entries in order, and for each the rows of all passages that define it."""

    entries: tuple[GlossaryEntry, ...]
    rows: tuple[tuple[int, ...], ...]


def gather(pairs: Iterable[tuple[Publication, Passage]]) -> Glossary:
    """Read the glossary out of passages. *Order*: by term, then the most frequent meaning."""
    found: dict[tuple[str, str], _Meaning] = {}
    places: list[tuple[str, str, int]] = []
    for row, (publication, passage) in enumerate(pairs):
        places.append((passage.id, publication.id, passage.page))
        for definition in (*definitions(passage.text), *_tabled(passage)):
            term, meaning = singular(definition)
            entry = found.setdefault((term, _key(meaning)), _Meaning())
            entry.wordings[meaning] += 1
            if row not in entry.rows[-1:]:
                entry.rows.append(row)
    ordered = sorted(
        found.items(), key=lambda item: (item[0][0].casefold(), -len(item[1].rows), item[0])
    )
    entries = []
    for (term, _), gathered in ordered:
        wording = min(gathered.wordings.items(), key=lambda item: (-item[1], item[0]))[0]
        entries.append(GlossaryEntry(term, wording, *places[gathered.rows[0]], len(gathered.rows)))
    return Glossary(tuple(entries), tuple(tuple(gathered.rows) for _, gathered in ordered))


def singular(definition: Definition) -> tuple[str, str]:
    """Short form and meaning of one of them, where the report speaks of many ("IROs")."""
    short, meaning = definition.short, definition.meaning
    if short.endswith("s") and len(short) > 2 and short[:-1].isupper():
        short = short[:-1]
        if meaning.endswith("s") and not meaning.endswith("ss"):
            meaning = f"{meaning[:-3]}y" if meaning.endswith("ies") else meaning[:-1]
    return short, meaning


def _key(meaning: str) -> str:
    return "".join(letter for letter in meaning.casefold() if letter.isalnum())


def _tabled(passage: Passage) -> Iterable[Definition]:
    """A row of a glossary table: a short form, and beside it what it stands for."""
    if passage.kind is not PassageKind.TABLE_ROW or len(passage.cells) > 2:
        return
    head, _, rest = passage.text.partition(" ")
    rest = rest.partition(":")[0].strip()
    if is_short_form(head) and head.isupper() and 2 <= len(rest.split()) <= WORDS_OF_MEANING:
        initials = [word[0].lower() for word in rest.replace("-", " ").split()]
        if head[0].lower() == initials[0] and not any(letter.isdigit() for letter in rest):
            yield Definition(head, rest)
